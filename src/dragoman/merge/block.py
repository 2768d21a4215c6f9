"""Blocking: which pairs of claims are worth comparing at all, so that work grows near linearly.

Sketches of one frame come in, candidate pairs go out, each once, in canonical order. Pairs it leaves out could not
join: they share no party, or neither a time nor a window of publication. It decides nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dragoman.merge.rules import Rules
    from dragoman.merge.sketch import Sketch

    BlockKey = tuple[str, str, int | str]

ANYONE = "*"
"""Stands for the party of a claim that names none: it may be anyone's."""


def iter_candidates(sketches: Sequence[Sketch], rules: Rules) -> Iterator[tuple[int, int]]:
    """Give the pairs to compare, as indices into ``sketches`` (smaller first), each once and sorted.

    Args:
        sketches: Claims of one frame, in canonical order.
        rules: For the length of a bucket.
    """
    blocks: dict[BlockKey, list[int]] = defaultdict(list)
    for index, sketch in enumerate(sketches):
        for key in _posts(sketch, rules):
            blocks[key].append(index)
    for index, sketch in enumerate(sketches):
        found = {other for key in _asks(sketch, rules) for other in blocks.get(key, ()) if other > index}
        found |= _unnamed_later(sketch, index, blocks, rules)
        for other in sorted(found):
            yield index, other


def _posts(sketch: Sketch, rules: Rules) -> Iterator[BlockKey]:
    parties = [*_parties(sketch), ANYONE] if _parties(sketch) else [ANYONE, ""]
    for bucket in _buckets(sketch, rules):
        for party in parties:
            yield (party, *bucket)
    yield from _identities(sketch)


def _asks(sketch: Sketch, rules: Rules) -> Iterator[BlockKey]:
    """Give the blocks to look into: under its parties, or under anyone's where it names none."""
    parties = _parties(sketch) or [ANYONE]
    for kind, bucket in _buckets(sketch, rules):
        near = (bucket - 1, bucket, bucket + 1) if kind == "published" else (bucket,)
        for party in parties:
            for beside in near:
                yield (party, kind, beside)
    yield from _identities(sketch)


def _unnamed_later(sketch: Sketch, index: int, blocks: dict[BlockKey, list[int]], rules: Rules) -> set[int]:
    """Give the later claims that name no party and so may be of this one's."""
    found: set[int] = set()
    for kind, bucket in _buckets(sketch, rules):
        for beside in (bucket - 1, bucket, bucket + 1) if kind == "published" else (bucket,):
            found.update(other for other in blocks.get(("", kind, beside), ()) if other > index)
    return found


def _parties(sketch: Sketch) -> list[str]:
    return sorted(sketch.sides)


def _buckets(sketch: Sketch, rules: Rules) -> Iterator[tuple[str, int]]:
    """Give the buckets of its time and of its publication; a long stretch has one bucket of its own."""
    if sketch.span is not None:
        start, end = sketch.span
        if end - start > rules.long_days:
            yield ("long", 0)
        else:
            for bucket in range(int(start // rules.bucket_days), int((end - 0.001) // rules.bucket_days) + 1):
                yield ("time", bucket)
    if sketch.published is not None:
        yield ("published", sketch.published // rules.bucket_days)


def _identities(sketch: Sketch) -> Iterator[BlockKey]:
    """Give the keys under which exact facts meet, whatever the time."""
    if sketch.process is not None and sketch.process[1] is not None:
        yield (sketch.process[0], "process", sketch.process[1])
    if sketch.claim.round is not None:
        for party in _parties(sketch):
            yield (party, "round", sketch.claim.round)
    if sketch.name:
        yield (" ".join(sorted(sketch.name)), "name", 0)
