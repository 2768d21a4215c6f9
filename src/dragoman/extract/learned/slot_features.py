"""Features of a candidate for a slot: where it stands from the event, what it is, and what the rules said of it.

A candidate comes in with its claim; a mapping from a feature's name to its number goes out. Names are stable: the
weights of a fitted reader go by them.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from dragoman.extract.learned.candidates import HELD, chosen, key_of
from dragoman.model import Filler, PlaceRef, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from dragoman.extract.context import Context
    from dragoman.extract.draft import Draft
    from dragoman.extract.learned.candidates import Around, Candidate, Told
    from dragoman.extract.learned.page import Page
    from dragoman.model import Token

MAX_PATH = 5
"""Steps of a path in the tree that are told apart. Source: the training reports; longer ones are rare."""
OTHERS = {"target": ("actor",)}
LEAST, MOST = 0.02, 0.98
"""Bounds of a probability, so that its logit stays small."""

Features = dict[str, float]


def slot_features(slot: str, candidate: Candidate, told: Told, page: Page, around: Around) -> Features:
    """Give the features of a candidate.

    Args:
        slot: One of ``SLOTS``.
        candidate: For that slot of that claim.
        told: The claim.
        page: The report with the encoder's scores.
        around: What is told elsewhere in it.
    """
    context = page.context
    found = dict.fromkeys(_names(slot, candidate, told, context), 1.0)
    chance = min(MOST, max(LEAST, told.chance))
    return found | {
        "bias": 1.0,
        "chance": math.log(chance / (1 - chance)),
        "mentions": math.log1p(len(candidate.tokens)),
        **_nearest(candidate, told, context),
        **_elsewhere(slot, candidate, told, around),
        **_seen(candidate, told, page),
    }


def _names(slot: str, candidate: Candidate, told: Told, context: Context) -> Iterator[str]:
    frame, sort = told.claim.frame, "verb" if told.group[0].hit.trigger.verb else "noun"
    yield from (f"frame={frame}", f"sort={sort}", f"status={told.claim.status.value}")
    own = chosen(slot, told.claim)
    rules = "yes" if candidate.by_rules else "no" if own else "none"
    yield from (f"rules={rules}", f"rules={rules}|{frame}", f"rules={rules}|{len(own)}")
    yield f"rules={rules}|{told.claim.rule}"
    for other in OTHERS.get(slot, ()):
        if candidate.key in {key_of(v) for v in chosen(other, told.claim)}:
            yield f"rules={other}"
            yield f"rules={other}|{frame}"
    if getattr(candidate.value, "name", None) in {v.name for v in told.claim.attribution}:
        yield from ("voice", f"voice|{frame}")
    for what in _what(candidate, told, context):
        yield from (what, f"{what}|{frame}", f"{what}|{rules}")
    for i in () if slot == "status" else candidate.tokens:
        yield from _where(i, told, context, frame)


def _elsewhere(slot: str, candidate: Candidate, told: Told, around: Around) -> Features:
    """Give what other claims hold of a candidate, and how often and where the report names it."""
    frame, own = told.claim.frame, candidate.key in {key_of(v) for v in chosen(slot, told.claim)}
    found = {"named": math.log1p(around.mentions.get(candidate.key, 0)), "titled": float(candidate.key in around.title)}
    for other in HELD:
        mine = int(own and other == slot)
        found[f"held.{other}"] = math.log1p(around.held.get((other, candidate.key), 0) - mine)
        found[f"held.{other}.frame"] = math.log1p(around.held.get((other, candidate.key, frame), 0) - mine)
    return found


def _seen(candidate: Candidate, told: Told, page: Page) -> Features:
    """Give the encoder's word on a status: its log probability where the event is first told, and over all mentions."""
    if not isinstance(candidate.value, Status):
        return {}
    f, at = page.frames[told.group[0].frame], list(Status).index(candidate.value)
    scored = [page.scores[d.hit.sentence].status[f] for d in told.group if d.hit.sentence in page.scores]
    logs = [_log_share(row, at) for row in scored] or [UNSEEN]
    return {
        "status": logs[0],
        "status.mean": sum(logs) / len(logs),
        f"status|{candidate.value.value}": logs[0],
    }


