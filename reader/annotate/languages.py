"""Guess the language of a text by its script and its small words.

Shape:   str -> an ISO 639-1 code, or None when it cannot be told.
Units:   at most three samples of 300 code points are looked at: the start, the middle, the end.
Errors:  none, for any str; the time has a bound, however long the text.
Source:  function words of 55 languages, written by hand (`data/function_words.txt`); blocks of
         Unicode for the scripts that one language alone is commonly written in.

A word speaks for every language that has it, the louder the fewer those are; so do letters
that few languages have. English wins unless another language is clearly ahead of it: what is
read here is mostly English, and an English article may quote another language at length.
"""

import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Final
from unicodedata import normalize

from reader.annotate.lexicon import DATA

_SAMPLE: Final = 300
_SAMPLES: Final = 3
_FEWEST_WORDS: Final = 8
"""Fewer words than these tell nothing for sure."""
_FEW_WORDS: Final = 20
"""Below, it takes three different small words to tell a language that is not English; else two."""
_FEWEST_SIGNS: Final = 12
"""As many say as much in scripts that part no words."""
_AHEAD: Final = 1.4
"""A language must be so much ahead of English before a text counts as foreign."""
_LEAST: Final = 0.07
"""Evidence for each word below which a text is a list of names, or in no language known here."""

# Not the letter behind an apostrophe, nor parts of addresses: "it's", "@el", "t.co/la".
_WORD: Final = re.compile(r"(?<![@#/.:'’])[^\W\d_]{1,20}|(?<=['’])[^\W\d_]{2,20}")
# The vowel signs of the scripts of India are no letters to `re`.
_MARKED_WORD: Final = re.compile(r"[^\s\d\u0964!-/:-@\[-`{-~«»“”‘’…،؛؟–—-]{1,20}")
_NOT_LATIN: Final = re.compile("[\u0370-\u1cff\u2c00-\ud7ff\uf900-\ufdff\ufe70-\ufeff]")

_BLOCKS: Final = (
    (0x0370, "el"), (0x0400, "Cyrl"), (0x0530, "hy"), (0x0590, "Hebr"), (0x0600, "Arab"), (0x0700, ""),
    (0x0750, "Arab"), (0x0780, "dv"), (0x07C0, ""), (0x08A0, "Arab"), (0x0900, "Deva"), (0x0980, "bn"),
    (0x0A00, "pa"), (0x0A80, "gu"), (0x0B00, "or"), (0x0B80, "ta"), (0x0C00, "te"), (0x0C80, "kn"),
    (0x0D00, "ml"), (0x0D80, "si"), (0x0E00, "th"), (0x0E80, "lo"), (0x0F00, "bo"), (0x1000, "my"),
    (0x10A0, "ka"), (0x1100, "ko"), (0x1200, "am"), (0x13A0, ""), (0x1780, "km"), (0x1800, ""),
    (0x1C80, "Cyrl"), (0x1C90, "ka"), (0x1CC0, ""), (0x2D00, "ka"), (0x2D30, ""), (0x3041, "Kana"),
    (0x3130, "ko"), (0x3190, ""), (0x31F0, "Kana"), (0x3200, ""), (0x3400, "Hani"), (0xA000, ""),
    (0xAC00, "ko"), (0xD7B0, ""), (0xF900, "Hani"), (0xFB00, ""), (0xFB1D, "Hebr"), (0xFB50, "Arab"),
    (0xFE00, ""), (0xFE70, "Arab"), (0xFF00, ""),
)  # fmt: skip
"""Where a script's block begins, and its language or, where several share it, its ISO 15924 code."""
_STARTS: Final = [start for start, _ in _BLOCKS]

_SHARED: Final = {
    "Cyrl": "ru uk be bg mk sr kk mn", "Arab": "ar fa ur ps", "Hebr": "he yi", "Deva": "hi mr ne"
}  # fmt: skip
"""The languages of a script, the one with most readers first."""

_LETTERS: Final = {
    "de": "äöüß", "fr": "éèêàçœ", "es": "ñóíáéú¿", "pt": "ãõçáéêà", "it": "àèìòù", "da": "æøå",
    "nb": "æøå", "nn": "æøå", "sv": "äöå", "fi": "äö", "pl": "łżęąśźćńó", "cs": "řěůčžšýáí", "sk": "ľĺŕôäčžšýá",
    "hu": "őűáéöü", "ro": "șțşţăâî", "hr": "đčćžš", "sl": "čžš", "et": "õäöü", "lv": "āēīūķļņģš",
    "lt": "ėųįšžūč", "tr": "ğışçöü", "ca": "àçèéíòóú·", "gl": "ñóíáéú", "sq": "ëç", "mt": "ħġżċ",
    "ga": "áéíóú", "cy": "ŵŷâ", "is": "þðæáíúöý", "af": "êëï", "vi": "ạảấầẩậắằặẹếềểệịọốồổộớờợụủứừựươđ", "eo": "ĉĝĥĵŝŭ",
    "ht": "èò", "lb": "ëéä", "uk": "іїєґ", "be": "ўіёэы", "ru": "ыэё", "bg": "ъщ", "mk": "ѓќѕљњџј",
    "sr": "ђћљњџј", "kk": "әғқңөұүһіы", "mn": "өүэы", "fa": "پچژگکی", "ur": "ٹڈڑےںہھ", "ps": "ټډړږښګڼې", "ar": "ةىيك",
    "yi": "װױײ", "mr": "ळ",
}  # fmt: skip
_OWN_LETTERS: Final = {code: frozenset(letters) for code, letters in _LETTERS.items()}
_LETTER_WEIGHT: Final = 0.5
_MOST_LETTERS: Final = 12
"""A letter speaks so often, and no more."""

