"""Who said what: direct quotations, and the person quoted where the text says so for sure.

Shape:   `find_quotations(text, marks)` -> `Quotation`s, sorted and disjoint.
Units:   offsets are code points, as slicing does.
Errors:  none, for any str and its marks. Linear time.

A quotation of several paragraphs, or one that is interrupted (“We,” she said, “do not trust
them.”), is one with several parts. "He" and "she" are whoever was named last before, where that
is one person; a title before a name ("Mrs") tells which of the two it can be. Where nobody is
told for sure, nobody is: better no name than a wrong one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from reader.annotate import sayings
from reader.annotate.quoted import Paragraph, Stretch, paragraphs
from reader.annotate.sayings import Saying
from reader.annotate.speakers import People
from reader.marks import Mark
from reader.spans import Span

_REACH: Final = 400
"""Code points before or behind a quotation in which its speaker is looked for."""
_GAP: Final = 250
"""So far apart two quotations of one paragraph may stand and still be one person's."""
_PARTS: Final = 500
"""Nobody is quoted in more parts at once."""
_SENTENCE_END: Final = re.compile(r"[.!?]+[”’\"')]{0,2}(?:\s+|\Z)")
_ENDS: Final = ",.!?…—–-"
_WORDS: Final = 5
"""A quotation that is nobody's has at least so many words: fewer are a title, or an odd word."""
_NAMED: Final = re.compile(
    r"\b(?:so-called|called|titled|entitled|named|dubbed|nicknamed|known\s+as|term|word|phrase)\s*\Z"
)


@dataclass(frozen=True, slots=True)
class Quotation(Span):
    """What somebody said, word for word. It reaches from the first quotation mark to the last."""

    parts: tuple[Span, ...]
    """What stands between the marks, without them: one part for each stretch."""
    speaker: str | None
    """The fullest form of the speaker's name; None where nobody is told for sure."""
    said_by: Span | None
    """Where the text names the speaker, or says "he" or "she"."""

    def said(self, text: str) -> str:
        """The words of all parts, in one line."""
        return " ".join(" ".join(part.of(text).split()) for part in self.parts)


class _Told(NamedTuple):
    """A stretch, or several that follow each other, and who is known to say it."""

    stretches: tuple[Stretch, ...]
    saying: Saying | None = None
    """Offsets of the text as a whole."""
    name: str | None = None
    by: Span | None = None


def find_quotations(text: str, marks: Sequence[Mark]) -> tuple[Quotation, ...]:
    """Return every direct quotation of `text`, whose marks are `marks`."""
    return tuple(_Finder(text, marks).quotations())


