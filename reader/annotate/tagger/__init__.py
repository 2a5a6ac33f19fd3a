"""The trained model of names: tokens, features, weights, and the best labels for them.

Shape:   str -> `Tagged` -> names with their kind, one stretch of capitals at a time.
Errors:  none, for any str; linear time.
Source:  `data/names.tables`, made by `python -m reader.annotate.train`; its card is beside it.
"""

from reader.annotate.tagger.tagging import Name, Tagged, Tagger, names_of, shared_tagger

__all__ = ["Name", "Tagged", "Tagger", "names_of", "shared_tagger"]
