"""What the recogniser knows by heart: words and names, read once from `data/`.

Shape:   `lexicon()` -> one frozen `Lexicon`, loaded when first asked for.
Errors:  OSError where the package's own files are missing.
Source:  `data/README.md` names the origin and licence of every file.
"""

import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

DATA: Final = Path(__file__).with_name("data")

NameKind = Literal["person", "place", "organisation"]
_ENDINGS: Final = (("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"),
                   ("ing", ""), ("ing", "e"), ("er", ""), ("er", "e"), ("ers", ""), ("ly", ""))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Sets of words as they are written, and phrases with their kind."""

    common: frozenset[str]
    first_names: frozenset[str]
    titles: frozenset[str]
    title_words: frozenset[str]
    organisation_words: frozenset[str]
    organisation_heads: frozenset[str]
    place_words: frozenset[str]
    place_heads: frozenset[str]
    demonyms: frozenset[str]
    plain_capitals: frozenset[str]
    weak: frozenset[str]
    """Names of towns that are words or people's names as well."""
    towns: frozenset[str]
    """Smaller towns: places where nothing speaks against it."""
    phrases: dict[str, NameKind]
    """Names that are known wherever they stand, at most five words long."""
    countries: frozenset[str]
    starts: frozenset[str]
    """First words of phrases and towns of more than one word."""
    capitals: dict[str, str]
    """Places in capital letters, for datelines: "MOSCOW" is "Moscow"."""

    def is_common(self, word: str) -> bool:
        """True for an everyday English word in lower case, inflected or not."""
        if word in self.common:
            return True
        return any(
            word.endswith(ending) and word[: -len(ending)] + stem in self.common
            for ending, stem in _ENDINGS
        )


def _lines(name: str) -> list[str]:
    text = (DATA / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _words(name: str) -> frozenset[str]:
    return frozenset(word for line in _lines(name) for word in line.split())


def _sections() -> dict[str, list[str]]:
    packed = (DATA / "towns.zlib").read_bytes()
    sections: dict[str, list[str]] = {}
    for part in zlib.decompress(packed).decode("utf-8")[1:].split("\n#"):
        title, *names = part.split("\n")
        sections[title] = names
    return sections


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the one lexicon, reading it the first time."""
    sections = _sections()
    demonyms = _words("demonyms")
    common = _words("common_words")
    weak = _words("seen_as_words")
    big = [name for name in sections["big"] if name not in weak and name.lower() not in common]
    places = [*sections["countries"], *sections["states"], *big, *_lines("places")]
    phrases: dict[str, NameKind] = dict.fromkeys(places, "place")
    phrases.update(dict.fromkeys(_lines("organisations"), "organisation"))
    towns = frozenset(
        name for name in sections["towns"] if name in weak or name.lower() not in common
    )
    return Lexicon(
        common=common,
        first_names=_words("first_names"),
        titles=_words("titles"),
        title_words=_words("title_words"),
        organisation_words=_words("organisation_words"),
        organisation_heads=_words("organisation_heads"),
        place_words=_words("place_words"),
        place_heads=_words("place_heads"),
        demonyms=(demonyms | {f"{name}s" for name in demonyms}) - set(sections["countries"]),
        plain_capitals=_words("plain_capitals"),
        weak=weak,
        towns=towns,
        phrases=phrases,
        countries=frozenset(sections["countries"]),
        starts=frozenset(name.split(" ", 1)[0] for name in (*phrases, *towns) if " " in name),
        capitals={name.upper(): name for name in (*places, *sections["big"], *towns)},
    )