class _Finder:
    """One text, read from its beginning."""

    def __init__(self, text: str, marks: Sequence[Mark]) -> None:
        self._text = text
        self._people = People(text, marks)
        self._open: _Told | None = None
        """What the paragraph before left open."""
        self._led: _Told | None = None
        """Who was said to speak where the paragraph before ended with a colon."""

    def quotations(self) -> Iterator[Quotation]:
        """Yield them in the order of the text."""
        for paragraph in paragraphs(self._text):
            self._people.enter(paragraph)
            told = self._told(paragraph)
            self._led = self._leading(paragraph)
            for each in told:
                quotation = _quotation(self._text, each)
                if quotation is not None:
                    yield quotation

    def _told(self, paragraph: Paragraph) -> list[_Told]:
        """What is said in one paragraph, but for what is left open at its end."""
        told: list[_Told] = []
        stretches = paragraph.stretches
        began, self._open = self._open, None
        for number, stretch in enumerate(stretches):
            left = stretches[number - 1].stop if number else paragraph.start
            more = number + 1 < len(stretches)
            right = stretches[number + 1].start if more else paragraph.stop
            found = self._one(stretch, left, right, told)
            if stretch.start == paragraph.start:
                if began is not None and _can_go_on(began, stretch):
                    found = _joined(began, found)
                elif found.saying is None and self._led is not None:
                    found = self._led._replace(stretches=(stretch,))
            if told and self._interrupted(told[-1], found):
                found = _joined(told.pop(), found)
            if stretch.closed:
                told.append(found)
            else:
                self._open = found
        return told

    def _one(self, stretch: Stretch, left: int, right: int, told: Sequence[_Told]) -> _Told:
        """Who says one stretch: told behind it, before it, or as before."""
        after = self._after(stretch, right) if stretch.closed else None
        if after is not None:
            return self._named(stretch, after)
        before = self._before(stretch, left)
        if before is not None and before.who != "unknown":
            return self._named(stretch, before)
        if told and (before is None or self._goes_on(left, stretch.start)):
            inherited = self._inherited(told[-1], left, stretch.start)
            if inherited is not None:
                return inherited._replace(stretches=(stretch,))
        return _Told((stretch,), before)

    def _after(self, stretch: Stretch, right: int) -> Saying | None:
        start = stretch.stop
        masked = self._people.masked(start, min(right, start + _REACH))
        last = self._text[stretch.stop - 2]
        if last not in _ENDS and masked.lstrip()[:1] not in (",", "—", "–"):
            return None
        end = _SENTENCE_END.search(masked)
        saying = sayings.after(masked[: end.start()] if end else masked, ended=last == ".")
        return None if saying is None else _moved(saying, start)

    def _before(self, stretch: Stretch, left: int) -> Saying | None:
        start = max(left, stretch.start - _REACH)
        clause = _last_sentence(self._people.masked(start, stretch.start))
        if stretch.start - len(clause) == start > left:
            return None  # the sentence begins too far away
        if not clause.strip() or (_NAMED.search(clause) and not _leads(clause)):
            return None
        saying = sayings.before(clause)
        return None if saying is None else _moved(saying, stretch.start - len(clause))

    def _leading(self, paragraph: Paragraph) -> _Told | None:
        """Who is said to speak by a paragraph that ends with a colon."""
        if self._text[paragraph.stop - 1] != ":":
            return None
        last = paragraph.stretches[-1].stop if paragraph.stretches else paragraph.start
        clause = _last_sentence(
            self._people.masked(max(last, paragraph.stop - _REACH), paragraph.stop)
        )
        saying = sayings.before(clause)
        if saying is None:
            return None
        return self._named(None, _moved(saying, paragraph.stop - len(clause)))

    def _named(self, stretch: Stretch | None, saying: Saying) -> _Told:
        """The speaker's name, where there is one."""
        name, by = self._people.who(saying)
        return _Told((stretch,) if stretch is not None else (), saying, name, by)

    def _goes_on(self, start: int, stop: int) -> bool:
        """True when the text between two quotations only goes on: "…, adding: …"."""
        between = self._text[max(start, stop - _REACH) : stop]
        return re.search(r"\b(?:adding|saying):?\s*\Z", between) is not None

    def _inherited(self, first: _Told, start: int, stop: int) -> _Told | None:
        """The speaker of the quotation before, where nobody else comes between."""
        if first.name is None or first.saying is None or stop - start > _GAP:
            return None
        if any(mark.name != first.name for mark in self._people.between(start, stop)):
            return None
        begin = first.saying.stop if first.saying.at >= start else start
        return None if sayings.has_verb(self._people.masked(min(begin, stop), stop)) else first

    def _interrupted(self, first: _Told, second: _Told) -> bool:
        """True when two stretches are one sentence, with its speaker in between."""
        start, stop = first.stretches[-1].stop, second.stretches[0].start
        if first.saying is None or first.saying.at < start or first.saying.stop > stop:
            return False
        if second.name not in (None, first.name):
            return False
        gap = self._text[first.saying.stop : stop].rstrip()
        return gap.endswith(",") and len(gap) < _GAP and not _SENTENCE_END.search(gap)


def _can_go_on(began: _Told, stretch: Stretch) -> bool:
    """True when a paragraph that begins like this goes on with what was left open."""
    return began.stretches[0].opener == stretch.opener and len(began.stretches) < _PARTS


def _joined(first: _Told, second: _Told) -> _Told:
    """Two parts of one quotation; who says it may stand with either."""
    known = first if first.name is not None else second
    return known._replace(stretches=(*first.stretches, *second.stretches))


def _quotation(text: str, told: _Told) -> Quotation | None:
    """The quotation, unless it is a title, an odd word, or nothing."""
    parts = tuple(
        part for each in told.stretches if (part := _stripped(text, *each.inner)) is not None
    )
    words = [word for part in parts for word in part.of(text).split()]
    if not words:
        return None
    first, saying = told.stretches[0], told.saying
    within = saying is None or (saying.at < first.start and not _leads(text[: first.start]))
    if told.name is None and within:
        if len(words) < _WORDS or text[parts[-1].stop - 1] not in _ENDS:
            return None
    elif within and (len(words) < 2 or _is_title(words)):
        return None
    return Quotation(first.start, told.stretches[-1].stop, parts, told.name, told.by)


def _is_title(words: Sequence[str]) -> bool:
    """True for “The Old Lighthouse”."""
    return words[0][0].isupper() and all(word[0].isupper() for word in words if len(word) > 3)


def _leads(clause: str) -> bool:
    """True where a comma or a colon leads to what is quoted: a sentence, and no words out of one."""
    return clause[-8:].rstrip()[-1:] in (",", ":")


def _last_sentence(masked: str) -> str:
    """The end of a text, from where its last sentence begins."""
    start = 0
    for end in _SENTENCE_END.finditer(masked):
        start = end.end()
    return masked[start:]


def _moved(saying: Saying, by: int) -> Saying:
    return saying._replace(at=saying.at + by, stop=saying.stop + by)


def _stripped(text: str, start: int, stop: int) -> Span | None:
    """The range without the spaces at its edges; None when nothing else is in it."""
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return Span(start, stop) if start < stop else None
