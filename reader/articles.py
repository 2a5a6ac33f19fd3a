"""An article: clean text, the blocks it is made of, and what is known about it.

Shape:   `text` is headline, standfirst and body in reading order, parted by blank lines;
         `blocks` cover all of it but those separators.
Units:   offsets are code points; `words` counts runs of non-space,
         and the signs of scripts that part no words: Han and kana one each, Hangul half.
         A date without a time stays a `date`; a `datetime` is aware.
Errors:  ValueError at birth when blocks overlap, run past the text or leave letters out,
         when links do either, or when a datetime is naive.
"""

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Final, Literal, get_args

from reader.spans import Span

BlockType = Literal[
    "headline", "standfirst", "paragraph", "heading", "quote", "list", "code", "table", "caption"
]
BLOCK_TYPES: Final[tuple[BlockType, ...]] = get_args(BlockType)

KEPT_LINES: Final[tuple[BlockType, ...]] = ("code", "table")
"""Their lines are never broken nor joined: each says something for itself."""

DateSource = Literal[
    "date line", "front matter", "header", "html", "file name", "file date", "feed"
]

PARTED: Final = "\0"
"""Between a file and the name of an article in it: no file's name has it."""

WORDS_PER_MINUTE: Final = 230
"""A common measure of silent reading in English (Brysbaert 2019: 238 for non-fiction)."""

# Compiled by `re` when they are needed: that takes milliseconds for so many signs.
_HAN_KANA: Final = (
    "[\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_HANGUL: Final = "[\u1100-\u11ff\uac00-\ud7a3]"
_WIDE_STOPS: Final = "[\u3000-\u303f\u30fb\u30fc\uff01-\uff0f\uff1a-\uff20]"

_SHAPES: Final = bytes(32 if chr(code).isspace() else 97 for code in range(256))
"""What parts words becomes a space, all else an "a": to count them so is quicker than to part them."""


@dataclass(frozen=True, slots=True)
class Block(Span):
    """One paragraph, heading, quote ... of an article's text."""

    type: BlockType
    level: int = 0
    """Of a heading 1 to 6, of a quotation how deep it is; 0 where the text does not say."""

    def __post_init__(self) -> None:
        Span.__post_init__(self)
        if not 0 <= self.level <= 6:
            raise ValueError(f"not a level: {self.level}")


@dataclass(frozen=True, slots=True)
class Link(Span):
    """A stretch of the text that leads somewhere, and the address."""

    address: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article, clean and whole."""

    id: str
    """Twelve hexadecimal digits, from `article_id`."""
    text: str
    title: str
    """The headline; where the text has none, a stand-in made from its name or first words."""
    blocks: tuple[Block, ...]
    path: str | None = None
    """Absolute; None for standard input and bytes."""
    standfirst: str | None = None
    byline: str | None = None
    source: str | None = None
    """The folder it lies in, for people to read."""
    date: dt.date | dt.datetime | None = None
    date_from: DateSource | None = None
    language: str | None = None
    """ISO 639-1, when the file says so."""
    encoding: str | None = None
    encoding_guessed: bool = False
    extra: tuple[tuple[str, str], ...] = ()
    """Fields of front matter or header lines that have no place of their own."""
    links: tuple[Link, ...] = ()
    """What its markup links; addresses that are written out in the text are not among them."""
    address: str | None = None
    """Where the article itself is found on the web, as its page or feed says."""
    part: str = ""
    """Which one it is of those in its file: "" where the file is one article."""
    words: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", _count_words(self.text))
        if isinstance(self.date, dt.datetime) and self.date.tzinfo is None:
            raise ValueError("a date with a time needs a zone")
        end = 0
        for block in self.blocks:
            if block.start < end or block.stop > len(self.text):
                raise ValueError(f"a block out of order or bounds: {block}")
            if self.text[end : block.start].strip():
                raise ValueError(f"text outside the blocks before {block.start}")
            end = block.stop
        if self.text[end:].strip():
            raise ValueError("text after the last block")
        end = 0
        for link in self.links:
            if link.start < end or link.stop > len(self.text):
                raise ValueError(f"a link out of order or bounds: {link}")
            end = link.stop

    @property
    def origin(self) -> str | None:
        """What tells it from every other: its file, and which one in it; None without a file."""
        return f"{self.path}{PARTED}{self.part}" if self.path and self.part else self.path

    @property
    def minutes(self) -> int:
        """Minutes to read, at least one."""
        return max(1, round(self.words / WORDS_PER_MINUTE))

    @property
    def day(self) -> dt.date | None:
        """The date without its time, in its own zone."""
        return self.date.date() if isinstance(self.date, dt.datetime) else self.date

    @property
    def moment(self) -> dt.datetime:
        """A moment to sort by: aware, a plain date at noon UTC, no date at the very start."""
        if isinstance(self.date, dt.datetime):
            return self.date
        if self.date is None:
            return dt.datetime.min.replace(tzinfo=dt.UTC)
        return dt.datetime.combine(self.date, dt.time(12), dt.UTC)


def file_of(origin: str) -> str:
    """The file of an origin."""
    return origin.partition(PARTED)[0]


def _count_words(text: str) -> int:
    if text.isascii():
        shape = b" " + text.encode("ascii").translate(_SHAPES)
        return shape.count(b" a")
    if not any(map(_is_wide, set(text))):
        return len(text.split())
    rest, signs = re.subn(_HAN_KANA, " ", text)
    rest, syllables = re.subn(_HANGUL, " ", rest)
    if signs or syllables:
        rest = re.sub(_WIDE_STOPS, " ", rest)
    return len(rest.split()) + signs + -(-syllables // 2)


def _is_wide(sign: str) -> bool:
    """True for every sign that the patterns above may meet, and some more."""
    return sign >= "\u3000" or "\u1100" <= sign <= "\u11ff"


def article_id(origin: str | bytes) -> str:
    """A short stable id for where an article comes from (or, without a place, for its bytes)."""
    import hashlib  # 5 ms, which the start of the program need not wait for

    raw = origin if isinstance(origin, bytes) else origin.encode("utf-8", "surrogateescape")
    return hashlib.blake2b(raw, digest_size=6).hexdigest()
