"""Read one file again, here and now.

Shape:   a job and an article in, an `Entry` out as the clerk would send it; from any thread.
Errors:  SourceError when it cannot be read, StoreError when the archive cannot keep it.
"""

import time
from dataclasses import replace

import reader
from reader.articles import Article
from reader.desk.events import Entry
from reader.desk.jobs import Job
from reader.desk.tasks import Reading, stamp_of, taken
from reader.errors import NotFound
from reader.library import Archive, Kept
from reader.library.packing import pack_article
from reader.sources import Candidate


def reread(job: Job, article: Article) -> Entry:
    """The article as its file is now, kept in the library's archive where it is of the library."""
    if article.path is None:
        raise NotFound("standard input", "cannot be read again")
    # As the intake reads it: else the next start would think that it changed.
    reading = f"{reader.__version__} {job.day_order}" if job.archive else ""
    task = Reading(job.day_order, samples=job.samples, reading=reading)
    found = Candidate(article.path, article.source, explicit=True)
    stamp = stamp_of(found.path, task.of(found))
    now = task.article(found)
    item = taken(replace(now, id=article.id))
    if job.archive is not None and not job.read_only and stamp is not None:
        with Archive.open(job.archive, write=True) as archive:
            body = pack_article(item.article)
            archive.keep([Kept(item.article, item.content, stamp, body)], time.time())
    return Entry(item.article, item.digest, item.content)
