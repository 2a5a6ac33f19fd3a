"""Tell a line that names its writer: "By NAME", "NAME reports from ...".

Shape:   one line -> the byline, or None. A bare "By NAME" gives the name alone;
         a line that says more is kept whole, so that no word is lost.
Errors:  none; what is not surely a byline is None and stays text.
Source:  the customs of newspapers; particles of names as printed ("van", "bin", "de la").
"""

import re
from typing import Final

_LONGEST: Final = 120

_PARTICLES: Final = frozenset(
    {"al", "bin", "da", "de", "dei", "del", "della", "den", "der", "di", "do", "dos", "du", "el"}
    | {"ibn", "la", "le", "ten", "ter", "van", "vom", "von", "y", "zu"}
)
_JOINTS: Final = frozenset({"and", "&", "with", "y", "und", "et"})
_NOT_WRITERS: Final = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "the", "a"}
    | {"january", "february", "march", "april", "june", "july", "august", "september"}
    | {"october", "november", "december", "an"}
)
_BY: Final = re.compile(r"(?:By|BY|by)[ :]\s?(.+)")
_REPORTS: Final = re.compile(
    r"(.{3,60}?) reports?((?: from| for| in)\b.{0,40})?(\.?)", re.IGNORECASE
)
_CREDIT: Final = re.compile(r"(?:Reporting|Words|Written|Text) by .{3,100}", re.IGNORECASE)


def find_byline(line: str, *, last: bool = False) -> str | None:
    """Return the byline in `line`; at the `last` line of an article, a credit counts too.

    >>> find_byline("By Ingrid Solheim"), find_byline("Ingrid Solheim reports from Tromsø")
    ('Ingrid Solheim', 'Ingrid Solheim reports from Tromsø')
    """
    if len(line) > _LONGEST or "\n" in line:
        return None
    if last and _CREDIT.fullmatch(line):
        return line
    if match := _BY.fullmatch(line):
        return _written_by(line, match[1])
    if (match := _REPORTS.fullmatch(line)) and _are_names(match[1].split(), least=2):
        return line if match[2] or match[3] else match[1]
    return None


def _written_by(line: str, rest: str) -> str | None:
    words = rest.split()
    if words[0].lower().strip(",.") in _NOT_WRITERS or rest[-1] in '?!:;”’"':
        return None
    if _are_names(words, least=1):
        return rest
    # "By Ingrid Solheim, our correspondent in Tromsø": the name first, then what she is.
    names, comma, _ = rest.partition(",")
    said = _are_names(names.split(), least=2) if comma else _are_names(words[:2], least=2)
    return line if said and not rest.endswith(".") else None


def _are_names(words: list[str], *, least: int) -> bool:
    """Whether `words` are all names, particles or joints, with at least `least` real names."""
    names = 0
    for word in words:
        bare = word.strip(",")
        if bare.lower() in _PARTICLES or bare in _JOINTS:
            continue
        if not _is_name(bare):
            return False
        names += 1
    return names >= least


def _is_name(word: str) -> bool:
    if not word or any(letter.isdigit() for letter in word):
        return False
    if word.endswith(".") and len(word) > 4:
        return False
    first = word.lstrip("‘’'(")[:1]
    if first.isupper() or (first.isalpha() and not first.islower()):
        return True
    # "al-Tamimi", "d’Aubigny", "ter-Petrosyan"
    parts = re.split("[-’']", word, maxsplit=1)
    return len(parts) == 2 and len(parts[0]) <= 3 and parts[1][:1].isupper()
