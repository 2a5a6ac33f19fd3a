"""Take an article apart for the index; done in another process, kept beside the article.

Shape:   headline, standfirst, byline and body -> a `Digest`: for each field its folded words
         in order, and the forms of its joined words ("al-Assad" -> "alassad").
Units:   words are parted by single spaces, for a string is what pickles smallest and fastest.
Errors:  none, for any str.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from reader.text.fold import forms

Field = Literal["title", "standfirst", "byline", "name", "text"]


class Run(NamedTuple):
    """The words of one field."""

    words: str = ""
    """In reading order, repeated as they are in the text."""
    joined: str = ""
    """Forms of joined words, each once, sorted."""


@dataclass(frozen=True, slots=True)
class Digest:
    """All the index wants to know of one article."""

    title: Run
    standfirst: Run
    byline: Run
    body: Run


def digest(title: str, standfirst: str | None, byline: str | None, body: str) -> Digest:
    """Take the article of this headline, standfirst, byline and body apart."""
    return Digest(run(title), run(standfirst or ""), run(byline or ""), run(body))


def run(text: str) -> Run:
    """The words of one field.

    >>> run("Bashar al-Assad")
    Run(words='bashar al assad', joined='alassad')
    """
    parts, joined = forms(text)
    return Run(" ".join(parts), " ".join(sorted(joined)))
