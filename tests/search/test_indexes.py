"""What a reader types brings up what a reader wants, best first."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.search import Found, Index, digest, parse_query

ARTICLES = {
    "syria": (
        "Russia begins Syria withdrawal of troops",
        "Planes leave after supporting Bashar al-Assad’s government for months",
        "By Jane Roe",
        "President Vladimir Putin said 250,000 people, or 3.5%, don't mind. The U.S. sent an SU-34. A Zeppelin was seen over Covid 19 wards.",
    ),
    "harbour": ("Harbour pilots vote to end dispute", None, None, "They sail at dawn in the port."),
    "lodz": ("Łódź café reopens", "Cafe\u0301 society", "Zoë Müller", "Tram to İstanbul, Straße."),
    "report": ("Reporters meet", None, None, "Somebody spoke of a harbour. Nobody knew the trade."),
    "asia": ("北京 opens a hall", None, None, "A pass\u200bword for co\u00adoperation."),
}
NAMES = {"syria": ["Vladimir Putin", "Bashar al-Assad"], "harbour": ["Port Council"]}


@pytest.fixture
def index() -> Index:
    filled = Index()
    for age, (key, (title, standfirst, byline, body)) in enumerate(ARTICLES.items()):
        filled.add(key, digest(title, standfirst, byline, body), moment=-float(age))
    for key, names in NAMES.items():
        filled.add_names(key, names)
    return filled


def ids(index: Index, typed: str) -> list[str]:
    return list(index.search(parse_query(typed)).ids)


def titled(*titles: str) -> Index:
    """An index of headlines, the first the newest; ids are their places."""
    filled = Index()
    for place, title in enumerate(titles):
        filled.add(str(place), digest(title, None, None, ""), moment=-float(place))
    return filled


@pytest.mark.parametrize("typed", ["", "  ", "!?", '"', "-", "…"])
def test_nothing_asked_is_everything_newest_first(index: Index, typed: str) -> None:
    found = index.search(parse_query(typed))
    assert list(found.ids) == list(ARTICLES)
    assert list(found.scores) == [100.0] * len(ARTICLES)
    assert found.total == len(ARTICLES)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        # words in any order, each the start of one
        ("withdrawal syria", ["syria"]),
        ("syr rus", ["syria"]),
        ("syria harbour", []),
        # every field
        ("supporting", ["syria"]),
        ("jane roe", ["syria"]),
        ("council", ["harbour"]),
        ("sail", ["harbour"]),
        # forgiven: dropped, doubled, wrong, swapped; in starts, and in first letters
        ("putni", ["syria"]),
        ("vladimr", ["syria"]),
        ("vlaadim", ["syria"]),
        ("bladimir", ["syria"]),
        ("wihtdrawla", ["syria"]),
        ("dispuet", ["harbour"]),
        ("hrabour pilto", ["harbour"]),
        # a body forgives what begins no word anywhere, and only whole words
        ("zepelin", ["syria"]),
        ("zeppleni", ["syria"]),
        ("zepel", []),
        ("somebdoy", ["report"]),
        # ... and a well-spelt word brings no look-alikes of bodies
        ("dawm", ["harbour"]),
        ("dawn", ["harbour"]),
        # short words: no slips; in bodies whole words, starts from three letters
        ("dwn", []),
        ("da", []),
        ("daw", ["harbour"]),
        ("at", ["harbour"]),
        # joined words
        ("assad", ["syria"]),
        ("al-assad", ["syria"]),
        ("alassad", ["syria"]),
        ("al-asad", ["syria"]),
        ("al-assads", ["syria"]),
        ("su34", ["syria"]),
        ("su-34", ["syria"]),
        ("su-3", ["syria"]),
        ("250000", ["syria"]),
        ("250,000", ["syria"]),
        ("250,001", []),
        ("3.5", ["syria"]),
        ("35", []),
        ("don’t", ["syria"]),
        ("dont", ["syria"]),
        ("u.s.", ["syria"]),
        ("covid-19", ["syria"]),
        # letters as keyboards write them
        ("lodz", ["lodz"]),
        ("CAFÉ", ["lodz"]),
        ("cafe\u0301", ["lodz"]),
        ("istanbul", ["lodz"]),
        ("strasse", ["lodz"]),
        ("STRASSE", ["lodz"]),
        ("zoe muller", ["lodz"]),
        ("password", ["asia"]),
        ("cooperation", ["asia"]),
        ("北京", ["asia"]),
        # exact words
        ('"begins syria"', ["syria"]),
        ('"syria begins"', []),
        ('"begins syr"', []),
        ('"begins syr', ["syria"]),
        ('"president vladimir putin"', ["syria"]),
        ('"al-assad"', ["syria"]),
        ('"putin bashar"', []),
        ('"harbours"', []),
        ('"harbour"', ["harbour", "report"]),
        ('"harbou"', []),
        ('"harbour pilots" "sail at dawn"', ["harbour"]),
        # left out
        ("-harbour", ["syria", "lodz", "asia"]),
        ("-harb", list(ARTICLES)),
        ("harbour -pilots", ["report"]),
        ('-"harbour pilots" harbour', ["report"]),
        ("-al-assad", ["harbour", "lodz", "report", "asia"]),
        ("harbour -harbour", []),
    ],
)
def test_finds(index: Index, typed: str, found: list[str]) -> None:
    assert ids(index, typed) == found


def test_the_better_field_comes_first_whatever_its_age() -> None:
    index = Index()
    fields: dict[str, Callable[[str], tuple[str, str | None, str | None, str]]] = {
        "text": lambda word: ("x", None, None, word),
        "standfirst": lambda word: ("x", word, None, ""),
        "byline": lambda word: ("x", None, word, ""),
        "name": lambda word: ("x", None, None, ""),
        "title": lambda word: (word, None, None, ""),
    }
    order = ["title", "name", "byline", "standfirst"]
    for place, (field, article) in enumerate(fields.items()):
        for kind, word in {"exact": "harbour", "start": "harbours", "alike": "harbuor"}.items():
            key = f"{field} {kind}"
            moment = -place if kind == "exact" else place
            index.add(key, digest(*article(word)), moment=moment)
            if field == "name":
                index.add_names(key, [word])
    wanted = [f"{field} {kind}" for field in order for kind in ("exact", "start")]
    wanted += [f"{field} alike" for field in ("title", "name", "byline", "standfirst")]
    wanted += ["text exact", "text start"]
    assert ids(index, "harbour") == wanted


def test_scores_fall_and_stay_within_bounds(index: Index) -> None:
    found = index.search(parse_query("harbour"))
    assert list(found.scores) == sorted(found.scores, reverse=True)
    assert all(0 < score <= 100 for score in found.scores)
    assert len(found.scores) == len(found.ids) == found.total


def test_equals_stand_newest_first_then_by_id() -> None:
    index = Index()
    for key, moment in [("b", 1.0), ("old", 0.5), ("a", 1.0), ("new", 2.0)]:
        index.add(key, digest("Harbour", None, None, ""), moment=moment)
    assert ids(index, "harbour") == ["new", "a", "b", "old"]
    assert ids(index, "") == ["new", "a", "b", "old"]
    assert ids(index, "-pilots") == ["new", "a", "b", "old"]


def test_words_together_in_the_headline_come_first() -> None:
    index = titled("Vote of the pilots", "Pilots end the vote", "Every pilots vote counts")
    assert ids(index, "pilots vote") == ["2", "1", "0"]


def test_a_rare_word_counts_for_more_than_a_common_one() -> None:
    index = titled(*["The tide"] * 50)
    index.add("rare", digest("Kelp", None, None, "the"), moment=-99.0)
    index.add("common", digest("The", None, None, "kelp"), moment=99.0)
    assert ids(index, "the kelp") == ["rare", "common"]


def test_the_order_of_words_counts_until_too_many_headlines_hold_them_all() -> None:
    titles = ["The tide"] * 511 + ["Tide, the"]
    assert ids(titled(*reversed(titles)), "the tide")[-1] == "0"
    assert ids(titled("Tide, the", *titles), "the tide")[0] == "0"


def test_one_slip_is_better_than_two() -> None:
    index = titled("Glassblawars", "Glassblawers")
    assert ids(index, "glassblowers") == ["1", "0"]


def test_a_good_start_drags_in_no_starts_that_look_alike() -> None:
    index = titled("Putting it right", "Putin speaks", "Pution")
    assert ids(index, "putin") == ["1", "2"]  # "Pution" is a whole word that looks alike
    assert ids(index, "puttni") == ["0"]


def test_numbers_are_meant_as_typed() -> None:
    index = titled("Budget 2015", "Budget 2016")
    assert ids(index, "2016") == ["1"]


def test_short_words_forgive_nothing() -> None:
    index = titled("Tax rises", "Tex Avery", "Max")
    assert ids(index, "tax") == ["0"]


def test_a_name_is_found_when_it_becomes_known() -> None:
    index = titled("Talks", "Harbour")
    assert ids(index, "latakia") == []
    index.add_names("1", ["Latakia"])
    index.add_names("1", ["Bashar al-Assad", "Latakia", "", "!"])
    assert ids(index, "latakia") == ["1"]
    assert ids(index, "alassad") == ["1"]
    index.remove("1")
    assert ids(index, "latakia") == []


def test_a_phrase_reaches_over_one_name_only() -> None:
    index = titled("x")
    index.add_names("0", ["Vladimir Putin", "Bashar al-Assad", "SU-34"])
    assert ids(index, '"vladimir putin"') == ["0"]
    assert ids(index, '"putin bashar"') == []
    assert ids(index, '"34 su34"') == []


def test_an_article_of_the_same_id_makes_way() -> None:
    index = titled("Harbour", "Pilots")
    index.add("0", digest("Storm", None, None, ""), moment=-5.0)
    assert len(index) == 2
    assert ids(index, "harbour") == []
    assert ids(index, "") == ["1", "0"]


def test_who_is_not_there_cannot_be_removed_or_named() -> None:
    index = titled("Harbour")
    assert "0" in index
    assert "1" not in index
    with pytest.raises(KeyError):
        index.remove("1")
    with pytest.raises(KeyError):
        index.add_names("1", ["Putin"])
    assert len(index) == 1


def test_after_the_last_article_nothing_is_left(index: Index) -> None:
    for key in ARTICLES:
        index.remove(key)
    assert len(index) == 0
    assert [ids(index, typed) for typed in ("", "harbour", "-a", "zepelin")] == [[]] * 4


def test_a_removed_word_no_longer_counts_as_well_spelt() -> None:
    index = Index()
    index.add("0", digest("x", None, None, "A Zeppelin"), moment=0)
    index.add("1", digest("x", None, None, "A zepelin"), moment=0)
    assert ids(index, "zepelin") == ["1"]
    index.remove("1")
    assert ids(index, "zepelin") == ["0"]


def test_what_is_remembered_is_forgotten_when_articles_come(index: Index) -> None:
    assert ids(index, "quay") == []
    index.add("new", digest("Quay", None, None, ""), moment=9)
    assert ids(index, "quay") == ["new"]


def answer(found: Found) -> tuple[list[str], list[float]]:
    return list(found.ids), list(found.scores)


@given(st.data())
@settings(max_examples=25)
def test_removing_and_adding_again_changes_nothing(data: st.DataObject) -> None:
    keys = list(ARTICLES)
    index = Index()
    for key, (title, standfirst, byline, body) in ARTICLES.items():
        index.add(key, digest(title, standfirst, byline, body), moment=1.0)
    asked = [parse_query(each) for each in ("", "harbour", "zepelin", "the", "-vote", '"a hall"')]
    before = [answer(index.search(query)) for query in asked]
    for key in data.draw(st.lists(st.sampled_from(keys), min_size=1)):
        title, standfirst, byline, body = ARTICLES[key]
        index.remove(key)
        index.add(key, digest(title, standfirst, byline, body), moment=1.0)
    assert [answer(index.search(query)) for query in asked] == before


@given(st.text(), st.text())
@settings(max_examples=100)
def test_any_query_on_any_text_is_answered(typed: str, text: str) -> None:
    index = Index()
    index.add("a", digest(text, text, text, text), moment=0)
    index.add_names("a", [text])
    for query in (typed, text, f'"{text}', f"-{typed}"):
        assert index.search(parse_query(query)).total in (0, 1)


def test_scores_of_many_words_do_not_run_over() -> None:
    letters = [a + b for a in "abcdef" for b in "vwxyz"]
    index = titled(" ".join(letters), "x")
    (score,) = index.search(parse_query(" ".join(letters))).scores
    assert 90 <= score <= 100
