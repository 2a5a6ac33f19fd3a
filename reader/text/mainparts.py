"""Find the part of a web page that is its article, by what the page says of its elements.

Shape:   main_part(root) -> the `Element` that holds the article; is_beside(element) is true for
         what stands in it and is no part of it: menus, shares, further stories, comments.
Units:   sizes count code points of text.
Errors:  none; a page of which nothing can be told is its own article. Linear time.
Source:  the HTML standard (`<article>`, `<main>`), schema.org, and the names that sites give.

This is for the pages that trafilatura makes nothing of (`reader.text.extracts`): those with little
on them, and those too large for it.
"""

import re
from typing import Final

from reader.text.tags import Element, words
from reader.text.unseen import is_unseen

_BESIDE_TAGS: Final = words("nav footer form dialog")
_BESIDE: Final = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|sidebar|side-bar|footer|share|sharing|"
    r"sharedaddy|social|related|recommend\w*|promo|advert\w*|ads?|banner|cookies?|consent|newsletter|"
    r"signup|sign-up|subscribe\w*|subscription|comment\w*|kommentar\w*|respond|disqus\w*|pagination|pager|tags?|tag-list|"
    r"tagcloud|toolbar|widgets?|popup|modal|paywall|outbrain|taboola|teasers?|more-stories|"
    r"most-read|mostread|trending|skip-link|skiplink|print-only|jp-relatedposts|post-nav\w*|entry-meta|entry-footer|"
    r"post-meta|postmeta|meta-data|metadata|author-box|author-bio|about-author|authorbox|"
    r"wp-block-latest-posts|toc|editsection|mw-editsection|noprint|navbox|infobox|reflist|catlinks|printfooter|"
    r"sitesub|jump-to-nav|byline|dateline|timestamp|published|rating|likes?)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_OURS: Final = re.compile(
    r"(?:^|[\s_-])(?:article|articlebody|body|content|entry|entry-content|post|post-content|story|"
    r"storybody|story-body|text|main|hentry|blog|page)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_LISTS: Final = words("ul ol dl div section table")
_MOST_NODES: Final = 400
"""What is larger is no mere list of links."""
_LINKED: Final = 0.5
_ARTICLE_ROLES: Final = frozenset(("main", "article"))


def is_beside(element: Element) -> bool:
    """True for what a page puts beside its article, or does not show."""
    if is_unseen(element):
        return True
    name = element.name
    if name in _BESIDE_TAGS:
        return name != "form" or _counts(element)[1] < 500
    if name == "aside":
        return True
    if element.get("role") in ("navigation", "complementary", "banner", "search", "contentinfo"):
        return True
    if name in ("html", "body", "article", "main", "p", "h1", "h2", "h3", "a", "pre", "code", ""):
        return False
    named = f"{element.get('class')} {element.get('id')}"
    if len(named) > 1 and _BESIDE.search(named[:300]):
        return not _OURS.search(named[:300]) or name in ("ul", "ol")
    return name in _LISTS and _is_list_of_links(element)


def _is_list_of_links(element: Element) -> bool:
    """True for what is mostly links: further stories, tags, a menu without a name."""
    nodes, text, linked = _counts(element)
    return nodes <= _MOST_NODES and 0 < text < 2_000 and linked > _LINKED * text


def _counts(element: Element) -> tuple[int, int, int]:
    """Elements and strings below it, signs of text in them, and those of them in links.

    Of all that is below it this is counted at once, and noted: pages nest hundreds deep.
    """
    if element.counts is None:
        for one in reversed([*element.walk()]):  # from the leaves up
            if one.counts is None:
                one.counts = _sum(one)
    assert element.counts is not None  # noqa: S101 - it is the first of its own walk
    return element.counts


def _sum(element: Element) -> tuple[int, int, int]:
    nodes, text, linked = len(element.children), 0, 0
    for child in element.children:
        if isinstance(child, str):
            text += len(child.strip())
        elif child.counts is not None:
            nodes += child.counts[0]
            text += child.counts[1]
            linked += child.counts[1 if child.name == "a" else 2]
    return nodes, text, linked


def main_part(root: Element) -> Element:
    """The innermost element that is named as the article and holds most of the page's text."""
    held: dict[int, int] = {}
    total = 0
    named: list[Element] = []
    body = next((element for element in root.walk() if element.name == "body"), root)
    stack = [body]
    while stack:
        element = stack.pop()
        if element is not body and is_beside(element):
            continue
        if _is_named(element):
            named.append(element)
        stack += [child for child in reversed(element.children) if isinstance(child, Element)]
        own = sum(len(part.strip()) for part in element.children if isinstance(part, str))
        total += own
        above: Element | None = element if own else None
        while above is not None:
            if _is_named(above):
                held[id(above)] = held.get(id(above), 0) + own
            above = above.parent
    most = [element for element in named if held.get(id(element), 0) * 2 > total]
    return most[-1] if most else body


def _is_named(element: Element) -> bool:
    return (
        element.name in ("article", "main")
        or element.get("itemprop") == "articleBody"
        or element.get("role") in _ARTICLE_ROLES
    )


def _length(element: Element) -> int:
    return sum(len(part.strip()) for part in element.strings())
