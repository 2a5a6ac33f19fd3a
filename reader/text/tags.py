"""HTML as tokens, and as a tree that no page can make deep, wide or slow.

Shape:   tokens(html) -> openings, ends and stretches of text; grow(html) -> the root `Element`.
Units:   code points. `DEEPEST`, `MOST_ELEMENTS`, `MOST_ATTRIBUTES` and `LONGEST` are the limits.
Errors:  none, for any str, in linear time: what is over a limit keeps its text and loses its tags.
Source:  the tokeniser of the HTML standard, simplified. It is written here because the
         parsers that build the standard's tree take quadratic time for deep or crooked pages
         (60,000 nested elements: a minute), and Python's own does for unclosed tags.
"""

import html as entities
import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

DEEPEST: Final = 200
MOST_ELEMENTS: Final = 100_000
MOST_ATTRIBUTES: Final = 60
LONGEST: Final = 16 * 1024 * 1024
_LONGEST_VALUE: Final = 8_000


def words(listed: str) -> frozenset[str]:
    """The words of a line, as a set."""
    return frozenset(listed.split())


VOID: Final = words("area base br col embed hr img input link meta param source track wbr")
_RAW: Final = words("script style textarea title xmp iframe noembed noframes")
"""Elements whose content is text up to their end tag, whatever it looks like."""

_MARKUP: Final = re.compile(r"<(?=[A-Za-z/!?])")
_NAME: Final = re.compile(r"[A-Za-z][^\s/>]*+")
_ATTRIBUTE: Final = re.compile(
    r"[\s/]*+([^\s/>=][^\s/>=]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>]*+)))?"
)
_TAG_END: Final = re.compile(r"[\s/=]*+>?")
_ENDS: Final = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW}
_LONG_NUMBER: Final = re.compile(r"&#(?:[0-9]{8,}+|[xX][0-9a-fA-F]{7,}+);?")

BLOCKS: Final = words(
    "address article aside blockquote body caption center col colgroup dd details dialog dir div "
    "dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main "
    "menu nav ol p pre section summary table tbody td tfoot th thead tr ul"
)
_CLOSES_P: Final = BLOCKS - words("body html caption col colgroup tbody td tfoot th thead tr")
_CLOSED_BY: Final = {
    "li": (("li",), ("ul", "ol", "menu", "dir")),
    "dt": (("dt", "dd"), ("dl",)),
    "dd": (("dt", "dd"), ("dl",)),
    "tr": (("tr",), ("table",)),
    "td": (("td", "th"), ("tr", "table")),
    "th": (("td", "th"), ("tr", "table")),
    "tbody": (("tbody", "thead", "tfoot", "caption"), ("table",)),
    "thead": (("tbody", "thead", "tfoot", "caption"), ("table",)),
    "tfoot": (("tbody", "thead", "tfoot", "caption"), ("table",)),
    "option": (("option",), ("select", "datalist")),
    "a": (("a",), ("td", "th", "li", "table")),
}
"""An element -> those that its beginning ends, and those that such an end does not cross."""
_P_STOPS: Final = frozenset(("td", "th", "table", "button", "caption", "body"))
_END_STOPS: Final = frozenset(("td", "th", "table"))
_ROWS: Final = words("table tbody thead tfoot tr td th caption body html")


class Open(NamedTuple):
    """A tag that begins an element."""

    name: str
    attributes: dict[str, str]
    is_void: bool


class Close(NamedTuple):
    """A tag that ends one."""

    name: str


class Element:
    """An element of the tree: children are elements and text."""

    __slots__ = ("attributes", "children", "counts", "holds_table", "name", "parent")

    def __init__(self, name: str, attributes: dict[str, str], parent: "Element | None") -> None:
        self.name = name
        self.attributes = attributes
        self.children: list[Element | str] = []
        self.parent = parent
        self.holds_table = False
        """True for a table with another inside of it: it places things, and says nothing."""
        self.counts: tuple[int, int, int] | None = None
        """What `mainparts` has counted below it."""

    def get(self, name: str) -> str:
        """An attribute, "" where there is none."""
        return self.attributes.get(name, "")

    def walk(self) -> Iterator["Element"]:
        """This element and all below it, in the order they are written."""
        stack: list[Element] = [self]
        while stack:
            element = stack.pop()
            yield element
            stack += [child for child in reversed(element.children) if isinstance(child, Element)]

    def strings(self) -> Iterator[str]:
        """All text below it, in the order it is written."""
        stack: list[Element | str] = [self]
        while stack:
            one = stack.pop()
            if isinstance(one, str):
                yield one
            else:
                stack += reversed(one.children)

    def words(self) -> str:
        """All text below it on one line."""
        return " ".join(" ".join(self.strings()).split())


def unescaped(text: str) -> str:
    """`text` with its character references resolved."""
    if "&" not in text:
        return text
    # Python refuses to make a number of so many digits, and no letter has one.
    return entities.unescape(_LONG_NUMBER.sub("\ufffd", text))


def tokens(html: str) -> Iterator[Open | Close | str]:
    """Part `html` into tags and text; comments and declarations are left out."""
    place, end = 0, len(html)
    unclosed: set[str] = set()
    while place < end:
        match = _MARKUP.search(html, place)
        start = match.start() if match else end
        if start > place:
            yield unescaped(html[place:start])
        if start == end:
            return
        sign = html[start + 1]
        if sign in "!?":
            place, said = _declaration(html, start)
            if said:
                yield said
        elif sign == "/":
            name = _NAME.match(html, start + 2)
            close = html.find(">", start + 2)
            place = close + 1 if close >= 0 else end
            if name:
                yield Close(name[0].lower())
        else:
            tag, place = _tag(html, start)
            if tag is None:
                return
            yield tag
            if tag.name in _RAW and not tag.is_void:
                stop = _raw_end(html, tag.name, place, unclosed)
                yield from _raw(tag.name, html[place:stop], is_open=tag.name in unclosed)
                place = stop


