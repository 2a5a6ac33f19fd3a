"""The people of a text, as whoever looks for speakers needs them.

Shape:   `People(text, marks)`; `enter` each paragraph in turn, then ask about it.
Units:   offsets are code points of the text as a whole.
Errors:  none. What is asked costs no more than `FAR`, whatever the text.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import attrgetter, itemgetter
from typing import Final

from reader.annotate.quoted import Paragraph
from reader.annotate.sayings import FILL, PERSON, Saying
from reader.marks import Mark
from reader.spans import Span

FAR: Final = 2_000
"""Code points: whom "he" means is looked for no further back in a paragraph."""

_SHORT: Final = re.compile(r"\b(Mr|Mrs|Ms|Dr|St|Prof|Gen|Col|Lt|Sen|Rep|Gov|Rev|Jr|Sr|[A-Z])\.")
_WORD_BEFORE: Final = re.compile(r"(\w+)\.?\s\Z")
_TITLES: Final = {
    **dict.fromkeys(("Mr", "Sir", "Lord", "King", "Prince", "Father", "Brother"), "he"),
    **dict.fromkeys(("Mrs", "Ms", "Miss", "Lady", "Dame", "Queen", "Princess", "Sister"), "she"),
}
_start = attrgetter("start")
_place = itemgetter(0)


class People:
    """Who is named where, outside quotations, and whom "he" and "she" mean."""

    def __init__(self, text: str, marks: Iterable[Mark]) -> None:
        self._text = text
        self._all = [mark for mark in marks if mark.kind == "person"]
        self._words = _words(text, self._all)
        self._next = 0
        self._here: list[Mark] = []
        """Named in this paragraph, outside quotations."""
        self._spoke: list[tuple[int, str]] = []
        """Who was found to speak in this paragraph, and where that is said."""
        self._earlier: list[str] = []
        """Names of the paragraph before, in their order, those of "he" and "she" among them."""

    def enter(self, paragraph: Paragraph) -> None:
        """Go on to the next paragraph."""
        named = sorted({(mark.start, mark.name) for mark in self._here} | {*self._spoke})
        self._earlier = [name for _, name in named]
        self._spoke = []
        self._here = [mark for mark in self._until(paragraph.stop) if _outside(mark, paragraph)]

    def _until(self, stop: int) -> list[Mark]:
        first = self._next
        while self._next < len(self._all) and self._all[self._next].start < stop:
            self._next += 1
        return self._all[first : self._next]

    def between(self, start: int, stop: int) -> Sequence[Mark]:
        """Those named in a range of this paragraph."""
        low, high = (bisect_left(self._here, place, key=_start) for place in (start, stop))
        return [mark for mark in self._here[low:high] if mark.stop <= stop]

    def masked(self, start: int, stop: int) -> str:
        """A part of the text, as long as it is, with everybody named as `sayings` wants them."""
        piece = self._text[start:stop].translate({ord(PERSON): " ", ord(FILL): " "})
        piece = _SHORT.sub(lambda match: f"{match[1]}·", piece)
        parts, place = [], 0
        for mark in self.between(start, stop):
            length = mark.stop - mark.start
            parts += [piece[place : mark.start - start], PERSON + FILL * (length - 1)]
            place = mark.stop - start
        return "".join([*parts, piece[place:]])

    def who(self, saying: Saying) -> tuple[str | None, Span | None]:
        """The name of whoever speaks, and where that is told; None for nobody known."""
        if saying.who == "person":
            found = self.between(saying.at, saying.stop)
            if found and found[0].start == saying.at:
                self._note(saying.at, found[0].name)
                return found[0].name, Span(found[0].start, found[0].stop)
        elif saying.who == "pronoun":
            word = "he" if self._text[saying.at] in "Hh" else "she"
            if (name := self._meant(word, saying.at)) is not None:
                self._note(saying.at, name)
                return name, Span(saying.at, saying.at + len(word))
        return None, None

    def _note(self, place: int, name: str) -> None:
        at = bisect_left(self._spoke, place, key=_place)
        if self._spoke[at : at + 1] != [(place, name)]:
            self._spoke.insert(at, (place, name))

    def _meant(self, word: str, at: int) -> str | None:
        """Whom "he" or "she" means: who was named last, when that can be but one."""
        spoke = self._spoke[: bisect_left(self._spoke, at, key=_place)]
        spoke = [each for each in spoke[-20:] if each[0] >= at - FAR]
        named = {(mark.start, mark.name) for mark in self.between(max(0, at - FAR), at)}
        names = sorted(named | {*spoke}) or [(-1, name) for name in self._earlier]
        fitting = [name for _, name in names if self._words.get(name, word) == word]
        if len(set(fitting)) == 1:
            return fitting[0]
        if spoke:
            place, name = spoke[-1]  # they go on, where nobody was named since
            if name in fitting and {each for at_, each in names if at_ >= place} == {name}:
                return name
        return None


def _outside(mark: Mark, paragraph: Paragraph) -> bool:
    """True when the mark is in no quotation of its paragraph."""
    stretches = paragraph.stretches
    place = bisect_left(stretches, mark.start, key=_start)
    before = stretches[place - 1] if place else None
    return (before is None or before.stop <= mark.start) and (
        place == len(stretches) or mark.stop <= stretches[place].start
    )


def _words(text: str, people: Iterable[Mark]) -> dict[str, str]:
    """Which of "he" and "she" a name can be, where a title before it tells; both tell nothing."""
    told: dict[str, set[str]] = {}
    for mark in people:
        title = _WORD_BEFORE.search(text, max(0, mark.start - 12), mark.start)
        if title is not None and title[1] in _TITLES:
            told.setdefault(mark.name, set()).add(_TITLES[title[1]])
    return {name: words.pop() for name, words in told.items() if len(words) == 1}
