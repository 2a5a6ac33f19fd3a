"""What the clerk is asked to do, and the keys by which its work is known again.

Shape:   a `Job` goes to the child; `marks_key` and `content_of` name what marks rest on.
Units:   keys are short strings, the same in every process.
Errors:  none.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

# For the types alone: the process with the window starts the child before anything else.
if TYPE_CHECKING:
    from reader.articles import Article
    from reader.marks import Mark
    from reader.settings import DayOrder


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


def marks_of(article: "Article") -> "tuple[Mark, ...]":
    """The marks of the article's text."""
    from reader.annotate import find_marks

    return find_marks(article.text, date=article.date, language=article.language)


def marks_key(article: "Article", content: str) -> str:
    """What the marks of an article rest on, `content` standing for its text."""
    return f"{article.id} {article.date} {article.language} {content}"


def content_of(text: str) -> str:
    """A digest of `text`, the same for the same letters."""
    from hashlib import blake2b

    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()
