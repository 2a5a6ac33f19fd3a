"""The language of the search in examples, for the bar's own line and the help page. Pure.

Shape:   `FORMS` are pairs of what can be typed and what it finds; `legend(cells)` is the one
         line that fits.
Units:   cells.
Errors:  none.
"""

from typing import Final

from reader.view.glyphs import width

FORMS: Final[tuple[tuple[str, str], ...]] = (
    ("ferry harbour", "All these words, in any order; typing errors are forgiven"),
    ('"exact words"', "These words side by side, as they are written"),
    ("-word", "Not this word; -source:wire works, too"),
    ("title: standfirst: text:", 'Only there: title:ferry, title:"ferry line"'),
    ("author: source:", "The byline; the folder or paper it is from"),
    ("person: place: org:", 'Names of that kind: person:"Ada Solheim"'),
    ("is:", "unread, read, starred or removed"),
    ("after: before: date:", "2016, 2016-03, 2016-03-15, 2014..2016, today, yesterday"),
    ("lang:", "The language: en, de"),
    ("money:", ">1bn, >=£2.5m, 5m..10m, GBP, 1bnEUR"),
    ("percent:", ">5, 20..30"),
    ("count: age:", "A number of things; years of age: >60"),
    ("quantity:", "A number with its unit: >5km"),
    ("figure:", "Any of these by its number: >250000"),
    ("date-mentioned:", "Days it speaks of: 2014, 2016-03, 2010.."),
)
"""What can be typed, and what it finds."""

_LEGEND: Final = (
    '"exact words"', "-not", "person:", "after:2016", "money:>1bn", "is:unread", "title:",
    "source:", "percent:20..30", "lang:en",
)  # fmt: skip
_MORE: Final = "F1 more"


def legend(cells: int) -> str:
    """The most useful forms, as many as fit into `cells`, and where all of them stand.

    >>> legend(40)
    '"exact words"  -not  person:  F1 more'
    """
    shown: list[str] = []
    for form in _LEGEND:
        if width("  ".join([*shown, form, _MORE])) > cells:
            break
        shown.append(form)
    return "  ".join([*shown, _MORE]) if shown else ""