UNSEEN = -2.0
"""Log probability of a status where no sentence was scored: that of one in seven."""


def _log_share(row: NDArray[np.float32], at: int) -> float:
    most = float(row.max())
    return float(row[at]) - most - math.log(sum(math.exp(float(v) - most) for v in row))


def _what(candidate: Candidate, told: Told, context: Context) -> Iterator[str]:
    """Yield what a candidate is."""
    value = candidate.value
    if isinstance(value, Status):
        yield from (f"{value.value}|{word}" for word in _told_how(told, context))
    elif isinstance(value, Filler):
        yield "party" if value.party else "no party"
        if value.actor_id:
            yield "known"
    elif isinstance(value, PlaceRef):
        yield f"precision={value.precision.value}"


def _told_how(told: Told, context: Context) -> Iterator[str]:
    """Yield the words by which a status is told: the rules' own, tense, auxiliaries, what governs the trigger."""
    tree, i = context.tree, told.group[0].hit.i
    token = tree.tokens[i]
    yield from ("", told.claim.status.value, str(told.claim.rule), f"tag={token.tag}", f"dep={token.dep}")
    yield from (tree.lemma(c) for c in tree.below(i, "aux", "auxpass", "neg", "mark"))
    yield f"gov={tree.lemma(token.head)}"


def _where(i: int, told: Told, context: Context, frame: str) -> Iterator[str]:
    """Yield where a mention stands: its path from the trigger, its relation, what governs it."""
    token = context.tree.tokens[i]
    mention = context.lookup.actors.get(i)
    if mention is not None:
        yield from (f"kind={mention.kind.value}", f"kind={mention.kind.value}|{frame}", f"by={mention.by}")
    draft = nearest(i, told)
    steps = path(draft.hit.i, i, context)
    head = context.tree.tokens[token.head]
    yield from (f"dep={token.dep}", f"dep={token.dep}|{frame}", f"gov={head.lemma}", f"pos={token.pos}")
    if token.pos == "NOUN":
        yield from (f"lemma={token.lemma}", f"lemma={token.lemma}|{frame}")
    yield from (f"path={steps}", f"path={steps}|{frame}", f"path={steps}|{draft.hit.trigger.id}")


def _nearest(candidate: Candidate, told: Told, context: Context) -> Features:
    """Give how far the nearest mention stands from the event, in sentences and words."""
    if not candidate.tokens:
        return {"far": 1.0}
    i, draft = min(((i, nearest(i, told)) for i in candidate.tokens), key=lambda p: abs(p[0] - p[1].hit.i))
    away = sentence_of(i, context) - draft.hit.sentence
    return {
        f"away={max(-3, min(3, away))}": 1.0,
        "words": math.log1p(abs(i - draft.hit.i)),
        "before": float(i < draft.hit.i),
        f"before|{away == 0}": float(i < draft.hit.i),
    }


def nearest(i: int, told: Told) -> Draft:
    """Give the mention of the event that stands nearest to a token."""
    return min(told.group, key=lambda d: abs(d.hit.i - i))


def sentence_of(i: int, context: Context) -> int:
    """Give the number of the sentence of a token."""
    return next((n for n, s in enumerate(context.analysis.sentences) if i < s.last), len(context.analysis.sentences))


def path(start: int, end: int, context: Context) -> str:
    """Give the way from one token to another in the tree: relations up, then down with their prepositions."""
    tokens = context.tree.tokens
    above = [start]
    while tokens[above[-1]].head != above[-1] and len(above) <= MAX_PATH:
        above.append(tokens[above[-1]].head)
    down: list[int] = []
    at = end
    while at not in above:
        if tokens[at].head == at or len(down) > MAX_PATH:
            return "far"
        down.append(at)
        at = tokens[at].head
    up = [f"^{tokens[i].dep}" for i in above[: above.index(at)]]
    steps = up + [
        f"{tokens[i].dep}:{tokens[i].lemma}" if tokens[i].dep == "prep" else tokens[i].dep for i in down[::-1]
    ]
    return " ".join(steps) if len(steps) <= MAX_PATH else "far"


def _step(token: Token) -> str:
    return f"{token.dep}:{token.lemma}" if token.dep == "prep" else token.dep
