"""The commands that read: the app, list, show, marks, figures, search.

Shape:   each command returns its exit status; `--json` writes one document.
Units:   as the contract says: code points, half-open.
Errors:  SourceError and the like are told on standard error, one line each.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Final

import click

import reader
from reader.articles import Article
from reader.cli.feeds import FEEDS
from reader.cli.group import PathsOrCommand
from reader.cli.output import coloured, column, complain, say, say_json, terminal_width
from reader.cli.passages import passages
from reader.cli.pipes import read_pipe
from reader.cli.places import links, outline_of
from reader.cli.repairing import mended, repair
from reader.cli.results import result_shape, say_result
from reader.cli.shapes import (
    article_shape,
    figures_shape,
    marks_shape,
    quotations_shape,
    whole_shape,
)
from reader.cli.tables import say_figures_csv
from reader.cli.typeset import article_lines, cells_of, clipped
from reader.cli.upkeep import UPKEEP
from reader.desk import Desk
from reader.desk.arranging import Arrangement, By
from reader.errors import NoSuchSearch, NotText
from reader.paths import places
from reader.settings import load_settings
from reader.spans import Span

_EXAMPLES: Final = """
\b
Examples:
  broadsheet ~/news              read the articles in a folder
  broadsheet article.txt         read one
  curl -s URL | broadsheet -     read what a pipe brings
  broadsheet --plain ~/news      for screen readers: one pane, words for signs
  broadsheet list --sort words   the library, longest last
  broadsheet search 'assad "air base" -putin after:2016 money:>1bn'
  broadsheet marks --json article.txt | jq .

A folder named like a command is written ./list. Without any PATH the
library opens, or a few sample articles the first time.
"""

_LANGUAGE: Final = """
\b
Fields (each may be left out with a minus: -source:wire):
  title: standfirst: text: source: author:   words there, or "exact words"
  person: place: org:                        names of that kind
  is:unread is:read is:starred is:removed    what you did with it
  after:2016-03 before:2016 date:2016..2018  when it is from; today, yesterday
  lang:en                                    the language it is in
  money:>£1bn percent:20..30 age:>60 count: quantity:>5km
  figure:>250000                             figures of a kind, or of any
  date-mentioned:2014                        days it speaks of

\b
Examples:
  broadsheet search 'person:"Ada Solheim" money:>1bn after:2016'
  broadsheet search @morning     as in settings.toml:
                                 [searches]
                                 morning = "is:unread date:today"
