"""Lists of feeds: read whatever was made of OPML, written as it should be.

Shape:   read_list(bytes) -> `Listed`s in their order, categories as "World/Asia"; write_list the
         other way round.
Units:   none.
Errors:  NotText for what is no such list; what an address is worth is for others to say.
Source:  http://opml.org/spec2.opml. Of 118 real lists 80 are not well-formed XML: signs stand in
         attributes that should be escaped, quotes among them. So no XML parser reads them: an
         outline is what stands between its name and the next one, an attribute ends where the
         next begins. Nothing is expanded, nothing included.
"""

import html
import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple
from xml.sax.saxutils import quoteattr

from reader.errors import NotText
from reader.sources.xml_trees import decoded

_MOST: Final = 50_000
_LONGEST: Final = 20_000
_DEEPEST: Final = 20
_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_OUTLINE: Final = re.compile(r"<(/?)(?:outline|OUTLINE)\b")
_NAME: Final = r"[A-Za-z_:][A-Za-z0-9_:.-]{0,60}"
_BEGIN: Final = re.compile(rf"(?:^|(?<=[\s\"']))({_NAME})\s*=\s*([\"'])")
_ONE: Final = re.compile(rf"""\s+({_NAME})\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_SOUND: Final = re.compile(rf"""(?:\s++{_NAME}\s*+=\s*+(?:"[^"]*+"|'[^']*+'))*+\s*+/?""")
"""The attributes of a tag that is as it should be."""
_END: Final = re.compile(r"[\"'/]\s*>")
_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Listed(NamedTuple):
    """A feed of a list."""

    title: str
    address: str
    """As it stands there, and so nothing to be trusted."""
    category: str = ""
    site: str = ""


def is_list(text: str) -> bool:
    """True for what looks like a list of feeds."""
    return bool(re.search(r"<(?:opml|outline)\b", text[:100_000], re.IGNORECASE))


def read_list(data: bytes, name: str = "input") -> list[Listed]:
    """The feeds of a list."""
    text = _COMMENT.sub("", decoded(data))
    if not is_list(text):
        raise NotText(name, "not a list of feeds (OPML)")
    found: list[Listed] = []
    above: list[str] = []
    for closes, said in _outlines(text):
        if closes:
            del above[-1:]
            continue
        own = dict(_attributes(said))
        title = own.get("title") or own.get("text") or ""
        kind = own.get("type", "").lower()
        address = own.get("xmlurl") or (own.get("url", "") if kind in ("include", "rss") else "")
        if address:
            category = "/".join(part.replace("/", "-") for part in above if part)
            found.append(Listed(title, address, category, own.get("htmlurl", "")))
        if not said.rstrip().endswith("/"):
            above.append("" if address else title)
            del above[_DEEPEST:]
    return found


def write_list(feeds: Iterable[Listed]) -> str:
    """A list of these feeds, those of a category together, one category within another."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        "  <head><title>Broadsheet</title></head>",
        "  <body>",
    ]
    open_ones: list[str] = []
    for feed in sorted(feeds, key=lambda each: each.category.split("/") if each.category else []):
        wanted = feed.category.split("/") if feed.category else []
        shared = 0
        while shared < min(len(wanted), len(open_ones)) and wanted[shared] == open_ones[shared]:
            shared += 1
        while len(open_ones) > shared:
            open_ones.pop()
            lines.append(f"{_indent(open_ones)}</outline>")
        for part in wanted[shared:]:
            lines.append(
                f"{_indent(open_ones)}<outline text={_quoted(part)} title={_quoted(part)}>"
            )
            open_ones.append(part)
        title = _quoted(feed.title)
        site = f" htmlUrl={_quoted(feed.site)}" if feed.site else ""
        lines.append(
            f'{_indent(open_ones)}<outline type="rss" text={title} title={title} '
            f"xmlUrl={_quoted(feed.address)}{site}/>"
        )
    while open_ones:
        open_ones.pop()
        lines.append(f"{_indent(open_ones)}</outline>")
    return "\n".join([*lines, "  </body>", "</opml>", ""])


def _outlines(text: str) -> Iterator[tuple[bool, str]]:
    """Whether an outline closes, and what stands in its tag, as far as one can tell."""
    places = [match for match, _ in zip(_OUTLINE.finditer(text), range(2 * _MOST), strict=False)]
    for number, place in enumerate(places):
        stop = places[number + 1].start() if number + 1 < len(places) else len(text)
        said = text[place.end() : min(stop, place.end() + _LONGEST)]
        closing = _END.search(said) if number + 1 == len(places) else None
        end = said.rfind(">") if closing is None else closing.end() - 1
        yield bool(place[1]), said[:end] if end >= 0 else said


def _attributes(said: str) -> Iterator[tuple[str, str]]:
    """The attributes of a tag; in one that is not sound each ends at its last mark before the next."""
    if _SOUND.fullmatch(said.rstrip()):
        for one in _ONE.finditer(said):
            yield one[1].lower(), " ".join(html.unescape(one[2] or one[3] or "").split())
        return
    places = list(_BEGIN.finditer(said))
    for number, place in enumerate(places):
        stop = places[number + 1].start() if number + 1 < len(places) else len(said)
        value = said[place.end() : stop]
        end = value.rfind(place[2])
        value = value[:end] if end >= 0 else value
        yield place[1].lower(), " ".join(html.unescape(value).split())


def _quoted(value: str) -> str:
    return quoteattr(_ILLEGAL.sub("", value))


def _indent(open_ones: list[str]) -> str:
    return "    " + "  " * len(open_ones)
