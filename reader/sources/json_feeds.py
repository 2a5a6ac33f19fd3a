"""Read a JSON Feed.

Shape:   `parse_json_feed(text, address)` -> `Feed`, its entries in the order in which they stand.
Units:   as in `feeds`.
Errors:  NotFeed for JSON that is none, or cannot be read.
Source:  https://www.jsonfeed.org/version/1.1/.
"""

import html
import json
import re
from typing import Any

from reader.sources.entries import Entry
from reader.sources.feed_fields import iso, language, line, lines, whole
from reader.sources.feed_values import MOST, Feed, NotFeed


def parse_json_feed(text: str, address: str) -> Feed:
    """Read a feed that came from `address`."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else "not a feed"
        raise NotFeed(address or "input", f"JSON that cannot be read ({reason})") from error
    items = told.get("items")
    if not isinstance(items, list) or "jsonfeed" not in _string(told.get("version")):
        raise NotFeed(address or "input", "JSON, but not a feed")
    spoken = language(_string(told.get("language")))
    site = whole(_string(told.get("home_page_url")), address)
    authors = _authors(told)
    entries = tuple(
        _entry(item, address, spoken, authors) for item in items[:MOST] if isinstance(item, dict)
    )
    return Feed(line(_string(told.get("title"))), site, spoken, entries)


def _entry(item: dict[str, Any], base: str, spoken: str, authors: tuple[str, ...]) -> Entry:
    text = _string(item.get("content_text"))
    content = _string(item.get("content_html")) or "".join(
        f"<p>{html.escape(part)}</p>" for part in re.split(r"\n\s*\n", text) if part.strip()
    )
    summary = _string(item.get("summary"))
    kept = html.escape(summary) if summary else ""
    tags = item.get("tags")
    return Entry(
        guid=_string(item.get("id")),
        title=line(_string(item.get("title"))),
        address=whole(_string(item.get("url")) or _string(item.get("external_url")), base),
        html=content or kept,
        summary=kept if content else "",
        date=iso(_string(item.get("date_published")) or _string(item.get("date_modified"))),
        authors=_authors(item) or authors,
        categories=lines(map(_string, tags)) if isinstance(tags, list) else (),
        language=language(_string(item.get("language"))) or spoken,
    )


def _authors(told: dict[str, Any]) -> tuple[str, ...]:
    many, one = told.get("authors"), told.get("author")
    people = [*(many if isinstance(many, list) else []), one]
    return lines(_string(each.get("name")) for each in people if isinstance(each, dict))


def _string(value: object) -> str:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""
