"""Blocking: which pairs of claims are worth comparing at all, so that work grows near linearly.

Sketches of one frame come in, candidate pairs go out, each once, in canonical order. Pairs it leaves out could not
join: they share no party, or neither a time nor a window of publication. It decides nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from dragoman.merge.identity import identified, may_move

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dragoman.merge.rules import Rules
    from dragoman.merge.sketch import Sketch

    BlockKey = tuple[str, str, int | str]

ANYONE = "*"
"""The block of every claim: one that names no party may be anyone's."""

NOBODY = ""
"""The block of the claims that name no party."""

ZONES_DAYS = 1
"""A claim published later may carry the earlier local day, since outlets sit in different zones."""

HALF_YEAR = 183
"""Days of a bucket of long stretches."""

MOMENT = 1 / 1440
"""A minute, in days: what an exclusive end is short of the day after."""


class Blocks:
    """Claims of one frame by what can bring two of them together; grows and shrinks.

    Args:
        rules: For the length of a bucket.
        grows: Whether claims are added more than once; it takes memory.
    """

    def __init__(self, rules: Rules, *, grows: bool = True) -> None:
        self._rules, self._grows = rules, grows
        self._posts: dict[BlockKey, list[Sketch]] = defaultdict(list)
        self._asks: dict[BlockKey, list[Sketch]] = defaultdict(list)

    def add(self, sketches: Sequence[Sketch]) -> Iterator[tuple[Sketch, Sketch]]:
        """Take claims in, and give the pairs to compare that have one of them, the earlier first, each once.

        All claims are in only once the pairs have been taken.
        """
        for sketch in sketches:
            for key in posts_of(sketch, self._rules):
                self._posts[key].append(sketch)
        for sketch in sketches:
            yield from self._pairs(sketch)
        if self._grows:
            for sketch in sketches:
                for key in asks_of(sketch, self._rules):
                    self._asks[key].append(sketch)

    def remove(self, sketch: Sketch) -> None:
        """Leave a claim out again."""
        for index, keys in ((self._posts, posts_of(sketch, self._rules)), (self._asks, asks_of(sketch, self._rules))):
            for key in keys:
                index[key] = [other for other in index[key] if other is not sketch]

    def _pairs(self, sketch: Sketch) -> Iterator[tuple[Sketch, Sketch]]:
        """Pair it with later claims, and with the earlier among those that were in before."""
        posts, asks, rules, own = self._posts, self._asks, self._rules, sketch.key
        for later in {other for key in asks_of(sketch, rules) for other in posts.get(key, ()) if other.key > own}:
            if not hopeless(sketch, later, rules):
                yield sketch, later
        if not asks:
            return
        for former in {other for key in posts_of(sketch, rules) for other in asks.get(key, ()) if other.key < own}:
            if not hopeless(former, sketch, rules):
                yield former, sketch


def hopeless(first: Sketch, second: Sketch, rules: Rules) -> bool:
    """Say whether days or publication keep two apart: asked here, since it is asked most and costs least."""
    dated = first.span is not None and second.span is not None
    if first.window[1] <= second.window[0] or second.window[1] <= first.window[0]:
        return not dated or not may_move(first, second, rules)
    if dated:
        return False
    if first.published is None or second.published is None:
        return not identified(first, second)
    return second.published - first.published > rules.window_days and not identified(first, second)


def posts_of(sketch: Sketch, rules: Rules) -> Iterator[BlockKey]:
    """Give the blocks to stand in: under each party and under anyone's, or under the nameless."""
    parties = [*sorted(sketch.known_sides or {NOBODY}), ANYONE]
    for kind, bucket in _own(sketch, rules):
        for party in parties:
            yield (party, kind, bucket)
    yield from _identities(sketch)


def asks_of(sketch: Sketch, rules: Rules) -> Iterator[BlockKey]:
    """Give the blocks to look into: under its parties and the nameless, or under anyone's where it names none."""
    parties = [*sorted(sketch.known_sides), NOBODY] if sketch.known_sides else [ANYONE]
    for kind, bucket in _sought(sketch, rules):
        for party in parties:
            yield (party, kind, bucket)
    yield from _identities(sketch)


def _own(sketch: Sketch, rules: Rules) -> Iterator[tuple[str, int]]:
    """Give the buckets of its time and of its publication.

    A long stretch stands at its two ends, where the short ones that set it off meet it, and among its like.
    """
    if sketch.span is not None:
        yield from _stretches(sketch.span, rules)
    if sketch.published is not None:
        yield ("dated" if sketch.span is not None else "undated", sketch.published // rules.bucket_days)


def _sought(sketch: Sketch, rules: Rules) -> Iterator[tuple[str, int]]:
    """Give the buckets to look into: two dated claims meet in their days only, others by publication.

    Claims stand in order of publication, so only later ones are sought.
    """
    if sketch.span is not None:
        yield from _stretches(sketch.span, rules)
    if sketch.published is not None:
        first, last = sketch.published - ZONES_DAYS, sketch.published + rules.window_days
        for beside in range(first // rules.bucket_days, last // rules.bucket_days + 1):
            yield ("undated", beside)
            if sketch.span is None:
                yield ("dated", beside)


def _stretches(span: tuple[float, float], rules: Rules) -> Iterator[tuple[str, int]]:
    """Give the buckets that a stretch of days touches; a long one only at its ends, and its own half-years."""
    first, last = int(span[0] // rules.bucket_days), int((span[1] - MOMENT) // rules.bucket_days)
    if span[1] - span[0] <= rules.long_days:
        for bucket in range(first, last + 1):
            yield ("time", bucket)
        return
    yield ("time", first)
    yield ("time", last)
    for half in range(int(span[0] // HALF_YEAR), int(span[1] // HALF_YEAR) + 1):
        yield ("long", half)


def _identities(sketch: Sketch) -> Iterator[BlockKey]:
    """Give the keys under which exact facts meet, whatever the time."""
    if sketch.process is not None and sketch.process[1] is not None:
        yield (sketch.process[0], "process", sketch.process[1])
    if sketch.round is not None:
        for party in sorted(sketch.sides):
            yield (party, "round", sketch.round)
    if sketch.name:
        yield (" ".join(sorted(sketch.name)), "name", 0)
    if sketch.fine and sketch.places and sketch.published is not None:
        yield (sketch.active.origin, "origin", sketch.scene)
