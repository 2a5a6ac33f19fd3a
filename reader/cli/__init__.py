"""The command line: words in, text or JSON out. It knows the desk, and no screen.

Shape:   `reader.cli.ends.guarded(argv)` runs a command and returns its exit status.
Units:   offsets in JSON are code points, half-open.
Errors:  0 when all went well, 1 when something asked for was not there, 2 on wrong usage,
         128 + n after signal n; one line each on standard error.
"""
