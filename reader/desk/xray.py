"""What an article is about: its names and figures, each with every place where it stands.

Shape:   `entries` of an article's marks -> `Entry`s, the most mentioned of each kind first;
         a `Subject` is what a name or figure is known by in every article: it says its `query`.
         `quoting` yields the sentences of one article in which a subject stands, `Quotations`
         those of all: the own article's first, then the others', newest first.
Units:   code points of the article's text.
Errors:  KeyError for an unknown id.
"""

from bisect import bisect_right
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.articles import KEPT_LINES, Article
from reader.marks import KINDS, Figure, FigureKind, Kind, Mark, Value
from reader.spans import Span

# The window's first frame needs none of it.
if TYPE_CHECKING:
    from reader.desk.desk import Desk
    from reader.search import Census, Pattern, Query

MOST_SENTENCES: Final = 200
"""So many are quoted; more nobody reads, the search has them all."""

SCOPES: Final[dict[Kind, str]] = {"person": "person", "place": "place", "organisation": "org"}
"""How names of a kind are asked for."""

_MEASURES: Final[dict[FigureKind, str]] = {
    "count": "count", "ordinal": "figure", "percent": "percent", "money": "money",
    "quantity": "quantity", "age": "age", "date": "date-mentioned",
}  # fmt: skip
"""How figures of a kind are asked for; the others by their words."""

_start = attrgetter("start")

Key = tuple[Kind, str, FigureKind | None, Value]
"""What two mentions of the same have in common: kind, name or unit, and a figure's value."""


def _key(kind: Kind, name: str, figure: Figure | None) -> Key:
    """Equal for what is the same; figures by their value, where they have one."""
    if figure is None:
        return kind, name, None, None
    if figure.value is None:
        return kind, name.casefold(), figure.kind, None
    return kind, figure.unit, figure.kind, figure.value


@dataclass(frozen=True, slots=True)
class Subject:
    """A name or a figure, wherever it stands."""

    kind: Kind
    name: str
    """The full name; a figure as the article wrote it."""
    figure: Figure | None = None

    @property
    def key(self) -> Key:
        """Equal for what is the same; figures by their value, where they have one."""
        return _key(self.kind, self.name, self.figure)

    @property
    def title(self) -> str:
        """The full name, or the figure's value in plain words."""
        from reader.desk.wording import in_words

        said = in_words(self.figure) if self.figure is not None else self.name
        return " ".join((said or self.name).split())

    @property
    def query(self) -> str:
        """What finds every article it stands in; "" when nothing does."""
        from reader.search import parse_query

        words = " ".join(self.name.replace('"', " ").split())
        if scope := SCOPES.get(self.kind):
            typed = f'{scope}:"{words}"'
        else:
            typed = self._measured() or f'"{words}"'
        return typed if parse_query(typed) else ""

    def _measured(self) -> str:
        """A filter for the figure's value; "" when none says it."""
        from reader.search.filters import Measured
        from reader.search.queries import parse_query

        figure = self.figure
        field_ = _MEASURES.get(figure.kind) if figure is not None else None
        if figure is None or field_ is None or figure.value is None:
            return ""
        ends = (figure.value,) if isinstance(figure.value, str) else figure.value
        unit = "" if figure.unit == "%" else figure.unit
        value = "..".join(f"{end}{unit}" if end is not None else "" for end in ends)
        query = parse_query(f"{field_}:{value}")
        fits = [isinstance(each, Measured) and each.fits(figure) for each in query.filters]
        return f"{field_}:{value}" if fits == [True] and not query.complaints else ""

    def is_meant(self, mark: Mark, text: str) -> bool:
        """True when a mark of this text is a mention of it."""
        if self.figure is None:
            return mark.kind == self.kind and mark.name == self.name
        return mark.figure is not None and subject_of(mark, text).key == self.key


def subject_of(mark: Mark, text: str) -> Subject:
    """What a mark of this text is about."""
    return Subject(mark.kind, mark.name if mark.figure is None else mark.of(text), mark.figure)


