"""Say whether the number behind a name is its bearer's age: "Jo Marsh, 51, left", "Okafor, 36, nodded".

Shape:   (text, start, stop) of the number, which stands behind a comma -> True or False.
Units:   at most 48 code points before the number are looked at.
Errors:  none; "In Accra, 36, mostly men, left" and "In May, 12, 14 and 20" are False.

A title, or two names, are sure. After one name alone, which may be a town or a team, the words
behind must speak of a person.
"""

import re
from typing import Final

from reader.annotate.figures.calendars import MONTHS, WEEKDAYS
from reader.annotate.lexicon import lexicon

_TITLED: Final = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Miss|Prof|Sir|Lady|Lord|Judge)\.? (?:[a-z]{1,3} ){0,2}[A-Z][\w’'-]{1,20}, $"
)
_PERSON: Final = re.compile(
    r"\b([A-Z][\w’'-]{1,20}) (?:(?:de|da|do|dos|du|di|del|der|den|van|von|la|le|el|al|bin|ibn|ten|ter|zu|[A-Z]\.) ){0,3}((?:d[’'])?[A-Z][\w’'-]{1,20})(?: Jr\.?| Sr\.?)?, $"
)
_SURNAME: Final = re.compile(r"(?:^|([\w’'-]{1,20})[ \n]|[“‘(\n] ?)([A-Z][\w’'-]{2,20}), $")
_PLACING: Final = frozenset(
    {"in", "at", "on", "from", "near", "of", "for", "by", "since", "after", "until", "to", "around", "outside", "across",
     "between", "against", "over", "with", "than", "through"}
)  # fmt: skip
"""A lone name behind these is rather a town, a team or a thing."""

_FIRMS: Final = frozenset(
    {"Ltd", "Inc", "Corp", "Co", "Plc", "United", "City", "Town", "Group", "Bank"}
)
_WHERE: Final = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Aa]round|[Oo]utside|[Aa]cross) $")
_OPENERS: Final = frozenset(
    {"However", "Meanwhile", "Overall", "Today", "Yesterday", "Inside", "Outside", "Elsewhere", "There", "Here",
     "Total", "Page", "Route", "Nearby", "Altogether", "Then", "Now", "Later", "Earlier", "And", "But", "Number"}
)  # fmt: skip
_DOES: Final = re.compile(
    r", (?:who|whose|said|says|told|was|is|has|had|will|would|can|could|now|still|did|does|and (?:his|her)|an? [a-z]{2,14}|from [A-Z][a-z]{2,14}|"
    r"sat|stood|went|came|took|got|left|felt|knew|ran|saw|heard|made|found|wrote|kept|spent|grew|sold|bought|lost|"
    r"fell|met|began|bent|shook|drove|slept|broke|lay|held|gave|put|threw|thought|won|became|led|taught|fought|"
    r"built|swam|sang|spoke|rose|set|hit|beat|read|cut|quit|let|chose|wore|brought|sent|paid|drew|flew|"
    r"(?:also |once |never |later |first |then |often |quietly )?"
    r"(?!others\b|plus\b|as\b|this\b|its\b|his\b|besides\b|across\b|less\b|perhaps\b|always\b|thus\b|named\b|based\b|followed\b|compared\b)"
    r"[a-z]{2,12}(?:ed|[^s\W]s))\b(?! (?:of|and|were|are|in all|died|more)\b)"
)
_SURE: Final = re.compile(r",(?! (?:19|20)[0-9]{2}\b)| and\b|\.(?=\s|$)|\)|;")
_AFTER: Final = frozenset(",.;) ")
_BY_NAME: Final = re.compile(r"[.;)](?=\s|$)| and\b")


def is_bearer(text: str, start: int, stop: int) -> bool:
    """True when `text[start:stop]` is the age of whom the name before it names."""
    after = text[stop : stop + 1]
    if after not in _AFTER or text[start - 3].isdigit():
        return False
    behind = text[max(0, start - 48) : start]
    if after != ",":
        return _is_known(behind) and _BY_NAME.match(text, stop) is not None
    if _TITLED.search(behind):
        return True
    if _is_person(behind):
        return _SURE.match(text, stop) is not None
    return stop - start > 1 and _is_lone(text, behind, stop)


def _is_person(behind: str) -> bool:
    """True after two names, the first of them no word that opens a sentence, the last no day."""
    person = _PERSON.search(behind)
    if person is None:
        return False
    first, last = person[1], person[2]
    where = _WHERE.search(behind, 0, person.start())
    if where and first not in lexicon().first_names:
        return False
    if (
        last in _FIRMS
        or first.lower() in _PLACING
        or {first, last} & (MONTHS.keys() | WEEKDAYS.keys())
    ):
        return False
    return f"{first} {last}" not in lexicon().phrases


def _is_known(behind: str) -> bool:
    """True after two names, the first of which is one people are given."""
    person = _PERSON.search(behind)
    return person is not None and person[1] in lexicon().first_names and _is_person(behind)


def _is_lone(text: str, behind: str, stop: int) -> bool:
    name = _SURNAME.search(behind)
    if name is None or name[2] in WEEKDAYS or name[2] in MONTHS or name[2] in _OPENERS | _FIRMS:
        return False
    if name[1] and name[1].lower() in _PLACING:
        return False
    return _DOES.match(text, stop) is not None
