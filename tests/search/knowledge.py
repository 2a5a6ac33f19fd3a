"""What may be known of articles, drawn at random, and what may be asked of it."""

import datetime as dt

from hypothesis import strategies as st

from reader.marks import FIGURE_KINDS, NAME_KINDS, Figure, FigureKind, Mark, NameKind
from reader.search import Facts


def named(kind: NameKind, name: str) -> Mark:
    return Mark(0, 1, kind, name)


def measured(kind: FigureKind, value: str | tuple[str | None, str | None], unit: str = "") -> Mark:
    return Mark(0, 1, "figure", "x", Figure(kind, value, unit))


NUMBERS = st.one_of(
    st.integers(-3, 40).map(str),
    st.sampled_from(["0", "0.5", "2.5", "1000", "1023", "1024", "1025", "250000", "1000000000"]),
)
DATES = st.sampled_from(
    [
        "2013",
        "2014",
        "2014-03",
        "2014-03-15",
        "2014-12-31",
        "2015-01-01",
        "2016",
        "--03-15",
        "2016-02",
    ]
)
AMOUNTS = st.builds(
    lambda kind, low, high, unit, approx: Mark(
        0, 1, "figure", "x",
        Figure(kind, low if high == "" else (low, high), unit if kind in ("money", "quantity") else "", approx),
    ),
    st.sampled_from([kind for kind in FIGURE_KINDS if kind != "date"]),
    NUMBERS,
    st.one_of(st.just(""), st.none(), NUMBERS),
    st.sampled_from(["GBP", "USD", "km", "m"]),
    st.sampled_from([None, None, "about", "more", "less"]),
)  # fmt: skip
MENTIONS = st.builds(
    lambda low, high: Mark(
        0, 1, "figure", "x", Figure("date", low if high is None else (low, high))
    ),
    DATES,
    st.one_of(st.none(), DATES),
)
NAMES = st.builds(
    named,
    st.sampled_from(NAME_KINDS),
    st.sampled_from(["Ada", "Bo", "Ada Bo", "Bo Ada", "al-Ada", "Ed"]),
)
FACTS = st.builds(
    Facts,
    st.sampled_from([None, "", "Bo Ed", "ada"]),
    st.one_of(st.none(), st.dates(dt.date(2013, 12, 1), dt.date(2016, 3, 1))),
    st.sampled_from([None, "en", "en-GB", "DE"]),
)
BOUNDS = st.sampled_from(["-1", "0", "1", "2.5", "10", "30", "1k", "1,024", "1025", "250k", "1bn"])
VALUES = st.one_of(
    st.tuples(st.sampled_from(["", ">", ">=", "<", "<=", "="]), BOUNDS).map("".join),
    BOUNDS.map(lambda bound: f"{bound}.."),
    BOUNDS.map(lambda bound: f"..{bound}"),
)
PERIODS = st.sampled_from(
    [
        "2014",
        "2014-03",
        "2014-03-15",
        "2014..2015",
        "2014-03..",
        "..2014-03",
        ">2014",
        "<=2014",
        "today",
    ]
)
CHUNKS = st.tuples(
    st.sampled_from(["", "", "-"]),
    st.one_of(
        st.tuples(st.sampled_from(["figure:", "count:", "money:", "percent:", "age:"]), VALUES),
        st.tuples(st.just("money:"), st.sampled_from(["GBP", ">£2", "10USD", "£1..£30"])),
        st.tuples(st.just("quantity:"), st.sampled_from([">2km", "..10m", "m", "30"])),
        st.tuples(st.sampled_from(["date:", "date-mentioned:"]), PERIODS),
        st.tuples(st.sampled_from(["after:", "before:"]), st.sampled_from(["2014", "2014-03-15"])),
        st.tuples(st.just("is:"), st.sampled_from(["read", "unread", "starred"])),
        st.tuples(st.just("lang:"), st.sampled_from(["en", "de", "fr"])),
        st.tuples(
            st.sampled_from(["person:", "place:", "org:", "source:"]),
            st.sampled_from(["ada", "a", "bo", '"ada bo"', '"bo"', "ed", "zz"]),
        ),
    ).map("".join),
).map("".join)  # fmt: skip

LONG_NAMES = st.builds(
    named,
    st.sampled_from(NAME_KINDS),
    st.sampled_from(
        [
            "Vladimir Putin",
            "Vladmir Putin",
            "Putins",
            "Bashar al-Assad",
            "Harbour Pilots",
            "Harbor  pilots",
            "Straße",
            "STRASSE 12",
            "COVID-19",
            'Eva "X" Y',
            "北京",
            "",
        ]
    ),
)
"""Long enough for errors to be forgiven, and odd."""
MARKS = st.lists(st.one_of(AMOUNTS, MENTIONS, NAMES, LONG_NAMES), max_size=6)
SCOPED = st.tuples(
    st.sampled_from(["", "", "-"]),
    st.sampled_from(["person:", "place:", "org:", "source:"]),
    st.sampled_from(
        [
            "vladimir",
            "vladimr",
            "vlad",
            "putni",
            "puti",
            "alassad",
            "al-asad",
            "harbuor",
            "harbor",
            '"harbour pil',
            '"putin"',
            '"bashar al assad"',
            "covid19",
            "covid",
            "stras",
            "strase",
            "北",
            "a",
        ]
    ),
).map("".join)
ASKED = st.lists(st.one_of(CHUNKS, SCOPED), min_size=1, max_size=3).map(" ".join)
