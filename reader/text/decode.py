"""Turn a file's bytes into text, whatever it was saved as.

Shape:   bytes -> Decoded(text, encoding, guessed); newlines and controls are left to `clean`.
Units:   shares are counted in bytes of a sample from the start.
Errors:  none; what cannot be decoded becomes U+FFFD, and the rest stays whole.
Source:  Unicode's byte-order marks; Windows-1252 as the web reads it, where the five bytes
         it leaves undefined are the C1 controls of Latin-1.
"""

import codecs
import re
from dataclasses import dataclass
from typing import Final

_SAMPLE: Final = 65_536

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    # The UTF-32 mark begins with the UTF-16 one, so it is looked for first.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC: Final = (
    b"\x7fELF",
    b"\x89PNG\r\n\x1a\n",
    b"\x1f\x8b",
    b"SQLite format 3\x00",
    b"%PDF-",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"BZh9",
    b"\xfd7zXZ\x00",
    b"7z\xbc\xaf\x27\x1c",
)
# Backspace, bell, shifts and escape are left out: old text and terminal captures are full of them.
_CONTROLS: Final = bytes([*range(1, 7), *range(0x10, 0x1A), 0x1C, 0x1D, 0x1E, 0x1F, 0x7F])

_UNDEFINED: Final = "\x81\x8d\x8f\x90\x9d"
_HIGH: Final = re.compile(b"[\x80-\xff]")
_LETTER: Final = re.compile(b"[A-Za-z]")
_WESTERN: Final = frozenset(
    {"ascii", "utf_8", "cp1252", "latin_1", "iso8859_1", "iso8859_15", "cp437", "cp850", "cp858"}
)

_DECLARED: Final = re.compile(
    rb"""(?:charset\s{0,4}=\s{0,4}["']?|encoding\s{0,4}=\s{0,4}["'])([A-Za-z0-9_:-]{2,40})""",
    re.IGNORECASE,
)
_PAGE_ENCODINGS: Final = frozenset(
    (
        "utf-8",
        "cp1250",
        "cp1251",
        "cp1252",
        "cp1253",
        "cp1254",
        "cp1255",
        "cp1256",
        "cp1257",
        "cp1258",
        "iso8859-2",
        "iso8859-3",
        "iso8859-4",
        "iso8859-5",
        "iso8859-6",
        "iso8859-7",
        "iso8859-8",
        "iso8859-9",
        "iso8859-10",
        "iso8859-13",
        "iso8859-14",
        "iso8859-15",
        "iso8859-16",
        "koi8-r",
        "koi8-u",
        "mac-roman",
        "shift_jis",
        "cp932",
        "euc_jp",
        "iso2022_jp",
        "euc_kr",
        "cp949",
        "gb2312",
        "gbk",
        "gb18030",
        "big5",
        "big5hkscs",
        "tis-620",
        "cp874",
    )
)
"""Those the web's standard knows, as Python calls them."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and how it was read."""

    text: str
    encoding: str
    """As Python's codecs call it: "utf-8", "utf-16-le", "cp1252" ..."""
    guessed: bool
    """True when nothing in the bytes proves the encoding."""


