"""The windows: everything that draws on the screen. Textual lives in this room only."""
