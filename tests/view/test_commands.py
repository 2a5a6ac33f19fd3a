"""The map of keys is one, complete and without clashes."""

from collections import Counter
from pathlib import Path

import pytest
from textual.binding import Binding

from reader.view.commands import COMMANDS, Where, bindings, key_signs, key_table, markdown_table

PLACES = (
    *("list", "text", "typing", "finding", "finder", "asking", "selecting"),
    *("sources", "mark", "figures", "choice", "xray", "card"),
)


def test_ids_are_unique() -> None:
    assert not [id_ for id_, count in Counter(c.id for c in COMMANDS).items() if count > 1]


@pytest.mark.parametrize("place", PLACES)
def test_no_key_has_two_meanings_in_one_place(place: Where) -> None:
    here = [
        c
        for c in COMMANDS
        if c.where == place or (c.where == "everywhere" and place in ("list", "text"))
    ]
    keys = Counter(key for command in here for key in command.keys.split(",") if key)
    assert not [key for key, count in keys.items() if count > 1]


def test_textuals_own_keys_are_left_alone() -> None:
    ours = {key for command in COMMANDS for key in command.keys.split(",")}
    assert not ours & {"ctrl+q", "ctrl+p", "ctrl+c", "tab", "shift+tab"}


def test_bindings_carry_their_ids() -> None:
    assert {b.id for b in bindings("list") if isinstance(b, Binding)} == {
        command.id for command in COMMANDS if command.where == "list"
    }


def test_the_table_shows_the_users_own_keys() -> None:
    rows = dict(key_table({"article.next": "ctrl+n"}))["Articles"]
    assert ("ctrl+n", "Next article") in rows


def test_keys_are_written_as_people_write_them() -> None:
    assert key_signs("pagedown,b,enter,]") == ["PgDn", "b", "Enter", "]"]


def test_the_readme_shows_the_live_map() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    assert markdown_table({}) in readme
