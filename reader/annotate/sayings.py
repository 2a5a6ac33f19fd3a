"""Who is said to speak: verbs of saying, and who stands before or behind them.

Shape:   the text on one side of a quotation, people in it as one sign each, -> a `Saying`.
Units:   offsets are code points of that text.
Errors:  none. Every repetition is bounded, so that no text is slow.

What is not sure is nobody's: a spokesman for somebody, two people at once, "was told", "never
said", a verb whose subject is no name.
"""

import re
from typing import Final, Literal, NamedTuple

PERSON: Final = "\ue000"
FILL: Final = "\ue001"
"""A person's mark in the text that is looked at: the first sign, then the other for each letter more."""

Who = Literal["person", "pronoun", "unknown"]


class Saying(NamedTuple):
    """A verb of saying beside a quotation."""

    who: Who
    """Whether it is known whose it is; a pronoun is resolved by whoever knows the text around."""
    at: int
    """Where the person or the pronoun stands; where the verb does, if unknown."""
    stop: int
    """Where the verb and its subject end."""


_FINITE: Final = (
    "said|says|told|tells|added|adds|explained|explains|insisted|insists|argued|argues|wrote|writes"
    "|replied|replies|asked|asks|recalled|recalls|warned|warns|noted|notes|claimed|claims|admitted"
    "|admits|announced|announces|stressed|stresses|concluded|concludes|observed|observes|remarked"
    "|remarks|joked|jokes|tweeted|posted|declared|declares|stated|states|commented|comments"
    "|testified|shouted|whispered|cried|confirmed|suggested|suggests|acknowledged|acknowledges"
    "|continued|responded|answered|complained|complains|promised|vowed|predicted|predicts"
    "|maintained|maintains|conceded|concedes|quipped|exclaimed|mused|reflected|countered|pleaded"
    "|was\\s+quoted\\s+as\\s+saying"
)
_NAMING: Final = "called|calls|described|describes|branded|labelled|denounced|praised|dismissed"
_GOING_ON: Final = (
    "saying|adding|writing|warning|arguing|insisting|claiming|telling|explaining|noting|replying"
    "|calling|describing"
)
_INVERTED: Final = _FINITE.replace("told|tells|", "").replace("asks|", "")
_ADVERB: Final = r"(?:(?:also|later|then|once|again|still|has|had|have|further|\w{2,14}ly)\s+){0,3}"
_TITLE: Final = (
    r"(?:(?:the|a|an|[A-Z][\w·’&/-]{0,20}|mr|mrs|ms|dr|former|prime|deputy|vice|senior|chief|foreign"
    r"|finance|defence|interior|health|education|home|opposition|party|team|club|company|council"
    r"|police|fire|harbour|board|project|campaign|lead|head|co-founder|founder|minister|president"
    r"|secretary|chancellor|mayor|governor|senator|captain|coach|manager|director|executive|officer"
    r"|editor|professor|doctor|judge|general|inspector|superintendent|sergeant|leader|spokesman"
    r"|spokeswoman|spokesperson|chairman|chairwoman|chair|analyst|economist|author|researcher"
    r"|scientist|engineer|architect|lawyer|farmer|teacher|nurse|owner|resident|neighbour|striker"
    r"|goalkeeper|winger|midfielder|defender|pilot|skipper|curator|conductor|singer|actor|actress"
    r"|baker|fisherman|ranger|veteran)\s+){0,6}"
)
_ASIDE: Final = r"(?:(?:,[^,;:.!?“”\"]{1,90}){1,3},|\s*\([^()]{1,40}\))?"
_LEAD: Final = r"[\s,—–-]{0,4}"
_ANY: Final = f"{PERSON}{FILL}*+"
_P: Final = f"(?P<who>{_ANY})"
_S: Final = r"(?P<who>\b(?:he|she|He|She)\b)"
_NOT_OF: Final = r"(?![’'])"

