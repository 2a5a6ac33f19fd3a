"""Marks for a text: who, where, which organisation, how much and when.

Shape:   one str -> a tuple of `Mark`, sorted and disjoint; every part is callable alone.
Units:   offsets count code points, as slicing does.
Errors:  none, for any str; linear time.
Source:  a model trained for English and a grammar of figures; of a text in another language
         only the figures that are certain.
"""

from reader.annotate.figures import find_figures
from reader.annotate.names import find_names
from reader.annotate.recognisers import Recogniser, Rules, find_marks

__all__ = ["Recogniser", "Rules", "find_figures", "find_marks", "find_names"]
