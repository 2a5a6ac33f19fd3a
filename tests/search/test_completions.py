"""What may follow is what a reader would have typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.marks import Mark
from reader.search import Facts, Index, digest, parse_query
from reader.search.starts import Starts


@pytest.fixture
def index() -> Index:
    filled = Index()
    people = ["Ada Solheim", "Ada Solheim", "Ada Berg", "Adam Smith", "Bo", 'Eva "X" Y']
    for number, name in enumerate(people):
        facts = Facts("Evening Herald" if number else "wire", None, "en" if number else "de")
        filled.add(str(number), digest("x", None, None, ""), moment=0, facts=facts)
        filled.add_marks(str(number), [Mark(0, 1, "person", name), Mark(2, 3, "place", "Łódź")])
    return filled


@pytest.mark.parametrize(
    ("typed", "rest", "text"),
    [
        ("ti", "tle:", "title:"),
        ("ferry -pe", "rson:", "ferry -person:"),
        ("Headli", "ne:", "Headline:"),
        ("date-", "mentioned:", "date-mentioned:"),
        ("is:", "unread", "is:unread"),
        ("is:r", "ead", "is:read"),
        ("-is:st", "arred", "-is:starred"),
        ("lang:", "en", "lang:en"),
        ("lang:d", "e", "lang:de"),
        ("source:w", "ire", "source:wire"),
        ("source:eve", "ning Herald", 'source:"evening Herald"'),
        ("person:", "Ada Solheim", 'person:"Ada Solheim"'),
        ("person:ad", "a Solheim", 'person:"ada Solheim"'),
        ("person:adam", " Smith", 'person:"adam Smith"'),
        ("person:sol", "heim", "person:solheim"),
        ('person:"ada b', 'erg"', 'person:"ada berg"'),
        ('"air base" person:Be', "rg", '"air base" person:Berg'),
        ("place:lo", "dź", "place:lodź"),
    ],
)
def test_completes(index: Index, typed: str, rest: str, text: str) -> None:
    completion = index.complete(typed)
    assert completion is not None
    assert (completion.rest, completion.text) == (rest, text)
    assert not parse_query(completion.text).complaints


@pytest.mark.parametrize(
    "typed",
    ["", "x", "t", "ferry ", "title:", "title:x", "is:unread", "is:x", 'is:"un', "lang:en", "lang:x", "foo:a",
     "person:bo", "person:zz", "person:Eva", 'person:"Ada Solheim"', '"person:a', '"x person:a', "after:20",
     "org:", "money:"],
)  # fmt: skip
def test_says_nothing(index: Index, typed: str) -> None:
    assert index.complete(typed) is None


def test_names_of_articles_that_are_gone_are_not_offered(index: Index) -> None:
    for number in (0, 1):
        index.remove(str(number))
    assert (completion := index.complete("person:ada")) is not None
    assert completion.rest == " Berg"
    for number in range(2, 6):
        index.remove(str(number))
    for typed in ("person:", "person:ada", "source:", "lang:", "place:"):
        assert index.complete(typed) is None


def test_a_letter_that_folds_to_two_is_not_guessed_at() -> None:
    starts = Starts()
    starts.add("Straße", 0)
    assert starts.best("stra", [1]) == "ße"
    assert starts.best("stras", [1]) is None


@given(st.lists(st.text('abß \n"', max_size=6), max_size=30), st.text("ab", max_size=3))
def test_the_commonest_comes_first(names: list[str], typed: str) -> None:
    starts = Starts()
    counts = [number % 4 for number in range(len(names))]
    for number, name in enumerate(names):
        starts.add(name, number)
    rest = starts.best(typed, counts)
    whole = [(counts[number], " ".join(name.split())) for number, name in enumerate(names)]
    ends = [
        (count, name[at:])
        for count, name in whole
        if '"' not in name
        for at in range(len(name))
        if (at == 0 or (typed and name[at - 1] == " ")) and name[at:].startswith(typed)
    ]
    most = max((count for count, end in ends if len(end) > len(typed)), default=0)
    if rest is None:
        assert not most or "ß" in "".join(names)
    elif "ß" not in "".join(names):
        assert (most, typed + rest) in ends


def test_what_many_articles_hold_goes_first_among_very_many() -> None:
    index = Index()
    for number in range(60):
        index.add(str(number), digest("x", None, None, ""), moment=0)
        people = [f"Ada {number}", "Bo Berg"]
        people += ["Ada Common"] * (number < 20) + ["Adam Commoner"] * (number < 19)
        index.add_marks(str(number), [Mark(0, 1, "person", name) for name in people])

    def completed(typed: str) -> str:
        completion = index.complete(typed)
        assert completion is not None
        return completion.text

    assert completed("person:") == 'person:"Bo Berg"'
    assert completed("person:a") == 'person:"ada Common"'
    assert completed("person:commone") == "person:commoner"
    assert completed("person:common") == "person:commoner"
    for number in range(15):
        index.remove(str(number))
    assert completed("person:a") == 'person:"ada Common"'
    index.remove("19")
    assert completed("person:comm") == "person:common"
    assert completed('person:"ada 4') == 'person:"ada 40"'


def test_many_names_are_many_chapters() -> None:
    starts = Starts()
    for number in range(5_000):
        starts.add(f"name{number:04} of the many", number)
    counts = [1] * 5_000
    counts[4_321] = 2
    assert starts.best("name4", counts) == "321 of the many"
    assert starts.best("", counts) == "name4321 of the many"
    assert starts.best("man", counts) == "y"


@given(st.text(max_size=40))
def test_anything_may_be_typed(typed: str) -> None:
    index = Index()
    index.add("0", digest("x", None, None, ""), moment=0, facts=Facts("wire", None, "en"))
    completion = index.complete(typed)
    if completion is not None:
        assert completion.rest
        assert completion.text.endswith((completion.rest, f'{completion.rest}"'))