"""

_MIN_TITLE: Final = 8
"""Cells of a headline that are shown in the narrowest terminal."""

_SORTS: Final[dict[str, By]] = {
    "newest": "newest",
    "oldest": "oldest",
    "title": "headline",
    "headline": "headline",
    "source": "source",
    "words": "length",
    "length": "length",
}

paths_argument = click.argument("paths", nargs=-1, metavar="[PATH]...")
one_argument = click.argument("name", metavar="FILE-OR-ID")
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document.")


@click.group(cls=PathsOrCommand, epilog=_EXAMPLES, context_settings={"max_content_width": 80})
@click.version_option(reader.__version__, prog_name="broadsheet", message="%(prog)s %(version)s")
def broadsheet() -> None:
    """Read news articles in the terminal.

    People, places, organisations and figures are marked; everything can be searched.
    """


@broadsheet.command("open", hidden=True)
@paths_argument
@click.option("--plain", is_flag=True, help="For screen readers: one pane, words for signs.")
def open_app(paths: tuple[str, ...], plain: bool) -> int:
    """Open the app on files, folders, or - for standard input."""
    from reader.cli.windows import open_windows

    return open_windows(paths, plain=plain)


@broadsheet.command("list")
@paths_argument
@click.option(
    "--sort",
    type=click.Choice([*_SORTS]),
    default="newest",
    show_default=True,
    help="The order of the list.",
)
@click.option("--reverse", is_flag=True, help="The other way round.")
@click.option("--unread", is_flag=True, help="Only what was not read.")
@click.option("--starred", is_flag=True, help="Only what is starred.")
@json_option
def list_articles(
    paths: tuple[str, ...], sort: str, reverse: bool, unread: bool, starred: bool, as_json: bool
) -> int:
    """List articles, newest first.

    PATH is a file, a folder, or - for standard input; without any, the library.
    """
    with _reading(paths) as desk:
        wanted = {"is:unread": unread, "is:starred": starred}
        listing = desk.search("", only=" ".join(each for each in wanted if wanted[each]))
        listing = desk.arranged(listing, Arrangement(_SORTS[sort], reverse))
        articles = [desk.article(name) for name in listing.ids]
        if as_json:
            say_json([article_shape(article) for article in articles])
        else:
            _say_list(articles)
        return _faults_told(desk)


@broadsheet.command()
@one_argument
@json_option
def show(name: str, as_json: bool) -> int:
    """Show one article as text.

    FILE-OR-ID is a file, an id from the list, or - for standard input. Of a book or a box
    of mails the first article is shown, and how to see the others is said.
    """
    article = _found(name)
    if as_json:
        say_json(whole_shape(article))
        _tell_of_others(name, article)
        return 0
    styled: list[tuple[Span, str]] = []
    if coloured():
        styled = [(mark, mark.kind) for mark in _marks(article)]
        _complain_of_recogniser()
    for line in article_lines(article, styled, column()):
        say(*line)
    _tell_of_others(name, article)
    return 0


@broadsheet.command()
@one_argument
@click.option("--engine", metavar="NAME", help="Who recognises, whatever the settings say.")
@json_option
def marks(name: str, engine: str | None, as_json: bool) -> int:
    """Show one article's names and figures.

    Names are those of people, places and organisations. `broadsheet config` lists the
    engines there are.
    """
    article = _found(name)
    found = _marks(article) if engine is None else _marks_by(engine, article)
    _complain_of_recogniser()
    if as_json:
        say_json(marks_shape(article.text, found))
        return 0
    for mark in found:
        place = f"{mark.start}-{mark.stop}"
        words = " ".join(mark.of(article.text).split())
        full = f"\t{mark.name}" if mark.kind != "figure" and mark.name != words else ""
        say((f"{place}\t", "dim"), f"{mark.kind}\t", (words, mark.kind), full)
    return 0


@broadsheet.command()
@one_argument
@click.option("--csv", "as_csv", is_flag=True, help="A table for spreadsheets.")
@json_option
def figures(name: str, as_csv: bool, as_json: bool) -> int:
    """Show one article's figures, normalised.

    Figures are sums, dates, percentages and the like. The table has each with its
    value in words and its sentence; no cell of it is a formula.
    """
    if as_csv and as_json:
        raise click.UsageError("--csv or --json, not both")
    from reader.annotate import find_marks

    article = _found(name)
    # Always by our own grammar: whoever finds the names, figures mean the same.
    own = mended(article, find_marks(article.text, date=article.date, language=article.language))
    if as_csv:
        say_figures_csv(article.text, own)
        return 0
    found = figures_shape(article.text, own)
    if as_json:
        say_json(found)
        return 0
    for figure in found:
        value = figure["value"]
        if isinstance(value, list):
            value = " to ".join(end or "…" for end in value)
        words = " ".join(figure["text"].split())
        amount = f"{value or '?'} {figure['unit']}".strip()
        say((words, "figure"), f"\t{figure['kind']}\t{amount}\t{figure['approx'] or ''}".rstrip())
    return 0


@broadsheet.command()
@one_argument
@json_option
def quotations(name: str, as_json: bool) -> int:
    """Show who says what in one article.

    Each direct quotation with its speaker, or with none where nobody is told for sure.
    """
    article = _found(name)
    found = quotations_shape(article.text, _marks(article))
    _complain_of_recogniser()
    if as_json:
        say_json(found)
        return 0
    for each in found:
        speaker = each["speaker"]
        say((speaker or "?", "person" if speaker else "dim"), f"\t{each['text']}")
    return 0


@broadsheet.command()
@click.argument("name", required=False, metavar="[FILE-OR-ID | QUERY]")
@paths_argument
@click.option("--library", is_flag=True, help="Of all articles, or of those that QUERY finds.")
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Names of a kind."
)
@json_option
def xray(name: str | None, paths: tuple[str, ...], library: bool, limit: int, as_json: bool) -> int:
    """Show one article's names, or a library's.

    Of an article each name and figure, how often it stands there and where; with --library
    the names that most articles hold, of PATH or of the library.
    """
    from reader.cli.xrays import say_article, say_library

    if not library:
        if name is None or paths:
            raise click.UsageError("one FILE-OR-ID, or --library")
        article = _found(name)
        found = _marks(article)
        _complain_of_recogniser()
        say_article(article, found, as_json=as_json)
        return 0
    with _reading(paths) as desk:
        query = _saved(desk, name or "")
        desk.recognise_names(query)
        for complaint in desk.search(query).complaints:
            complain(complaint)
        say_library(desk, query, limit, as_json=as_json)
        _complain_of_recogniser()
        return _faults_told(desk)


@broadsheet.command(epilog=_LANGUAGE)
@click.argument("query")
@paths_argument
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, help="At most so many."
)
@json_option
def search(query: str, paths: tuple[str, ...], limit: int, as_json: bool) -> int:
    """Find articles, best first.

    Words are found as you would misspell them; "exact words" stand together; -word must
    not occur. @NAME is a search saved in the settings.
    """
    with _reading(paths) as desk:
        query = _saved(desk, query)
        desk.recognise_names(query)
        _complain_of_recogniser()
        listing = desk.search(query)
        for complaint in listing.complaints:
            complain(complaint)
        ids = listing.ids[:limit]
        if as_json:
            results = [result_shape(desk, listing, number) for number in range(len(ids))]
            say_json({"total": len(listing.ids), "results": results})
        else:
            for number in range(len(ids)):
                say_result(desk, listing, number)
            if query.strip() and not ids and terminal_width() is not None:
                complain(f"Nothing found for “{query}”.")
        return _faults_told(desk)


for _command in (*UPKEEP, *FEEDS, repair, passages, outline_of, links):
    broadsheet.add_command(_command)


@contextmanager
def _reading(paths: Sequence[str]) -> Iterator[Desk]:
    """A desk on which everything is read."""
    stdin = read_pipe() if "-" in paths else None
    files = [path for path in paths if path != "-"]
    with closing(Desk.open(files, stdin=stdin)) as desk:
        # With paths only an id may be forgotten, which is no trouble yet.
        for warning in desk.complaints if paths else desk.warnings:
            complain(warning)
        desk.read_all()
        yield desk


def _found(name: str) -> Article:
    """The article called `name`; SourceError when there is none."""
    if name == "-":
        from reader.sources import article_from_bytes

        day_order = load_settings(places().settings).day_order
        try:
            return article_from_bytes(read_pipe(), day_order=day_order)
        except NotText as error:  # the parser does not know where its bytes come from
            raise NotText("standard input", error.reason) from error
    with closing(Desk.open(remember=not os.path.lexists(name))) as desk:
        return desk.find(name)


def _tell_of_others(name: str, article: Article) -> None:
    """Say how many more articles there are in the file called `name`, and how to see them."""
    if not article.part or not os.path.lexists(name):
        return
    from reader.sources import articles_from_bytes, limit_of, read_bytes

    found = articles_from_bytes(read_bytes(name, limit=limit_of(name)), path=name)
    others = sum(isinstance(one, Article) for one in found) - 1
    if others > 0:
        articles = "1 more article" if others == 1 else f"{others:,} more articles"
        complain(f"{name}: {articles}; `broadsheet list {name}`, then `broadsheet show ID`")


def _marks(article: Article) -> Sequence["reader.Mark"]:
    """The marks by the recogniser that the settings choose, or ours where that one fails; repaired."""
    from reader.desk.jobs import marks_of

    return mended(article, marks_of(article))


def _marks_by(name: str, article: Article) -> Sequence["reader.Mark"]:
    """The marks by the engine that was asked for, and by no other."""
    from reader.annotate.engines import EngineError, engine

    try:
        return mended(
            article, engine(name).find_alone(article.text, article.date, article.language)
        )
    except EngineError as error:
        if error.unknown:
            raise click.BadParameter(error.reason, param_hint="--engine") from error
        raise


def _complain_of_recogniser() -> None:
    from reader.desk.jobs import marks_warnings

    for warning in marks_warnings():
        complain(warning)


def _saved(desk: Desk, query: str) -> str:
    """The query itself, or the saved one that it names. NoSuchSearch when there is none."""
    if not query.startswith("@"):
        return query
    name, searches = query[1:].strip(), desk.settings.searches
    if name not in searches:
        raise NoSuchSearch(name, tuple(searches))
    return searches[name]


def _faults_told(desk: Desk) -> int:
    for fault in desk.faults:
        complain(fault)
    return 1 if desk.faults else 0


def _say_list(articles: Sequence[Article]) -> None:
    """One line each: day, id, source, words, title; parted by tabs in a pipe."""
    width = terminal_width()
    if width is None:
        for article in articles:
            day = article.day.isoformat() if article.day else ""
            fields = (article.id, day, article.source or "", str(article.words), article.title)
            say("\t".join(field.replace("\t", " ") for field in fields))
        return
    for article in articles:
        day = article.day.isoformat() if article.day else " " * 10
        facts = f"{article.id}  {day}  "
        room = max(_MIN_TITLE, width - len(facts))
        source = ""
        if article.source and room >= 3 * _MIN_TITLE:
            source = "  " + clipped(article.source, room // 3)
        title = clipped(article.title, room - cells_of(source))
        say((facts, "dim"), (title, "headline"), (source, "dim"))
