"""What is completed is the commonest name of all parts together."""

from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.marks import Mark
from reader.search import Facts, Frozen, Index, Segment, digest, freeze
from tests.search.knowledge import FACTS, MARKS, named

EMPTY = digest("", None, None, "")
NUMBERS = count()
Known = tuple[Facts, list[Mark]]
TYPED = [
    f"{field}:{start}"
    for field in ("person", "place", "org", "source")
    for start in ("", "a", "ada", "b", "bo", "e", '"ada b', "v", "vlad", "h", "s")
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("parts")


def frozen(folder: Path, articles: list[tuple[str, Known]]) -> Segment:
    path = folder / f"{next(NUMBERS)}.segment"
    freeze(
        path,
        (Frozen(key, 0.0, EMPTY, facts=facts, marks=marks) for key, (facts, marks) in articles),
    )
    segment = Segment(path)
    path.unlink()  # what is mapped stays
    return segment


def put(index: Index, articles: list[tuple[str, Known]]) -> None:
    for key, (facts, marks) in articles:
        index.add(key, EMPTY, moment=0.0, facts=facts)
        index.add_marks(key, marks)


@given(
    st.lists(
        st.tuples(
            st.tuples(FACTS, MARKS), st.sampled_from(["first", "second", "memory"]), st.booleans()
        ),
        max_size=10,
    )
)
@settings(max_examples=100, deadline=None)
def test_parts_complete_as_one(folder: Path, drawn: list[tuple[Known, str, bool]]) -> None:
    plain, mixed = Index(), Index()
    articles = [(f"{key}", *one) for key, one in enumerate(drawn)]
    put(plain, [(key, known) for key, known, _, _ in articles])
    for part in ("first", "second"):
        some = [(key, known) for key, known, where, _ in articles if where == part]
        mixed.attach(frozen(folder, some))
    put(mixed, [(key, known) for key, known, where, _ in articles if where == "memory"])
    for key, _, _, gone in articles:
        if gone:
            plain.remove(key)
            mixed.remove(key)
    for typed in [*TYPED, "lang:", "lang:e"]:
        assert mixed.complete(typed) == plain.complete(typed)


def test_a_name_that_is_second_everywhere_may_be_the_first(folder: Path) -> None:
    def holding(part: str, *names: str) -> list[tuple[str, Known]]:
        return [
            (f"{part}{number}", (Facts(), [named("person", name)]))
            for number, name in enumerate(names)
        ]

    index = Index()
    index.attach(frozen(folder, holding("a", "Ada Berg", "Ada Berg", "Ada Berg", *["Ada Roe"] * 2)))
    index.attach(frozen(folder, holding("b", *["Ada Solheim"] * 3, *["Ada Roe"] * 2)))
    put(index, holding("c", "Ada Lind"))
    completion = index.complete("person:ada")
    assert completion is not None
    assert completion.rest == " Roe"
    index.add_marks("a0", [named("person", "Ada Solheim")])
    index.add_marks("a1", [named("person", "Ada Solheim")])
    completion = index.complete("person:ada")
    assert completion is not None
    assert completion.rest == " Solheim"
