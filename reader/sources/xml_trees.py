"""XML as it is found on the web: made well-formed as far as that goes, and read without surprises.

Shape:   `decoded(bytes, charset)` -> text; `tree(text, roots)` -> the root and whether it was whole.
Units:   none.
Errors:  None for what has no such root.
Source:  what stands before the root, the document type with it, is cut away before anything is
         parsed: there are no entities to be expanded and nothing outside to be fetched. Of 118
         real lists of feeds that were looked at, 80 are not well-formed.
"""

import re
from html.entities import html5
from typing import Final, NamedTuple

from lxml import etree
from lxml.etree import _Element as Element

from reader.text.decode import decode

_DECLARED: Final = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{1,40})")
_CHARSETS: Final = re.compile(
    r"utf-?(?:8|16(?:le|be)?)|us-ascii|ascii|iso-?8859-?[0-9]{1,2}|latin-?[0-9]|windows-?125[0-9]|"
    r"cp125[0-9]|koi8-[ru]|gb2312|gbk|gb18030|big5|shift[_-]jis|euc-(?:jp|kr)|iso-2022-jp"
)
_SIGNS: Final = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)"
    r"|<!--.*?(?:-->|\Z)"
    r"|&(?:(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)?"
    r"|<(?![A-Za-z_/!?])",
    re.DOTALL,
)
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_OWN: Final = frozenset({"amp", "lt", "gt", "quot", "apos"})


class Tree(NamedTuple):
    """What was read."""

    root: Element
    broken: str
    """Why it ends before its end; "" when it was read to it."""


def decoded(data: bytes, charset: str = "") -> str:
    """The text of a document, whatever it says of its encoding, which is often not so."""
    if (
        b"\x00" in data[:64]
        or data[:2] in (b"\xfe\xff", b"\xff\xfe")
        or data[:3] == b"\xef\xbb\xbf"
    ):
        return decode(data).text
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    said = _DECLARED.search(data[:1_024])
    for name in (said[1].decode("ascii").lower() if said else "", charset):
        if not _CHARSETS.fullmatch(name) or name.startswith(("utf-8", "utf8")):
            continue
        try:
            return data.decode("cp1252" if name in ("iso-8859-1", "latin-1", "latin1") else name)
        except (LookupError, UnicodeError):
            continue
    return decode(data).text


def tree(text: str, roots: str) -> Tree | None:
    """Read the document whose root has one of these names (a pattern), wherever it begins."""
    begin = re.search(rf"<(?:[A-Za-z][\w.-]{{0,30}}:)?(?:{roots})(?=[\s>/])", text)
    if begin is None:
        return None
    mended = _SIGNS.sub(_mended, text[begin.start() :])
    if _CONTROLS.search(mended):
        mended = _CONTROLS.sub("", mended)
    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    root = etree.fromstring(mended.encode("utf-8"), parser)
    if root is None:
        return None
    return Tree(root, _broken(parser, mended, root))


def local(element: Element) -> str:
    """The name of an element without its namespace, in small letters."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def _mended(found: re.Match[str]) -> str:
    sign = found[0]
    if sign[0] == "<":
        return sign if len(sign) > 1 else "&lt;"
    name = found[1]
    if name is None:
        return "&amp;"
    if name in _OWN:
        return sign
    if name[0] == "#":
        code = int("0" + name[1:], 0) if name[1] in "xX" else int(name[1:])
        return f"&#{code};" if _may_stand(code) else "\ufffd"
    letters = html5.get(name + ";")
    return letters.translate({38: "&amp;", 60: "&lt;"}) if letters else f"&amp;{name};"


def _may_stand(code: int) -> bool:
    """Whether XML has such a character."""
    return (
        code in (9, 10, 13)
        or 0x20 <= code < 0xD800
        or 0xE000 <= code < 0xFFFE
        or (0x10000 <= code <= 0x10FFFF)
    )


def _broken(parser: etree.XMLParser, text: str, root: Element) -> str:
    """Why the document ends early, if it does."""
    for error in parser.error_log:
        if "depth" in error.message.lower():
            return "nested too deeply"
    tag = root.tag.rpartition("}")[2] if isinstance(root.tag, str) else ""
    if not re.search(rf"</(?:[\w.-]{{1,30}}:)?{re.escape(tag)}\s*(?:>|\Z)", text[-2_000_000:]):
        return "" if text.rstrip().endswith("/>") and len(root) == 0 else "cut short"
    return ""