Weights = dict[str, tuple[tuple[str, float], ...]]


def guess_language(text: str) -> str | None:
    """Guess what language most of `text` is in.

    >>> guess_language("The pilots said that they would not be back before the end of the week.")
    'en'
    >>> guess_language("Die Lotsen sagten, dass sie nicht vor dem Ende der Woche kommen.")
    'de'
    >>> guess_language("Real Madrid 2 Barcelona 1") is None
    True
    """
    sample = _sample(text)
    if len(sample) < _FEWEST_WORDS:
        return None
    foreign = [] if sample.isascii() else _NOT_LATIN.findall(sample)
    if foreign and 2 * len(foreign) > sum(map(str.isalpha, sample)):
        return _by_script(sample, foreign)
    words = _WORD.findall(sample)
    if len(words) < _FEWEST_WORDS:
        return None
    scores = _scores(sample, words)
    for languages in _SHARED.values():
        for code in languages.split():
            scores.pop(code, None)
    best = _clear(scores, _LEAST * len(words))
    return best if best is None or _is_spoken(best, words) else None


def is_english(language: str | None) -> bool:
    """True for "en", "en-GB" and a language that could not be told."""
    return language is None or language[:2].lower() == "en"


def _clear(scores: dict[str, float], least: float) -> str | None:
    """Give the language ahead of all, if it is clearly so."""
    english = scores.get("en", 0.0)
    best = max(scores, key=lambda code: scores[code], default=None)
    if best is None or scores[best] < least:
        return None
    if best == "en" or scores[best] >= _AHEAD * english:
        return best
    return "en" if english >= least else None


def _is_spoken(code: str, words: list[str]) -> bool:
    """True when several different words speak for the language: "a" alone does for many."""
    if code == "en":
        return True
    weights, _ = _weights()
    found = [word for word in set(words) if any(code == own for own, _ in weights.get(word, ()))]
    letters = not _OWN_LETTERS[code].isdisjoint("".join(words)) if code in _OWN_LETTERS else False
    return len(found) + letters >= (3 if len(words) < _FEW_WORDS else 2)


def _sample(text: str) -> str:
    """Give the start, the middle and the end of `text`."""
    sample = text
    if len(text) > _SAMPLES * _SAMPLE:
        step = (len(text) - _SAMPLE) // (_SAMPLES - 1)
        sample = " ".join([text[i * step : i * step + _SAMPLE] for i in range(_SAMPLES)])
    sample = sample if sample.isascii() else normalize("NFC", sample)
    # A capital is a name's: "La" of "La Paz" is no Spanish, unless all the text is in capitals.
    return sample.lower() if sample.isupper() else sample


def _by_script(sample: str, letters: list[str]) -> str | None:
    """Guess the language of a sample that is mostly in `letters` of one script."""
    counts = Counter(_BLOCKS[bisect_right(_STARTS, ord(letter)) - 1][1] for letter in letters)
    script, count = counts.most_common(1)[0]
    if script in {"Hani", "Kana", "th", "lo", "km", "my", "bo"}:
        if len(letters) < _FEWEST_SIGNS:
            return None
        # Japanese is written in both; a Chinese text quotes no kana but in passing.
        if script in {"Hani", "Kana"}:
            return "ja" if 8 * counts["Kana"] > counts["Hani"] else "zh"
        return script
    words = _MARKED_WORD.findall(sample)
    if len(words) < _FEWEST_WORDS or not script or 2 * count < len(letters):
        return None
    if script not in _SHARED:
        return script
    codes = _SHARED[script].split()
    scores = _scores(sample, words)
    best = max(codes, key=lambda code: scores.get(code, 0.0))
    return best if scores.get(best, 0.0) > 0 else codes[0]


def _scores(sample: str, words: Iterable[str]) -> dict[str, float]:
    scores: dict[str, float] = defaultdict(float)
    weights, letters = _weights()
    for word, count in Counter(words).items():
        if word in weights:
            times = min(count, _MOST_LETTERS)
            for code, weight in weights[word]:
                scores[code] += weight * times
    if not sample.isascii():
        for letter, count in Counter(sample).items():
            if letter > "\x7f" and letter in letters:
                for code, weight in letters[letter]:
                    scores[code] += weight * min(count, _MOST_LETTERS)
    return scores


@lru_cache(maxsize=1)
def _weights() -> tuple[Weights, Weights]:
    """Read the words, once, and weigh them and the letters by how few languages have them."""
    text = (DATA / "function_words.txt").read_text(encoding="utf-8")
    lines = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    words = {line[0]: line[1:] for line in lines}
    letters = {code: list(letters) for code, letters in _LETTERS.items()}
    return _weighed(words, 1.0), _weighed(letters, _LETTER_WEIGHT)


def _weighed(owned: dict[str, list[str]], scale: float) -> Weights:
    owners: dict[str, list[str]] = defaultdict(list)
    for code, items in owned.items():
        for item in dict.fromkeys(items):
            owners[item].append(code)
    total = math.log(len(owned) + 1)
    return {
        item: tuple((code, scale * (total - math.log(len(codes))) / total) for code in codes)
        for item, codes in owners.items()
    }
