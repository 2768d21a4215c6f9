"""Past plans: what the words only propose or plan, and yet date before the report, either happened or is dated wrongly.

The drafts of a document come in; the same drafts go out. "Called for the release of those taken on 7 October" tells a
capture that happened; "proposed a truce on Friday", printed on Saturday, dates the proposal and not the truce. A plan
whose trigger itself says that it is one ("issued an arrest warrant in June") stays as it is.

Source: codebook, Status (seen from the publication time); of 20 such claims on the training reports the readers have
15 as occurred and none as proposed on that day.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.model import Status

if TYPE_CHECKING:
    from dragoman.extract.context import Context
    from dragoman.extract.draft import Draft

_AHEAD = frozenset({Status.PLANNED, Status.PROPOSED})


def settle_past_plans(drafts: list[Draft], context: Context) -> list[Draft]:
    """Read again what is planned or proposed for a day before the report.

    Args:
        drafts: Mentions of one document, in text order.
        context: Of the document.

    Returns:
        As many drafts in the same order.
    """
    return [_settled(d, context) if _is_past_plan(d, context) else d for d in drafts]


def _is_past_plan(draft: Draft, context: Context) -> bool:
    if draft.status not in _AHEAD or draft.hit.trigger.status is not None:
        return False
    interval = None if draft.time is None else draft.time.interval
    day = context.document.day_at(draft.hit_start)
    return interval is not None and day is not None and interval.last_day < day


def _settled(draft: Draft, context: Context) -> Draft:
    """Give the draft without the day, where a verb of speaking governs it whose day that is; else as occurred."""
    tree, token = context.tree, context.tree.tokens[draft.hit.i]
    if tree.is_verb(draft.hit.i):
        return replace(draft, status=Status.OCCURRED)
    if token.dep == "nsubjpass" or (token.dep == "pobj" and tree.lemma(token.head) in _TOPICS):
        return draft  # "the round had been planned for 3 May" says that it was planned, and no more
    if token.dep == "dobj" and _only_speaks(token.head, context):
        return replace(draft, time=None)
    return replace(draft, status=Status.OCCURRED)


def _only_speaks(verb: int, context: Context) -> bool:
    """Whether a verb only speaks of the event under it ("proposed")."""
    return verb in context.speech_cues or context.tree.lemma(verb) in context.tree.grammar.acts


_TOPICS = frozenset({"on", "for", "about"})
"""Prepositions of what is agreed or asked for: "an agreement on an exchange on 16 May" keeps its plan and its day.

Source: Huddleston & Pullum (2002), ch. 7 sect. 3.1 (specified prepositions)."""
