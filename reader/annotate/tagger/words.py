"""What is known of a word wherever it stands: its sort, its shape, its class, its lists.

Shape:   one `Word` for each distinct token, made once and kept.
Units:   `cluster` and `coarse` number classes of words used alike, 0 for none; `lists` has a bit
         for each list of `lexicon` the word is on.
Errors:  none, for any token.
"""

from typing import Final

LOWER, CAPITAL, LINK, PARTICLE, OWNER, COMMA, STOP, BREAK = range(8)

_PARTICLES: Final = frozenset(
    "al el ul de da do dos das di du des del della dei van von der den zu bin ibn bint ben abu la le les los las "  # noqa: SIM905
    "ten ter ud ash ad".split()
)
_LINKS: Final = frozenset(
    "of the and for in on at to with y e et as an ar az au aux sur lès bei im - ‐ ‑ & / + ’ ' – a und für die pour zur am um".split()  # noqa: SIM905
)
_ABBREVIATED: Final = frozenset(
    "Mr Mrs Ms Dr Prof Gen Lt Col Maj Capt Cmdr Sgt Cpl Adm Brig Sen Rep Gov Rev Hon St Ste Mt Ft Jr Sr Inc Ltd "  # noqa: SIM905
    "Co Corp Bros Cie Bhd Pty Pte No vs Messrs Mlle Mme Fr Supt Det Insp Pvt Pfc Atty Dist Ave Blvd Rd Univ Dept".split()
)
_SUFFIXES: Final = frozenset("Jr Sr Inc Ltd LLC LLP Corp Co PLC plc II III IV SA AG NV".split())  # noqa: SIM905

_OPENERS: Final = frozenset(':;!?“”‘"([{—–•*|>…«»')
"""Behind these, as behind a stop, any word may have a capital."""


_FUNCTION: Final = frozenset(
    "The A An He She It They We You I In On At By For From To Of But And Or As If When While After Before "  # noqa: SIM905
    "This That These Those His Her Their Its Our My There Here What Who How Why Where Which Not No With So Then "
    "Also Some Many Most All Both Each Such Yet Nor Since Until Because Although Though Is Was Are Were Be Do Does "
    "Did Has Had Have Can Could Should Would Must Let Now Just Only Even Still Once Meanwhile However During Under Over".split()
)
"""Words that begin sentences with a capital, and names hardly ever."""


_SMALL_FORMS: Final = frozenset({"plc", "plc."})
"""Forms of companies, which are written small: "Halcyon Power plc"."""


class Word:
    """A distinct token; what its class, lists and weights are, others fill in."""

    __slots__ = (
        "abbreviates",
        "closes",
        "cluster",
        "coarse",
        "function",
        "key",
        "lists",
        "lower",
        "parts",
        "shape",
        "sort",
        "suffix",
        "text",
        "vectors",
    )

    def __init__(self, text: str) -> None:
        self.text = text
        self.sort = sort_of(text)
        self.lower = text.lower()
        self.abbreviates = text in _ABBREVIATED or (len(text) == 1 and self.sort == CAPITAL)
        self.closes = 1 if self.sort >= STOP or text in _OPENERS else 0
        self.function = text in _FUNCTION
        self.suffix = text in _SUFFIXES
        self.shape = 0
        self.cluster = 0
        self.coarse = 0
        self.lists = 0
        self.key = 0
        self.parts: tuple[int, ...] = ()
        self.vectors: tuple[int, ...] | None = None


def sort_of(text: str) -> int:
    """Say which part a token may play in a name."""
    first = text[0]
    if first.isupper() or first.istitle():
        return CAPITAL
    if first.islower():
        if text in _PARTICLES:
            return PARTICLE
        if text in _SMALL_FORMS:
            return CAPITAL
        if not text.islower() and any(map(str.isupper, text)):  # "d’Aurelio", "eBay"
            return CAPITAL
        return LINK if text in _LINKS else LOWER
    if first in "'’‘" and len(text) == 2:
        return PARTICLE if text[1] == "t" else OWNER
    if text == ".":
        return STOP
    if text == ",":
        return COMMA
    if text == "\n":
        return BREAK
    return LINK if text in _LINKS else LOWER
