"""Imports what comes with a key of its own, so that the first of these keys does not wait for it."""


def warm() -> None:
    """Import it. Call it from a thread, when the window is idle: the first frame needs none of it."""
    from reader.desk import matches, passages
    from reader.text import needles, sentences
    from reader.view import cards, going, noting, xray_panel
    from reader.view.screens import asking, choosing, figures, finder

    del matches, passages, needles, sentences, cards, going, noting, xray_panel
    del asking, choosing, figures, finder  # imported, which is all that was wanted
