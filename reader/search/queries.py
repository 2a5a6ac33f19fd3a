"""Read what was typed into the search bar.

Shape:   one str -> a `Query`: words in any order, `"exact words"`, `-word` to leave out, and
         `field:value`, where a value is a word, `"exact words"`, a day or an amount.
         Every word may still be being typed; so may the last phrase, until its quote closes.
Units:   everything is folded; joined words are one ("al-Assad" -> "alassad").
Errors:  none; signs that are no letters or digits ask for nothing, and what a field cannot
         read becomes a complaint. Times and addresses ("10:30", "http://x") are words.
"""

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Final

from reader.marks import NAME_KINDS
from reader.search.fields import (
    STATES,
    Column,
    Scope,
    column,
    no_such_field,
    no_such_value,
)
from reader.search.filters import Filter, Measured, Spoken, Stated
from reader.search.values import Range, amount, days, may_become
from reader.text.fold import fold, forms, words

MAX_LETTERS: Final = 1_000
"""Of a pasted text only so much is a question, ..."""

MAX_TERMS: Final = 32
"""... and so many words of it; a key press is answered in its own frame."""

_CHUNK: Final = re.compile(r'(-?)(?:([a-z]{2,}(?:-[a-z]+)*):(?!//))?(?:"([^"]*)("?)|([^\s"]+))')
_FIELD: Final = re.compile(r"[a-z]{2,}(?:-[a-z]+)*(?=:$)")
_CODE: Final = re.compile(r"([a-z]{2,3})(?:[-_][a-z]+)*")

