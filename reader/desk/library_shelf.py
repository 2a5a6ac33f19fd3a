"""The library's shelf: what is frozen stays in its files, and only what is looked at is read.

Shape:   as `Shelf`; articles come from the archive when they are asked for, ids and answers from
         the segments of the index. What the clerk sends lies in memory until it is frozen.
Units:   as in `Shelf`.
Errors:  KeyError for an id that is not on the shelf. An archive that cannot be read any more is
         told to `complain`, one line.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeVar

from reader.articles import Article
from reader.desk.events import Entry
from reader.desk.foreseen import Foreseen, Left
from reader.desk.frost import Attached, open_segments, roots_key, segment_path
from reader.desk.jobs import chosen_recogniser, made_by
from reader.desk.shelf import Shelf
from reader.errors import StoreError
from reader.library import Archive, Frozen, Standing
from reader.marks import Kind, Mark

T = TypeVar("T")

_NEAR: Final = 100
"""Articles before and after the one that was open: more than a screen of the tallest terminal shows."""

_THAWED: Final = 2_000
"""So many articles of a name are taken out of their segment for a repair; more wait until the clerk
freezes the library anew, at the next start."""

_LOOKED_UP: Final = 6
"""To look one article up takes as long as to pass over so many."""

_LOOKED_AT: Final = 512
"""Articles kept in memory after they were looked at: some screens of a list."""


class LibraryShelf(Shelf):
    """Articles by id, most of them on disk."""

    def __init__(
        self,
        archive: Path,
        roots: Sequence[str],
        complain: Callable[[str], None],
        left: Left | None = None,
        left_out: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__()
        self._left_out = left_out
        self._path = archive
        self._complain = complain
        self._archive: Archive | None = None
        self._made_by = made_by(chosen_recogniser())
        self._key = roots_key(roots, self._made_by)
        self._attached: dict[int, bool] = {}
        """The segments that are searched, and whether each has the names of its articles."""
        self._left: int | None = None
        self._everything: Sequence[str] | None = None
        self._archived = lru_cache(_LOOKED_AT)(self._from_archive)
        self._marks_kept = lru_cache(_LOOKED_AT)(self._marks_from_archive)
        self._foreseen: Foreseen | None = None
        if left is not None:
            self._foresee(left)
        if self._foreseen is None:
            self._open_segments()

    @property
    def segments(self) -> tuple[int, ...]:
        """The segments that are searched."""
        self.settle()
        return tuple(self._attached)

    @property
    def is_settled(self) -> bool:
        """False while no more is known than what the last run left."""
        return self._foreseen is None

    def settle(self) -> None:
        """Open the search index. Whatever asks for more than the first screens does it, too."""
        if self._foreseen is not None:
            self._foreseen = None
            self._open_segments()

    def left_at(self, article_id: str) -> Left | None:
        """What the next run may foresee; None unless all there is is frozen in one segment."""
        whole = len(self._attached) == 1 and all(self._attached.values())
        if not whole or self._articles or article_id not in self.ids():
            return None
        (segment,) = self._attached
        return Left(segment, len(self.ids()), self.ids().index(article_id), article_id)

    def close(self) -> None:
        """Let go of the archive."""
        if self._archive is not None:
            self._archive.close()
            self._archive = None

    def thaw(self, number: int, *, whole: bool) -> None:
        """Take in a segment that the clerk has made; a whole one takes the place of all there is."""
        self.settle()
        there = self._opened()
        try:
            made = [] if there is None else open_segments(there, self._key, number)
        except StoreError as error:
            self._complain(str(error))
            return
        if not made:
            self._complain(f"{self._path}: its search index is gone; read once more")
            return
        self._forget()
        if whole:
            self._begin_anew()
        self._attach(made[0])

    def ids_of(self, contents: Iterable[str]) -> list[tuple[str, str]]:
        """The ids of articles with these digests of their texts, each with its own."""
        return self._asked(lambda archive: archive.with_contents(contents)) or []

    def standing(self, article_id: str) -> Standing:
        """What became of the article's file."""
        return self._asked(lambda archive: archive.standing(article_id)) or Standing()

    def kept(self, article_id: str) -> Article | None:
        """The article as the archive has it, whether it is on the shelf or not."""
        return self._asked(lambda archive: archive.article(article_id))

    def count_below(self, path: str) -> int:
        """How many articles come from the file at `path`, or from below the folder."""
        return self._asked(lambda archive: archive.count_below(path)) or 0

    def ids_below(self, path: str) -> frozenset[str]:
        """The ids of these articles."""
        return frozenset(self._asked(lambda archive: archive.ids_below(path)) or ())

    def belongs_to(self, roots: Sequence[str]) -> None:
        """From now on segments are those of these roots; what is attached stays."""
        self.settle()
        self._key = roots_key(roots, self._made_by)

    # As `Shelf` does.

    def __len__(self) -> int:
        self.settle()
        if not self._attached:
            return super().__len__()
        self._index(len(self._unindexed))
        return len(self.index)

    def __contains__(self, article_id: str) -> bool:
        if self._foreseen is not None:
            return article_id in self._foreseen
        return super().__contains__(article_id) or (
            bool(self._attached) and article_id in self.index
        )

    def __getitem__(self, article_id: str) -> Article:
        if super().__contains__(article_id):
            return super().__getitem__(article_id)
        if article_id not in self:
            raise KeyError(article_id)
        try:
            return self._archived(article_id)
        except KeyError:
            # Removed by another process, or damaged; the index learns of it at the next start.
            return Article(article_id, "", "(this article cannot be read any more)", ())

    def ids(self) -> Sequence[str]:
        """Every id, newest article first."""
        if self._foreseen is not None:
            return self._foreseen
        if not self._attached:
            return super().ids()
        if self._everything is None:
            from reader.search import Query

            self._index(len(self._unindexed))
            query, states = self._without_left_out(Query(), _nobody)
            self._everything = self.index.search(query if self._left_out else Query(), states).ids
        return self._everything

    def leave_out(self, ids: frozenset[str]) -> None:
        """List these articles no more; they stay known by their ids."""
        if ids != self._left_out:
            self.settle()
            super().leave_out(ids)
            self._everything = None

    def contents(self, article_ids: Sequence[str]) -> dict[str, str]:
        """The digests of the texts of several articles, without their texts."""
        here = [name for name in article_ids if name in self._contents]
        rest = [name for name in article_ids if name not in self._contents]
        found = self._asked(lambda archive: archive.contents(rest)) or {}
        return {**found, **super().contents(here)}

    def contents_of(self, article_ids: Sequence[str]) -> Iterator[dict[str, str]]:
        """The same of many, some at a time: where it is most of the library, all are looked through."""
        archive = self._opened()
        if archive is None or len(article_ids) * _LOOKED_UP < len(self):
            yield from super().contents_of(article_ids)
            return
        wanted = set(article_ids)
        try:
            for portion in archive.all_contents():
                found = {name: content for name, content in portion.items() if name in wanted}
                wanted.difference_update(found)
                yield found
        except StoreError as error:
            self._complain(str(error))
        yield from super().contents_of(list(wanted))

    def add(self, article: Article) -> None:
        """Put `article` on the shelf."""
        self._changed(article.id)
        super().add(article)

    def add_entry(self, entry: Entry) -> bool:
        """Put an article that comes with its digest; False when the very same stands there."""
        self._changed(entry.article.id)
        return super().add_entry(entry)

    def remove(self, article_id: str) -> None:
        """Take the article away, and what is known about it."""
        self._changed(article_id)
        if super().__contains__(article_id):
            super().remove(article_id)
        else:
            self.index.remove(article_id)

    def marks(self, article_id: str) -> tuple[Mark, ...] | None:
        """The marks of the article's text, or None when nobody looked for them yet."""
        marks = super().marks(article_id)
        if marks is None and not super().__contains__(article_id):
            try:
                marks = self._marks_kept(article_id)
            except KeyError:
                return None
            self._tell_index(article_id, marks)
        if marks and marks[-1].stop > len(self[article_id].text):
            return None  # of another text
        return marks

    @property
    def unmarked(self) -> int:
        """How many articles have no marks yet, when that was last counted."""
        if self._left is None and all(self._attached.values()):
            self._left = 0  # to ask the archive takes longer the more it has
        elif self._left is None:
            rest = self._asked(lambda archive: archive.unmarked(self._made_by)) or ()
            self._left = sum(name not in self._articles for name, _ in rest)
        return super().unmarked + (self._left if self._attached else 0)

    def marked(self) -> frozenset[str]:
        """Nothing: the archive knows."""
        return frozenset()

    def keep_marks(
        self, article_id: str, marks: tuple[Mark, ...], language: str | None = None
    ) -> None:
        """Keep what was found, and in which language; `make_searchable` brings it to the index."""
        self.settle()
        if super().__contains__(article_id):
            super().keep_marks(article_id, marks, language)
        elif article_id in self and not (marks and marks[-1].stop > len(self[article_id].text)):
            self._marks[article_id] = marks
            self._languages[article_id] = language
            self._tell_index(article_id, marks)

    def marked_ids(self, names: Iterable[str], kind: Kind) -> Iterator[str]:
        """Articles whose marks are known and may have one of the names, in memory or frozen."""
        self.settle()
        yield from super().marked_ids(names, kind)
        if not self._attached:
            return
        from reader.search import parse_query

        # A figure is known by its value there: its words stand in the text.
        fields = ("text",) if kind == "figure" else ("person", "place", "org")
        for name in names:
            plain = name.replace('"', " ")
            for field in fields:  # a search a step
                found = self.index.search(parse_query(f'{field}:"{plain}"')).ids
                yield from tuple(found[:_THAWED])  # the index changes meanwhile

    def index_anew(self, article_id: str) -> None:
        """Index the article once more; one that is frozen lies in memory from now on."""
        if super().__contains__(article_id) or not self._attached or article_id not in self.index:
            super().index_anew(article_id)
            return
        marks, article = self.marks(article_id), self[article_id]
        self.index.remove(article_id)
        self.add(article)
        if marks is not None:
            self._marks[article_id] = marks
            self._unnamed.put(article_id)
        self.make_searchable()

    # Inside

    def _foresee(self, left: Left) -> None:
        """Show what was left, if the library is still the same."""
        made = self._asked(lambda archive: archive.segments(self._key))
        if made != [Frozen(left.segment, whole=True, thawed=())]:
            return
        if not segment_path(self._path, left.segment).is_file():
            return
        near = self._asked(lambda archive: archive.around(left.id, left.segment, _NEAR))
        if near is None or near[1][:1] != [left.id] or left.id in self._left_out:
            return
        before, after = ([name for name in each if name not in self._left_out] for each in near)
        if len(near[0]) < _NEAR and len(before) != left.place:
            return
        self._foreseen = Foreseen(
            left.total, left.place - len(before), [*before, *after], self._settled_ids
        )

    def _settled_ids(self) -> Sequence[str]:
        self.settle()
        return self.ids()

    def _open_segments(self) -> None:
        if (there := self._opened()) is None:
            return
        try:
            found = open_segments(there, self._key)
        except StoreError as error:
            self._complain(str(error))
        else:
            for each in found:
                self._attach(each)

    def _index(self, count: int) -> None:
        self.settle()
        super()._index(count)

    def _attach(self, made: Attached) -> None:
        self._index(len(self._unindexed))
        # What came over the pipe since counts, not what was frozen before it.
        self.index.attach(made.segment, gone=(*made.thawed, *self._articles))
        self._attached[made.number] = made.whole
        self._everything = None

    def _tell_index(self, article_id: str, marks: tuple[Mark, ...]) -> None:
        """A segment that was made before its articles were recognised learns of marks as they come."""
        if not all(self._attached.values()) and article_id not in self._named:
            self._marks[article_id] = marks
            self._unnamed.put(article_id)

    def _begin_anew(self) -> None:
        """Forget what is in memory: all of it is in the archive and about to be attached."""
        from reader.search import Index

        self.__dict__["index"] = Index()
        self._attached.clear()
        self._articles.clear()
        self._contents.clear()
        self._marks.clear()
        self._languages.clear()
        self._order.clear()
        self._unindexed.clear()
        self._named.clear()
        self._ids = self._everything = None

    def _changed(self, article_id: str) -> None:
        """What was read from the archive may be of another time."""
        self.settle()
        if not super().__contains__(article_id):
            self._marks.pop(article_id, None)
        self._forget()

    def _forget(self) -> None:
        self._archived.cache_clear()
        self._marks_kept.cache_clear()
        self._everything = self._left = None

    def _from_archive(self, article_id: str) -> Article:
        article = self._asked(lambda archive: archive.article(article_id))
        if article is None:
            raise KeyError(article_id)  # which is not remembered: it may be there later
        return article

    def _marks_from_archive(self, article_id: str) -> tuple[Mark, ...]:
        marks = self._asked(lambda archive: archive.marks(article_id, self._made_by))
        if marks is None:
            raise KeyError(article_id)
        return marks

    def _asked(self, ask: Callable[[Archive], T | None]) -> T | None:
        archive = self._opened()
        if archive is None:
            return None
        try:
            return ask(archive)
        except StoreError as error:
            self._complain(str(error))
            return None

    def _opened(self) -> Archive | None:
        """The archive, once there is one."""
        if self._archive is None and self._path.is_file():
            try:
                self._archive = Archive.open(self._path, shared=True)
            except StoreError:  # the clerk says why, and begins a new one
                return None
        return self._archive


def _nobody(state: str) -> tuple[str, ...]:
    """No state of any article."""
    del state
    return ()
