"""A slow oracle, which reads every article for every word, agrees with the index."""

import math
from dataclasses import dataclass, field
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from reader.search import Index, Phrase, Term, digest, parse_query
from reader.text.fold import words
from tests.search.libraries import PAPER, QUERY, TYPED

FIELDS = ("title", "name", "byline", "standfirst", "text")
POINTS = {
    "title": (94, 90, 60, 57, 56, 54, 28),
    "name": (84, 80, 54, 52, 50, 48, 26),
    "byline": (76, 73, 52, 50, 48, 46, 24),
    "standfirst": (72, 68, 46, 44, 42, 40, 22),
    "text": (36, 30, 20, 18, 16, 14, 0),
}
"""Of the word itself, of one it begins; of look-alikes at one edit, of such as begin so, of both at
two edits; and of look-alikes of three letters."""
SURE = 4


@dataclass
class Paper:
    """An article as the oracle sees it: texts, each with the forms and the parts of its words."""

    key: str
    moment: float
    texts: dict[str, list[str]]
    forms: dict[str, set[str]] = field(init=False)
    runs: dict[str, list[list[str]]] = field(init=False)
    everything: list[str] = field(init=False)
    """Every word of the body, and its joined forms, each once."""
    length: int = field(init=False)
    """Of the body as the index keeps it: with what parts the joined forms."""

    def __post_init__(self) -> None:
        self.forms = {
            name: {word.form for text in texts for word in words(text)}
            for name, texts in self.texts.items()
        }
        self.runs = {
            name: [[word.form for word in words(text) if not word.joined] for text in texts]
            for name, texts in self.texts.items()
        }
        (body,) = self.texts["text"]
        joined = {word.form for word in words(body) if word.joined}
        self.everything = [*self.runs["text"][0], *joined]
        self.length = len(self.runs["text"][0]) + 2 * len(joined)


def forgiven(word: str) -> int:
    if len(word) < 3 or any(letter.isdigit() for letter in word):
        return 0
    return 2 if len(word) >= 8 else 1


def side_by_side(paper: Paper, name: str, phrase: Phrase) -> bool:
    size = len(phrase.words)
    for run in paper.runs[name]:
        for place in range(len(run) - size + 1):
            *head, last = run[place : place + size]
            fits = last.startswith(phrase.words[-1]) if phrase.open else last == phrase.words[-1]
            if fits and tuple(head) == phrase.words[:-1]:
                return True
    return False


def as_typed(paper: Paper, name: str, term: Term) -> int:
    """Points of `term` in a field without forgiving anything."""
    exact, start, *_ = POINTS[name]
    if term.word in paper.forms[name]:
        return exact
    starts = name != "text" or len(term.word) >= 3
    if starts and any(form.startswith(term.word) for form in paper.forms[name]):
        return start
    if term.apart and side_by_side(paper, name, term.apart):
        return start
    return 0


def mended(paper: Paper, name: str, word: str, *, starts: bool) -> int:
    """Points for the nearest look-alike in a field."""
    *_, one, one_start, two, two_start, barely = POINTS[name]
    best = 0
    for form in paper.forms[name]:
        whole = OSA.distance(word, form)
        start = min(OSA.distance(word, form[:end]) for end in range(len(form) + 1))
        if not forgiven(word) or form.startswith(word) or not form.isalpha():
            continue
        if len(word) < SURE:
            best = max(best, barely * slipped(word, form))
        elif whole <= forgiven(word):
            best = max(best, (0, one, two)[whole])
        if starts and len(word) >= SURE and start <= forgiven(word):
            best = max(best, (0, one_start, two_start)[start])
    return best


def slipped(word: str, form: str) -> bool:
    """Whether `word` is `form` with a letter dropped or two swapped."""
    longer = {form[:place] + form[place + 1 :] for place in range(len(form))}
    swapped = {
        form[:place] + form[place + 1] + form[place] + form[place + 2 :]
        for place in range(len(form) - 1)
    }
    return word in longer | swapped


def points(
    papers: list[Paper], asked: Term | Phrase, where: tuple[str, ...] = FIELDS
) -> dict[str, int]:
    """Points of every article for one word or phrase, of what is found in these fields."""
    if isinstance(asked, Phrase):
        bare = asked.open and len(asked.words) == 1 and len(asked.words[0]) < 3
        return {
            paper.key: max(
                POINTS[name][0] * phrase_found(paper, name, asked)
                for name in where
                if not (bare and name == "text")
            )
            for paper in papers
        }
    begins_short = any(as_typed(paper, name, asked) for paper in papers for name in FIELDS[:-1])
    begins_any = begins_short or any(as_typed(paper, "text", asked) for paper in papers)
    return {
        paper.key: max(
            *(as_typed(paper, name, asked) for name in where),
            *(mended(paper, n, asked.word, starts=not begins_short) for n in FIELDS[:-1]),
            0 if begins_any or where != FIELDS else mended(paper, "text", asked.word, starts=False),
        )
        for paper in papers
    }


