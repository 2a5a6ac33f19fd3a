"""Read a newspaper's plain text: date line, headline, standfirst, byline, blocks.

Shape:   clean text (see `reader.clean`) -> Draft; its `text` is headline, standfirst and body
         parted by one blank line, and `blocks` are all of it but those separators.
Units:   offsets count code points of `Draft.text`.
Errors:  none, for any str, in linear time. A guess that fails leaves a paragraph; no letter
         is lost: what is not text is in `date`, `byline` or `extra`.
Source:  the customs of newspapers and wire services, in English first.
"""

import re
from dataclasses import replace
from typing import Final

from reader.articles import Block, BlockType, DateSource
from reader.settings import DayOrder
from reader.text.datelines import DateLine, read_date_line
from reader.text.drafts import Draft
from reader.text.front_matter import Fields, split_front_matter
from reader.text.heads import Head, take_head
from reader.text.lines import Unit, part_units
from reader.text.shapes import LONGEST_CAPTION, is_caption, is_heading, is_quotation

_DATE_LINES: Final = 5
"""A date line is looked for in this many lines that are not blank."""
_WRAPPED: Final = 60
"""A line as long as this may be wrapped, and what is below it the end of its sentence."""
_BLANK: Final = re.compile(r"\s*")
_LABEL: Final = re.compile(r"(?:date|published|posted)(?: on)?:? ", re.IGNORECASE)


def parse_plain(text: str, *, day_order: DayOrder = "dmy") -> Draft:
    r"""Return what `text` says; it is clean already.

    >>> draft = parse_plain("15 Mar 2016\n\nHarbour opens\n\nIt cost $3m.")
    >>> draft.title, draft.date, [block.type for block in draft.blocks]
    ('Harbour opens', datetime.date(2016, 3, 15), ['headline', 'paragraph'])
    """
    fields, below = split_front_matter(text, day_order=day_order)
    if fields != Fields() and not (below.strip() or fields.title or fields.standfirst):
        fields, below = Fields(), text  # a sheet about nothing is the text itself
    fields, below = _take_date_line(fields, below, day_order)
    units = part_units(below)
    return _draft(fields, take_head(units, fields))


def _take_date_line(fields: Fields, text: str, day_order: DayOrder) -> tuple[Fields, str]:
    """Take the date lines out of the first lines, up to the first that is sure.

    A blank line in their place keeps their neighbours apart; a text of dates alone stays.
    """
    place, taken = 0, fields
    kept: list[str] = []
    copied = 0
    for _ in range(_DATE_LINES):
        place += _blank_before(text, place)
        end = text.find("\n", place)
        stop = end if end >= 0 else len(text)
        line = text[place:stop].strip() if stop - place < 400 else ""
        label = _LABEL.match(line)
        said = read_date_line(line[label.end() :] if label else line, day_order=day_order)
        sure = said and said.date and "|" not in line
        if said and (sure or _stands_apart(text, place, stop)):
            kept.append(text[copied:place])
            copied = stop
            taken = _dated(taken, said, "header" if label else "date line", line)
            if said.date:
                break
        place = stop
    rest = "\n".join([*kept, text[copied:]])
    if rest.strip() or fields.title:
        return taken, rest
    return replace(fields, date=taken.date, date_from=taken.date_from), text


def _stands_apart(text: str, place: int, stop: int) -> bool:
    """Whether the line neither ends nor goes on with a sentence, nor is a row among rows."""
    before = text[max(0, place - 400) : place].rstrip(" \t").removesuffix("\n")
    above = before.rpartition("\n")[2].strip()
    below = text[stop + 1 : stop + 400].partition("\n")[0].strip()
    if "|" in above or "|" in below:
        return False
    return len(above) < _WRAPPED and not below[:1].islower()


def _blank_before(text: str, place: int) -> int:
    """Length of the blank run at `place`."""
    match = _BLANK.match(text, place)
    return len(match[0]) if match else 0


def _dated(fields: Fields, said: DateLine, source: DateSource, line: str) -> Fields:
    """`fields` with the date; the line is kept where a data sheet's wins or more is said."""
    if fields.date is None and said.date:
        fields = replace(fields, date=said.date, date_from=source)
        if said.whole:
            return fields
    return replace(fields, extra=(*fields.extra, ("date line", line)))


def _draft(fields: Fields, head: Head) -> Draft:
    parts: list[tuple[BlockType, str]] = []
    if head.headline:
        parts.append(("headline", head.headline))
    if head.standfirst:
        parts.append(("standfirst", head.standfirst))
    parts += zip(_types(head.body), (unit.text for unit in head.body), strict=True)
    blocks: list[Block] = []
    place = 0
    for kind, text in parts:
        blocks.append(Block(place, place + len(text), kind))
        place += len(text) + 2
    return Draft(
        text="\n\n".join(text for _, text in parts),
        blocks=tuple(blocks),
        title=head.headline,
        standfirst=head.standfirst,
        byline=head.byline,
        date=fields.date,
        date_from=fields.date_from,
        language=fields.language,
        extra=fields.extra,
    )


def _types(units: list[Unit]) -> list[BlockType]:
    """The type of every unit of the body.

    Headings stand before what they are headings of: one that is last, or in a row of three or
    more short lines, is a paragraph.
    """
    short = [is_heading(unit) for unit in units]
    row = 0
    types: list[BlockType] = []
    for place in range(len(units) - 1, -1, -1):
        row = row + 1 if short[place] and place < len(units) - 1 else 0
        types.append(_type(units, place, heading=row > 0))
        if row > 2:
            types[-3:] = ["paragraph"] * 3
    return types[::-1]


def _type(units: list[Unit], place: int, *, heading: bool) -> BlockType:
    unit = units[place]
    if unit.kind in ("quote", "list", "code", "table"):
        return unit.kind
    if len(unit.text) <= LONGEST_CAPTION:
        beside = units[max(0, place - 1) : place + 2]
        if is_caption(unit, beside_table=any(other.kind == "table" for other in beside)):
            return "caption"
    if heading:
        return "heading"
    return "quote" if is_quotation(unit) else "paragraph"
