"""Read one file again, here and now.

Shape:   a job and an article in, an `Entry` out as the clerk would send it; from any thread.
Errors:  SourceError when it cannot be read, StoreError when the archive cannot keep it.
"""

import time

import reader
from reader.articles import Article
from reader.desk.events import Entry
from reader.desk.jobs import Job
from reader.desk.tasks import Reading
from reader.errors import NotFound
from reader.library import Archive
from reader.sources import Candidate


def reread(job: Job, article: Article) -> Entry:
    """The article as its file is now, kept in the library's archive where it is of the library."""
    if article.path is None:
        raise NotFound("standard input", "cannot be read again")
    # As the intake reads it: else the next start would think that it changed.
    reading = f"{reader.__version__} {job.day_order}" if job.archive else ""
    task = Reading(job.day_order, samples=job.samples, reading=reading)
    found = Candidate(article.path, article.source, explicit=True)
    item = task.taken(found, article.part).known_as(article.id, new=False)
    if job.archive is not None and not job.read_only and (kept := item.kept()) is not None:
        with Archive.open(job.archive, write=True) as archive:
            archive.keep([kept], time.time())
    return Entry(item.article, item.digest, item.content)
