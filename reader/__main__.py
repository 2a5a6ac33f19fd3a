"""The program's door: `broadsheet`, or `python -m reader`.

Shape:   `main()` returns the exit status; nothing heavy is imported before it is needed.
Errors:  none get out: see `reader.cli.ends`.
"""

import sys


def main() -> int:
    """Run the program on the command line's words."""
    from reader.cli.ends import guarded

    return guarded(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
