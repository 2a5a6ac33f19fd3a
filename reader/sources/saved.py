"""What other programs kept to be read later: Pocket, Instapaper, Omnivore, Wallabag, bookmarks.

Shape:   read_saved(bytes) -> entries, the first ones first, with what the export holds of them.
Units:   dates as ISO 8601, UTC.
Errors:  NotText for what is none of these exports; an address is taken as it stands, and for others
         to judge.
Source:  exports of these services: CSV with their own headings, JSON lists, and the bookmark file
         that Netscape made and all browsers write.
"""

import csv
import datetime as dt
import html
import io
import json
import re
from collections.abc import Iterator
from typing import Any, Final

from reader.errors import NotText
from reader.sources.entries import Entry
from reader.text.dates import parse_header_date
from reader.text.decode import decode

_MOST: Final = 100_000
_LONGEST_FIELD: Final = 1_000_000
_MARK: Final = re.compile(
    r"<a\b([^<>]{1,8000})>((?:[^<]|<(?!a\b)){0,2000}?)</a\s*>|<h3\b[^<>]{0,500}>([^<]{0,500})</h3|</dl\s*>",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE: Final = re.compile(r"([a-z_]{1,30})\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_TAGS: Final = re.compile(r"<[^<>]{0,500}>")


def read_saved(data: bytes, name: str = "input") -> list[Entry]:
    """What an export holds."""
    text = decode(data).text.lstrip("\ufeff \r\n\t")
    if text.startswith(("[", "{")):
        return _of_json(text, name)
    if text.startswith("<"):
        return list(_of_bookmarks(text, name))
    return list(_of_table(text, name))


def _of_json(text: str, name: str) -> list[Entry]:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotText(name, "JSON that cannot be read") from error
    items = told.get("items", told.get("articles")) if isinstance(told, dict) else told
    if not isinstance(items, list) or not any(_address(each) for each in items):
        raise NotText(name, "JSON, but no export that is known")
    return [_of_item(each) for each in items[:_MOST] if _address(each)]


def _of_item(item: dict[str, Any]) -> Entry:
    """One of Omnivore's or Wallabag's."""
    address = _address(item)
    by = item.get("published_by") or item.get("author") or ()
    people = by if isinstance(by, list) else [by]
    tags = item.get("tags") or item.get("labels") or []
    names = [
        each.get("label") or each.get("name") if isinstance(each, dict) else each for each in tags
    ]
    dates = ("published_at", "publishedAt", "created_at", "savedAt")
    summary = _text(item.get("description"))
    return Entry(
        guid=address,
        title=_text(item.get("title")),
        address=address,
        html=_text(item.get("content")),
        summary=f"<p>{html.escape(summary)}</p>" if summary else "",
        date=next(filter(None, (_day(_text(item.get(each))) for each in dates)), ""),
        authors=tuple(filter(None, map(_text, people))),
        categories=tuple(filter(None, map(_text, names))) if isinstance(tags, list) else (),
        language=_text(item.get("language"))[:2].lower(),
    )


def _address(item: object) -> str:
    if not isinstance(item, dict):
        return ""
    return _text(item.get("url")) or _text(item.get("originalArticleUrl"))


def _of_table(text: str, name: str) -> Iterator[Entry]:
    """Pocket's and Instapaper's rows."""
    csv.field_size_limit(_LONGEST_FIELD)
    rows = csv.DictReader(io.StringIO(text.replace("\x00", ""), newline=""))
    try:
        heads = {head.strip().lower(): head for head in rows.fieldnames or () if head}
        if "url" not in heads:
            raise NotText(name, "no export that is known")
        for row, _ in zip(rows, range(_MOST), strict=False):
            own = {key: row.get(head) or "" for key, head in heads.items()}
            if not own["url"].strip():
                continue
            tags = re.split(r"[|,]", own.get("tags", "").strip("[]"))
            tags.append(
                own.get("folder", "") if own.get("folder") not in ("Unread", "Archive") else ""
            )
            picked = own.get("selection", "").strip()
            yield Entry(
                guid=own["url"].strip(),
                title=own.get("title", "").strip(),
                address=own["url"].strip(),
                summary=f"<p>{html.escape(picked)}</p>" if picked else "",
                date=_day(own.get("time_added") or own.get("timestamp") or ""),
                categories=tuple(
                    dict.fromkeys(tag.strip(" \"'") for tag in tags if tag.strip(" \"'"))
                ),
            )
    except csv.Error as error:
        raise NotText(name, f"a table that cannot be read ({error})") from error


def _of_bookmarks(text: str, name: str) -> Iterator[Entry]:
    """Links of a page, those in a folder with its name."""
    folders: list[str] = []
    count = 0
    for mark in _MARK.finditer(text):
        if mark[1] is None:
            if mark[3] is not None:
                folders.append(_plain(mark[3]))
            else:
                del folders[-1:]
            continue
        own = {
            key.lower(): html.unescape(one or two) for key, one, two in _ATTRIBUTE.findall(mark[1])
        }
        address = own.get("href", "").strip()
        if not address or (count := count + 1) > _MOST:
            continue
        tags = [*own.get("tags", "").split(","), *folders[-1:]]
        yield Entry(
            guid=address,
            title=_plain(mark[2]),
            address=address,
            date=_day(own.get("time_added") or own.get("add_date") or ""),
            categories=tuple(dict.fromkeys(tag.strip() for tag in tags if tag.strip())),
        )
    if not count:
        raise NotText(name, "a page without a single link")


def _plain(told: str) -> str:
    return " ".join(html.unescape(_TAGS.sub("", told)).split())


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _day(told: str) -> str:
    """A moment as seconds since 1970, or as a date; "" for none."""
    told = told.strip()
    if re.fullmatch(r"[0-9]{9,13}", told):
        seconds = int(told) / (1_000 if len(told) > 11 else 1)
        return dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat()
    found = (
        parse_header_date(
            re.sub(r"(T[0-9:]{8})(?:\.[0-9]+)?([+-][0-9]{2})([0-9]{2})$", r"\1\2:\3", told)
        )
        if told
        else None
    )
    return found.isoformat() if found else ""