def decode(data: bytes) -> Decoded:
    """Read `data` as text.

    >>> decode("“Café” – 5 €".encode("cp1252"))
    Decoded(text='“Café” – 5 €', encoding='cp1252', guessed=True)
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark) and _fits(data, encoding):
            return Decoded(data[len(mark) :].decode(encoding, "replace"), encoding, guessed=False)
    if wide := _wide_encoding(data):
        return Decoded(data.decode(wide, "replace"), wide, guessed=True)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", guessed=False)
    except UnicodeDecodeError:
        pass
    repaired = data.decode("utf-8", "replace")
    if _mostly_utf8(data, repaired):
        return Decoded(repaired, "utf-8", guessed=True)
    return _single_byte(data)


def decode_page(data: bytes, charset: str | None = None) -> Decoded:
    """Read a web page as text: its mark wins, then `charset`, then what it says at its beginning.

    What none of them fits is read as any other text is.
    """
    if not data.startswith(tuple(mark for mark, _ in _MARKS)):
        said = _DECLARED.search(data[:4_096])
        for name in (charset, said[1].decode("ascii") if said else None):
            if (encoding := _known_encoding(name)) and (
                text := _strict(data, encoding)
            ) is not None:
                return Decoded(text, encoding, guessed=False)
    return decode(data)


def _known_encoding(name: str | None) -> str | None:
    """Python's name for it; the web reads Latin-1 as Windows-1252, and UTF-16 only with its mark."""
    try:
        encoding = codecs.lookup((name or "").strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    if encoding in ("iso8859-1", "ascii"):
        return "cp1252"
    return encoding if encoding in _PAGE_ENCODINGS else None


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def looks_binary(data: bytes) -> bool:
    """Whether `data` is a program, a picture, an archive ... rather than text in any encoding."""
    if data.startswith(_MAGIC):
        return True
    if any(data.startswith(mark) for mark, _ in _MARKS) or _wide_encoding(data):
        return False
    sample = data[:_SAMPLE]
    nuls = sample.count(0)
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    # A stray NUL is dirt; one in fifty bytes, or many controls, is a format. What is UTF-8
    # throughout is text that somebody put escapes into: more of them is borne.
    if _is_utf8(data[: _SAMPLE - 4]):
        return nuls * 12 > len(sample) or (controls + nuls) * 4 > len(sample)
    return nuls * 50 > len(sample) or (controls + nuls) * 20 > len(sample)


def _is_utf8(data: bytes) -> bool:
    """Whether `data` is UTF-8, but for a character cut at its end."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data"
    return True


def _fits(data: bytes, encoding: str) -> bool:
    """False for UTF-16 text whose first character, U+0000, makes its mark look like UTF-32's."""
    if encoding != "utf-32-le":
        return True
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: Latin letters leave NULs in every second or fourth place."""
    if 0 not in data[:_SAMPLE] or len(data) < 4:
        return None
    sample = data[: min(_SAMPLE, len(data) // 4 * 4)]
    quarter = len(sample) // 4
    zero = [sample[place::4].count(0) for place in range(4)]
    if len(data) % 4 == 0 and zero[1] >= quarter * 0.9 and max(zero[0], zero[3]) >= quarter * 0.9:
        low, high = ("utf-32-le", zero[0]), ("utf-32-be", zero[3])
        encoding, letters = low if zero[3] >= quarter * 0.9 else high
        if zero[2] >= quarter * 0.9 or encoding == "utf-32-be":
            return encoding if letters <= quarter * 0.1 else None
    even, odd = zero[0] + zero[2], zero[1] + zero[3]
    if odd >= quarter * 0.8 and even <= quarter * 0.1:
        return "utf-16-le"
    if even >= quarter * 0.8 and odd <= quarter * 0.1:
        return "utf-16-be"
    return None


def _mostly_utf8(data: bytes, repaired: str) -> bool:
    """Whether the bytes over 127 are more often right than wrong as UTF-8."""
    written = data.count(b"\xef\xbf\xbd")
    wrong = repaired.count("\ufffd") - written
    beyond_ascii = len(repaired) - len(repaired.encode("ascii", "ignore"))
    return beyond_ascii - wrong >= wrong


def _single_byte(data: bytes) -> Decoded:
    encoding = _other_script(data[:_SAMPLE])
    if encoding:
        return Decoded(data.decode(encoding, "replace"), encoding, guessed=True)
    text = data.decode("cp1252", "surrogateescape")
    for letter in _UNDEFINED:
        text = text.replace(chr(0xDC00 + ord(letter)), letter)
    return Decoded(text, "cp1252", guessed=True)


def _other_script(sample: bytes) -> str | None:
    """The encoding a detector is sure of, asked only where letters over 127 outnumber the others.

    Western European text is mostly ASCII, and a detector would only make it worse.
    """
    high = len(_HIGH.findall(sample))
    if high < 32 or high < len(_LETTER.findall(sample)):
        return None
    import charset_normalizer

    best = charset_normalizer.from_bytes(sample, threshold=0.15).best()
    if best is None or best.encoding in _WESTERN:
        return None
    # Chinese, Japanese and Korean have too many letters for coherence to say anything.
    sure = best.coherence >= 0.2 or best.multi_byte_usage > 0.3
    return best.encoding if sure else None