_AFTER: Final[tuple[tuple[Who, re.Pattern[str]], ...]] = (
    ("person", re.compile(rf"{_LEAD}{_TITLE}{_P}{_ASIDE}\s+{_ADVERB}(?:{_FINITE})\b")),
    ("pronoun", re.compile(rf"{_LEAD}{_S}\s+{_ADVERB}(?:{_FINITE})\b")),
    ("pronoun", re.compile(rf"{_LEAD}{_ADVERB}(?:{_INVERTED})\s+{_S}")),
    (
        "person",
        re.compile(
            rf"{_LEAD}{_ADVERB}(?:{_INVERTED})\s+(?:{_TITLE}|[^{PERSON};:.!?“”\"]{{1,90}},\s){_P}{_NOT_OF}"
            rf"(?!,?\s+(?:and|or)\s+(?:{_TITLE}){_ANY})"
        ),
    ),
    ("person", re.compile(rf"{_LEAD}according\s+to\s+{_TITLE}{_P}{_NOT_OF}")),
)
_VERB: Final = re.compile(rf"\b(?:{_FINITE}|according\s+to)\b")
_LAST_VERB: Final = re.compile(rf"\b(?:(?P<name>{_NAMING})|(?P<on>{_GOING_ON})|{_FINITE})\b")
_SUBJECT: Final = re.compile(rf"{_P}{_ASIDE}\s+{_ADVERB}\Z")
_SUBJECT_SHE: Final = re.compile(rf"{_S}\s+{_ADVERB}\Z")
_JOINED: Final = re.compile(
    rf"(?P<who>{_ANY}|\b[Ss]?[Hh]e\b)\s[^{PERSON},;:.!?“”\"]{{1,100}},?\s(?:and|but)\s+{_ADVERB}\Z"
)
_BY: Final = re.compile(rf"\b[Aa]ccording\s+to\s+{_TITLE}{_P},\s*\Z")
_SCRIPT: Final = re.compile(rf"\A\s*{_TITLE}{_P}:\s*\Z")
_SAID_P: Final = re.compile(rf"\A\s+{_TITLE}{_P}\s*[:,]\s*\Z")
_SHIFTED: Final = re.compile(
    r"\b(?:for|of|to|by|from|with|against|about|behind|under|near|like|than|told|whose|named|over)\b"
)
_DENIED: Final = re.compile(r"(?:\b(?:not|never|nobody|hardly|barely)\b|n[’']t\b)[^,]{0,16}\Z")
_CLAUSE: Final = re.compile(r"[,;:!?“”\"—–]|\.(?=\s|\Z)")
_TAIL: Final = 160
"""Between the verb and what is quoted; behind that it is another matter."""


def after(text: str, *, ended: bool) -> Saying | None:
    """Who speaks, told behind a quotation: `text` follows it up to the end of the sentence.

    Args:
        text: the rest of the sentence, with people as `PERSON`.
        ended: True when the quotation ended with a full stop; what follows is then its speaker's
            only if nothing else is said.
    """
    for who, pattern in _AFTER:
        match = pattern.match(text)
        if match is None:
            continue
        if ended and text[match.end() :].strip(" .\n\t"):
            return None
        return Saying(who, match.start("who"), match.end())
    verb = _VERB.search(text)
    return None if verb is None or ended else Saying("unknown", verb.start(), verb.end())


def before(text: str) -> Saying | None:
    """Who speaks, told before a quotation: `text` goes from the sentence's start to the quotation."""
    for pattern in (_BY, _SCRIPT):
        if (match := pattern.search(text)) is not None:
            return Saying("person", match.start("who"), match.end())
    verb = None
    for each in _LAST_VERB.finditer(text):
        verb = each
    if verb is None:
        return None
    unknown = Saying("unknown", verb.start(), verb.end())
    tail, head = text[verb.end() :], text[: verb.start()]
    if len(tail) > _TAIL or ";" in tail or (verb["name"] and not tail.strip(" :,")):
        return unknown
    if _DENIED.search(head):
        return unknown
    if verb["on"]:
        return _alone(head, verb.end()) or unknown
    return _subject(text, head, tail, verb) or unknown


def _subject(text: str, head: str, tail: str, verb: "re.Match[str]") -> Saying | None:
    """The subject of the verb, where that is one person."""
    if (match := _SUBJECT.search(head)) is not None:
        return _own(head, match.start("who"), verb.end())
    if (match := _SUBJECT_SHE.search(head)) is not None:
        return Saying("pronoun", match.start("who"), verb.end())
    if (match := _JOINED.search(head)) is not None:
        at = match.start("who")
        if head[at] != PERSON:
            return Saying("pronoun", at, verb.end())
        return _own(head, at, verb.end())
    if not head.strip() and (match := _SAID_P.match(tail)) is not None:
        return Saying("person", verb.end() + match.start("who"), len(text))
    return None


def _alone(head: str, stop: int) -> Saying | None:
    """The one person that the sentence is about, for "..., saying"."""
    if head.count(PERSON) != 1 or re.search(r"\b(?:he|she|they|who|which)\b", head):
        return None
    at = head.index(PERSON)
    if re.match(r"[’']", head[at:].lstrip(PERSON + FILL)) or len(head[:at].split()) > 8:
        return None
    return _own(head, at, stop)


def _own(head: str, at: int, stop: int) -> Saying | None:
    """The person at `at`, unless the words before say that somebody else is meant."""
    clause = head[:at]
    for end in _CLAUSE.finditer(clause):
        clause = head[end.end() : at]
    if _SHIFTED.search(clause) or re.search(
        rf"{_ANY},?\s+(?:and|or)\s", head[max(0, at - 40) : at]
    ):
        return None
    return Saying("person", at, stop)


def has_verb(text: str) -> bool:
    """True when somebody is said to say something in `text`."""
    return _VERB.search(text) is not None