_FEWEST_DIGITS: Final = 4
_LEAST_VALUE: Final = 1_000
"""Below, a number in words is everywhere: "3" is no search for "the third of three"."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand side by side, in order."""

    words: tuple[str, ...]
    open: bool = False
    """True while the last word is still being typed, and so may be the start of one."""
    scope: Scope | None = None
    """The only place to look; None is everywhere."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word, or the start of one."""

    word: str
    apart: Phrase | None = None
    """For a joined word: its parts side by side ("COVID-19" is also "Covid 19")."""
    scope: Scope | None = None
    """The only place to look; None is everywhere."""

    @property
    def parts(self) -> Phrase | None:
        """What the word is when written apart; of a long number its groups of three digits."""
        if self.apart or len(self.word) < _FEWEST_DIGITS or not self.word.isdecimal():
            return self.apart
        first = len(self.word) % 3
        groups = [self.word[at : at + 3] for at in range(first, len(self.word), 3)]
        return Phrase((self.word[:first], *groups) if first else tuple(groups), open=True)

    @property
    def value(self) -> Range | None:
        """The number that the word is, when it is one that figures are found by."""
        if self.scope is not None or not self.word[:1].isdecimal():
            return None
        found = amount(self.word)
        if found is None or found.unit is not None or found.low < _LEAST_VALUE:
            return None
        return found


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked for; empty asks for everything."""

    terms: tuple[Term | Phrase, ...] = ()
    """All of them must match."""
    without: tuple[Phrase, ...] = ()
    """None of them may; a single word stands here as a phrase of one."""
    filters: tuple[Filter, ...] = ()
    """All of them must hold."""
    without_filters: tuple[Filter, ...] = ()
    """None of them may."""
    complaints: tuple[str, ...] = ()
    """What could not be read, a line each; what stands before "; " says it in short."""

    def __bool__(self) -> bool:
        return bool(self.terms or self.without or self.filters or self.without_filters)

    @property
    def needs_marks(self) -> bool:
        """True when it asks for names of a kind, or for figures."""
        return any(map(_by_marks, self.terms + self.without)) or any(
            map(_by_figures, self.filters + self.without_filters)
        )

    @property
    def asks_for_removed(self) -> bool:
        """True when it says which articles that were removed it wants; else it wants none."""
        return Stated("removed") in self.filters + self.without_filters

    def among(self, state: Filter, *, wanted: bool = True) -> "Query":
        """The same, of those articles only that `state` holds for, or does not."""
        if wanted:
            return replace(self, filters=(*self.filters, state))
        return replace(self, without_filters=(*self.without_filters, state))

    @property
    def without_marks(self) -> "Query":
        """The part of this that can be told before anything is recognised.

        It finds what this finds, and more: words that may stand anywhere are not in it, for
        a name may be what they mean.
        """
        return replace(
            self,
            terms=tuple(term for term in self.terms if term.scope and not _by_marks(term)),
            without=tuple(phrase for phrase in self.without if not _by_marks(phrase)),
            filters=tuple(each for each in self.filters if not _by_figures(each)),
            without_filters=tuple(each for each in self.without_filters if not _by_figures(each)),
        )


def parse_query(text: str, *, typing: bool = False, today: dt.date | None = None) -> Query:
    """What `text`, as typed so far, asks for.

    Args:
        text: as typed.
        typing: whether the value at its end may not be complete; of that nothing is said.
        today: the day that "today" is; the clock knows.

    >>> query = parse_query('putin "air base" -syria')
    >>> [term.word for term in query.terms if isinstance(term, Term)]
    ['putin']
    >>> query.terms[1].words, query.without[0].words
    (('air', 'base'), ('syria',))
    >>> parse_query("colour:red").complaints[0].partition(";")[0]
    'no field “colour”'
    """
    reader = _Reader(today or dt.datetime.now().astimezone().date())
    folded = fold(text[:MAX_LETTERS])
    for match in _CHUNK.finditer(folded):
        reader.read(match, unfinished=typing and match.end() == len(folded))
    return reader.query()


class _Reader:
    """What was read so far."""

    def __init__(self, today: dt.date) -> None:
        self._today = today
        self._terms: list[Term | Phrase] = []
        self._without: list[Phrase] = []
        self._filters: list[Filter] = []
        self._without_filters: list[Filter] = []
        self._complaints: list[str] = []

    def query(self) -> Query:
        """All of it, each part once."""
        return Query(
            tuple(dict.fromkeys(self._terms))[:MAX_TERMS],
            tuple(dict.fromkeys(self._without))[:MAX_TERMS],
            tuple(dict.fromkeys(self._filters))[:MAX_TERMS],
            tuple(dict.fromkeys(self._without_filters))[:MAX_TERMS],
            tuple(dict.fromkeys(self._complaints)),
        )

    def read(self, match: re.Match[str], *, unfinished: bool) -> None:
        """Read one word, phrase or field with its value."""
        minus, name, quoted, closing, chunk = match.groups()
        if name is None and chunk and (bare := _FIELD.match(chunk)) and column(bare[0]):
            return  # a field whose value is still to come
        if quoted is not None:
            found: list[Term | Phrase] = _phrases(quoted, still_open=not closing)
        else:
            found = _terms(chunk)
        if name is None:
            self._take(found, minus)
            return
        asked = column(name)
        if asked is None:
            self._complaints.append(no_such_field(name))
            self._take([*_terms(name), *found], minus)
        elif asked.sort == "words":
            self._take([replace(term, scope=asked.scope) for term in found], minus)
        else:
            value = chunk if quoted is None else quoted
            self._filter(name, asked, value.strip(), minus, unfinished=unfinished)

    def _take(self, found: list[Term | Phrase], minus: str) -> None:
        if minus:
            self._without += [_as_phrase(term) for term in found]
        else:
            self._terms += found

    def _filter(
        self, name: str, asked: Column, value: str, minus: str, *, unfinished: bool
    ) -> None:
        found = _filter(name, asked, value, self._today)
        if found is not None:
            (self._without_filters if minus else self._filters).append(found)
        elif value and not (unfinished and _begins(asked, value)):
            self._complaints.append(no_such_value(name, asked.wants))


def _filter(name: str, asked: Column, value: str, today: dt.date) -> Filter | None:
    """What the field asks for; None when the value is none for it."""
    if asked.sort == "state":
        if value not in STATES:
            return None
        if value in ("starred", "removed"):
            return Stated("starred" if value == "starred" else "removed")
        return Stated("read", value == "read")
    if asked.sort == "language":
        code = _CODE.fullmatch(value)
        return Spoken(code[1]) if code else None
    if asked.sort == "figure":
        unit = "y" if asked.measure == "age" else None
        found = amount(value, quantity=asked.measure == "quantity", unit=unit)
        return None if found is None else Measured(asked.measure, found)
    found = days(value, today)
    if found is None:
        return None
    if name == "after":
        found = Range(low=found.low)
    elif name == "before":
        found = Range(high=found.low - 1)
    return Measured(asked.measure, found)


def _begins(asked: Column, value: str) -> bool:
    """True when `value` may be the start of one that the field can read."""
    if asked.sort == "state":
        return any(state.startswith(value) for state in STATES)
    if asked.sort == "language":
        return len(value) < 2 and value.isalpha()
    return may_become(value, asked.sort)


def _by_marks(asked: Term | Phrase) -> bool:
    """True when only names that were recognised can tell."""
    return asked.scope in NAME_KINDS


def _by_figures(asked: Filter) -> bool:
    """True when only figures that were recognised can tell."""
    return isinstance(asked, Measured) and asked.measure != "published"


def _phrases(quoted: str, *, still_open: bool) -> list[Term | Phrase]:
    parts = tuple(forms(quoted)[0])
    return [Phrase(parts, still_open and not quoted[-1].isspace())] if parts else []


def _terms(chunk: str) -> list[Term | Phrase]:
    """Usually one; signs between words part them ("and/or")."""
    found: list[Term | Phrase] = []
    end = 0
    for word in words(chunk):
        if word.start < end:  # a part, or a shorter form, of the word before
            continue
        end = word.stop
        parts = tuple(forms(chunk[word.start : word.stop])[0]) if word.joined else ()
        found.append(Term(word.form, Phrase(parts, open=True) if parts else None))
    return found


def _as_phrase(term: Term | Phrase) -> Phrase:
    """What is left out is left out as it is written, whole, so that nothing more vanishes."""
    if isinstance(term, Phrase):
        return replace(term, open=False)
    return Phrase(term.apart.words if term.apart else (term.word,), scope=term.scope)
