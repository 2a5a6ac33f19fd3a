"""Find the figures that are certain in a text of any language: digits with a sign or a code.

Shape:   (text, language) -> figure marks, sorted and disjoint.
Units:   offsets count code points; values as `reader.marks` says, None where the language's
         custom leaves two readings open ("1,200" in German).
Errors:  none, for any str; linear time.
Source:  "1.200,50" and "1,200.50" say by their last sign where the decimals begin, and one sign
         before other than three digits can only be the decimal one. Else the custom decides:
         CLDR's of the language. A day written in figures comes before its month.

Percentages, sums of money with a sign, a code or "euro", measures with an international symbol,
and days with their year are read. A bare number may be anything, a bare year as well: neither
is marked. Nor is any name: which words are names, and what ends in them, is the language's.
"""

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from reader.annotate.figures.amounts import Found, signed, spell
from reader.annotate.figures.currencies import CODES, SIGNS
from reader.marks import Figure, FigureKind, Mark, Value
from reader.text.datelines import read_date_line

_POINT: Final = frozenset(
    "zh ja ko he th hi mr ne bn pa gu ta te kn ml si ur tl sw ga cy mt am my km lo".split()  # noqa: SIM905
)
"""Languages that write 1,200.5; of the others nearly all write 1.200,5 or 1 200,5."""
_UNSURE: Final = frozenset({"ar", "fa", "ps"})
"""Both are written."""
_SPACED: Final = frozenset(
    "fr ru uk be bg pl cs sk hu fi sv nb nn no et lv lt sq eo kk af pt es ca gl".split()  # noqa: SIM905
)
"""Languages that part thousands by a space; in others "3 200" may be two numbers."""

_NUMBER: Final = (
    r"[0-9]{1,15}(?:(?:[.,'’\u00a0\u2009\u202f]| (?=[0-9]{3}(?![0-9])))[0-9]{1,15}){0,7}"
)
_TOKEN: Final = re.compile(
    r"(?P<iso>[12][0-9]{3}-[01][0-9]-[0-3][0-9])(?![\w-])"
    r"|(?P<day>[0-3]?[0-9])(?P<dot>[./])(?P<month>[01]?[0-9])(?P=dot)(?P<year>(?:19|20)[0-9]{2})(?![\w/-]|\.\w)"
    r"|(?P<named>[0-3]?[0-9](?:\.|er|º|ª)? (?:de )?[^\W\d_]{3,10}\.? (?:del? )?(?:1[0-9]{3}|20[0-9]{2}))(?!\w)"
    rf"|(?P<low>{_NUMBER})(?: ?[–-] ?(?P<high>{_NUMBER}))?"
)
_PARTS: Final = re.compile(r"([^0-9])")
_GAP: Final = r"[ \u00a0\u2009\u202f]?"
_PERCENT: Final = re.compile(rf"{_GAP}%(?![\w-])")
_UNIT: Final = re.compile(rf"{_GAP}(km/h|km|kg|cm|mm|°C|°F|kWh|MWh|GWh|TWh|MW|GW)(?![\w/²³-])")
_SIGN: Final = "|".join(re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True))
_CODE: Final = "|".join(sorted(CODES))
_BEFORE: Final = re.compile(rf"(?<![\w$])({_SIGN}|(?:{_CODE})(?=[ \u00a0])){_GAP}$")
_AFTER: Final = re.compile(
    rf"{_GAP}(?:(?:de |di |d['’])?(euros?|Euros?|евро|ευρώ)|({_SIGN})|({_CODE}))(?![\w$])"
)
_SCALE: Final = re.compile(
    rf"{_GAP}(?:(?P<e9>mill?i[aá]rd\w{{0,4}}|miljard\w{{0,4}}|milijard\w{{0,3}}|milyar|mrd|mld|mia|mds?|"
    r"mil m(?:illones|ilhões)|bilh(?:ão|ões)|мил{1,2}иард\w{0,3}|мільярд\w{0,3}|млрд|δισ\w{0,12})"
    r"|(?P<e6>mill?i[oó]\w{0,5}|mill(?:ón|ones)|milh(?:ão|ões)|miljo\w{1,5}|milij[uo]n\w{0,3}|milyon|mio|mln|"
    r"миллион\w{0,3}|мільйон\w{0,3}|млн|εκατ\w{0,9}))\b\.?"
    r"|(?P<e4>[万萬만])|(?P<e8>[億亿억])|(?P<e12>[兆조])",
    re.IGNORECASE,
)
# After "€5" these make thousands here and millions there: then nobody says how much it is.
_UNKNOWN_SCALE: Final = re.compile(
    rf"{_GAP}(?:mil|bil|tri|tys|tis|tūk|tau|tus|dui|tuh|bin|тыс|тис|хил|χιλ|[千천])", re.IGNORECASE
)


def find_foreign_figures(text: str, language: str | None) -> tuple[Mark, ...]:
    """Return the figures of `text` that are certain, whatever its language.

    >>> [(m.name, m.figure.value) for m in find_foreign_figures("etwa 1.200,50 € oder 3,5 %", "de")]
    [('1.200,50 €', '1200.5'), ('3,5 %', '3.5')]
    """
    code = (language or "")[:2].lower()
    return tuple(
        Mark(found.start, found.stop, "figure", text[found.start : found.stop], found.figure)
        for found in _walk(text, code)
    )


