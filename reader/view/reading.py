"""The open article: what is on the page, its marks, its matches, and how far it was read.

It joins the page and the legend to the desk; the window only says which article is open.
"""

from collections.abc import Callable, Iterator
from time import perf_counter
from typing import TYPE_CHECKING

from reader.articles import Article
from reader.desk import Desk, Listing, Standing
from reader.spans import Span
from reader.view import rows
from reader.view.jobs import Recognised
from reader.view.marks import counts
from reader.view.slices import Strides
from reader.view.widgets.legend import Legend
from reader.view.widgets.marked_text import MarkedText

if TYPE_CHECKING:
    from reader.desk.figures import FigureRow

AT_ONCE = 5_000
"""Characters up to which an article is recognised in the key's own turn; longer ones by the clerk.

A thread of ours, which would make every frame wait, does it only once the clerk has gone."""

Portion = tuple[int, tuple[Span, ...]]
"""Where a portion of the text begins, and what was found in it."""


class Reading:
    """One article at a time, on one page."""

    def __init__(
        self, desk: Desk, page: MarkedText, legend: Legend, found: Callable[[], None]
    ) -> None:
        """`found` is called when all matches of a long article are known."""
        self._desk = desk
        self._page = page
        self._legend = legend
        self._found = found
        self._looking: Iterator[Portion] = iter(())
        self._matches: dict[int, tuple[Span, ...]] = {}
        self._look_on = Strides(self._looked_on)
        self.id: str | None = None
        """The open article."""
        self.text = ""
        """Its text, as it is on the page."""
        self.needle = ""
        """What is being found in it; while there is something, the search's matches wait."""
        self._shown: tuple[Article, Standing] | None = None
        self.told: Callable[[], None] = lambda: None
        """Called when another article is open, or its marks are known."""

    def show(self, id: str | None, listing: Listing) -> None:  # noqa: A002 - the contract's word
        """Put an article on the page, where the reader left it."""
        self.keep_position()
        self.id = id
        self.text = ""
        if id is None:
            self._page.show("")
            self._legend.counts = counts(())
            self.told()
        else:
            self._open(id)
        self.show_matches(listing)
        self.show_progress()

    def refresh(self, listing: Listing) -> None:
        """Show the open article anew, the same line on top, where its file is not what it was."""
        if self.id is not None and self._known(self.id) != self._shown:
            self.show(self.id, listing)

    def _known(self, id: str) -> tuple[Article, Standing]:  # noqa: A002 - the contract's word
        return self._desk.article(id), self._desk.standing(id)

    def show_again(self, id: str) -> None:  # noqa: A002 - the contract's word
        """Its text is another now; the place stays where it can."""
        if id == self.id:
            self.keep_position()
            self._open(id)

    def leave(self) -> None:
        """Nothing is open any more; the place is kept."""
        self.keep_position()
        self.id = None

    def _open(self, id: str) -> None:  # noqa: A002 - the contract's word
        self._shown = article, standing = self._known(id)
        preface = [rows.date_line(article, standing, self._desk.source_name(article))]
        if article.extra:  # what the file says besides, in its own words
            preface.append("\n".join(f"{key}: {value}" for key, value in article.extra))
        if not any(block.type == "headline" for block in article.blocks):
            preface.append(article.title)
        self.text = article.text
        short = len(article.text) <= AT_ONCE and self._desk.recognises_fast
        if short and self._desk.recognises_at_once and self._desk.marks(id) is None:
            self._desk.recognise(id)
        self._page.show(
            article.text,
            blocks=article.blocks,
            preface=preface,
            links=article.links,
            offset=self._desk.state(id).position,
        )
        self.show_marks(id)
        # The clerk may still have much to read; what is short is soon recognised here, too.
        if self._desk.marks(id) is None and (short or not self._desk.hurry(id)):
            self._page.run_worker(
                lambda: self._recognise(id), thread=True, exclusive=True, group="recognise"
            )

    def _recognise(self, id: str) -> None:  # noqa: A002 - the contract's word
        self._desk.recognise(id)
        self._page.post_message(Recognised(id))

    def show_marks(self, id: str) -> None:  # noqa: A002 - the contract's word
        """Put on the page what is known about `id`, if that is what is open."""
        if id != self.id:
            return
        marks = self._desk.marks(id)
        self._page.set_marks(marks or ())
        self._legend.counts = None if marks is None else counts(marks)
        self.told()

    def show_matches(self, listing: Listing) -> None:
        """Mark what the search found in the open article; in a long one, what is in sight first."""
        self._look_on.stop()
        if self.id is None:
            self._page.set_matches(())
        else:
            near = self._page.offset_on_top
            self._looking, self._matches = self._looked_for(listing, self.id, near), {}
            self._look_on.begin()

    def _looked_for(self, listing: Listing, id: str, near: int) -> Iterator[Portion]:  # noqa: A002 - the contract's word
        """What is found in the article, or else what the search found."""
        if not self.needle:
            return self._desk.matching(listing, id, near)
        from reader.text.needles import find_needle

        return find_needle(self.text, self.needle, near)

    def _looked_on(self, until: float) -> bool:
        """Take what comes till then; what is in sight is shown first, and then all of it."""
        first, more = not self._matches, False
        for start, spans in self._looking:
            self._matches[start] = spans
            if more := perf_counter() > until:
                break
        if first or not more:
            self._page.set_matches(self._desk.together(self._matches))
        if not (first or more):
            self._found()
        return more

    def tabulate(self, go: Callable[["FigureRow | None"], None]) -> None:
        """Show all figures of the open article in a table; `go` gets the one to go to."""
        from reader.view.screens.figures import FiguresScreen

        marks = None if self.id is None else self._desk.marks(self.id)
        if self.id is None or marks is None:
            self._page.notify("The figures are still looked for.", timeout=2, markup=False)
            return
        article, app = self._desk.article(self.id), self._page.app
        keymap = getattr(app, "keymap", {})
        app.push_screen(FiguresScreen(article.text, marks, article.title, keymap), go)

    def show_progress(self) -> None:
        """How far, and how long still."""
        self._legend.told = ""
        if self.id is None:
            self._legend.progress = ()
            return
        seen = self._page.progress
        left = round(self._desk.article(self.id).minutes * (1 - seen))
        short = f"{seen:.0%}"
        self._legend.progress = (f"{short}  {left} min left", short) if left else (short,)

    def keep_position(self) -> None:
        """Remember the line on top."""
        if self.id is not None:
            offset = self._page.offset_on_top
            if offset != self._desk.state(self.id).position:
                self._desk.keep_position(self.id, offset)

    def mark_read(self) -> bool:
        """The reader is in the text; True when that is new."""
        if self.id is None or self._desk.state(self.id).read:
            return False
        self._desk.mark_read(self.id, read=True)
        return True
