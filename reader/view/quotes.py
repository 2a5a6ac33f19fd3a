"""Who says what, as the rows of a page of the X-Ray panel. Pure.

Shape:   `quote_rows(text, quotations)` -> `QuoteRow`s: a speaker, then what they say, in the order in
         which each is first heard; those nobody is known to have said come last.
Units:   places are code points of the text; what is said is one line, not cut, not yet screened.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.spans import Span

if TYPE_CHECKING:
    from reader.annotate.quotations import Quotation

NOBODY = "Not said by whom"


class QuoteRow(NamedTuple):
    """One row: the head of a speaker's group, or one quotation of it."""

    text: str
    """The speaker and how often they are heard, or what is said, in quotation marks."""
    place: Span | None
    """Where the quotation stands; None for a head."""
    speaker: str | None

    @property
    def is_head(self) -> bool:
        """True for the speaker's own row, which leads nowhere."""
        return self.place is None


def quote_rows(text: str, quotations: "Sequence[Quotation]") -> tuple[QuoteRow, ...]:
    """The rows of all quotations, by speaker."""
    groups: dict[str | None, list[Quotation]] = {}
    for each in quotations:
        groups.setdefault(each.speaker, []).append(each)
    nobody = groups.pop(None, None)
    if nobody is not None:
        groups[None] = nobody
    rows: list[QuoteRow] = []
    for speaker, said in groups.items():
        rows.append(QuoteRow(f"{speaker or NOBODY}  {len(said):,}", None, speaker))
        rows += [
            QuoteRow(f"“{each.said(text)}”", Span(each.start, each.stop), speaker) for each in said
        ]
    return tuple(rows)
