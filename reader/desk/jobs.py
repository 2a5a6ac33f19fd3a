"""What the clerk is asked to do, and the keys by which its work is known again.

Shape:   a `Job` goes to the child; `marks_key` and `content_of` name what marks rest on.
Units:   keys are short strings, the same in every process.
Errors:  none.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

# For the types alone: the process with the window starts the child before anything else.
if TYPE_CHECKING:
    from reader.articles import Article
    from reader.desk.events import Seen
    from reader.marks import Mark
    from reader.settings import DayOrder


def chosen_recogniser() -> str:
    """The name of the recogniser that the settings choose, the same all through a run.

    What the settings say later counts for the next run: marks of two recognisers in one
    library would tell different stories.
    """
    from reader.paths import places

    return _recogniser_in(places().settings)


@lru_cache(maxsize=8)
def _recogniser_in(path: Path) -> str:
    from reader.settings import load_settings

    return load_settings(path).recogniser


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be read, and how."""

    roots: tuple[str, ...]
    day_order: "DayOrder" = "dmy"
    stdin: bytes | None = None
    samples: bool = False
    """When the files were put here says nothing about the articles in them."""
    known: frozenset[str] = frozenset()
    """`marks_key` of the articles whose marks are known already."""
    recogniser: str = field(default_factory=chosen_recogniser)
    """Who recognises; the child does not look into the settings itself."""
    archive: Path | None = None
    """Where what is read is kept; None for paths that are not the library's."""
    segments: tuple[int, ...] = ()
    """Segments of the search index whose articles need not be sent: they are there."""
    look_again_s: float = 0.0
    """How often the library's folders are looked at again when all is done; 0 is never."""
    seen: "Seen | None" = None
    """What the rounds before left: the folders are looked at, and nothing is said of what they knew."""
    read_only: bool = False
    """True where nothing can be kept, which the user knows already."""
    repairs: Path | None = None
    """What the reader has repaired; it goes into what is frozen."""


def marks_of(article: "Article", recogniser: str | None = None) -> "tuple[Mark, ...]":
    """The marks of the article's text, by `recogniser` or the one that the settings choose."""
    from reader.annotate.engines import engine

    chosen = engine(recogniser or chosen_recogniser())
    marks = chosen.find(article.text, article.date, article.language)
    code = [block for block in article.blocks if block.type == "code"]
    if not code:
        return marks
    from reader.annotate.recognisers import outside

    return outside(marks, code)


def language_of(article: "Article") -> str | None:
    """The language the article says it is in, or else the one its text tells."""
    from reader.annotate.languages import guess_language

    return article.language or guess_language(article.text)


def marks_warnings() -> tuple[str, ...]:
    """What recognisers could not do so far in this process, one line each."""
    from reader.annotate.engines import warnings

    return warnings()


def marks_key(article: "Article", content: str, recogniser: str | None = None) -> str:
    """What the marks of an article rest on, `content` standing for its text."""
    by = recogniser or chosen_recogniser()
    return f"{article.id} {article.date} {article.language} {by} {content}"


def made_by(recogniser: str) -> str:
    """Who made marks that are kept: a recogniser, and the version of the program."""
    from reader import __version__

    return f"{__version__} {recogniser}"


def content_of(text: str) -> str:
    """A digest of `text`, the same for the same letters."""
    from hashlib import blake2b

    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()
