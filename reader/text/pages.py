"""A web page -> its article: headline, standfirst, byline, date, site, address, and the body.

Shape:   read_page(html, address) -> Draft; its body is what `reader.text.extracts` finds, or
         `reader.text.mainparts` where that finds nothing.
Units:   offsets count code points of `Draft.text`; fields are one line each.
Errors:  none, for any str; limits are those of `reader.text.tags`.
Source:  schema.org in JSON-LD, Open Graph, Dublin Core, the HTML standard; of several that say
         the same field the first of these wins. Nothing is fetched.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Final

from reader.articles import Block
from reader.clean import clean_text
from reader.settings import DayOrder
from reader.text.block_lists import Fragment
from reader.text.dates import Moment, parse_header_date
from reader.text.drafts import Draft, body_of, drafted
from reader.text.extracts import extracted
from reader.text.links import address_of
from reader.text.mainparts import is_beside, main_part
from reader.text.markup import written
from reader.text.schemas import Said, read_schemas
from reader.text.tags import Element, grow, unescaped
from reader.text.unseen import is_unseen

_LONGEST_FIELD: Final = 600
_LONGEST_BYLINE: Final = 150
_MOST_NAMED: Final = 2_000
_DATES: Final = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dcterms.date",
    "dc.date.issued", "dcterms.created", "dc.date.created", "pubdate", "publishdate", "publish-date", "publication_date",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "datecreated", "article.published",
    "citation_publication_date", "citation_date", "bt:pubdate", "last-modified", "article:modified_time",
)  # fmt: skip
_AUTHORS: Final = (
    "author", "article:author", "byl", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator",
    "citation_author", "article.author",
)  # fmt: skip
_STANDFIRST: Final = re.compile(
    r"(?:^|[\s_-])(?:standfirst|dek|deck|subhead(?:line|ing)?|sub-headline|subtitle|lede|lead|excerpt|"
    r"article-summary|kicker-text|article__intro|intro)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_BYLINE: Final = re.compile(
    r"(?:^|[\s_-])(?:byline|author|autor|auteur|writer|fn)(?:[\s_-]|$)", re.IGNORECASE
)
_BY: Final = re.compile(r"(?i:(?:(?:written|posted|published)\s+)?by|geschrieben\s+von):?\s+")
_LITTLE: Final = 250
"""Of less trafilatura is not sure, and has lost headings and lists."""
_SCRAP: Final = 80
_SENTENCE_ENDS: Final = (".", "!", "?", "…", "”", '"', "»", "’", ":", ";", "。", ")")
_PARTED: Final = re.compile(r"\s+[|\-–—·»:]\s+")


_start = attrgetter("start")


def read_page(html: str, address: str = "", *, day_order: DayOrder = "dmy") -> Draft:
    """Return the article of the page `html`, which was found at `address`."""
    root = grow(html)
    page = _Page(root, address)
    title = page.title()
    body = _body(root, page.base)
    draft = _without(body, title)
    body = _trimmed(Fragment(draft.text, draft.blocks, draft.links))
    draft = Draft(body.text, body.blocks, links=body.links)
    standfirst = page.standfirst(draft.text)
    if standfirst:
        draft = _without(Fragment(draft.text, draft.blocks, draft.links), standfirst)
    return replace(
        drafted(draft, title, standfirst),
        byline=page.byline(),
        date=(date := page.date(day_order)),
        date_from="html" if date else None,
        language=page.language(),
        address=page.address,
        site=page.site(),
    )


def _body(root: Element, base: str) -> Fragment:
    """What trafilatura finds; where that is little, what the page names; of a page of scraps all."""
    part = extracted(root)
    if part is not None and len((body := written(part, base)).text) >= _LITTLE:
        return body
    body = written(part := main_part(root), base, drops=is_beside)
    return body if body.text else written(part, base)


def _without(body: Fragment, title: str | None) -> Draft:
    """The body without the block at its beginning that says the title again."""
    for number, block in enumerate(body.blocks[:4]):
        if title and _same(block.of(body.text), title):
            return body_of(
                body.text,
                [other for other in body.blocks if other is not body.blocks[number]],
                body.links,
            )
    return Draft(body.text, body.blocks, links=body.links)


def _trimmed(body: Fragment) -> Fragment:
    """The body without the scraps at its ends: a date, who wrote it, where else to go."""
    scraps = [_is_scrap(body, block) for block in body.blocks]
    first, last = 0, len(scraps)
    while first < last and scraps[first] and body.blocks[first].type != "heading":
        first += 1
    while last > first and (scraps[last - 1] or body.blocks[last - 1].type == "heading"):
        last -= 1
    kept = _headed([block for block in body.blocks[first:last] if not _is_pointer(body, block)])
    if sum(block.stop - block.start for block in kept) < len(body.text) // 2:
        return body
    draft = body_of(body.text, kept, body.links)
    return Fragment(draft.text, draft.blocks, draft.links)


def _is_pointer(body: Fragment, block: Block) -> bool:
    """True for a line in the text that is nothing but a link: to a further story, mostly."""
    if block.type != "paragraph" or block.stop - block.start > 2 * _SCRAP:
        return False
    return _linked(body, block) * 10 > 9 * (block.stop - block.start)


def _linked(body: Fragment, block: Block) -> int:
    """Signs of the block that are links."""
    place = bisect_left(body.links, block.start, key=_start)
    linked = 0
    for link in body.links[place:]:
        if link.start >= block.stop:
            break
        linked += link.stop - link.start
    return linked


def _headed(blocks: Sequence[Block]) -> list[Block]:
    """Without the headings of what was left out: another follows that is no lower."""
    kept: list[Block] = []
    for block in blocks:
        while block.type == "heading" and kept and kept[-1].type == "heading":
            if kept[-1].level < block.level:
                break
            kept.pop()
        kept.append(block)
    return kept


def _is_scrap(body: Fragment, block: Block) -> bool:
    if block.type not in ("paragraph", "list", "heading"):
        return False
    said = block.of(body.text)
    if _linked(body, block) * 2 > len(said):
        return len(said) < 400
    return len(said) < _SCRAP and not said.endswith(_SENTENCE_ENDS)


def _same(one: str, other: str) -> bool:
    return _folded(one) == _folded(other)


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _line(text: str) -> str:
    return " ".join(clean_text(text).split())


class _Page:
    """What a page says of itself, looked up once."""

    def __init__(self, root: Element, address: str) -> None:
        self.metas: dict[str, list[str]] = {}
        self.heads: list[Element] = []
        """Its first headings of the highest rank."""
        self.times: list[Element] = []
        self.named: list[Element] = []
        """Elements that may be a byline or a standfirst."""
        self.page_title = self.lang = self.canonical = self.said_base = ""
        self.schemas: list[str] = []
        for element in root.walk():
            if (look := _LOOKS.get(element.name)) is not None:
                look(self, element)
            elif element.attributes and len(self.named) < _MOST_NAMED:
                self.named.append(element)
        self.said: Said = read_schemas(self.schemas)
        self.address = address_of(self.canonical or self.meta("og:url"), address) or address or None
        self.base = address_of(self.said_base, address) or address or self.address or ""

    def note_title(self, element: Element) -> None:
        if not self.page_title:
            self.page_title = _line("".join(element.strings())[:_LONGEST_FIELD])

    def note_html(self, element: Element) -> None:
        self.lang = self.lang or element.get("lang") or element.get("xml:lang")

    def note_link(self, element: Element) -> None:
        if "canonical" in element.get("rel").lower().split():
            self.canonical = self.canonical or element.get("href")

    def note_base(self, element: Element) -> None:
        self.said_base = self.said_base or element.get("href")

    def note_script(self, element: Element) -> None:
        if "ld+json" in element.get("type").lower():
            self.schemas.append("".join(element.strings()))

    def note_head(self, element: Element) -> None:
        self.heads.append(element)

    def note_time(self, element: Element) -> None:
        self.times.append(element)

    def note(self, element: Element) -> None:
        key = (
            (element.get("property") or element.get("name") or element.get("itemprop"))
            .strip()
            .lower()
        )
        value = _line(element.get("content")[:_LONGEST_FIELD])
        if key and value and len(self.metas) < 500:
            self.metas.setdefault(key, []).append(value)

    def meta(self, *names: str) -> str:
        return next((self.metas[name][0] for name in names if name in self.metas), "")

    def title(self) -> str | None:
        """The heading, where the page's own title agrees with it; else what its data says."""
        said = _line(self.said.headline) or self.meta("og:title", "twitter:title", "dc.title")
        whole = _folded(f"{said} {self.page_title}")
        heads = [
            words for head in self.heads[:8] if (words := _line(head.words()[:_LONGEST_FIELD]))
        ]
        for head in heads:
            if (folded := _folded(head)) and folded in whole:
                return head
        if len(heads) == 1 and not said:
            return heads[0]
        return self.trimmed(said or self.page_title) or next(iter(heads), None)

    def trimmed(self, title: str) -> str:
        """Without the name of the site behind it, or before it."""
        site = _folded(self.site() or "")
        parts = _PARTED.split(title)
        if len(parts) > 1 and site:
            for end in (-1, 0):
                if _folded(parts[end]) == site or (
                    len(site) > 4 and _folded(parts[end]).startswith(site)
                ):
                    kept = title[: title.rindex(parts[-1])] if end else title[len(parts[0]) :]
                    return re.sub(r"^\s*[|\-–—·»:]\s+|\s+[|\-–—·»:]\s*$", "", kept).strip()
        return title

    def standfirst(self, body: str) -> str | None:
        """What stands under the headline, unless the body begins with it."""
        start = _folded(body[:3_000])
        for element in self.named:
            if element.name in ("p", "div", "h2", "span", "section") and _STANDFIRST.search(
                f"{element.get('class')} {element.get('id')}"[:300]
            ):
                words = _line(element.words()[: _LONGEST_FIELD + 1])
                if 20 <= len(words) <= _LONGEST_FIELD and not is_unseen(element):
                    first = _folded(body[: len(words) + 400])
                    if _folded(words) not in start or _folded(words) in first[: len(words) + 200]:
                        return words
        said = self.meta("og:description", "description", "twitter:description", "dc.description")
        folded = _folded(said)
        if not 40 <= len(said) <= 350 or said.endswith(("…", "...", "[…]", "[...]")):
            return None
        if folded[:40] in start or not body or said[-1] not in ".!?”\"'’":
            return None
        return said

    def byline(self) -> str | None:
        said = [*self.said.authors]
        for name in _AUTHORS:
            said = said or self.metas.get(name, [])
        names = [name for one in said if (name := _byline(one))]
        if names:
            return ", ".join(dict.fromkeys(names))[:_LONGEST_BYLINE]
        for element in self.named:
            kinds = f"{element.get('class')} {element.get('itemprop')} {element.get('rel')}"[:300]
            if _BYLINE.search(kinds) and (name := _byline(element.words()[:400])):
                return name
        return None

    def date(self, day_order: DayOrder) -> Moment | None:
        said = [self.said.date, *(value for name in _DATES for value in self.metas.get(name, []))]
        said += [time.get("datetime") or _line(time.words()[:60]) for time in self.times[:5]]
        return _first_date(said, day_order)

    def language(self) -> str | None:
        said = self.lang or self.meta("og:locale", "dc.language", "language", "content-language")
        match = re.match(r"([A-Za-z]{2})(?:[-_]|$)", said.strip())
        return match[1].lower() if match else None

    def site(self) -> str | None:
        said = self.meta("og:site_name", "application-name") or _line(self.said.publisher)
        return said[:_LONGEST_BYLINE] or None


_LOOKS: Final = {
    "meta": _Page.note,
    "title": _Page.note_title,
    "html": _Page.note_html,
    "link": _Page.note_link,
    "base": _Page.note_base,
    "script": _Page.note_script,
    "h1": _Page.note_head,
    "time": _Page.note_time,
}
"""What is looked at, and by what."""


def _first_date(said: Iterable[str], day_order: DayOrder) -> Moment | None:
    dates = (parse_header_date(_line(one), day_order=day_order) for one in said if one)
    return next((date for date in dates if date), None)


def _byline(said: str) -> str:
    """A name without "By"; "" for an address, or for what is too long for a name."""
    name = _BY.sub("", _line(unescaped(said)), count=1).strip(" ,|·")  # escaped twice, at times
    is_name = (
        2 <= len(name) <= _LONGEST_BYLINE and "://" not in name and any(map(str.isalpha, name))
    )
    return name if is_name and not name.lower().startswith(("www.", "@", "facebook")) else ""
