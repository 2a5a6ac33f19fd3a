"""Mails and boxes of them as articles: newsletters, as programs for mail save them.

Shape:   read_mail(bytes) -> Draft; parted(bytes) -> the mails of an mbox, each with its name.
Units:   bytes in, code points out; a date without a zone is taken for UTC.
Errors:  NotText for what is no mail or says nothing.
Source:  RFC 5322 and MIME as `email` reads them, RFC 4155 for boxes. Of a mail that says the same
         twice the HTML is read; attachments are not. Nothing is fetched.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import Final

from reader.articles import article_id
from reader.clean import clean_text
from reader.errors import NotText
from reader.settings import DayOrder
from reader.text.decode import decode, decode_page
from reader.text.drafts import Draft, body_of, drafted
from reader.text.links import BadAddress, checked
from reader.text.markup import read_fragment
from reader.text.plain import parse_plain

MOST: Final = 20_000
"""Mails of one box."""
_MOST_PARTS: Final = 500
_LONGEST_HEADER: Final = 2_000
_FROM: Final = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]{0,1000}\n")
_QUOTED_FROM: Final = re.compile(rb"^>(>*From )", re.MULTILINE)
_HEADER_LINE: Final = re.compile(rb"(?:[!-9;-~]{1,80}:[^\n]{0,2000}\n)")


def looks_like_mail(data: bytes) -> bool:
    """Whether `data` begins with the headers of a mail that a program wrote."""
    head = data[:8_192].replace(b"\r\n", b"\n").partition(b"\n\n")[0] + b"\n"
    if not _HEADER_LINE.match(head):
        return False
    names = {line.partition(b":")[0].lower() for line in head.split(b"\n")}
    return {b"from", b"date"} <= names and not names.isdisjoint(
        (b"mime-version", b"message-id", b"received", b"return-path")
    )


def parted(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the mails of a box with a name for each, which stays when others come or go."""
    starts = [match for match, _ in zip(_FROM.finditer(data), range(MOST + 1), strict=False)]
    names: dict[str, int] = {}
    for number, start in enumerate(starts[:MOST]):
        stop = starts[number + 1].start() if number + 1 < len(starts) else len(data)
        mail = _QUOTED_FROM.sub(rb"\1", data[start.end() : stop])
        name = article_id(mail)
        names[name] = names.get(name, 0) + 1
        yield (name if names[name] == 1 else f"{name}-{names[name]}"), mail


def read_mail(data: bytes, name: str, *, day_order: DayOrder = "dmy") -> Draft:
    """Return what the mail says; `name` is what errors call it."""
    try:
        mail = message_from_bytes(data)
        page, plain = _bodies(mail)
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise NotText(name, f"not a mail that can be read ({type(error).__name__})") from error
    if not mail.keys():
        raise NotText(name, "not a mail")
    title = _header(mail, "Subject") or None
    draft = _written(page, plain, title, day_order)
    if not draft.text.strip():
        raise NotText(name, "nothing to read: the mail has no text")
    date = _date(mail)
    sender, address = parseaddr(_header(mail, "From"))
    return replace(
        draft,
        byline=sender or address or None,
        date=date or draft.date,
        date_from="header" if date else draft.date_from,
        address=_archived(mail),
    )


def _written(page: str, plain: str, title: str | None, day_order: DayOrder) -> Draft:
    if page:
        body = read_fragment(page)
        kept = [
            block
            for number, block in enumerate(body.blocks)
            if number > 2 or " ".join(block.of(body.text).split()) != title
        ]
        if kept:
            return drafted(body_of(body.text, kept, body.links), title, None)
    if title is None:
        return parse_plain(plain, day_order=day_order)
    # A headline above it keeps the first line of the mail from being taken for one.
    body_only = parse_plain(f"Subject: {title}\nFrom: x\n\n{plain}", day_order=day_order)
    return replace(body_only, byline=None)


def _bodies(mail: "Message[str, str]") -> tuple[str, str]:
    """The first HTML of the mail and the first plain text, "" for what it has not."""
    page = plain = ""
    stack: list[Message[str, str]] = [mail]
    for _ in range(_MOST_PARTS):
        if not stack or page:
            break
        part = stack.pop()
        content = part.get_payload()
        if isinstance(content, list):
            stack += [one for one in reversed(content) if isinstance(one, Message)]
        elif part.get_content_disposition() == "attachment":
            continue
        elif part.get_content_type() == "text/html":
            page = decode_page(_payload(part), part.get_content_charset()).text
        elif part.get_content_type() == "text/plain" and not plain:
            charset = part.get_content_charset()
            data = _payload(part)
            said = decode_page(data, charset) if charset else decode(data)
            plain = clean_text(said.text)
    return page, plain


def _payload(part: "Message[str, str]") -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _header(mail: "Message[str, str]", name: str) -> str:
    """A header on one line, whatever it was encoded with."""
    raw = str(mail.get(name, ""))[:_LONGEST_HEADER]
    try:
        raw = str(make_header(decode_header(raw)))
    except (MessageError, LookupError, ValueError, TypeError, AssertionError):
        raw = raw.encode("ascii", "replace").decode("ascii")
    return " ".join(clean_text(raw).split())


def _date(mail: "Message[str, str]") -> dt.datetime | None:
    try:
        date = parsedate_to_datetime(_header(mail, "Date"))
        date = date if date.tzinfo else date.replace(tzinfo=dt.UTC)
        date.astimezone(dt.UTC)  # a moment near the end of time has none
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
        return None
    return date


def _archived(mail: "Message[str, str]") -> str | None:
    """Where the mail is found on the web, if it says so."""
    try:
        return checked(_header(mail, "Archived-At").strip("<>"))
    except BadAddress:
        return None
