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
from collections.abc import Callable
from typing import Final, NamedTuple

from reader.articles import BlockType
from reader.clean import clean_text
from reader.text.block_lists import BlockList, Fragment
from reader.text.fact_tables import LONGEST_ALT, grid_of
from reader.text.grids import Cell, Spot, written_rows
from reader.text.links import address_of
from reader.text.tags import BLOCKS, Element, grow, words
from reader.text.unseen import is_unseen

_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_LISTS: Final = words("ul ol menu dir dl")
_PARTING: Final = frozenset(("pre", "blockquote", *_HEADINGS))
"""What stands in no line of a list."""
_SPACE: Final = re.compile(r"\s+")
_DEEPEST_LIST: Final = 10


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


class _List(NamedTuple):
    ordered: bool
    next: int


class _Writer:
    """Text, blocks and links while they are written."""

    def __init__(self, base: str, drops: Callable[[Element], bool]) -> None:
        self.base = base
        self.drops = drops
        self.blocks = BlockList()
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
        return self.blocks.fragment()

    # -- elements

    def enter(self, element: Element) -> bool:
        """Begin an element; False when all of it is done."""
        name = element.name
        if name in ("br", "hr", "img", "wbr", "a"):
            return self.enter_small(name, element)
        if name == "table" and not element.holds_table:
            if (grid := grid_of(element, self.drops, self.base)) is not None:
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
        alt = " ".join(clean_text(element.get("alt")[:LONGEST_ALT]).split())
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
        kind = self.kind(text)
        level = {"heading": self.heading, "quote": min(self.quotes, 6)}.get(kind, 0)
        self.blocks.add(kind, text, spots, level)
        if goes_on is not None:
            self.opened = 0, goes_on
        if not self.caption:
            captions, self.captions = self.captions, {}
            for caption in captions:
                if caption != text.strip():
                    self.blocks.add("caption", caption, [])

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

    def table(self, rows: list[list[Cell]], caption: str) -> None:
        """A table, its caption above it."""
        self.flush()
        if caption:
            self.blocks.add("caption", caption, [])
        text, spots = written_rows(rows)
        self.blocks.add("table", text, spots)


def _is_file_name(alt: str) -> bool:
    return " " not in alt and alt.lower().endswith(
        (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg")
    )
