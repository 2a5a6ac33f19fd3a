r"""HTML -> clean text with blocks and links: of a feed's entry, a mail, a chapter, a page's article.

Shape:   read_fragment(html, base) -> Fragment(text, blocks, links); a list is one block, an item
         a line with its mark ("- ", "3. "), nested ones indented by two spaces a level; a table is
         one block, a row a line of cells padded and parted by " | "; code keeps its lines.
Units:   offsets count code points of `Fragment.text`.
Errors:  none, for any str, without recursion; limits are those of `reader.text.tags`.
Source:  the HTML standard, for what elements mean and what is not seen.

Nothing is fetched: of images there is their alternative text, of scripts, styles, templates,
forms, frames and what is hidden there is nothing.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple
from urllib.parse import urljoin

from reader.articles import Block, BlockType, Link
from reader.clean import clean_text
from reader.text.grids import Cell, Spot, written_rows
from reader.text.links import BadAddress, checked
from reader.text.tags import BLOCKS, Element, grow, words

DROPPED: Final = words(
    "applet area audio base button canvas datalist embed frame frameset head iframe input "
    "link map meta meter noembed noframes noscript object option param progress rp rt script select "
    "source style svg template textarea title track video"
)
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_LISTS: Final = words("ul ol menu dir dl")
_PARTING: Final = frozenset(("pre", "blockquote", *_HEADINGS))
"""What stands in no line of a list."""
_HIDING: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|!|$)"
    r"|opacity\s*:\s*0(?:\.0*)?\s*(?:;|!|$)|mso-hide\s*:\s*all",
    re.IGNORECASE,
)
_UNSEEN: Final = words(
    "sr-only screen-reader-text screen-reader visually-hidden visuallyhidden u-hidden "
    "offscreen assistive-text sr-only-focusable"
)
_NO_CELL: Final = words("h1 h2 h3 article section blockquote pre figure")
"""What stands in no cell of a table of facts."""
_SPACE: Final = re.compile(r"\s+")
_MAIL: Final = re.compile(r"mailto:[^\s<>\"]{3,1000}", re.IGNORECASE)
_DEEPEST_LIST: Final = 10
_LONGEST_ALT: Final = 1_000
_LONGEST_CELL: Final = 200
"""In a table without a head; a longer cell holds a text, and the table places it."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """What a piece of HTML says."""

    text: str
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]


def read_fragment(html: str, base: str = "") -> Fragment:
    """Return what `html` says; links that are not whole start from the address `base`.

    >>> read_fragment("<h2>Rain</h2><p>It <a href='/b'>fell</a>.", "https://a.example/").links
    (Link(start=9, stop=13, address='https://a.example/b'),)
    """
    return written(grow(html), base)


def written(
    root: Element, base: str = "", *, drops: Callable[[Element], bool] | None = None
) -> Fragment:
    """Return what the tree says; what `drops` is true of is left out, as what is hidden is."""
    return _Writer(base, drops or is_unseen).written(root)


def is_unseen(element: Element) -> bool:
    """True for what a browser does not show, or is no text."""
    if element.name in DROPPED:
        return True
    attributes = element.attributes
    if not attributes:
        return element.name == "dialog"
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    if (style := attributes.get("style")) and _HIDING.search(style):
        return True
    if (classes := attributes.get("class")) and not _UNSEEN.isdisjoint(classes.split()):
        return True
    return element.name == "dialog" and "open" not in attributes


def address_of(href: str, base: str) -> str | None:
    """The address a link leads to, of the web or of a mailbox; None for any other."""
    href = "".join(href.split()) if "\n" in href or "\t" in href else href.strip()
    if not href or href.startswith("#"):
        return None
    if _MAIL.fullmatch(href):
        return href if href.isprintable() else None
    try:
        return checked(urljoin(base, href).replace(" ", "%20"))
    except (BadAddress, ValueError):
        return None


class _List(NamedTuple):
    ordered: bool
    next: int


class _Writer:
    """Text, blocks and links while they are written."""

    def __init__(self, base: str, drops: Callable[[Element], bool]) -> None:
        self.base = base
        self.drops = drops
        self.parts: list[str] = []
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self.place = 0
        self.line: list[str] = []
        """What is written of the block."""
        self.length = 0
        self.last = ""
        """The last sign of it."""
        self.spots: list[Spot] = []
        """Links in it."""
        self.opened: tuple[int, str] | None = None
        """The link that has begun in it."""
        self.captions: dict[str, None] = {}
        """Of images, to be written behind the paragraph they stand in."""
        self.caption_before = ""
        """The text of the block before, if that is a caption: pictures often say theirs twice."""
        self.lists: list[_List] = []
        self.quotes = 0
        self.code = 0
        self.heading = 0
        self.caption = 0
        self.mark = ""
        """Of the list's item, until something of it is written."""
        self.in_item = False

    def written(self, root: Element) -> Fragment:
        """Walk the tree, without recursion."""
        stack: list[tuple[Element, int]] = []
        element: Element | None = root
        while element is not None or stack:
            if element is not None:
                if (element is not root and self.drops(element)) or not self.enter(element):
                    element = None
                    continue
                stack.append((element, 0))
                element = None
                continue
            above, number = stack.pop()
            if number >= len(above.children):
                self.leave(above)
                continue
            stack.append((above, number + 1))
            child = above.children[number]
            if isinstance(child, str):
                self.write(child)
            else:
                element = child
        self.flush()
        return Fragment("".join(self.parts), tuple(self.blocks), tuple(self.links))

    # -- elements

    def enter(self, element: Element) -> bool:
        """Begin an element; False when all of it is done."""
        name = element.name
        if name in ("br", "hr", "img", "wbr", "a"):
            return self.enter_small(name, element)
        if name == "table" and not element.holds_table:
            if (grid := _grid(element, self.drops, self.base)) is not None:
                self.table(*grid)
                return False
        elif name in ("td", "th", "q"):
            self.write(" " if name != "q" else "“")
        if name not in BLOCKS:
            return True
        if name in _LISTS:
            self.enter_list(name, element)
        elif name in ("li", "dt", "dd"):
            self.item(name)
        elif self.lists and self.mark:
            pass  # a paragraph that begins an item needs no line of its own
        elif self.lists and not self.code and name not in _PARTING:
            self.newline()
        else:
            self.flush()
        self.enter_kind(name)
        return True

    def enter_small(self, name: str, element: Element) -> bool:
        if name == "br":
            self.newline()
        elif name == "hr":
            self.flush()
        elif name == "img":
            self.image(element)
        elif name == "a":
            self.close_link()
            address = address_of(element.get("href"), self.base) if element.get("href") else None
            if address:
                self.opened = self.length, address
            return True
        return False

    def enter_kind(self, name: str) -> None:
        if name == "pre":
            self.flush()
            self.code += 1
        elif name == "blockquote":
            self.flush()
            self.quotes += 1
        elif name in _HEADINGS:
            self.flush()
            self.heading = _HEADINGS[name]
        elif name in ("figcaption", "caption"):
            self.flush()
            self.caption += 1

    def enter_list(self, name: str, element: Element) -> None:
        if not self.lists:
            self.flush()
        start = element.get("start")
        first = int(start) if re.fullmatch("[0-9]{1,6}", start) else 1
        self.lists.append(_List(name == "ol", first))

    def item(self, name: str) -> None:
        """A line for what follows, with its mark and indented as deep as its list is."""
        self.newline()
        if not self.lists:
            self.lists.append(_List(ordered=False, next=1))
        deep = min(len(self.lists), _DEEPEST_LIST) - 1
        own = self.lists[-1]
        mark = {"dt": "", "dd": "  "}.get(name, f"{own.next}. " if own.ordered else "- ")
        self.lists[-1] = own._replace(next=own.next + 1)
        self.mark = "  " * deep + mark

    def leave(self, element: Element) -> None:
        """End an element."""
        name = element.name
        if name == "a":
            self.close_link()
        elif name == "q":
            self.write("”")
        if name not in BLOCKS:
            return
        if name in _LISTS and self.lists:
            if len(self.lists) == 1:
                self.flush()
            self.lists.pop()
            self.mark = ""
        elif not self.lists or name in _PARTING:
            self.flush()
        elif name not in ("li", "dt", "dd"):
            self.newline()
        self.leave_kind(name)

    def leave_kind(self, name: str) -> None:
        if name == "pre":
            self.code = max(0, self.code - 1)
        elif name == "blockquote":
            self.quotes = max(0, self.quotes - 1)
        elif name in _HEADINGS:
            self.heading = 0
        elif name in ("figcaption", "caption"):
            self.caption = max(0, self.caption - 1)

    def image(self, element: Element) -> None:
        """The alternative text: in the line where it is a sign, else a caption of its own."""
        alt = " ".join(clean_text(element.get("alt")[:_LONGEST_ALT]).split())
        if not alt:
            return
        if len(alt) <= 2:
            self.write(alt)
        elif not _is_file_name(alt):
            self.captions[alt] = None

    # -- text

    def write(self, text: str) -> None:
        """Add text to the block, its white space made one space except in code."""
        text = clean_text(text)
        if self.code:
            self.add(text.expandtabs(4))
            return
        text = _SPACE.sub(" ", text)
        if self.last in ("", " ", "\n"):
            text = text.removeprefix(" ")
        if text:
            if self.mark and text != " ":
                self.add_mark()
            self.add(text)

    def add(self, text: str) -> None:
        if text:
            self.line.append(text)
            self.length += len(text)
            self.last = text[-1]

    def add_mark(self) -> None:
        mark, self.mark = self.mark, ""
        self.add(mark)
        if self.opened is not None and self.opened[0] == self.length - len(mark):
            self.opened = self.length, self.opened[1]

    def newline(self) -> None:
        """End the line. Two in a row end the paragraph, but in a list."""
        if self.code:
            self.add("\n")
        elif self.last == "\n":
            if not self.lists:
                self.flush()
        elif self.length:
            while self.line and not (kept := self.line[-1].rstrip(" ")):
                self.length -= len(self.line.pop())
            self.length -= len(self.line[-1]) - len(kept)
            self.line[-1] = kept
            self.add("\n")
            if self.lists and not self.mark:
                self.mark = "  " * min(len(self.lists), _DEEPEST_LIST)

    def close_link(self) -> None:
        if self.opened is not None:
            start, address = self.opened
            self.opened = None
            if self.length > start:
                self.spots.append((start, self.length, address))

    # -- blocks

    def flush(self) -> None:
        """End the block, if there is one."""
        if not self.line and not self.captions:
            return
        goes_on = self.opened[1] if self.opened is not None else None
        self.close_link()
        text, spots = "".join(self.line), self.spots
        self.line, self.spots, self.length, self.last = [], [], 0, ""
        self.block(self.kind(text), text, spots)
        if goes_on is not None:
            self.opened = 0, goes_on
        if not self.caption:
            captions, self.captions = self.captions, {}
            for caption in captions:
                if caption != text.strip():
                    self.block("caption", caption, [])

    def kind(self, text: str) -> BlockType:
        if self.code:
            return "code"
        if self.caption:
            return "caption"
        if self.heading and "\n" not in text.strip():
            return "heading"
        if self.lists:
            return "list"
        return "quote" if self.quotes else "paragraph"

    def block(self, kind: BlockType, text: str, spots: list[Spot]) -> None:
        """Append a block; blank lines around it and at the ends of its lines are no part of it."""
        clean = clean_text(text)
        if (
            clean != text
        ):  # what was parted by tags makes something together that is not for reading
            text, spots = clean, []
        if kind == "code":
            start = len(text) - len(text.lstrip()) if not text.strip() else _first_full_line(text)
        else:
            start = len(text) - len(text.lstrip())
        text = text.rstrip()
        if not text.strip():
            return
        text = text[start:]
        if kind == "caption" and text == self.caption_before:
            return
        self.caption_before = text if kind == "caption" else ""
        if self.blocks:
            self.parts.append("\n\n")
            self.place += 2
        level = self.heading if kind == "heading" else min(self.quotes, 6) if kind == "quote" else 0
        self.blocks.append(Block(self.place, self.place + len(text), kind, level))
        self.parts.append(text)
        self.links += _moved_links(text, spots, -start, self.place)
        self.place += len(text)

    def table(self, rows: list[list[Cell]], caption: str) -> None:
        """A table, its caption above it."""
        self.flush()
        if caption:
            self.block("caption", caption, [])
        text, spots = written_rows(rows)
        self.block("table", text, spots)


