"""The application: themes, help, palette and a clean way out. The window itself is `MainScreen`."""

import os
import threading
from collections.abc import Mapping
from functools import partial
from typing import ClassVar, Final

from rich.console import RenderableType
from textual import events
from textual.app import App
from textual.binding import Binding
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.filter import Monochrome
from textual.screen import Screen

from reader import first_picture
from reader.desk import Desk
from reader.paths import places
from reader.settings import key_place
from reader.view import looks, terminal, themes
from reader.view.commands import COMMANDS
from reader.view.garbage import Garbage
from reader.view.glyphs import fitted
from reader.view.jobs import Loader
from reader.view.palette import CommandsProvider, Palette
from reader.view.screens.help import HelpScreen
from reader.view.screens.main import MainScreen
from reader.view.turns import Turns

_WATCH_S: Final = 0.5
"""How often the terminal and the store are asked how they are."""

_MOUNTING_S: Final = 0.02
"""How long to wait before the window is looked at again."""


class BroadsheetApp(App[int]):
    """Broadsheet in the terminal."""

    TITLE = "Broadsheet"
    CSS_PATH = "styles/main.tcss"
    COMMANDS: ClassVar = {CommandsProvider}
    BINDINGS: ClassVar = [Binding("ctrl+z", "suspend_process", "Suspend", show=False, system=True)]

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.loader = Loader(desk)
        super().__init__()
        self.keymap: Mapping[str, str] = desk.settings.keys
        self.searches: Mapping[str, str] = desk.settings.searches
        self.failure: BaseException | None = None
        self._warned = 0
        self._turns = Turns(self, super().on_event)
        self._garbage: Garbage | None = None
        if looks.is_colourless(os.environ.get("TERM", "")) and not self.no_color:
            self.no_color = True
            self._filters.append(Monochrome())
        few = self.console.color_system == "standard"
        for theme in themes.SIXTEEN if few else themes.OWN:
            self.register_theme(theme)
        self.set_keymap(self.keymap)
        for name in sorted(self.keymap.keys() - {command.id for command in COMMANDS}):
            place = key_place(places().settings, name, "keys")
            desk.warnings.append(f"{place}: keys: there is no command {name!r}")
        self._guessed = ""
        self.theme = self._first_theme()
        looks.settle(self, desk.settings)

    # -- start and end -------------------------------------------------

    def get_default_screen(self) -> Screen[None]:
        """The one window."""
        return MainScreen(self.desk, self.loader)

    def on_mount(self) -> None:
        """Be ready to leave in good order."""
        self.set_class(self.no_color, "-plain")
        if self.failure is not None:  # in a thread, before there was a loop to tell
            self._close_messages_no_wait()
        self.set_interval(_WATCH_S, self._watch)
        if not self.is_headless:
            self._garbage = Garbage(lambda: len(self.screen_stack) == 1 and not self._notifications)

    def get_driver_class(self) -> type[Driver]:
        """Textual's choice, or our version of it."""
        chosen = super().get_driver_class()
        return terminal.TerminalDriver if chosen is LinuxDriver else chosen

    async def on_event(self, event: events.Event) -> None:
        """Keys and pastes from the terminal one after the other; everything else as it comes."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            if self._garbage is not None:
                self._garbage.put_off()
            await self._turns.take(event)
        else:
            await super().on_event(event)

    def action_command_palette(self) -> None:
        """Open our version of the palette, once."""
        if not Palette.is_open(self):  # type: ignore[arg-type]
            self.push_screen(Palette(id="--command-palette"))

    def leave(self, status: int) -> None:
        """End with `status`, with everything kept; a hang ends too."""
        if isinstance(self._driver, terminal.TerminalDriver):
            self._driver.end_soon(status)
        self.exit(status, return_code=status)

    def _watch(self) -> None:
        if not self.is_headless and terminal.is_gone():
            self.leave(129)
        self._warn()

    def _warn(self) -> None:
        """Say what is wrong with the store, once each; what is said before there is a window is lost."""
        if any(screen.covered for screen in self.screen_stack if isinstance(screen, MainScreen)):
            return
        fresh = self.desk.warnings[self._warned :]
        self._warned += len(fresh)
        for warning in fresh:
            self.notify(warning, severity="warning", markup=False, timeout=10)

    def exit(
        self,
        result: int | None = None,
        return_code: int = 0,
        message: RenderableType | None = None,
    ) -> None:
        """Leave; where the reader was is kept. A window that is being built is waited for."""
        window = next((item for item in self.screen_stack if isinstance(item, MainScreen)), None)
        if self._loop is not None and (window is None or not window.is_mounted):
            # Textual cannot end in the middle of that: its own handlers would fail.
            self._loop.call_later(_MOUNTING_S, partial(self.exit, result, return_code, message))
            return
        if window is not None:
            window.keep_place()
            self._keep_picture(window)
        super().exit(result, return_code=return_code, message=message)

    def _keep_picture(self, window: MainScreen) -> None:
        """Keep what the next start will show first, if it will look like this."""
        seen = self.screen is window and not self._notifications
        if seen and not self.is_headless and (lines := window.picture()) is not None:
            first_picture.keep(self.size, lines)

    def _handle_exception(self, error: Exception) -> None:
        """Keep what went wrong, for the log; the terminal gets one line, after it is restored."""
        self.failure = self.failure or error
        super()._handle_exception(error)

    def panic(self, *renderables: RenderableType) -> None:
        """End without painting a traceback over the reader's terminal."""
        if self.is_headless:
            super().panic(*renderables)
        else:
            self.failure = self.failure or RuntimeError(" ".join(map(str, renderables)))
            self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        """The same, for errors that cannot draw themselves."""
        if self.is_headless:
            super()._fatal_error()
        else:
            self._close_messages_no_wait()

    def thread_failed(self, args: threading.ExceptHookArgs) -> None:
        """End as for any other error when one of the threads breaks."""
        error = args.exc_value
        if not isinstance(error, Exception):
            return
        self.failure = self.failure or error
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._handle_exception, error)

    # -- looks ---------------------------------------------------------

    def get_css_variables(self) -> dict[str, str]:
        """Textual's variables, and ours for themes that do not have them."""
        variables = super().get_css_variables()
        return {**themes.variables_for(variables), **variables}

    def _first_theme(self) -> str:
        chosen = self.desk.settings.theme or str(self.desk.session.get("theme") or "")
        if chosen in self.available_themes:
            return chosen
        if chosen:
            place = key_place(places().settings, "theme")
            self.desk.warnings.append(f"{place}: theme: there is no {chosen!r}")
        self._guessed = themes.first_theme()
        return self._guessed

    def watch_theme(self, theme: str) -> None:
        """The next start looks like this one; the first, which is a guess, binds nobody."""
        if theme != self._guessed:
            self.desk.session.set("theme", theme)
            self._guessed = ""

    # -- copying -------------------------------------------------------

    def copy_to_clipboard(self, text: str) -> None:
        """Copy what is visible of `text`, and say so."""
        from reader.view import clipboards

        text = clipboards.visible(text)
        words = " ".join(text.split())
        said = f"Copied: {fitted(words, 60)}"
        command = clipboards.program(os.environ)
        if command is None:
            super().copy_to_clipboard(text)
            self.notify(said, timeout=3, markup=False)
        else:
            work = partial(self._copy_by, command, text, said)
            self.run_worker(work, thread=True, group="copy")

    def _copy_by(self, command: tuple[str, ...], text: str, said: str) -> None:
        """In a thread: the program may wait."""
        from reader.view import clipboards

        trouble = clipboards.copy_by(command, text)
        if trouble is None:
            self.call_from_thread(self.notify, said, timeout=3, markup=False)
        else:
            self.call_from_thread(super().copy_to_clipboard, text)
            self.call_from_thread(self.notify, f"{said}\n({trouble})", timeout=5, markup=False)

    # -- actions -------------------------------------------------------

    def action_next_theme(self) -> None:
        """Between our own; the palette has the others."""
        names = [theme.name for theme in themes.OWN]
        at = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(at + 1) % len(names)]

    def action_help(self) -> None:
        """All keys."""
        self.push_screen(HelpScreen(self.keymap))

    def action_palette(self) -> None:
        """Textual's palette."""
        self.action_command_palette()


def run(desk: Desk) -> int:
    """Run the app until the reader leaves; the exit status. What broke it, if anything did, is raised."""
    early: list[threading.ExceptHookArgs] = []
    threading.excepthook = early.append
    app = BroadsheetApp(desk)
    threading.excepthook = app.thread_failed
    for args in early:
        app.thread_failed(args)
    app.run()
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0
