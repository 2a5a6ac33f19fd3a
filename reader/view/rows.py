"""What stands in one row of the article list. Pure.

Shape:   an article's dates and places -> short plain strings.
Units:   ages are hours where the time is known, else whole days between calendar days; widths are the caller's business.
"""

import datetime as dt

from reader.articles import Article
from reader.desk import Standing

AS_READ = Standing()
WEEK: int = 7


def today() -> dt.date:
    """The reader's own day."""
    return dt.date.today()  # noqa: DTZ011 - a day has no zone


def now() -> dt.datetime:
    """This moment."""
    return dt.datetime.now(dt.UTC)


def age(article: Article, today: dt.date) -> str:
    """Age for the last week ("5 h", "today", "3 d"), the date before that, "" when not known."""
    day = article.day
    if day is None:
        return ""
    days = (today - day).days
    if days in (0, 1) and isinstance(article.date, dt.datetime):
        hours = (now() - article.date).total_seconds() / 3600
        if 0 <= hours < 24:
            return f"{hours:.0f} h" if hours >= 1 else f"{hours * 60:.0f} min"
    if days == 0:
        return "today"
    return f"{days} d" if 0 < days < WEEK else short_date(day, today)


def short_date(day: dt.date, today: dt.date) -> str:
    """15 Mar 2016; without the year in the one that is running."""
    return f"{day.day} {day:%b}" + (f" {day.year}" if day.year != today.year else "")


def long_date(article: Article) -> str:
    """15 March 2016, with its time and zone where the article has them."""
    date = article.date
    if date is None:
        return ""
    text = f"{date.day} {date:%B} {date.year}"
    if isinstance(date, dt.datetime):
        text += f", {date:%H:%M} {date.tzname() or ''}".rstrip()
    return text


def meta(article: Article, today: dt.date, source: str = "") -> str:
    """The second line of a row: age or date, folder or what the reader calls it, minutes."""
    parts = (age(article, today), source or article.source or "", minutes(article))
    return " · ".join(part for part in parts if part)


def date_line(article: Article, standing: Standing = AS_READ, source: str = "") -> str:
    """Above the headline: date, folder or what the reader calls it, minutes, where the date came from; the byline below.

    What became of the file stands behind them: that it is gone, or changed since it was first read.
    """
    said_by = "page" if article.date_from == "html" else article.date_from
    told = f"from the {said_by}" if said_by else ""
    if article.date is not None and article.date_from == "file date":
        told = "file date"
    read_as = f"read as {encoding(article)}" if article.encoding_guessed else ""
    became = _became(standing)
    source = source or article.source or ""
    parts = (long_date(article), source, minutes(article), told, read_as, became)
    line = " · ".join(part for part in parts if part)
    return f"{line}\n{article.byline}" if article.byline else line


def _became(standing: Standing) -> str:
    if standing.gone_at:
        return f"file gone since {_written(standing.gone_at)}"
    return f"changed {_written(standing.changed_at)}" if standing.changed_at else ""


def _written(moment: float) -> str:
    """The day of a moment, where the reader is."""
    return short_date(dt.datetime.fromtimestamp(moment, dt.UTC).astimezone().date(), today())


def encoding(article: Article) -> str:
    """The article's encoding as people call it."""
    name = article.encoding or ""
    return f"Windows-{name[2:]}" if name.startswith("cp125") else name.upper()


def minutes(article: Article) -> str:
    """Minutes to read."""
    return f"{article.minutes} min"


def number(value: int) -> str:
    """2,314."""
    return f"{value:,}"


def articles(count: int) -> str:
    """A count with its noun."""
    return "1 article" if count == 1 else f"{number(count)} articles"
