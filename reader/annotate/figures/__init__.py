"""Figures: how much, how many, when, how old, how far; with their values.

Shape:   (text, today) -> figure marks, sorted and disjoint; `finding` is the walk, every other
         module reads one sort of figure where the walk asks it to.
Errors:  none, for any str; linear time.
"""

from reader.annotate.figures.finding import find_figures

__all__ = ["find_figures"]