def _moved_links(text: str, spots: list[Spot], by: int, place: int) -> Iterator[Link]:
    """The links of a block that begins at `place`, without blanks at their ends."""
    for start, stop, address in spots:
        begin, end = max(0, start + by), min(len(text), stop + by)
        stretch = text[begin:end]
        begin += len(stretch) - len(stretch.lstrip())
        end -= len(stretch) - len(stretch.rstrip())
        if begin < end:
            yield Link(place + begin, place + end, address)


def _first_full_line(text: str) -> int:
    """Where the first line begins that is not blank."""
    return text.rfind("\n", 0, len(text) - len(text.lstrip())) + 1


def _is_file_name(alt: str) -> bool:
    return " " not in alt and alt.lower().endswith(
        (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg")
    )


def _grid(
    table: Element, drops: Callable[[Element], bool], base: str
) -> tuple[list[list[Cell]], str] | None:
    """The cells and the caption of a table of facts; None for one that only places things."""
    if table.get("role") == "presentation":
        return None
    rows: list[list[Cell]] = []
    caption, is_sure = "", False
    for element in table.walk():
        name = element.name
        if name == "tr":
            rows.append([])
        elif name in ("td", "th"):
            if not rows:
                rows.append([])
            rows[-1] += _cells(element, drops, base)
            is_sure |= name == "th"
        elif name == "caption":
            caption = clean_text(element.words())
        elif name in _NO_CELL:
            return None
    rows = [row for row in rows if any(cell.text for cell in row)]
    return (rows, caption) if _are_facts(rows, is_sure=is_sure) else None


def _are_facts(rows: list[list[Cell]], *, is_sure: bool) -> bool:
    """True for two columns and rows at least, of short cells unless there is a head."""
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return False
    return is_sure or all(len(cell.text) <= _LONGEST_CELL for row in rows for cell in row)


def _cells(element: Element, drops: Callable[[Element], bool], base: str) -> list[Cell]:
    """A cell, and empty ones for the further columns it spans."""
    span = element.get("colspan")
    more = int(span) - 1 if re.fullmatch("[2-9]|[1-4][0-9]", span) else 0
    return [_cell(element, drops, base), *[Cell("", [])] * more]


class _Line:
    """One line while it is written."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.spots: list[Spot] = []

    def add(self, text: str) -> None:
        text = _SPACE.sub(" ", clean_text(text))
        if not self.parts or self.parts[-1].endswith(" "):
            text = text.removeprefix(" ")
        if text:
            self.parts.append(text)
            self.length += len(text)

    def link(self, start: int, address: str) -> None:
        if self.length > start:
            self.spots.append((start, self.length, address))

    def cell(self) -> Cell:
        text = "".join(self.parts).rstrip()
        spots = [(start, min(stop, len(text)), at) for start, stop, at in self.spots]
        return Cell(text, [spot for spot in spots if spot[0] < spot[1]])


def _cell(cell: Element, drops: Callable[[Element], bool], base: str) -> Cell:
    """What a cell says on one line, and the links in it."""
    line = _Line()
    stack: list[Element | str | tuple[int, str]] = [*reversed(cell.children)]
    while stack:
        one = stack.pop()
        if isinstance(one, tuple):
            line.link(*one)
        elif isinstance(one, str):
            line.add(one)
        elif one.name == "img":
            line.add(one.get("alt")[:_LONGEST_ALT])
        elif not drops(one):
            if one.name == "a" and (address := address_of(one.get("href"), base)):
                stack.append((line.length, address))
            if one.name in BLOCKS or one.name == "br":
                stack.append(" ")
            stack += reversed(one.children)
    return line.cell()