class Entry(NamedTuple):
    """A name or a figure of one article."""

    subject: Subject
    mentions: tuple[Mark, ...]
    """Where it stands, in order."""

    def bar(self, cells: int, length: int) -> tuple[int, ...]:
        """How often it stands in each of so many parts of a text of this length."""
        counts = [0] * cells
        for mark in self.mentions:
            counts[min(cells - 1, mark.start * cells // max(1, length))] += 1
        return tuple(counts)


def gathering(
    text: str, marks: Sequence[Mark], portion: int = 500
) -> Generator[None, None, tuple[Entry, ...]]:
    """What `entries` returns; yields after so many marks, for a book has thousands."""
    found: dict[Key, tuple[Subject, list[Mark]]] = {}
    for number, mark in enumerate(marks, 1):
        key = _key(mark.kind, mark.name if mark.figure is None else mark.of(text), mark.figure)
        if key in found:
            found[key][1].append(mark)
        else:
            found[key] = subject_of(mark, text), [mark]
        if number % portion == 0:
            yield
    kinds = {kind: place for place, kind in enumerate(KINDS)}
    return tuple(
        sorted(
            (Entry(subject, tuple(mentions)) for subject, mentions in found.values()),
            key=lambda entry: (kinds[entry.subject.kind], -len(entry.mentions)),
        )
    )


def entries(text: str, marks: Sequence[Mark]) -> tuple[Entry, ...]:
    """The names and figures among `marks`: kind by kind, the most mentioned first.

    What is mentioned equally often stands in the order of the text.
    """
    work = gathering(text, marks)
    while True:
        try:
            next(work)
        except StopIteration as done:
            found: tuple[Entry, ...] = done.value
            return found


class Quotation(NamedTuple):
    """A sentence in which a subject stands."""

    article: str
    """The id."""
    sentence: Span
    mentions: tuple[Span, ...]


def quoting(article: Article, mentions: Sequence[Span]) -> Iterator[Quotation]:
    """The sentences of an article in which these, sorted, stand; each once."""
    from reader.text.sentences import sentence_at

    last: Quotation | None = None
    for mention in mentions:
        if last is not None and mention.stop <= last.sentence.stop:
            last = last._replace(mentions=(*last.mentions, mention))
            continue
        if last is not None:
            yield last
        place = bisect_right(article.blocks, mention.start, key=_start) - 1
        block = article.blocks[place] if place >= 0 else None
        paragraph: Span | None = block or Span(0, len(article.text))
        if block is not None and block.type in KEPT_LINES:
            paragraph = None  # its line
        last = Quotation(article.id, sentence_at(article.text, mention, paragraph), (mention,))
    if last is not None:
        yield last


@dataclass
class Card:
    """A subject, looked up: how often, where, and in which sentences."""

    desk: "Desk"
    subject: Subject
    own: str
    """The id of the article it was met in."""
    marks: tuple[Mark, ...] = field(init=False)
    """Its mentions there."""

    def __post_init__(self) -> None:
        text, found = self.desk.article(self.own).text, self.desk.marks(self.own) or ()
        self.marks = tuple(mark for mark in found if self.subject.is_meant(mark, text))

    @cached_property
    def others(self) -> int:
        """In how many other articles it stands."""
        if self._census is None:
            return 0
        return len(self._census) - (self.own in self._census.ids)

    @cached_property
    def _query(self) -> "Query | None":
        from reader.search import parse_query

        return parse_query(self.subject.query) if self.subject.query else None

    @cached_property
    def _census(self) -> "Census | None":
        return None if self._query is None else self.desk.census(self._query)

    def quotations(self, most: int = MOST_SENTENCES) -> Iterator[Quotation | None]:
        """The sentences, at most so many; None for an article that had none, to take a breath at."""
        told = 0
        for quotation in quoting(self.desk.article(self.own), self.marks):
            yield quotation
            if (told := told + 1) >= most:
                return
        if self._query is None or self._census is None:
            return
        pattern = self.desk.search(self.subject.query).pattern
        for name in self._census.ids:
            if name == self.own or pattern is None:
                continue
            article = self.desk.article(name)
            for quotation in quoting(article, self._mentions(article, pattern)):
                yield quotation
                if (told := told + 1) >= most:
                    return
            yield None

    def _mentions(self, article: Article, pattern: "Pattern") -> Sequence[Span]:
        """Where the subject stands in another article."""
        marks = self.desk.marks(article.id) or ()
        if found := tuple(pattern.marked(marks)):
            return found
        if self.subject.figure is None:
            return ()
        if found := tuple(mark for mark in marks if self.subject.is_meant(mark, article.text)):
            return found
        from reader.desk.matches import matching

        return next((spans for _, spans in matching(pattern, article, marks) if spans), ())
