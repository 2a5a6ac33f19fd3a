"""Find the part of a web page that is its article.

Shape:   main_part(root) -> the `Element` that holds the article; is_beside(element) is true for
         what stands in it and is no part of it: menus, shares, further stories, comments.
Units:   scores count paragraphs; one of a hundred signs and two commas is worth four.
Errors:  none; a page of which nothing can be told is its own article. Linear time.
Source:  the idea of arc90's Readability: paragraphs speak for what holds them, links against.

Where the page itself says which element is the article (`itemprop`, `<article>`, `<main>`) that
is believed when most of the paragraphs of the page are in it.
"""

import re
from typing import Final

from reader.text.markup import is_unseen
from reader.text.tags import Element, words

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
_SPEAKERS: Final = words("p pre blockquote li td dd h2 h3 figcaption")
_HOLDERS: Final = words("div article section main td body center span ul ol blockquote")
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
    """The element that holds the article."""
    seen = _Weights(root)
    best = seen.best()
    if best is None:
        return _body(root)
    total = seen.words.get(id(best), 0)
    chosen = best
    above = best.parent
    while above is not None and above.name not in ("body", "html", ""):
        more = seen.words.get(id(above), 0)
        if (
            (_is_named(above) and more < 1.15 * total + 50)
            or more < 1.05 * total + 30
            or (
                seen.scores.get(id(above), 0) > seen.scores.get(id(best), 0) * 0.8
                and more < 6 * total
            )
        ):
            chosen = above
        above = above.parent
    return chosen


def _is_named(element: Element) -> bool:
    return (
        element.name in ("article", "main")
        or element.get("itemprop") == "articleBody"
        or element.get("role") in _ARTICLE_ROLES
    )


def _body(root: Element) -> Element:
    return next((element for element in root.walk() if element.name == "body"), root)


class _Weights:
    """What the paragraphs of a page say of the elements around them."""

    def __init__(self, root: Element) -> None:
        self.scores: dict[int, float] = {}
        self.words: dict[int, int] = {}
        """Signs of text in paragraphs below an element."""
        self.elements: dict[int, Element] = {}
        stack = [root]
        while stack:
            element = stack.pop()
            if is_beside(element) and element is not root:
                continue
            stack += [child for child in element.children if isinstance(child, Element)]
            self.weigh(element)

    def weigh(self, element: Element) -> None:
        """Give an element's own text, with what stands in its line, to those that hold it."""
        text, linked, commas = _own_text(element)
        if text < 25:
            return
        plain = text - linked
        above: Element | None = element
        while above is not None:
            self.words[id(above)] = self.words.get(id(above), 0) + plain
            above = above.parent
        if plain < 25 or plain < linked:
            return
        score = 1 + min(commas, 10) + min(plain / 100, 6)
        above = element if element.name in _HOLDERS else element.parent
        share = 1.0
        while above is not None and share > 0.1:
            if above.name in _HOLDERS:
                known = self.scores.get(id(above))
                if known is None:
                    self.elements[id(above)] = above
                    known = _leaning(above)
                self.scores[id(above)] = known + score * share
                share *= 0.6
            above = above.parent

    def best(self) -> Element | None:
        """The element with the highest score, the first of equals."""
        name = max(self.scores, key=lambda key: self.scores[key], default=None)
        return None if name is None else self.elements[name]


def _leaning(element: Element) -> float:
    """What an element's own name speaks for."""
    named = f"{element.get('class')} {element.get('id')}"[:300]
    return (10.0 if _is_named(element) else 0.0) + (5.0 if _OURS.search(named) else 0.0)


_SMALL: Final = words(
    "a abbr b bdi bdo br cite code data del dfn em font i ins kbd mark q s samp small span strong "
    "sub sup time tt u var wbr"
)


def _own_text(element: Element) -> tuple[int, int, int]:
    """Signs of the text that stands in the element's own line, of links in it, and its commas."""
    if element.name in _SMALL:
        return 0, 0, 0
    text = linked = commas = 0
    stack: list[tuple[Element | str, bool]] = [(child, False) for child in element.children]
    while stack:
        one, in_link = stack.pop()
        if isinstance(one, str):
            size = len(one.strip())
            text += size
            linked += size if in_link else 0
            commas += one.count(",") + one.count("，") + one.count("、")
        elif one.name in _SMALL and not is_unseen(one):
            stack += [(child, in_link or one.name == "a") for child in one.children]
    return text, linked, commas
