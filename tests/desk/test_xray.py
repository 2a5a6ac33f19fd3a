"""Names and figures of an article, and where else they stand."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.desk import Desk
from reader.desk.wording import in_words
from reader.desk.xray import Card, Subject, entries, gathering, quoting, subject_of
from reader.marks import Approximation, Figure, FigureKind, Mark, Value
from reader.sources import article_from_bytes
from reader.spans import Span
from tests.desk.conftest import written


@pytest.fixture
def harbour(news: Path) -> Path:
    written(
        news,
        "d.txt",
        "2 May 2017",
        "Harbour closes",
        "Anna Keller said it was over. She left at noon. “We lost €3m,” Keller said. It rained.",
    )
    return news


@pytest.fixture
def full(harbour: Path) -> Iterator[Desk]:
    with closing(Desk.open([str(harbour)])) as desk:
        desk.read_all()
        for name in desk.ids():
            desk.recognise(name)
        yield desk


def titled(desk: Desk, title: str) -> str:
    return next(name for name in desk.ids() if desk.article(name).title == title)


def subject(desk: Desk, title: str, words: str) -> Subject:
    article = desk.article(titled(desk, title))
    marks = desk.marks(article.id) or ()
    return next(subject_of(mark, article.text) for mark in marks if mark.of(article.text) == words)


def sentences(desk: Desk, card: Card, most: int = 200) -> list[tuple[str, str]]:
    return [
        (desk.article(each.article).title, each.sentence.of(desk.article(each.article).text))
        for each in card.quotations(most)
        if each is not None
    ]


def test_each_name_once_the_most_mentioned_first() -> None:
    text = "Ada met Bo in Oslo. Bo paid 3 euros, then 3 euros. Cy came."
    marks = [
        Mark(0, 3, "person", "Ada"),
        Mark(8, 10, "person", "Bo"),
        Mark(14, 18, "place", "Oslo"),
        Mark(20, 22, "person", "Bo"),
        Mark(28, 35, "figure", "3 euros", Figure("money", "3", "EUR")),
        Mark(42, 49, "figure", "3 euros", Figure("money", "3", "EUR", "about")),
        Mark(51, 53, "person", "Cy"),
    ]
    found = entries(text, marks)
    assert [(each.subject.title, len(each.mentions)) for each in found] == [
        ("Bo", 2), ("Ada", 1), ("Cy", 1), ("Oslo", 1), ("3 euros", 2),
    ]  # fmt: skip
    assert found[0].bar(6, len(text)) == (1, 0, 1, 0, 0, 0)
    assert sum(found[4].bar(3, 1)) == 2  # a text that is shorter than its marks say


def test_a_books_names_are_gathered_in_portions() -> None:
    marks = [Mark(at, at + 1, "person", f"P{at % 7}") for at in range(40)]
    assert len(list(gathering("x" * 40, marks, portion=3))) == 13
    found = entries("x" * 40, marks)
    assert [(each.subject.name, len(each.mentions)) for each in found] == [
        *((f"P{number}", 6) for number in range(5)), ("P5", 5), ("P6", 5),
    ]  # fmt: skip


def test_a_card_quotes_this_article_first_then_the_newest(full: Desk) -> None:
    card = Card(full, subject(full, "Harbour opens", "Anna Keller"), titled(full, "Harbour opens"))
    assert len(card.marks) == 1
    assert card.others == 1
    assert sentences(full, card) == [
        ("Harbour opens", "Anna Keller paid €3m in Rotterdam."),
        ("Harbour closes", "Anna Keller said it was over."),
        ("Harbour closes", "“We lost €3m,” Keller said."),
    ]
    assert len(sentences(full, card, most=2)) == 2
    assert len(sentences(full, card, most=1)) == 1


def test_a_figure_is_met_again_by_its_value(full: Desk) -> None:
    money = subject(full, "Harbour opens", "€3m")
    assert (money.title, money.query) == ("3 million euros", "money:3000000EUR")
    card = Card(full, money, titled(full, "Harbour opens"))
    assert [quote for _, quote in sentences(full, card)] == [
        "Anna Keller paid €3m in Rotterdam.",
        "“We lost €3m,” Keller said.",
    ]


def test_two_mentions_in_a_sentence_are_one_quotation() -> None:
    article = article_from_bytes(b"Title\n\nAnna and Bo, and Anna. Then Bo.\n")
    at = article.text.index("Anna and")
    mentions = [Span(at, at + 4), Span(at + 17, at + 21)]
    (quotation,) = quoting(article, mentions)
    assert quotation.mentions == tuple(mentions)
    assert quotation.sentence.of(article.text) == "Anna and Bo, and Anna."
    assert list(quoting(article, [])) == []


def test_a_row_of_a_table_is_quoted_alone() -> None:
    table = b"# Ports\n\n| Port | Boats |\n|---|---|\n| Norrvik | 12 |\n| Lisbon | 7 |\n"
    article = article_from_bytes(table, path="ports.md")
    at = article.text.index("Norrvik")
    (quotation,) = quoting(article, [Span(at, at + 7)])
    assert quotation.sentence.of(article.text) == "Norrvik | 12"


@pytest.mark.parametrize(
    ("kind", "value", "unit", "query"),
    [
        ("money", "3200000", "EUR", "money:3200000EUR"),
        ("money", ("5", None), "GBP", "money:5GBP.."),
        ("percent", "14", "%", "percent:14"),
        ("percent", "2", "pp", "percent:2pp"),
        ("quantity", "5", "km", "quantity:5km"),
        ("quantity", "5", "m", "quantity:5m"),
        ("count", ("5", "10"), "", "count:5..10"),
        ("age", "61", "y", "age:61y"),
        ("ordinal", "3", "", "figure:3"),
        ("date", "2016-03", "", "date-mentioned:2016-03"),
        ("date", "--03-15", "", '"as written"'),
        ("duration", "P6M", "", '"as written"'),
        ("score", "3-1", "", '"as written"'),
        ("date", None, "", '"as written"'),
    ],
)
def test_a_figures_query_finds_it(kind: FigureKind, value: Value, unit: str, query: str) -> None:
    assert Subject("figure", 'as "written"', Figure(kind, value, unit)).query == query


def test_what_no_query_can_say_has_none(full: Desk) -> None:
    assert Subject("person", 'Eva "X" Y').query == 'person:"Eva X Y"'
    assert Subject("person", "—").query == ""
    card = Card(full, Subject("person", "—"), full.ids()[0])
    assert (card.others, sentences(full, card)) == (0, [])


def test_a_figure_without_a_value_is_met_by_its_words(harbour: Path) -> None:
    for number in (1, 2):
        written(
            harbour, f"e{number}.txt", "3 May 2018", f"Score {number}", "Rovers won 3-1 at home."
        )
    with closing(Desk.open([str(harbour)])) as desk:
        desk.read_all()
        for name in desk.ids():
            desk.recognise(name)
        card = Card(desk, subject(desk, "Score 1", "3-1"), titled(desk, "Score 1"))
        assert [title for title, _ in sentences(desk, card)] == ["Score 1", "Score 2"]
        vague = Subject("figure", "at home", Figure("date", None))
        words = Card(desk, vague, titled(desk, "Score 1"))
        assert sentences(desk, words) == [("Score 2", "Rovers won 3-1 at home.")]


@pytest.mark.parametrize(
    ("kind", "value", "unit", "approx", "said"),
    [
        ("money", "3200000", "EUR", "about", "about 3.2 million euros"),
        ("money", "1234567", "SEK", None, "1,234,567 SEK"),
        ("money", "2000000000000", "USD", "more", "more than 2 trillion US dollars"),
        ("count", "250000", "", "at least", "at least 250,000"),
        ("count", "1987", "", None, "1987"),
        ("count", "x", "", None, "x"),
        ("count", "Infinity", "", None, "Infinity"),
        ("percent", ("5", "10"), "%", None, "5 to 10 per cent"),
        ("percent", (None, "10"), "pp", None, "up to 10 percentage points"),
        ("quantity", ("5", None), "km", None, "5 or more km"),
        ("date", "2016-03-15", "", None, "15 March 2016"),
        ("date", "2016-03", "", None, "March 2016"),
        ("date", "--03-15", "", None, "15 March"),
        ("date", "2016", "", None, "2016"),
        ("date", "2016-13", "", None, "2016-13"),
        ("date", "soon", "", None, "soon"),
        ("duration", "P6M", "", None, "6 months"),
        ("duration", "P1Y2M", "", "less", "less than 1 year 2 months"),
        ("duration", "PT1H30M", "", None, "1 hour 30 minutes"),
        ("duration", "P", "", None, "P"),
        ("age", "61", "y", None, "61 years old"),
        ("score", "3-1", "", None, "3–1"),
        ("time", "14:30", "", None, "14:30"),
        ("ordinal", "3", "", None, "3rd"),
        ("ordinal", "111", "", None, "111th"),
        ("ordinal", "1.5", "", None, "1.5"),
        ("date", None, "", "about", ""),
    ],
)  # fmt: skip
def test_values_in_words(
    kind: FigureKind, value: Value, unit: str, approx: Approximation | None, said: str
) -> None:
    assert in_words(Figure(kind, value, unit, approx)) == said
