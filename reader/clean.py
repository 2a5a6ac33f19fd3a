r"""The two filters between a stranger's text and the terminal.

`clean_text` stands at the door of the library: it takes control sequences and invisible
characters out of an article. `screened` stands at the door of the screen: it replaces
what is left, or what came another way, one code point by one, so that offsets hold.
`one_line` is for names and messages: controls are spelled out (`\x1b`), never dropped.

Shape:   str -> str. After `clean_text` the only characters below U+0020 are "\n" and "\t".
Errors:  none, for any str, lone surrogates included. Linear time.
Source:  ECMA-48 (control sequences), Unicode 15 (bidirectional and tag characters);
         Trojan Source, CVE-2021-42574.
"""

import re
from typing import Final

_MAX_STRING: Final = 2_048
"""An operating-system command longer than this is taken for text that lost its end."""

_MAX_COMBINING: Final = 12
"""More combining marks than this on one letter are ink, not writing."""

# Compiled by `re` when they are first needed: such classes take it milliseconds.
_SEQUENCE: Final = (
    "(?:\x1b\\[|\x9b)[0-?]{0,64}[ -/]{0,8}[@-~]"  # CSI
    "|(?:\x1b[\\]PX^_]|[\x9d\x90\x98\x9e\x9f])"  # OSC, DCS, SOS, PM, APC ...
    f"[^\x07\x1b\x9c\n\r]{{0,{_MAX_STRING}}}(?:\x07|\x1b\\\\|\x9c)"  # ... to their end
    "|\x1b[ -/]{1,4}[0-~]"  # charset shifts and the like
)
_NEWLINE: Final = "\r\n|[\r\x0b\x85\u2028]|\x0c|\u2029"
_BIDI: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_TAGS: Final = "\U000e0000-\U000e007f"
_INVISIBLE: Final = (
    f"[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b\u2060-\u2064\ufeff\ufff9-\ufffb{_BIDI}{_TAGS}]+"
)
_NOT_TEXT: Final = "[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
_SUSPECT: Final = (
    f"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u0300-\u036f\u200b\u2028\u2029\u2060-\u2064\ufeff"
    f"\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff{_BIDI}{_TAGS}]"
)
_MARKS: Final = re.compile("[\u0300-\u036f]")
_COMBINING: Final = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_PILE: Final = f"([{_COMBINING}]{{{_MAX_COMBINING}}})[{_COMBINING}]+"

_PICTURES: Final = {
    **{code: 0x2400 + code for code in range(0x20)},
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
    **dict.fromkeys((0x061C, 0x200E, 0x200F, 0x2028, 0x2029, 0xFEFF), 0xFFFD),
    **dict.fromkeys(range(0x202A, 0x202F), 0xFFFD),
    **dict.fromkeys(range(0x2066, 0x206A), 0xFFFD),
    **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD),
    **dict.fromkeys(range(0xE0000, 0xE0080), 0xFFFD),
}
_UNSAFE: Final = f"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff{_BIDI}{_TAGS}]"


def clean_text(text: str) -> str:
    r"""Take everything out of `text` that is not for reading; every newline becomes "\n".

    >>> clean_text("a\x1b[31mred\x1b[0m line\r\nand the\x00 next")
    'ared line\nand the next'
    """
    if _is_plain(text) or not re.search(_SUSPECT, text):
        return text
    text = re.sub(_SEQUENCE, "", text)
    text = re.sub(_NEWLINE, lambda match: "\n\n" if match[0] in "\x0c\u2029" else "\n", text)
    text = re.sub(_INVISIBLE, "", text)
    text = re.sub(_NOT_TEXT, "\ufffd", text)
    return re.sub(_PILE, r"\1", text)


def _is_plain(text: str) -> bool:
    """Whether `text` has nothing suspect in it, told in a fraction of the time; most has not."""
    printable = text.replace("\n", "").replace("\t", "").isprintable()
    return printable and (text.isascii() or not _MARKS.search(text))


def screened(text: str) -> str:
    """Replace what a terminal could obey by a visible sign, code point by code point.

    The length never changes. Newlines and tabs are replaced too: lines are parted first.
    """
    return text if text.isprintable() else text.translate(_PICTURES)


def one_line(text: str) -> str:
    r"""Spell controls out, so that a name or message is one harmless line.

    >>> one_line("bad\nname\x1b")
    'bad\\nname\\x1b'
    """
    if text.isprintable():
        return text
    return re.sub(_UNSAFE, _spelled, text)


def _spelled(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xDC80 <= code <= 0xDCFF:  # a byte that was not UTF-8, as surrogateescape carries it
        return f"\\x{code - 0xDC00:02x}"
    return match[0].encode("unicode_escape", "surrogatepass").decode("ascii")
