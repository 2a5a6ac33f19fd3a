"""What is remembered: the states of articles, and small values between two runs.

Shape:   `Memory` holds today's truth in memory and hands every change to the store;
         `Session` keeps small values, the earlier searches among them.
Units:   positions are code points of an article's text.
Errors:  none; the store reports its own troubles.
"""

import time
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from reader.library import State, Store
from reader.library.store import Json

# For the type alone: the first frame searches nothing.
if TYPE_CHECKING:
    from reader.search.filters import Condition

_UNTOUCHED = State()

_MOST_SEARCHES: Final = 100
_LONGEST_SEARCH: Final = 500
"""Letters; a pasted page is no search that anyone wants back."""


class Session:
    """Small values that outlive the run: the last article, the theme, the column's width."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._values = store.session()

    def get(self, key: str) -> Json:
        """The value kept for `key`, or None."""
        return self._values.get(key)

    def set(self, key: str, value: Json) -> None:
        """Keep `value`; None forgets it. Saying the same twice costs nothing."""
        if self._values.get(key) == value:
            return
        self._values[key] = value
        self._store.keep_value(key, value)

    @property
    def searches(self) -> tuple[str, ...]:
        """Earlier searches, newest first, none of them twice."""
        kept = self.get("searches")
        texts = [each for each in kept if isinstance(each, str)] if isinstance(kept, list) else []
        return tuple(dict.fromkeys(texts))[:_MOST_SEARCHES]

    def remember_search(self, text: str) -> None:
        """Put `text` before the earlier searches."""
        text = text.strip()
        if text and len(text) <= _LONGEST_SEARCH:
            kept: list[Json] = [*dict.fromkeys((text, *self.searches))]
            self.set("searches", kept[:_MOST_SEARCHES])


class Memory:
    """The state of every article, by its id."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._states = store.states()
        self._by_content = {
            state.content: state for state in self._states.values() if state.content
        }
        self._in: dict[Condition, set[str]] = {
            "read": {name for name, each in self._states.items() if each.read},
            "starred": {name for name, each in self._states.items() if each.starred},
            "removed": {name for name, each in self._states.items() if each.removed},
        }
        self._those: dict[Condition, frozenset[str]] = {}
        """As they were asked for last: copied, for who asked must not see them change."""

    def state(self, article_id: str) -> State:
        """What is remembered about the article; the default for one never touched."""
        return self._states.get(article_id, _UNTOUCHED)

    def those(self, state: "Condition") -> frozenset[str]:
        """The ids of all articles that are read, starred or removed, whether they are here or not."""
        if state not in self._those:
            self._those[state] = frozenset(self._in[state])
        return self._those[state]

    @property
    def contents(self) -> Collection[str]:
        """The digests of all texts whose state is remembered."""
        return self._by_content

    def adopt(self, article_id: str, content: str) -> None:
        """Give an article that is new here the state of one with the same text.

        A file that was moved or renamed has a new id; what was remembered moves with it.
        """
        known = self._by_content.get(content)
        if known is None or article_id in self._states:
            return
        self._take(article_id, known._replace(removed=False))  # one of two alike may be removed
        self._store.keep_state(
            article_id,
            content=content,
            read=known.read,
            starred=known.starred,
            position=known.position,
            opened_at=known.opened_at,
        )

    def mark_read(self, article_id: str, content: str, *, read: bool) -> None:
        """Remember whether the article was read."""
        if self._change(article_id, self.state(article_id)._replace(read=read)):
            self._store.keep_state(article_id, content=content, read=read)

    def mark_all(self, names: Sequence[str], *, read: bool) -> None:
        """Remember it of many articles; `identify` tells what they are later."""
        states, untouched = self._states, _UNTOUCHED._replace(read=read)
        for name in names:
            known = states.get(name)
            states[name] = untouched if known is None else known._replace(read=read)
        own = self._in["read"]
        own.update(names) if read else own.difference_update(names)
        self._those.pop("read", None)
        self._store.keep_read(names, read=read)

    def identify(self, contents: Mapping[str, str]) -> None:
        """Remember the digests of the texts of these: by them they are known when they are moved."""
        self._store.keep_contents(contents)

    def star(self, article_id: str, content: str, *, starred: bool) -> None:
        """Remember whether the article is starred."""
        if self._change(article_id, self.state(article_id)._replace(starred=starred)):
            self._store.keep_state(article_id, content=content, starred=starred)

    def remove(self, article_id: str, content: str, *, removed: bool) -> None:
        """Remember whether the article is out of the library."""
        if self._change(article_id, self.state(article_id)._replace(removed=removed)):
            self._store.keep_state(article_id, content=content, removed=removed)

    def keep_position(self, article_id: str, content: str, position: int) -> None:
        """Remember the offset of the line at the top of the page."""
        position = max(0, position)
        if self._change(article_id, self.state(article_id)._replace(position=position)):
            self._store.keep_state(article_id, content=content, position=position)

    def opened(self, article_id: str, content: str) -> None:
        """Remember that the article was opened just now."""
        now = time.time()
        self._change(article_id, self.state(article_id)._replace(opened_at=now))
        self._store.keep_state(article_id, content=content, opened_at=now)

    def _change(self, article_id: str, state: State) -> bool:
        """Take `state` for the truth; False when it was that already."""
        if self.state(article_id) == state:
            return False
        self._take(article_id, state)
        return True

    def _take(self, article_id: str, state: State) -> None:
        before, self._states[article_id] = self.state(article_id), state
        for name, own in self._in.items():
            now: bool = getattr(state, name)
            if getattr(before, name) != now:
                self._those.pop(name, None)
                (own.add if now else own.discard)(article_id)
