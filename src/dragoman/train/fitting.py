"""Fitting: from labelled sentences to a trained upper part, and its scores for other sentences.

Sentences with labels come in, a fitted network goes out. The same sentences and seed give the same weights.
The lower layers are run once and their states kept, since they do not change.

Source of the recipe: measured on the training reports (docs/reader-card.md).
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch.nn import functional

from dragoman.train.network import Scores, Shape, as_mask, load_base

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from torch import Tensor

    from dragoman.train.network import Base, Upper

MAX_PIECES = 128
"""A sentence's word pieces beyond these are not looked at. Source: 99.5 % of the training sentences are shorter."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence with what readers said of it; arrays over the frames.

    Attributes:
        ids: Word pieces.
        position: Where the sentence stands in its report.
        first, told, hedged, main: 1 where the frame is first told, told, hedged, a main point.
        status: Number of the status where told, else -1.
        anchor: Word piece that carries the frame, where known, else -1.
    """

    ids: tuple[int, ...]
    position: np.ndarray
    first: np.ndarray
    told: np.ndarray
    hedged: np.ndarray
    main: np.ndarray
    status: np.ndarray
    anchor: np.ndarray

    @property
    def is_empty(self) -> bool:
        """Whether no frame is told."""
        return not self.told.any()


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to fit.

    Attributes:
        epochs, batch, rate, head_rate, warm_up, decay: Of AdamW with linear warm-up and fall.
        empties: Share of sentences without a frame that are shown in an epoch.
        seed: Of the heads, the order and the dropout.
    """

    epochs: int = 3
    batch: int = 32
    rate: float = 3e-4
    head_rate: float = 3e-3
    warm_up: float = 0.1
    decay: float = 0.01
    empties: float = 0.4
    seed: int = 20251


RECIPES = {2: Recipe(), 6: Recipe(batch=16, rate=1.5e-4, head_rate=2e-3)}
"""By the number of upper layers that are trained. Source: docs/reader-card.md says what each reaches and costs."""
LAYERS = 2
"""Upper layers trained unless more are asked for: those of the reader that is shipped."""

WEIGHTS = {"told": 0.5, "status": 0.3, "hedged": 0.2, "main": 0.3, "anchor": 0.1}
"""Weights of the losses beside that of the first mention. Source: measured on the training reports."""


class Fit:
    """One fit: ``run`` trains, ``score`` applies."""

    def __init__(self, folder: Path, shape: Shape, recipe: Recipe) -> None:
        torch.set_num_threads(1)  # sums in another order are other weights after some hundred steps
        torch.manual_seed(recipe.seed)
        self.base, self.upper = load_base(folder, shape)
        self.base.eval()
        self.recipe = recipe

    def run(
        self, sentences: Sequence[Labelled], states: Sequence[Tensor], say: Callable[[str], None] = lambda _: None
    ) -> None:
        """Train the upper part.

        Args:
            sentences: What readers said.
            states: Of the lower layers, one for each sentence.
            say: Told the loss after each epoch.
        """
        recipe, order = self.recipe, np.random.default_rng(self.recipe.seed)
        plan = [list(_batches(sentences, recipe, order)) for _ in range(recipe.epochs)]
        total = sum(map(len, plan))
        optimiser = _optimiser(self.upper, recipe)
        schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda n: _share(n, total, recipe.warm_up))
        self.upper.train()
        for epoch, batches in enumerate(plan, 1):
            started, summed = time.perf_counter(), 0.0
            for batch in batches:
                x, present, position = _stack([states[n] for n in batch], [sentences[n].position for n in batch])
                loss = _loss(self.upper(x, as_mask(present), position), [sentences[n] for n in batch])
                optimiser.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(self.upper.parameters(), 1.0)
                optimiser.step()
                schedule.step()
                summed += loss.item()
            say(
                f"epoch {epoch} of {recipe.epochs}: loss {summed / len(batches):.4f}, "
                f"{time.perf_counter() - started:.0f} s"
            )
        self.upper.eval()

    def score(self, states: Sequence[Tensor], positions: Sequence[np.ndarray]) -> list[Scores]:
        """Give the scores of sentences, one by one in their order, as numpy arrays in ``Scores``."""
        found: dict[int, Scores] = {}
        order = sorted(range(len(states)), key=lambda n: len(states[n]))
        with torch.inference_mode():
            for at in range(0, len(order), 32):
                batch = order[at : at + 32]
                x, present, position = _stack([states[n] for n in batch], [positions[n] for n in batch])
                scores = self.upper(x, as_mask(present), position)
                for row, n in enumerate(batch):
                    one = Scores(*(part[row].numpy() for part in scores))
                    found[n] = one._replace(attention=one.attention[:, : len(states[n])])  # beyond is padding
        return [found[n] for n in range(len(states))]


