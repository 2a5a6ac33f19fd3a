"""The command group whose first word may be a path.

Shape:   `broadsheet PATH…` is `broadsheet open PATH…`; a folder named like a command is
         written `./list`.
Errors:  click's own, for wrong usage.
"""

from typing import Final

import click

_OPEN: Final = "open"


class PathsOrCommand(click.Group):
    """A group that opens the app when the first word is no command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the hidden command in front of what is not one."""
        first = args[0] if args else "-"
        is_option = first.startswith("-") and first not in ("-", "--", "--plain")
        if not is_option and first not in self.commands:
            args = [_OPEN, *args]
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Say both ways in, the main one first."""
        formatter.write_usage(ctx.command_path, "[PATH]...")
        # As wide as "Usage: ", so that the two stand below each other.
        formatter.write_usage(ctx.command_path, "COMMAND [ARGS]...", prefix=" " * 7)
