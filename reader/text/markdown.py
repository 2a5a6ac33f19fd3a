"""Markdown with a data sheet above it -> its article.

Shape:   clean text -> Draft; a first heading of the highest rank is the headline, unless the
         data sheet names one.
Units:   offsets count code points of `Draft.text`.
Errors:  none, for any str.
Source:  CommonMark 0.31 and GitHub's tables and strike-through, as markdown-it-py reads them
         (20 levels of nesting); the HTML it makes, and what stands in the text, is read by
         `reader.text.markup`: nothing of it is run or fetched.
"""

import re
from typing import Final

from reader.settings import DayOrder
from reader.text.block_lists import Fragment
from reader.text.datelines import read_date_line
from reader.text.drafts import Draft, body_of, drafted
from reader.text.front_matter import Fields, split_front_matter
from reader.text.markup import read_fragment

_BRACKETS: Final = 2_000
"""So many openings in one paragraph are no links: markdown-it would try each with every other."""
_PARAGRAPH: Final = re.compile(r"\n[ \t]*\n")
_DATE_BLOCKS: Final = 3
_OPENINGS: Final = re.compile(r"(?<!\\)[\[<*_`~!]")


def parse_markdown(text: str, *, day_order: DayOrder = "dmy") -> Draft:
    """Return what `text` says; it is clean already."""
    fields, below = split_front_matter(text, day_order=day_order)
    if fields != Fields() and not (below.strip() or fields.title or fields.standfirst):
        fields, below = Fields(), text
    body = read_fragment(_html(below))
    return _draft(fields, body, day_order)


def _html(text: str) -> str:
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"maxNesting": 20}).enable(["table", "strikethrough"])
    return str(reader.render(_tamed(text)))


def _tamed(text: str) -> str:
    """`text` with the openings of hopeless paragraphs escaped."""
    if max(map(text.count, "[<*_`~!")) < _BRACKETS:
        return text
    parts = _PARAGRAPH.split(text)
    return "\n\n".join(
        _OPENINGS.sub(r"\\\g<0>", part) if len(_OPENINGS.findall(part)) > _BRACKETS else part
        for part in parts
    )


def _draft(fields: Fields, body: Fragment, day_order: DayOrder) -> Draft:
    blocks = list(body.blocks)
    date, date_from, extra = fields.date, fields.date_from, fields.extra
    for block in blocks[:_DATE_BLOCKS] if date is None else ():
        said = block.of(body.text)
        line = read_date_line(said, day_order=day_order) if len(said) < 200 else None
        if line and line.date and line.whole and len(blocks) > 1:
            date, date_from = line.date, "date line"
            blocks.remove(block)
            break
    title = fields.title
    first = next((block for block in blocks[:2] if block.type == "heading"), None)
    if first is not None:
        said = " ".join(first.of(body.text).split())
        if title is None and first.level == 1:
            title = said
        if title == said:
            blocks.remove(first)
    draft = drafted(body_of(body.text, blocks, body.links), title, fields.standfirst)
    return Draft(
        draft.text,
        draft.blocks,
        title=title,
        standfirst=fields.standfirst,
        byline=fields.byline,
        date=date,
        date_from=date_from,
        language=fields.language,
        extra=extra,
        links=draft.links,
    )
