"""The network: a small encoder of sentences with one attention pool for each frame.

Word-piece ids come in, scores for each frame go out: whether it is first told there, whether it is told at all, with
which status, hedged or not, main or minor, and at which word piece. It is written out in plain torch so that what is
trained is what is exported; the base weights are those of MiniLM-L6 (Wang et al. 2020, Apache-2.0).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import torch
from torch import nn
from torch.nn import functional

if TYPE_CHECKING:
    from pathlib import Path

    from torch import Tensor

WIDTH, HEADS, LAYERS, INNER, PIECES, PLACES = 384, 12, 6, 1536, 30522, 512
"""Sizes of the base model. Source: its ``config.json``."""
POSITION_FEATURES = 3
STATUSES = ("occurred", "ongoing", "planned", "proposed", "cancelled", "not_occurred", "denied")


class Scores(NamedTuple):
    """What the network says of a batch of sentences; F frames, T word pieces.

    Attributes:
        first, told, hedged, main: Logits, shape (batch, F).
        status: Logits, shape (batch, F, 7).
        attention: Shares of the word pieces, shape (batch, F, T).
    """

    first: Tensor
    told: Tensor
    hedged: Tensor
    main: Tensor
    status: Tensor
    attention: Tensor


@dataclass(frozen=True, slots=True)
class Shape:
    """What is chosen of a network.

    Attributes:
        frames: Number of frames.
        frozen: How many of the lower layers keep the base model's weights.
        dropout: Share of values left out while training.
    """

    frames: int
    frozen: int = 4
    dropout: float = 0.2


class Layer(nn.Module):
    """One transformer layer, post-norm as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(dropout / 2)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Give the next states; ``mask`` is added to the attention's scores."""
        batch, length, _ = x.shape
        parts = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        weights = parts[0] @ parts[1].transpose(-1, -2) / (WIDTH // HEADS) ** 0.5 + mask
        mixed = (weights.softmax(-1) @ parts[2]).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Base(nn.Module):
    """The word-piece embeddings and the lower layers, whose weights stay as they are."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.words = nn.Embedding(PIECES, WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(0.0) for _ in range(layers))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Give the states after the lower layers."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.words(ids) + self.places(places) + self.kind)
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Upper(nn.Module):
    """The trained layers and the heads."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(shape.dropout) for _ in range(LAYERS - shape.frozen))
        self.drop = nn.Dropout(shape.dropout)
        self.query = nn.Linear(WIDTH, shape.frames)
        self.heads = nn.Parameter(torch.randn(4, shape.frames, WIDTH) * 0.02)
        self.where = nn.Parameter(torch.zeros(4, shape.frames, POSITION_FEATURES))
        self.bias = nn.Parameter(torch.zeros(4, shape.frames))
        self.status = nn.Linear(WIDTH, len(STATUSES))
        with torch.no_grad():
            self.bias[:2] = -3.0  # few cells are told: start from their share

    def forward(self, x: Tensor, mask: Tensor, position: Tensor) -> Scores:
        """Give the scores from the states of the lower layers."""
        for layer in self.layers:
            x = layer(x, mask)
        attention = (self.query(x).transpose(1, 2) + mask[:, 0]).softmax(-1)
        pooled = self.drop(attention @ x)
        logits = (pooled.unsqueeze(1) * self.heads).sum(-1) + (position[:, None, None] * self.where).sum(-1) + self.bias
        first, told, hedged, main = logits.unbind(1)
        return Scores(first, told, hedged, main, self.status(pooled), attention)


class Network(nn.Module):
    """Base and upper part as one, as it is exported."""

    def __init__(self, base: Base, upper: Upper) -> None:
        super().__init__()
        self.base = base
        self.upper = upper

    def forward(self, ids: Tensor, present: Tensor, position: Tensor) -> Scores:
        """Give the scores of sentences: ids and presence (1, 0) of word pieces, and where the sentence stands."""
        mask = as_mask(present)
        scores: Scores = self.upper(self.base(ids, mask), mask, position)
        return scores


def as_mask(present: Tensor) -> Tensor:
    """Give what is added to attention scores so that absent word pieces count nothing: (batch, 1, 1, T)."""
    return (1.0 - present.float())[:, None, None] * -1e4


def load_base(folder: Path, shape: Shape) -> tuple[Base, Upper]:
    """Make both parts with the base model's weights; only the heads start from chance (seeded by the caller).

    Args:
        folder: With ``model.safetensors``, in the names of BERT.
        shape: What is chosen of the network.
    """
    from safetensors.torch import load_file  # noqa: PLC0415

    given = load_file(str(folder / "model.safetensors"))
    weights = {name.removeprefix("bert."): value for name, value in given.items()}
    base, upper = Base(shape.frozen), Upper(shape)
    with torch.no_grad():
        base.words.weight.copy_(weights["embeddings.word_embeddings.weight"])
        base.places.weight.copy_(weights["embeddings.position_embeddings.weight"])
        base.kind.copy_(weights["embeddings.token_type_embeddings.weight"][0])
        _copy(base.norm, weights, "embeddings.LayerNorm")
        for number, layer in enumerate([*base.layers, *upper.layers]):
            _fill(layer, weights, f"encoder.layer.{number}")
    return base, upper


def _fill(layer: nn.Module, weights: dict[str, Tensor], at: str) -> None:
    parts = [f"{at}.attention.self.{name}" for name in ("query", "key", "value")]
    layer.qkv.weight.copy_(torch.cat([weights[f"{p}.weight"] for p in parts]))
    layer.qkv.bias.copy_(torch.cat([weights[f"{p}.bias"] for p in parts]))
    _copy(layer.out, weights, f"{at}.attention.output.dense")
    _copy(layer.norm1, weights, f"{at}.attention.output.LayerNorm")
    _copy(layer.up, weights, f"{at}.intermediate.dense")
    _copy(layer.down, weights, f"{at}.output.dense")
    _copy(layer.norm2, weights, f"{at}.output.LayerNorm")


def _copy(module: nn.Module, weights: dict[str, Tensor], at: str) -> None:
    module.weight.copy_(weights[f"{at}.weight"])
    module.bias.copy_(weights[f"{at}.bias"])