def _raw(name: str, text: str, *, is_open: bool) -> Iterator[Close | str]:
    """What stands in an element whose content is text; where that is open it ends."""
    yield unescaped(text) if name in ("title", "textarea") else text
    if is_open:
        yield Close(name)


def _raw_end(html: str, name: str, place: int, unclosed: set[str]) -> int:
    """Where the text of an element like `script` ends; a title that is never closed ends at a tag.

    What has no end once has none further on: it is not looked for again.
    """
    match = None if name in unclosed else _ENDS[name].search(html, place)
    if match is not None:
        return match.start()
    unclosed.add(name)
    stop = html.find("<", place) if name in ("title", "textarea") else -1
    return stop if stop >= 0 else len(html)


def _declaration(html: str, start: int) -> tuple[int, str]:
    """Where a comment, declaration or instruction ends, and the text it holds, if any."""
    if html.startswith("<!--", start):
        if html.startswith(("<!-->", "<!--->"), start):
            return html.index(">", start) + 1, ""
        stop = html.find("-->", start + 4)
        return (stop + 3 if stop >= 0 else len(html)), ""
    if html.startswith("<![CDATA[", start):
        stop = html.find("]]>", start)
        if stop >= 0:
            return stop + 3, html[start + 9 : stop]
    stop = html.find(">", start)
    return (stop + 1 if stop >= 0 else len(html)), ""


def _tag(html: str, start: int) -> tuple[Open | None, int]:
    """The opening tag at `start`, and where it ends; None when it never does."""
    name = _NAME.match(html, start + 1)
    assert name is not None  # noqa: S101 - a letter follows
    place = name.end()
    attributes: dict[str, str] = {}
    while True:
        match = _ATTRIBUTE.match(html, place)
        if match is None:
            break
        place = match.end()
        if len(attributes) < MOST_ATTRIBUTES:
            value = next((part for part in match.groups()[1:] if part is not None), "")
            attributes.setdefault(match[1].lower(), unescaped(value[:_LONGEST_VALUE]))
    end = _TAG_END.match(html, place)
    if end is None or not end[0].endswith(">"):
        return None, len(html)
    lower = name[0].lower()
    is_void = lower in VOID or (end[0].endswith("/>") and lower not in BLOCKS)
    return Open(lower, attributes, is_void), end.end()


def grow(html: str) -> Element:
    """Make a tree of `html`; its root has no name."""
    return _Tree().grown(tokens(html[:LONGEST]))


class _Tree:
    """A tree while it grows."""

    def __init__(self) -> None:
        self.root = Element("", {}, None)
        self.open = [self.root]
        self.count = 0
        self.names: Counter[str] = Counter()
        """How many elements of each name are open, so that nothing is looked for in vain."""
        self.skipped: Counter[str] = Counter()
        """Openings over a limit, whose ends are to be passed over."""

    def grown(self, parts: Iterator[Open | Close | str]) -> Element:
        for part in parts:
            if isinstance(part, str):
                self.open[-1].children.append(part)
            elif isinstance(part, Open):
                self.begin(part)
            else:
                self.end(part.name)
        return self.root

    def begin(self, tag: Open) -> None:
        name = tag.name
        if name in _CLOSES_P and self.names["p"]:
            self.close_up_to(("p",), _P_STOPS)
        if name in _CLOSED_BY:
            self.close_up_to(*_CLOSED_BY[name])
        if self.count >= MOST_ELEMENTS:
            self.skip(tag)
            return
        self.count += 1
        parent = self.open[-1]
        element = Element(name, tag.attributes, parent)
        parent.children.append(element)
        if name == "table":
            self.tell_tables()
        if tag.is_void:
            return
        if len(self.open) >= DEEPEST:
            self.skip(tag)  # the empty element still parts what is before it from what follows
            return
        self.open.append(element)
        self.names[name] += 1

    def skip(self, tag: Open) -> None:
        if not tag.is_void:
            self.skipped[tag.name] += 1

    def tell_tables(self) -> None:
        if self.names["table"]:
            for above in reversed(self.open):
                if above.holds_table:
                    return
                above.holds_table = above.name == "table"

    def close_up_to(
        self, names: tuple[str, ...], stops: "frozenset[str] | tuple[str, ...]"
    ) -> None:
        """Close the innermost open element of these names, unless one of the stops is nearer."""
        if not any(self.names[name] for name in names):
            return
        for place in range(len(self.open) - 1, 0, -1):
            name = self.open[place].name
            if name in names:
                self.cut(place)
                return
            if name in stops:
                return

    def end(self, name: str) -> None:
        if self.skipped[name]:
            self.skipped[name] -= 1
            return
        if name == "br":
            self.begin(Open("br", {}, is_void=True))
            return
        if not self.names[name]:
            return
        is_block, is_row = name in BLOCKS, name in _ROWS
        for place in range(len(self.open) - 1, 0, -1):
            other = self.open[place].name
            if other == name:
                self.cut(place)
                return
            # A stray end of something small closes no paragraph around it, nor a cell.
            if (not is_block and name != "a" and other in BLOCKS) or (
                not is_row and other in _END_STOPS
            ):
                return

    def cut(self, place: int) -> None:
        for element in self.open[place:]:
            self.names[element.name] -= 1
        del self.open[place:]
