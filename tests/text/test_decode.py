import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.decode import decode, looks_binary

WESTERN = "“Café” – 5 €, ‘naïve’ Señor… Ÿ"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_mark_decides_and_is_not_text(mark: bytes, encoding: str) -> None:
    found = decode(mark + WESTERN.encode(encoding))
    assert (found.text, found.encoding, found.guessed) == (WESTERN, encoding, False)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_text_without_mark(encoding: str) -> None:
    text = "The harbour opened on Monday.\n\nIt cost 3m."
    found = decode(text.encode(encoding))
    assert (found.text, found.encoding, found.guessed) == (text, encoding, True)
    assert not looks_binary(text.encode(encoding))


def test_short_western_text_is_exact() -> None:
    found = decode(WESTERN.encode("cp1252"))
    assert (found.text, found.encoding, found.guessed) == (WESTERN, "cp1252", True)
    assert decode(b"caf\xe9").text == "café"


def test_bytes_that_cp1252_leaves_undefined_survive() -> None:
    assert decode(b"\x81\x8d\x8f\x90\x9d caf\xe9s").text == "\x81\x8d\x8f\x90\x9d cafés"


def test_mostly_utf8_stays_utf8() -> None:
    found = decode("é à ü – “x”".encode() + b" \xff \xc0\xaf")
    assert found.text.startswith("é à ü – “x” \ufffd")
    assert (found.encoding, found.guessed) == ("utf-8", True)


def test_mostly_western_with_a_chance_utf8_pair_stays_western() -> None:
    text = "Café, thé, crème: “É”"
    assert decode(text.encode("cp1252")).text == text


def test_double_encoded_text_is_shown_as_it_is() -> None:
    assert decode("cafÃ©".encode()).text == "cafÃ©"


def test_utf7_is_ignored() -> None:
    assert decode(b"+ADw-b+AD4-").text == "+ADw-b+AD4-"


@pytest.mark.parametrize("encoding", ["cp1251", "koi8_r", "shift_jis", "big5"])
def test_other_scripts_when_a_detector_is_sure(encoding: str) -> None:
    text = {
        "cp1251": "Переговоры возобновились во вторник в крупнейшем порту. ",
        "koi8_r": "Переговоры возобновились во вторник в крупнейшем порту. ",
        "shift_jis": "欧州最大の港で火曜日、協議が再開された。船が沖合で待っていた。",
        "big5": "歐洲最大的港口星期二恢復了談判，四十多艘船在海岸外等待。",
    }[encoding] * 3
    found = decode(text.encode(encoding))
    assert (found.text, found.guessed) == (text, True)


@pytest.mark.parametrize(
    "data",
    [
        b"\x7fELF\x02\x01\x01" + bytes(40),
        b"\x89PNG\r\n\x1a\n....",
        b"\x1f\x8b\x08....",
        b"SQLite format 3\x00....",
        b"%PDF-1.7 text",
        b"PK\x03\x04....",
        b"\xff\xd8\xff\xe0....",
        bytes(1000),
        bytes(range(256)) * 8,
        b"text with \x00\x00\x00\x00 many \x00\x00 NULs",
    ],
)
def test_binary_is_seen(data: bytes) -> None:
    assert looks_binary(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"x",
        b"plain",
        WESTERN.encode("cp1252"),
        WESTERN.encode("utf-16"),
        b"_\x08u_\x08n_\x08d_\x08e_\x08r \x1b[1mbold\x1b[0m",
        b"a page\x0cand the next, with one \x00 in the middle of a long enough text, as dirt",
        "語".encode() * 50,
    ],
)
def test_text_is_not_binary(data: bytes) -> None:
    assert not looks_binary(data)


@settings(max_examples=150)
@given(st.text())
def test_utf8_comes_back(text: str) -> None:
    data = text.encode("utf-8", "ignore")
    if 0 not in data and not data.startswith(codecs.BOM_UTF8):
        assert decode(data).text == data.decode()


@settings(max_examples=200)
@given(st.binary(max_size=300))
def test_any_bytes_are_some_text(data: bytes) -> None:
    found = decode(data)
    assert isinstance(looks_binary(data), bool)
    "".join(found.text)
    if data.strip(b"\x00\xff\xfe\xef\xbb\xbf"):
        assert found.text
