"""The widget as another program uses it: text and spans in, messages out."""

from textual.app import App, ComposeResult

from reader.marks import Figure, Mark
from reader.spans import Span
from reader.view.widgets import MarkedText

TEXT = "Anna Berg left Oslo.\n\nShe paid 30 kroner to Nordbåt AS."
MARKS = (
    Mark(0, 9, "person", "Anna Berg"),
    Mark(15, 19, "place", "Oslo"),
    Mark(31, 40, "figure", "30 kroner", Figure("money", "30", "NOK")),
    Mark(44, 54, "organisation", "Nordbåt AS"),
)


class Other(App[None]):
    """A program that knows nothing of ours but the widget."""

    def __init__(self) -> None:
        super().__init__()
        self.reached: list[Mark] = []

    def compose(self) -> ComposeResult:
        yield MarkedText(TEXT, marks=MARKS)

    def on_marked_text_mark_reached(self, message: MarkedText.MarkReached) -> None:
        self.reached.append(message.mark)


def lines(page: MarkedText) -> list[str]:
    return [page.render_line(y).text.rstrip() for y in range(page.size.height)]


def styles(page: MarkedText) -> dict[str, object]:
    """The style of each piece of text on the page."""
    return {
        segment.text: segment.style
        for y in range(page.size.height)
        for segment in page.render_line(y)
        if segment.text.strip()
    }


async def test_it_shows_its_text() -> None:
    async with Other().run_test(size=(60, 10)) as pilot:
        page = pilot.app.query_one(MarkedText)
        assert "  Anna Berg left Oslo." in lines(page)


async def test_kinds_differ_by_colour_and_by_style() -> None:
    async with Other().run_test(size=(60, 10)) as pilot:
        found = styles(pilot.app.query_one(MarkedText))
        looks = [found[mark.of(TEXT)] for mark in MARKS]
        colours = {style.color.name for style in looks}  # type: ignore[attr-defined]
        attributes = {
            (bool(s.bold), bool(s.italic), bool(s.underline), bool(s.dim))  # type: ignore[attr-defined]
            for s in looks
        }
        assert len(colours) == 4
        assert len(attributes) == 4


async def test_marks_can_be_walked_and_tell() -> None:
    app = Other()
    async with app.run_test(size=(60, 10)) as pilot:
        page = app.query_one(MarkedText)
        for _ in range(5):
            page.next_mark(1)
        page.next_mark(-1)
        await pilot.pause()
        assert app.reached == [*MARKS, MARKS[2]]


async def test_a_hidden_kind_is_not_drawn_and_not_walked() -> None:
    app = Other()
    async with app.run_test(size=(60, 10)) as pilot:
        page = app.query_one(MarkedText)
        page.hidden = frozenset({"person", "place"})
        await pilot.pause()
        assert "Anna Berg left Oslo." in styles(page)
        page.next_mark(1)
        assert page.mark == MARKS[2]


async def test_matches_are_walked_round_the_end() -> None:
    async with Other().run_test(size=(60, 10)) as pilot:
        page = pilot.app.query_one(MarkedText)
        page.set_matches((Span(0, 4), Span(22, 25)))
        order = []
        for _ in range(3):
            page.next_match(1)
            order.append(page.match)
        assert order == [0, 1, 0]


async def test_selected_text_is_what_is_shown() -> None:
    from textual.geometry import Offset
    from textual.selection import Selection

    async with Other().run_test(size=(60, 10)) as pilot:
        page = pilot.app.query_one(MarkedText)
        text, _ = page.get_selection(Selection(Offset(0, 1), Offset(9, 1))) or ("", "")
        assert text == "Anna Berg"


async def test_it_says_when_there_is_no_more() -> None:
    finished = []

    class Ending(Other):
        def on_marked_text_finished(self) -> None:
            finished.append(True)

    async with Ending().run_test(size=(60, 20)) as pilot:
        await pilot.press("space")
        await pilot.pause()
    assert finished
