"""Tell what of a page a browser does not show, or is no text.

Shape:   is_unseen(element) -> bool, of the element itself; what is in it is not looked at.
Errors:  none.
Source:  the HTML standard; the ways of hiding are those that pages and mails use in their markup.
"""

import re
from typing import Final

from reader.text.tags import Element, words

DROPPED: Final = words(
    "applet area audio base button canvas datalist embed frame frameset head iframe input "
    "link map meta meter noembed noframes noscript object option param progress rp rt script select "
    "source style svg template textarea title track video"
)
_HIDING: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|!|$)"
    r"|opacity\s*:\s*0(?:\.0*)?\s*(?:;|!|$)|mso-hide\s*:\s*all",
    re.IGNORECASE,
)
_UNSEEN: Final = words(
    "sr-only screen-reader-text screen-reader visually-hidden visuallyhidden u-hidden "
    "offscreen assistive-text sr-only-focusable"
)


def is_unseen(element: Element) -> bool:
    """True for what a browser does not show, or is no text."""
    if element.name in DROPPED:
        return True
    attributes = element.attributes
    if not attributes:
        return element.name == "dialog"
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    if (style := attributes.get("style")) and _HIDING.search(style):
        return True
    if (classes := attributes.get("class")) and not _UNSEEN.isdisjoint(classes.split()):
        return True
    return element.name == "dialog" and "open" not in attributes