def read_decimal(written: str, language: str) -> tuple[bool, Decimal | None]:
    """Say whether `written` is one number, and which; None where two readings are open.

    >>> read_decimal("1.200,50", "de"), read_decimal("1,200", "de"), read_decimal("1.2.3", "de")
    ((True, Decimal('1200.50')), (True, None), (False, None))
    """
    pieces = _PARTS.split(written)
    groups, signs = pieces[::2], pieces[1::2]
    if len(groups[0]) > 1 and groups[0][0] == "0":
        return False, None
    if not signs:
        return True, Decimal(written)
    *inner, last = signs
    threes = all(len(group) == 3 for group in groups[1:]) and len(groups[0]) <= 3
    if last in ".," and last not in inner:
        if not inner:
            return True, _with_one_sign(groups, last, language, threes=threes)
        whole = groups[:-1]
        if len(set(inner)) > 1 or not _parts_thousands(inner[0], whole, language):
            return False, None
        return True, Decimal(f"{''.join(whole)}.{groups[-1]}")
    if len(set(signs)) > 1 or not _parts_thousands(last, groups, language):
        return False, None
    return True, Decimal("".join(groups))


def _parts_thousands(sign: str, groups: list[str], language: str) -> bool:
    if len(groups[0]) > 3 or groups[0] == "0" or any(len(group) != 3 for group in groups[1:]):
        return False
    return sign != " " or language in _SPACED


def _with_one_sign(groups: list[str], sign: str, language: str, *, threes: bool) -> Decimal | None:
    """Read "3,5" and "1.200": what one sign means."""
    decimal = Decimal(".".join(groups))
    if not threes or groups[0] == "0":
        return decimal
    if language in _UNSURE:
        return None
    if sign == ("," if language in _POINT else "."):
        return Decimal("".join(groups))
    return decimal if sign == "." else None


def _walk(text: str, language: str) -> Iterator[Found]:
    stop = 0
    for match in _TOKEN.finditer(text):
        start = match.start()
        if start < stop or _is_glued(text, start):
            continue
        found = _amount(text, match, language) if match["low"] else _date(match)
        if found is not None and found.start >= stop:
            found = signed(text, found)
            stop = found.stop
            yield found


def _is_glued(text: str, start: int) -> bool:
    """True inside a word, a number or an address; scripts that part no words glue nothing."""
    before = text[start - 1 : start]
    if before and before in "_.,/:#@'’-–":
        # A dash may be a minus; what stands before it tells.
        return before not in "-–" or text[max(0, start - 2) : start - 1].isalnum()
    return before.isalnum() and not "\u0e00" <= before < "\uac00"


def _date(match: re.Match[str]) -> Found | None:
    day: dt.date | None = None
    try:
        if match["iso"]:
            day = dt.date.fromisoformat(match["iso"])
        elif match["named"]:
            line = read_date_line(match["named"])
            day = line.date if line is not None and line.whole else None
        else:
            day = dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:  # a day that no calendar has
        return None
    return Found(match.start(), match.end(), Figure("date", f"{day:%Y-%m-%d}")) if day else None


def _amount(text: str, match: re.Match[str], language: str) -> Found | None:
    """Read a number or two by what stands before and behind."""
    low, high = match["low"], match["high"]
    sure, first = read_decimal(low, language)
    second = None
    if high:
        is_number, second = read_decimal(high, language)
        sure = sure and is_number
    if not sure or text[match.end() : match.end() + 1].isdigit():
        return None
    values = (first, second) if high else (first,)
    return _measured(text, match, values) or _money(text, match, values)


def _measured(text: str, match: re.Match[str], values: tuple[Decimal | None, ...]) -> Found | None:
    start, stop = match.span()
    if percent := _PERCENT.match(text, stop):
        return _found(start, percent.end(), "percent", values, "%")
    if unit := _UNIT.match(text, stop):
        return _found(start, unit.end(), "quantity", values, unit[1])
    return None


def _money(text: str, match: re.Match[str], values: tuple[Decimal | None, ...]) -> Found | None:
    start, stop = match.span()
    scale = _SCALE.match(text, stop)
    if scale is not None:
        stop = scale.end()
        power = int(str(scale.lastgroup)[1:])
        values = tuple(None if value is None else value * 10**power for value in values)
        # Of "5–10 millones" the scale may be meant for both numbers or for one.
        values = values if len(values) == 1 else (None, None)
    before = _BEFORE.search(text[max(0, start - 5) : start])
    if before is not None:
        if scale is None and _UNKNOWN_SCALE.match(text, stop):
            values = (None,)
        sign = before[1]
        return _found(start - len(before[0]), stop, "money", values, SIGNS.get(sign, sign))
    after = _AFTER.match(text, stop)
    if after is None:
        return None
    code = "EUR" if after[1] else SIGNS.get(after[2], "") if after[2] else after[3]
    return _found(start, after.end(), "money", values, code)


def _found(
    start: int, stop: int, kind: FigureKind, values: tuple[Decimal | None, ...], unit: str
) -> Found:
    value: Value = None
    if None not in values:
        spelt = [spell(number) for number in values if number is not None]
        value = spelt[0] if len(spelt) == 1 else (spelt[0], spelt[1])
    return Found(start, stop, Figure(kind, value, unit))
