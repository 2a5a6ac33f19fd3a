"""Articles come from strangers: nothing of them is obeyed, nothing of them is lost."""

import os
import re
from pathlib import Path

import pytest

from tests.view.stage import Open, key_event

KEYS = int(os.environ.get("BROADSHEET_KEYS", "600"))
"""Random keys; the long run sets a million."""

MARKUP = [
    "[bold]x[/bold]",
    "[sic] and [Laughter]",
    "[/]",
    "[/b] [/",
    "[@click=app.quit]leave[/]",
    "[link=https://evil.example]bank[/link]",
    "[$primary] \\[bold] [type=x, v={'a[0]'}]",
    ":cat: at 10:30:00",
    "{0} %s ${HOME} {{x}} {self.app.exit()}",
]

ESCAPES = [
    "\x1b]52;c;ZWNobyBoaQ==\x07",
    "\x1b]0;title\x07",
    "\x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\",
    "\x1b[2J\x1b[H\x1b[99999;1H\x1b[?1049l",
    "\x1bP+q\x1b\\ \x1b_Gx\x1b\\ \x1b^pm\x1b\\",
    "\x9b31m\x9d0;x\x9c\x90q\x9c",
    "\x1bc\x1b#8\x1b(0\x0e\x0f",
    "\x05\x07\x08\x08\x08\x7f\x00",
    "\x1b]0;never ended",
    "\u202egnp.exe\u202c \u2066x\u2069",
]

SEQUENCES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def article(payload: str) -> str:
    return f"12 March 2026\n\n{payload} headline\n\nStandfirst {payload} here.\n\nBody {payload} text.\n\nClosing paragraph, visible to the end of it all.\n"


@pytest.mark.parametrize("payload", MARKUP)
async def test_markup_is_shown_letter_for_letter(
    tmp_path: Path, open_app: Open, payload: str
) -> None:
    (tmp_path / "a.txt").write_text(article(payload), "utf-8")
    async with open_app(tmp_path / "a.txt", size=(200, 40)) as stage:
        text = stage.text()
        assert text.count(payload) >= 3
        await stage.type("closing")
        await stage.press("enter", "n", "question_mark", "escape")
        assert stage.app.is_running


@pytest.mark.parametrize("payload", ESCAPES)
async def test_no_control_reaches_the_screen(tmp_path: Path, open_app: Open, payload: str) -> None:
    (tmp_path / "a.txt").write_text(article(payload), "utf-8")
    async with open_app(tmp_path / "a.txt", size=(120, 40)) as stage:
        await stage.press("enter", "]", "escape")
        text = stage.text()
        assert "Closing paragraph" in text
        assert not SEQUENCES.search(text)


async def test_a_hostile_file_name_is_shown_escaped(tmp_path: Path, open_app: Open) -> None:
    name = "bad\x1b]0;x\x07[red]\nname.txt"
    (tmp_path / name).write_bytes(b"\x7fELF\x00\x00" * 99)
    (tmp_path / "good.txt").write_text("A good one\n\nIts text is here.", "utf-8")
    async with open_app(tmp_path, size=(160, 40)) as stage:
        assert len(stage.titles) == 1
        shown = stage.text()
        assert "[red]" in shown
        assert not SEQUENCES.search(shown)


async def test_wide_and_joined_letters_move_no_border(tmp_path: Path, open_app: Open) -> None:
    for number, text in enumerate(
        [
            "👨‍👩‍👧‍👦 family 🇫🇷 flag 👍🏽 ❤️ 1️⃣ ",
            "日本語の見出し ",
            "क्षि ก็ ",
            "a" + "\u0301" * 500 + " ",
        ]
    ):
        (tmp_path / f"{number}.txt").write_text(f"{text * 6}\n\n{text * 60}\n", "utf-8")
    async with open_app(tmp_path, size=(120, 40)) as stage:
        from rich.cells import cell_len

        for _ in range(4):
            for line in stage.text().splitlines()[2:-2]:
                left = line.split("│", 1)[0]
                assert cell_len(left) == stage.window._panes.list_width - 1
                assert cell_len(line) == 120
            await stage.press("j")


async def test_a_very_long_word_can_be_read_to_its_end(tmp_path: Path, open_app: Open) -> None:
    (tmp_path / "a.txt").write_text(f"Long word\n\n{'x' * 5000}END\n", "utf-8")
    async with open_app(tmp_path / "a.txt", size=(80, 24)) as stage:
        await stage.press("enter", "G")
        assert "END" in stage.text()


async def test_twenty_thousand_paragraphs_open_and_end(tmp_path: Path, open_app: Open) -> None:
    body = "\n\n".join(f"Paragraph number {number} says little." for number in range(20_000))
    (tmp_path / "a.txt").write_text(f"Many paragraphs\n\n{body}\n\nThe very last one.\n", "utf-8")
    async with open_app(tmp_path / "a.txt", size=(80, 24), wait=False) as stage:
        await stage.loaded()
        await stage.press("enter", "G")
        assert "The very last one." in stage.text()


async def test_random_keys_crash_nothing(
    tmp_path: Path, open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    import random

    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(article(f"number {number}"), "utf-8")
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    choice = random.Random(seed).choice
    keys = [
        *"jkJKnNmfzTHG g12341234[]{}+-/\\?:abq",
        "enter", "escape", "left", "right", "up", "down", "tab", "shift+tab", "space", "backspace",
        "pageup", "pagedown", "home", "end", "ctrl+d", "ctrl+u", "ctrl+w", "ctrl+n",
    ]  # fmt: skip
    async with open_app(tmp_path, size=(100, 30)) as stage:
        # "q", and "Quit" in the palette, may well be among them.
        monkeypatch.setattr(stage.app, "exit", lambda *_, **__: None)
        for number in range(KEYS):
            key = choice(keys)
            stage.app.post_message(key_event(key))
            if number % 10 == 0:
                await stage.settled()
        assert stage.app.failure is None
        assert stage.app.is_running
