"""Tell from the words alone whether the app is asked for: nearly every start is, and is quick.

Shape:   the command line's words -> True when all of them are paths, `-` among them.
Errors:  none.
"""

import os

# The first picture waits for this: nothing is imported that it does not need.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = frozenset(
    {
        *("open", "list", "show", "marks", "figures", "quotations", "xray", "search"),
        *("add", "remove", "restore", "sources", "repair", "check", "config", "completion"),
        *("passages", "outline", "links", "refresh", "import", "export"),
    }
)
"""The first words that are no paths; a test holds them equal to the group's."""

_COMPLETION = "_BROADSHEET_COMPLETE"
"""Set when a shell asks for completions; it sends no words."""


def only_paths(words: "Sequence[str]") -> bool:
    """True when there is no command and no option among `words`.

    >>> only_paths(["news", "-"]), only_paths(["list"]), only_paths(["news", "--help"])
    (True, False, False)
    """
    if _COMPLETION in os.environ or (words and words[0] in COMMANDS):
        return False
    return not any(word.startswith("-") and word != "-" for word in words)
