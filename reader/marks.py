"""What a recogniser says about a text: marks, and the values of figures.

Shape:   a `Mark` is a `Span` with a kind; marks of one text are sorted and disjoint.
Units:   offsets are code points; values are strings as the contract spells them
         (decimal strings, ISO 8601 dates and durations, "3-1").
Errors:  ValueError at birth for a figure without a value's shape, or a figure's kind
         on a mark that carries no figure.
"""

from dataclasses import dataclass
from typing import Final, Literal, get_args

from reader.spans import Span

NameKind = Literal["person", "place", "organisation"]
Kind = NameKind | Literal["figure"]
NAME_KINDS: Final[tuple[NameKind, ...]] = get_args(NameKind)
KINDS: Final[tuple[Kind, ...]] = (*NAME_KINDS, "figure")

FigureKind = Literal[
    "count", "ordinal", "percent", "money", "quantity", "date", "time", "duration", "age", "score"
]
FIGURE_KINDS: Final[tuple[FigureKind, ...]] = get_args(FigureKind)

Approximation = Literal["about", "more", "less", "at least", "at most"]

Value = str | tuple[str | None, str | None] | None
"""One value, a range `(low, high)` whose open end is None, or None when it cannot be resolved."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What a number says."""

    kind: FigureKind
    value: Value
    """Normalised: "2.5m" is "2500000"; see the module's docstring."""
    unit: str = ""
    """ISO 4217 code, "%", "pp", a unit's symbol, or "" as the kind asks."""
    approx: Approximation | None = None

    def __post_init__(self) -> None:
        if self.kind not in FIGURE_KINDS:
            raise ValueError(f"not a kind of figure: {self.kind!r}")


@dataclass(frozen=True, slots=True)
class Mark(Span):
    """A named person, place or organisation, or a figure, where it stands in a text."""

    kind: Kind
    name: str
    """The fullest form of the name in this text ("Putin" is "Vladimir Putin"); a figure's own text."""
    figure: Figure | None = None
    """Set for figures, and only for them."""

    def __post_init__(self) -> None:
        # super() has no cell to look in: slots=True makes a new class.
        Span.__post_init__(self)
        if (self.kind == "figure") is not (self.figure is not None):
            raise ValueError(f"a {self.kind} mark with figure={self.figure!r}")