def lower_states(base: Base, ids: Sequence[Sequence[int]]) -> list[Tensor]:
    """Give the states of the unchanging layers, sentence by sentence, each (pieces, width)."""
    states: dict[int, Tensor] = {}
    order = sorted(range(len(ids)), key=lambda n: len(ids[n]))
    with torch.no_grad():
        for at in range(0, len(order), 32):
            batch = order[at : at + 32]
            longest = max(len(ids[n]) for n in batch)
            padded = torch.zeros(len(batch), longest, dtype=torch.long)
            present = torch.zeros(len(batch), longest)
            for row, n in enumerate(batch):
                padded[row, : len(ids[n])] = torch.tensor(ids[n])
                present[row, : len(ids[n])] = 1
            out = base(padded, as_mask(present))
            for row, n in enumerate(batch):
                states[n] = out[row, : len(ids[n])].clone()
    return [states[n] for n in range(len(ids))]


def _stack(states: Sequence[Tensor], positions: Sequence[np.ndarray]) -> tuple[Tensor, Tensor, Tensor]:
    x = torch.nn.utils.rnn.pad_sequence(list(states), batch_first=True)
    present = torch.zeros(x.shape[:2])
    for row, state in enumerate(states):
        present[row, : len(state)] = 1
    return x, present, torch.tensor(np.stack(positions), dtype=torch.float32)


def _batches(sentences: Sequence[Labelled], recipe: Recipe, order: np.random.Generator) -> Iterator[list[int]]:
    """Yield batches of sentences of like length, in an order by chance."""
    kept = [n for n, s in enumerate(sentences) if not s.is_empty or order.random() < recipe.empties]
    noise = order.normal(0, 3, len(sentences))
    kept.sort(key=lambda n: len(sentences[n].ids) + noise[n])
    batches = [kept[at : at + recipe.batch] for at in range(0, len(kept), recipe.batch)]
    for number in order.permutation(len(batches)):
        yield batches[number]


def _optimiser(upper: Upper, recipe: Recipe) -> torch.optim.Optimizer:
    layers = list(upper.layers.parameters())
    known = {id(p) for p in layers}
    heads = [p for p in upper.parameters() if id(p) not in known]
    groups = [{"params": layers, "lr": recipe.rate}, {"params": heads, "lr": recipe.head_rate}]
    return torch.optim.AdamW(groups, weight_decay=recipe.decay)


def _share(step: int, total: int, warm_up: float) -> float:
    """Give the share of the rate at a step: up to the whole, then down to none."""
    first = max(1, math.ceil(total * warm_up))
    return (step + 1) / first if step < first else max(0.0, (total - step) / max(1, total - first))


def _loss(scores: Scores, batch: Sequence[Labelled]) -> Tensor:
    def given(name: str) -> Tensor:
        return torch.tensor(np.stack([getattr(s, name) for s in batch]))

    told = given("told") > 0
    loss = _binary(scores.first, given("first")) + WEIGHTS["told"] * _binary(scores.told, given("told"))
    if not told.any():
        return loss
    loss = loss + WEIGHTS["status"] * functional.cross_entropy(scores.status[told], given("status")[told].long())
    loss = loss + WEIGHTS["hedged"] * _mean(scores.hedged[told], given("hedged")[told])
    loss = loss + WEIGHTS["main"] * _mean(scores.main[told], given("main")[told])
    anchor = given("anchor").long()
    known = (anchor >= 0) & told
    if known.any():
        shares = scores.attention[known].gather(1, anchor[known].unsqueeze(1)).clamp_min(1e-6)
        loss = loss - WEIGHTS["anchor"] * shares.log().mean()
    return loss


def _binary(logits: Tensor, wanted: Tensor) -> Tensor:
    """Give the loss summed over the frames, so that a sentence counts alike however many frames there are."""
    return functional.binary_cross_entropy_with_logits(logits, wanted.float(), reduction="none").sum(-1).mean()


def _mean(logits: Tensor, wanted: Tensor) -> Tensor:
    return functional.binary_cross_entropy_with_logits(logits, wanted.float())
