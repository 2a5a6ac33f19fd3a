"""Pure work on text: decoding, dates, front matter, plain text. No files, no state, no screen."""
