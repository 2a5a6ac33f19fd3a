"""Reading here and now, for the command line: everything, or one article by its path or id.

Shape:   a `Job` says what to read; articles come out.
Errors:  SourceError for what is not there or cannot be read.
"""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from reader.articles import Article
from reader.desk.jobs import Job
from reader.desk.library_shelf import LibraryShelf
from reader.errors import NotFound, NotReadable, SourceError

# The window's process neither reads nor parses: what does is imported by those who do.
if TYPE_CHECKING:
    from reader.sources import Candidate

_ID: Final = re.compile(r"[0-9a-f]{12}")


def read_all(job: Job) -> Iterator[Article | str]:
    """Every article, or in one line what could not be read."""
    from reader.desk.work import Work

    with closing(Work(job)) as work:
        yield from work.articles()


def find(name: str, job: Job, library: LibraryShelf | None, recent_roots: Sequence[str]) -> Article:
    """Read the file called `name`, or the article whose id that is.

    Args:
        name: a path or an id.
        job: where ids come from.
        library: has most of them.
        recent_roots: the paths given last, where the ids that the user has seen come from.
    """
    from reader.desk.work import Work
    from reader.sources import Candidate

    work = Work(job)
    recent = Work(replace(job, roots=tuple(recent_roots), samples=False))
    if os.path.lexists(name):
        return recent.read(_only_file(name))
    if not _ID.fullmatch(name):
        raise NotFound(name, "no such file, and no article with this id")
    if library is not None and (kept := library.kept(name)):
        if kept.path is None or not os.path.lexists(kept.path):
            return kept
        now = work.read(Candidate(kept.path, kept.source, explicit=True), kept.part)
        return replace(now, id=name)
    for place in (work, recent):
        for found in place.candidates():
            if isinstance(found, Candidate) and (one := place.read_called(found, name)):
                return one
    raise NotFound(name, "no article has this id")


def _only_file(name: str) -> "Candidate":
    """The file called `name`; SourceError for a folder or worse."""
    from reader.sources import walk

    if os.path.isdir(name):  # noqa: PTH112 - a name may be no Path's
        raise NotReadable(name, "a folder, not a file")
    for found in walk([name]):
        if isinstance(found, SourceError):
            raise found
        return found
    raise NotFound(name, "no such file")
