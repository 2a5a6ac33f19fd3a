"""The headings of an article, or what stands for them."""

from reader.sources import article_from_bytes
from reader.text.outlines import LONGEST, outline


def labels(text: str) -> list[tuple[str, int]]:
    article = article_from_bytes(text.encode())
    return [(entry.label, entry.level) for entry in outline(article.text, article.blocks)]


def test_without_headings_the_paragraphs_stand() -> None:
    assert labels("A headline here\n\nFirst words of it.\n\nAnd more of it.\n")[0] == (
        "A headline here",
        0,
    )
    assert ("And more of it.", 1) in labels("A headline\n\nFirst words.\n\nAnd more of it.\n")


def test_a_long_paragraph_is_cut_at_a_word() -> None:
    long = labels("Head\n\nIntro it is.\n\n" + "many words " * 60 + "\n\n" + "x" * 500 + ".\n")
    assert all(len(label) <= LONGEST for label, _ in long)
    assert any(label.endswith(("many…", "words…")) for label, _ in long)
    assert any(label.endswith("x…") for label, _ in long)


def test_nothing_has_no_outline() -> None:
    assert outline("", ()) == ()
