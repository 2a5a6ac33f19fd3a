"""The passages with a note: kept in the store, found again in the text, written down as Markdown.

Shape:   `Passages(store)`: `of` an article, `keep`, `drop`, `all`; `as_markdown(passages)`.
Units:   code points of the article's text as it is now.
Errors:  none; the store reports its own troubles.
"""

import os
import time
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from reader.articles import Article
from reader.clean import clean_text, one_line
from reader.library import Passage, Store
from reader.spans import Span
from reader.text.links import own_address
from reader.text.quotes import find_quote


class Noted(NamedTuple):
    """A passage, and where it stands now."""

    passage: Passage
    span: Span | None
    """None where the text has changed so much that it is not there any more."""


class Passages:
    """Every passage with a note."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._passages = {passage.key: passage for passage in store.passages()}

    def all(self) -> list[Passage]:
        """All of them, in the order in which they were made."""
        return list(self._passages.values())

    def of(self, article: Article, content: str) -> list[Noted]:
        """Those of one article, or of one that had the same text elsewhere, in reading order."""
        noted = [
            Noted(each, find_quote(article.text, each.quote, each.start))
            for each in self._passages.values()
            if each.article == article.id or (content and each.content == content)
        ]
        return sorted(noted, key=lambda each: each.span.start if each.span else len(article.text))

    def keep(self, article: Article, content: str, span: Span, note: str) -> Passage:
        """Keep a note to `span`; another note where that very passage has one."""
        note = clean_text(note).strip()
        here = (each for each in self.of(article, content) if each.span is not None)
        known = next((each for each in here if each.span == Span(span.start, span.stop)), None)
        if known is not None:
            passage = known.passage._replace(note=note)
        else:
            passage = Passage(
                key=os.urandom(16).hex(),
                article=article.id,
                content=content,
                start=span.start,
                quote=span.of(article.text),
                note=note,
                title=article.title,
                date=article.date.isoformat() if article.date else "",
                source=one_line(article.source or ""),
                place=one_line(own_address(article) or article.path or ""),
                made_at=time.time(),
            )
        self._passages[passage.key] = passage
        self._store.keep_passage(passage)
        return passage

    def drop(self, key: str) -> None:
        """Forget a passage."""
        if self._passages.pop(key, None) is not None:
            self._store.drop_passage(key)


def as_markdown(passages: Iterable[Passage]) -> str:
    """Every passage as a quotation with its note, below its article's headline, date and place."""
    lines: list[str] = []
    by_article = sorted(passages, key=lambda each: (each.title, each.article, each.start))
    for _, group in groupby(by_article, key=lambda each: (each.title, each.article)):
        several = list(group)
        first = several[0]
        facts = (first.date, first.source, first.place)
        lines += [f"## {_escaped(first.title)}", ""]
        lines += [" · ".join(_escaped(fact) for fact in facts if fact), ""]
        for passage in several:
            lines += [f"> {_escaped(line)}".rstrip() for line in passage.quote.split("\n")]
            lines.append("")
            if passage.note:
                lines += [_escaped(passage.note), ""]
    return "\n".join(lines)


def _escaped(text: str) -> str:
    """One line in which nothing is read as Markdown or HTML."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#" else sign for sign in one_line(text))
