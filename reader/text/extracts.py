"""Have trafilatura find the article of a web page.

Shape:   extracted(root) -> an `Element` that holds the article alone, of the tags that `markup`
         writes; None for a page that is too large for it, or in which it finds nothing.
Units:   elements, and code points; `MOST_ELEMENTS`, `MOST_STEPS` and `LONGEST` are the limits, which
         stand for a second or two: a clock would let the same page be two articles.
Errors:  none. Nothing is fetched and nothing logged.
Source:  trafilatura by Adrien Barbaresi; it is given our own tree (`reader.text.tags`), of which
         nothing is deep, hidden or broken any more, and what it gives back is one again.
"""

import logging
import re
from typing import TYPE_CHECKING, Any, Final

from reader.clean import clean_text
from reader.text.tags import Element
from reader.text.unseen import is_unseen

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_ELEMENTS: Final = 12_000
MOST_STEPS: Final = 200_000
"""From the elements up to the root, all together: what is wide and deep at once takes its time."""
LONGEST: Final = 2_000_000
_NAME: Final = re.compile(r"[a-z][a-z0-9]*")
_SAID: Final[tuple[str, ...]] = (
    "class",
    "id",
    "itemprop",
    "role",
    "rel",
    "href",
    "alt",
    "src",
    "title",
    "type",
)
"""Attributes by which parts of a page are told, or that are part of the text."""
_SHEET: Final = "application/ld+json"
"""Not seen, but it may hold the whole text."""
_PAGE: Final = frozenset(("", "html", "head", "body"))
_THROUGH: Final = _PAGE | {"figure", "picture"}
"""Of these there is only what is in them: the page has one body, also where its head never ends."""
_CAPTION: Final = "tt"
"""What marks a caption on its way; trafilatura knows none, but keeps the letters of typewriters."""
_TAGS: Final = {
    "item": "li",
    "quote": "blockquote",
    "lb": "br",
    "ref": "a",
    "row": "tr",
    "hi": "span",
    "del": "del",
}
_LEVEL: Final = re.compile("h[1-6]")


def extracted(root: Element) -> Element | None:
    """Return the article that trafilatura finds in the page, as a tree of its own."""
    page = _planted(root)
    if page is None:
        return None
    import trafilatura

    # It complains of pages to whoever listens, and where nobody does to the terminal.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL + 1)
    try:
        found: Any = trafilatura.bare_extraction(
            page,
            include_comments=False,
            include_formatting=True,
            include_links=True,
            include_tables=True,
        )
    except Exception:  # noqa: BLE001 - whatever a page trips it over, there is another way to read it
        return None
    return None if found is None or found.body is None else _grown(found.body)


def _planted(root: Element) -> "HtmlElement | None":
    """The page as lxml has it, without what is not seen; None when there is too much of it."""
    from lxml.html import html_parser

    page = html_parser.makeelement("html", {})
    body = html_parser.makeelement("body", {})
    page.append(body)
    count = steps = length = 0
    stack: list[tuple[Element | str, Any, int]] = [(root, body, 1)]
    while stack:
        one, above, depth = stack.pop()
        if isinstance(one, str):
            length += len(one)
            _write(above, clean_text(one))
            continue
        if one.name not in _PAGE and is_unseen(one) and one.get("type").lower() != _SHEET:
            continue
        steps += depth
        count += 1
        if count > MOST_ELEMENTS or steps > MOST_STEPS or length > LONGEST:
            return None
        within = above if one.name in _THROUGH else _planted_one(one, above)
        stack += [(child, within, depth + 1) for child in reversed(one.children)]
    return page


def _planted_one(element: Element, above: Any) -> Any:  # noqa: ANN401 - lxml has no types
    """The element below `above`; a caption is a paragraph of it, which will be known again."""
    from lxml.etree import SubElement

    if element.name == "figcaption" or _is_picture(element):
        within = SubElement(SubElement(above, "p"), _CAPTION)
        within.text = clean_text(element.get("alt"))
        return within
    name = element.name if _NAME.fullmatch(element.name) else "span"
    said = {key: clean_text(element.get(key)) for key in _SAID if key in element.attributes}
    return SubElement(above, name, said)


def _is_picture(element: Element) -> bool:
    """True for an image that stands as a figure, and says what is to be seen in it."""
    above = element.parent
    while above is not None and above.name in ("picture", "a"):
        above = above.parent
    return (
        element.name == "img"
        and above is not None
        and above.name == "figure"
        and len(element.get("alt")) > 2
    )


def _write(above: Any, text: str) -> None:  # noqa: ANN401 - lxml has no types
    """Append text to an element, behind what is in it."""
    if len(above):
        above[-1].tail = (above[-1].tail or "") + text
    else:
        above.text = (above.text or "") + text


def _grown(body: Any) -> Element:  # noqa: ANN401 - lxml has no types
    """The tree of what was found, in the tags of HTML."""
    root = Element("", {}, None)
    stack: list[tuple[Any, Element]] = [(body, root)]
    while stack:
        one, above = stack.pop()
        if isinstance(one, str):
            above.children.append(one)
            continue
        if not isinstance(one.tag, str):
            continue
        element = _element(one, above)
        above.children.append(element)
        for child in reversed(one):
            if child.tail:
                stack.append((child.tail, element))
            stack.append((child, element))
        if one.text:
            stack.append((one.text, element))
    return root


def _element(one: Any, above: Element) -> Element:  # noqa: ANN401 - lxml has no types
    name = _TAGS.get(one.tag, one.tag)
    attributes: dict[str, str] = {}
    rend = one.get("rend") or ""
    if name == "head":
        name = rend if _LEVEL.fullmatch(rend) else "h3"
    elif name == "list":
        name = rend if rend in ("ul", "ol", "dl") else "ul"
    elif name == "cell":
        name = "th" if one.get("role") == "head" else "td"
    elif name == "a":
        attributes["href"] = one.get("target") or ""
    elif name == "p" and _is_caption(one):
        name = "figcaption"
    elif name == "code":
        name = "pre" if "\n" in "".join(one.itertext()).strip() or above.name == "" else "code"
    return Element(name, attributes, above)


def _is_caption(one: Any) -> bool:  # noqa: ANN401 - lxml has no types
    return len(one) == 1 and not one.text and one[0].tag == "hi" and one[0].get("rend") == "#t"
