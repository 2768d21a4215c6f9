"""Speech days: the day of an act of speech, where another sentence says on which day its speaker spoke.

The drafts of a document come in; the same drafts go out, those of undated acts of speech with the day on which the
text says that their actor spoke: "the minister told reporters on Monday ... He urged both sides to sign". A speaker
whom the text dates on two days gives no day to anything, and nobody else's day is ever taken.

Source: codebook, Decisions ("said on Monday" dates an act of speech); on the training reports, by two halves, such a
day is that of the readers in 13 of 17 acts of speech that they have dated or left undated.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.extract.paths import MAX_CLIMB
from dragoman.extract.voices import voice_key
from dragoman.model import Status, TimexKind
from dragoman.values import Granularity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.extract.context import Context
    from dragoman.extract.draft import Draft
    from dragoman.extract.speech import Speech
    from dragoman.model import Filler, Timex

_DAYS = frozenset({Granularity.DAY, Granularity.HOUR})


def with_speech_days(drafts: list[Draft], context: Context) -> list[Draft]:
    """Give undated acts of speech the one day on which the text says that their actor spoke.

    Args:
        drafts: Mentions of one document, in text order.
        context: Of the document.

    Returns:
        As many drafts in the same order.
    """
    if not any(_is_open(d) for d in drafts):
        return drafts
    spoken = _days_of_speakers(context)
    return [replace(d, time=_day_of(d, spoken, context)) if _is_open(d) else d for d in drafts]


def _is_open(draft: Draft) -> bool:
    """Whether a mention is an act of speech that was performed, on a day that its own sentence does not say."""
    is_performed = draft.status is Status.OCCURRED and draft.hit.frame.voiced
    return is_performed and draft.time is None and bool(draft.roles.actor)


def _day_of(draft: Draft, spoken: dict[str, list[Timex]], context: Context) -> Timex | None:
    """Give the first time of the one day on which a mention's actors spoke; None where there are two days or none."""
    last = context.document.day_at(draft.hit_start)
    if last is None:
        return None
    times = [t for actor in draft.roles.actor for who, said in spoken.items() if _is_one(actor, who) for t in said]
    days = {t.interval.first_day for t in times if t.interval is not None}
    return times[0] if len(days) == 1 and days.pop() <= last else None


def _is_one(actor: Filler, who: str) -> bool:
    """Whether a voice's key is that of an actor, whom the text may name by surname alone."""
    name = actor.name.casefold()
    return who in {actor.actor_id, name} or (actor.actor_id is None and name in who.split())


def _days_of_speakers(context: Context) -> dict[str, list[Timex]]:
    """Give the dated times on which each voice spoke, in text order."""
    spoken: dict[str, list[Timex]] = {}
    for speech in context.speech:
        if speech.is_voiced and speech.voices:
            for time in _times_of(speech, context):
                for voice in speech.voices:
                    spoken.setdefault(voice_key(voice), []).append(time)
    return spoken


def _times_of(speech: Speech, context: Context) -> Iterator[Timex]:
    """Give the days that stand under an attributing word, no other verb between."""
    sentence, seen = context.analysis.sentences[speech.sentence], -1
    for j in range(sentence.first, sentence.last):
        time = context.lookup.times.get(j)
        if time is None or time.span.start == seen or not _is_day(time):
            continue
        seen = time.span.start
        if _stands_under(j, speech.cue, context):
            yield time


def _is_day(time: Timex) -> bool:
    is_dated = time.kind in {TimexKind.DATE, TimexKind.TIME} and time.relation == "in"
    return is_dated and time.interval is not None and time.interval.granularity in _DAYS


def _stands_under(j: int, cue: int, context: Context) -> bool:
    tree = context.tree
    for _ in range(MAX_CLIMB):
        head = tree.tokens[j].head
        if head == cue:
            return True
        if head == j or tree.is_verb(head):
            return False
        j = head
    return False