def phrase_found(paper: Paper, name: str, phrase: Phrase) -> bool:
    if len(phrase.words) == 1:  # one word is found in its joined forms, too
        forms = paper.forms[name]
        word = phrase.words[0]
        return any(form.startswith(word) for form in forms) if phrase.open else word in forms
    return side_by_side(paper, name, phrase)


def together(paper: Paper, terms: tuple[Term | Phrase, ...]) -> int:
    """Points for words that stand in the headline as typed."""
    if len(terms) < 2 or not all(isinstance(term, Term) for term in terms):
        return 0
    starts = [term.word for term in terms if isinstance(term, Term)]
    run = paper.runs["title"][0]
    if any(
        all(run[place + n].startswith(start) for n, start in enumerate(starts))
        for place in range(len(run) - len(starts) + 1)
    ):
        return 6
    rest = iter(run)
    return 3 * all(any(word.startswith(start) for word in rest) for start in starts)


def spoken(
    papers: list[Paper],
    terms: tuple[Term | Phrase, ...],
    earned: list[dict[str, int]],
    in_short: list[dict[str, int]],
) -> dict[str, float]:
    """How much the bodies speak of the words, of the articles that are found by them: BM25, in steps."""
    needing = [
        paper
        for paper in papers
        if all(one[paper.key] for one in earned) and not all(one[paper.key] for one in in_short)
    ]
    if len(needing) < 2:
        return {}
    lengths = {paper.key: paper.length for paper in needing}
    usual = sum(lengths.values()) / len(lengths) or 1
    weights = dict.fromkeys(lengths, 0.0)
    for term, points_of in zip(terms, earned, strict=True):
        if isinstance(term, Term):
            holding = sum(map(bool, points_of.values()))
            rarity = math.log(1 + (len(papers) - holding + 0.5) / (holding + 0.5))
            for paper in needing:
                count = paper.everything.count(term.word)
                weights[paper.key] += (
                    rarity
                    * count
                    * 2.2
                    / (count + 1.2 * (0.25 + 0.75 * lengths[paper.key] / usual))
                    if count
                    else 0.0
                )
    most = max(weights.values()) or 1.0
    return {key: round(weight / most * 24) / 25 for key, weight in weights.items()}


def answered(papers: list[Paper], typed: str) -> list[tuple[str, float]]:
    """Ids and scores, best first."""
    query = parse_query(typed)
    kept = [
        paper
        for paper in sorted(papers, key=lambda paper: (-paper.moment, paper.key))
        if not any(phrase_found(paper, name, one) for one in query.without for name in FIELDS)
    ]
    if not query.terms:
        return [(paper.key, 100.0) for paper in kept]
    earned = [points(papers, term) for term in query.terms]
    in_short = [points(papers, term, FIELDS[:-1]) for term in query.terms]
    rarity = [math.log(2 + len(papers) / (1 + sum(map(bool, each.values())))) for each in earned]
    scored = []
    weights = spoken(papers, query.terms, earned, in_short)
    for paper in kept:
        each = [one[paper.key] for one in earned]
        if all(each):
            halves = sum(
                max(1, round(2 * points * rare / sum(rarity)))
                for points, rare in zip(each, rarity, strict=True)
            )
            halves += 2 * together(paper, query.terms)
            if len(query.terms) > 1 and not all(one[paper.key] for one in in_short):
                halves = max(1, halves - 20)
            scored.append((paper.key, min(100.0, (halves + weights.get(paper.key, 0.0)) / 2)))
    return sorted(scored, key=lambda pair: -pair[1])


@given(st.lists(PAPER, min_size=1, max_size=6), st.lists(QUERY, min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_the_index_agrees_with_the_oracle(
    drawn: list[tuple[str, str, str, str, list[str], float]], typed: list[str]
) -> None:
    index = Index()
    papers = []
    for number, (title, standfirst, byline, body, names, moment) in enumerate(drawn):
        key = f"{number}"
        index.add(key, digest(title, standfirst, byline, body), moment=moment)
        index.add_names(key, names)
        texts = {"title": [title], "standfirst": [standfirst], "byline": [byline]}
        papers.append(Paper(key, moment, {**texts, "text": [body], "name": names}))
    for one in typed:
        found = index.search(parse_query(one))
        assert list(zip(found.ids, found.scores, strict=True)) == answered(papers, one)
        again = index.search(parse_query(one))
        assert (again.ids, again.scores) == (found.ids, found.scores)


@given(st.lists(PAPER, min_size=1, max_size=4), st.sampled_from(TYPED))
@settings(max_examples=50, deadline=None)
def test_a_longer_start_finds_no_more_as_long_as_nothing_is_forgiven(
    drawn: list[tuple[str, str, str, str, list[str], float]], word: str
) -> None:
    index = Index()
    for number, (title, *_) in enumerate(drawn):
        index.add(f"{number}", digest(title, None, None, ""), moment=0.0)
    starts = [word[:end] for end in range(1, min(len(word), 2) + 1) if word[:end].isalnum()]
    for shorter, longer in pairwise(starts):
        found = set(index.search(parse_query(longer)).ids)
        assert found <= set(index.search(parse_query(shorter)).ids)
