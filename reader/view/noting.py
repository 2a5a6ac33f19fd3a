"""Copying passages and writing notes to them: the selection, or the paragraph one looks at.

It joins the page's selection to the clipboard and to the desk's passages; the window only says
which key was pressed.

Shape:   `Noting(screen, desk, reading, page)`; one method a command, and `show`.
Units:   code points of the open article's text.
Errors:  what cannot be done is said in a notice.
"""

import os
from contextlib import suppress
from functools import partial
from pathlib import Path

from textual.screen import Screen

from reader.articles import Article
from reader.clean import one_line
from reader.desk import Desk
from reader.spans import Span
from reader.text.links import own_address
from reader.view.glyphs import fitted
from reader.view.hints import key_here
from reader.view.reading import Reading
from reader.view.screens.asking import ConfirmScreen, TypingScreen
from reader.view.screens.finder import Choice, FinderScreen
from reader.view.widgets.marked_text import MarkedText


class Noting:
    """What is taken from an article, and what is written to it."""

    def __init__(
        self, screen: Screen[None], desk: Desk, reading: Reading, page: MarkedText
    ) -> None:
        self._screen = screen
        self._desk = desk
        self._reading = reading
        self._page = page

    @property
    def _article(self) -> Article | None:
        return None if self._reading.id is None else self._desk.article(self._reading.id)

    @property
    def _how(self) -> str:
        """How one is written."""
        select, write = key_here(self._screen, "select"), key_here(self._screen, "comment")
        return f"{select} selects one, {write} writes the note."

    def show(self) -> None:
        """Show on the page which passages have a note."""
        if self._reading.id is None:
            return
        noted = self._desk.notes(self._reading.id)
        self._page.set_noted([each.span for each in noted if each.span is not None])

    def copy(self) -> None:
        """Copy the selection, or the paragraph."""
        article, passage = self._article, self._page.passage
        if article is not None and passage is not None:
            self._screen.app.copy_to_clipboard(passage.of(article.text))
            self._page.select(None)

    def copy_place(self) -> None:
        """Copy the article's address, or its path."""
        if (article := self._article) is None:
            return
        place = own_address(article) or article.path
        if place is None:
            self._say("This article came from a pipe: it has neither address nor path.")
        else:
            self._screen.app.copy_to_clipboard(one_line(place))

    def comment(self) -> None:
        """Write a note to the selection, or to the paragraph; or change the one it has."""
        name, passage = self._reading.id, self._page.passage
        if name is None or passage is None:
            return
        span = Span(passage.start, passage.stop)
        here = [each for each in self._desk.notes(name) if each.span and each.span.overlaps(span)]
        known = next((each for each in here if each.span == span), None)
        if known is None and self._page.selected is None:
            known = next(iter(here), None)
        if known is not None and known.span is not None:
            span = known.span
        before = known.passage.note if known is not None else ""

        def written(note: str | None) -> None:
            if note is None:
                return
            self._page.select(None)
            if note:
                self._desk.keep_note(name, span, note)
            elif known is not None:
                self._desk.drop_note(known.passage.key)
                self._say("The note is gone.")
            self.show()

        quote = " ".join(span.of(self._desk.article(name).text).split())
        screen = TypingScreen("Note", before, hint=f"“{fitted(quote, 160)}”")
        self._screen.app.push_screen(screen, written)

    def passages(self) -> None:
        """Choose one of the article's passages, and go there."""
        noted = [] if self._reading.id is None else self._desk.notes(self._reading.id)
        if not noted:
            self._say(f"No passage of this article has a note. {self._how}")
            return
        choices = [
            Choice(each.passage.note, 1, "" if each.span else "not in the text any more")
            for each in noted
        ]

        def go(number: int | None) -> None:
            if number is not None and (span := noted[number].span) is not None:
                self._page.show_on_top(span.start)

        screen = FinderScreen("Notes", len(choices), choices.__getitem__)
        self._screen.app.push_screen(screen, go)

    def export(self) -> None:
        """Write all passages to a file that the reader names."""
        count = len(self._desk.passages.all())
        if not count:
            self._say(f"No passage has a note yet. {self._how}")
            return

        def named(name: str | None) -> None:
            if not name:
                return
            path = Path(os.path.abspath(os.path.expanduser(name)))  # noqa: PTH100, PTH111 - what was typed may be no Path's
            if not path.exists():
                self._write(path)
                return
            screen = ConfirmScreen("Replace this file?", str(path))
            self._screen.app.push_screen(screen, lambda yes: self._write(path) if yes else None)

        told = "1 passage" if count == 1 else f"{count:,} passages"
        start = os.path.join(os.getcwd(), "passages.md")  # noqa: PTH109, PTH118 - to be typed on
        screen = TypingScreen("File", start, hint=f"Write {told} as Markdown to this file:")
        self._screen.app.push_screen(screen, named)

    def _write(self, path: Path) -> None:
        text = self._desk.passages_as_markdown()
        work = partial(self._written, path, text)
        self._screen.run_worker(work, thread=True, group="export")

    def _written(self, path: Path, text: str) -> None:
        """In a thread: a disk may take its time. Whole at once, or not at all."""
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            # Nobody else's: in a folder for all, somebody may have put a link there.
            with draft.open("x", encoding="utf-8") as file:
                file.write(text)
            draft.replace(path)
        except (OSError, ValueError) as error:
            with suppress(OSError, ValueError):
                draft.unlink()
            reason = getattr(error, "strerror", None) or error
            self._screen.app.call_from_thread(self._say, f"{path}: {reason}", wrong=True)
        else:
            self._screen.app.call_from_thread(self._say, f"Written to {path}.")

    def _say(self, words: str, *, wrong: bool = False) -> None:
        self._screen.notify(
            one_line(words), severity="warning" if wrong else "information", timeout=5, markup=False
        )
