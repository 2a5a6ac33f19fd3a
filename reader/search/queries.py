"""Read what was typed into the search bar.

Shape:   one str -> a `Query`: words in any order, `"exact words"`, and `-word` to leave out.
         Every word may still be being typed; so may the last phrase, until its quote closes.
Units:   everything is folded; joined words are one ("al-Assad" -> "alassad").
Errors:  none; signs that are no letters or digits ask for nothing.
"""

import re
from dataclasses import dataclass
from typing import Final

from reader.text.fold import fold, forms, words

MAX_LETTERS: Final = 1_000
"""Of a pasted text only so much is a question, ..."""

MAX_TERMS: Final = 32
"""... and so many words of it; a key press is answered in its own frame."""

_CHUNK: Final = re.compile(r'(-?)(?:"([^"]*)("?)|([^\s"]+))')


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand side by side, in order."""

    words: tuple[str, ...]
    open: bool = False
    """True while the last word is still being typed, and so may be the start of one."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word, or the start of one."""

    word: str
    apart: Phrase | None = None
    """For a joined word: its parts side by side ("COVID-19" is also "Covid 19")."""


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked for; empty asks for everything."""

    terms: tuple[Term | Phrase, ...] = ()
    """All of them must match."""
    without: tuple[Phrase, ...] = ()
    """None of them may; a single word stands here as a phrase of one."""

    def __bool__(self) -> bool:
        return bool(self.terms or self.without)


def parse_query(text: str) -> Query:
    """What `text`, as typed so far, asks for.

    >>> query = parse_query('putin "air base" -syria')
    >>> [term.word for term in query.terms if isinstance(term, Term)]
    ['putin']
    >>> query.terms[1], query.without
    (Phrase(words=('air', 'base'), open=False), (Phrase(words=('syria',), open=False),))
    """
    terms: list[Term | Phrase] = []
    without: list[Phrase] = []
    for match in _CHUNK.finditer(fold(text[:MAX_LETTERS])):
        minus, quoted, closing, chunk = match.groups()
        if quoted is not None:
            found: list[Term | Phrase] = _phrases(quoted, still_open=not closing)
        else:
            found = _terms(chunk)
        if minus:
            without += [_as_phrase(term) for term in found]
        else:
            terms += found
    return Query(tuple(dict.fromkeys(terms))[:MAX_TERMS], tuple(dict.fromkeys(without))[:MAX_TERMS])


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
        return Phrase(term.words)
    return Phrase(term.apart.words if term.apart else (term.word,))
