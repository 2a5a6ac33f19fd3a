"""A large network as a teacher: tuned on annotated texts, it labels plain ones.

Shape:   annotated blocks -> an encoder with a layer of labels; blocks of text -> annotated texts
         with `unsure` where the teacher doubts.
Units:   offsets count code points; chances are between 0 and 1.
Errors:  ImportError where torch or transformers are missing: the extra `teach`. OSError for a
         folder that holds no encoder.
Source:  distillation of a tagger onto unlabelled text (Hinton et al. 2015, with hard labels).
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from reader.annotate.tagger.corpus import KINDS, Annotated

LABELS: Final = ("O", *(f"{part}-{label}" for label in KINDS for part in "BI"))
"""Even numbers but 0 are insides, odd ones beginnings."""

_LONGEST: Final = 400
"""Pieces of words in a block; what is beyond is left unsure."""

_BATCH: Final = 1600
_DOUBT: Final = 0.75
"""A piece outside every name that the teacher holds to be so with less than this is unsure."""

_TRUST: Final = 0.6
"""A name one of whose pieces has less than this is unsure."""

_IGNORED: Final = -100
"""What torch takes for "no label here"."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """A block as the network takes it: pieces of words, their places, their labels."""

    ids: list[int]
    places: list[tuple[int, int]]
    labels: list[int]


def label_pieces(places: Sequence[tuple[int, int]], text: Annotated) -> list[int]:
    """Give each piece its label's number; pieces of no length have none."""
    kinds = tuple(KINDS.values())
    spans = iter(text.spans)
    span = next(spans, None)
    labels: list[int] = []
    for start, stop in places:
        while span is not None and span[1] <= start:
            span = next(spans, None)
        if stop <= start:
            labels.append(_IGNORED)
        elif span is None or span[0] >= stop:
            labels.append(0)
        else:
            labels.append(1 + 2 * kinds.index(span[2]) + (start > span[0]))
    return labels


def read_labels(
    text: str, places: Sequence[tuple[int, int]], chances: Sequence[Sequence[float]]
) -> dict[str, Any]:
    """Turn the network's chances of each label into a line of annotated text.

    Shape: a row of `LABELS`' chances for each piece -> `text`, `spans` and `unsure`.
    """
    spans: list[list[Any]] = []
    trust: list[float] = []
    unsure: list[list[int]] = []
    for (start, stop), row in zip(places, chances, strict=True):
        if stop <= start:
            continue
        best = max(range(len(row)), key=row.__getitem__)
        if best == 0:
            if row[0] < _DOUBT:
                unsure.append([start, stop])
            continue
        kind = tuple(KINDS)[(best - 1) // 2]
        before = spans[-1] if spans else None
        touches = before is not None and not text[before[1] : start].strip()
        glued = before is not None and before[1] == start and text[start - 1 : start + 1].isalnum()
        if touches and before is not None and before[2] == kind and (best % 2 == 0 or glued):
            before[1] = stop
            trust[-1] = min(trust[-1], row[best])
        else:
            spans.append([start, stop, kind])
            trust.append(row[best])
    unsure += [span[:2] for span, sure in zip(spans, trust, strict=True) if sure < _TRUST]
    if places and (seen := max(stop for _, stop in places)) < len(text):
        unsure.append([seen, len(text)])
    return {"text": text, "spans": spans, "unsure": sorted(unsure)}


def batches(
    items: Iterable[Pieces], size: int, chance: random.Random | None = None
) -> list[list[int]]:
    """Group blocks of like length; numbers of the blocks, `size` pieces to a group."""
    lengths = [len(item.ids) for item in items]
    order = sorted(
        range(len(lengths)), key=lambda i: lengths[i] + (chance.random() * 8 if chance else 0)
    )
    groups: list[list[int]] = []
    longest = 0
    for number in order:
        longest = max(longest, lengths[number])
        if not groups or (len(groups[-1]) + 1) * longest > size:
            groups.append([])
            longest = lengths[number]
        groups[-1].append(number)
    if chance:
        chance.shuffle(groups)
    return groups


class Teacher:
    """An encoder with one layer of labels above it."""

    def __init__(self, folder: Path) -> None:
        self._torch: Any = import_module("torch")
        makers: Any = import_module("transformers")
        self._tokens = makers.AutoTokenizer.from_pretrained(folder, use_fast=True)
        self._net = makers.AutoModelForTokenClassification.from_pretrained(
            folder, num_labels=len(LABELS), id2label=dict(enumerate(LABELS))
        )

    def pieces(self, text: Annotated) -> Pieces:
        """Cut a block into the encoder's pieces of words."""
        most = min(_LONGEST, self._tokens.model_max_length)
        made = self._tokens(
            text.text, return_offsets_mapping=True, truncation=True, max_length=most
        )
        places = [(start, stop) for start, stop in made["offset_mapping"]]
        return Pieces(made["input_ids"], places, label_pieces(places, text))

    def _run(self, items: Sequence[Pieces]) -> Any:  # noqa: ANN401 - torch has its own types
        length = max(len(item.ids) for item in items)
        pad = self._tokens.pad_token_id
        torch = self._torch
        ids = torch.tensor([item.ids + [pad] * (length - len(item.ids)) for item in items])
        seen = torch.tensor([[1] * len(i.ids) + [0] * (length - len(i.ids)) for i in items])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            return self._net(input_ids=ids, attention_mask=seen).logits.float()

    def tune(self, texts: Sequence[Annotated], rate: float, seed: int) -> None:
        """Learn from every block once, at a rate that warms up and falls to nothing."""
        torch = self._torch
        torch.manual_seed(seed)
        items = [self.pieces(text) for text in texts]
        groups = batches(items, _BATCH, random.Random(seed))
        learner = torch.optim.AdamW(self._net.parameters(), lr=rate, weight_decay=0.01)
        warm = max(1, len(groups) // 12)
        plan = torch.optim.lr_scheduler.LambdaLR(
            learner, lambda step: min(1.0, (step + 1) / warm) * (1 - step / len(groups))
        )
        self._net.train()
        for number, group in enumerate(groups):
            chosen = [items[index] for index in group]
            logits = self._run(chosen)
            length = logits.shape[1]
            wanted = torch.tensor(
                [item.labels + [_IGNORED] * (length - len(item.labels)) for item in chosen]
            )
            loss = torch.nn.functional.cross_entropy(
                logits.view(-1, len(LABELS)), wanted.view(-1), label_smoothing=0.02
            )
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self._net.parameters(), 1.0)
            learner.step()
            plan.step()
            learner.zero_grad()
            if number % 20 == 0:
                print(f"{number} of {len(groups)}: loss {loss.item():.4f}", flush=True)

    def save(self, folder: Path) -> None:
        """Write the encoder, its labels and its tokeniser."""
        self._net.save_pretrained(folder)
        self._tokens.save_pretrained(folder)

    def label(self, texts: Sequence[str]) -> list[dict[str, Any]]:
        """Label each block; the same order."""
        self._net.eval()
        items = [self.pieces(Annotated(text, ())) for text in texts]
        lines: dict[int, dict[str, Any]] = {}
        with self._torch.inference_mode():
            for group in batches(items, _BATCH):
                chances = self._run([items[index] for index in group]).softmax(-1).tolist()
                for index, rows in zip(group, chances, strict=True):
                    places = items[index].places
                    lines[index] = read_labels(texts[index], places, rows[: len(places)])
        return [lines[index] for index in range(len(texts))]
