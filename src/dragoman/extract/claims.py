"""Claims: a group of drafts becomes one claim with all their evidence.

Groups come in, ``Claim`` records go out, labelled ``c1``, ``c2``, ... in text order. What the drafts of a group
say together is joined, the first word on each value standing first; nothing is added.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from dragoman.extract.beyond import choose
from dragoman.extract.chains import join_chains
from dragoman.extract.schema import ROLES
from dragoman.model import Claim, Document, Evidence, Roles, Salience, Status, Timex
from dragoman.values import Granularity, Interval, content_id

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from dragoman.extract.draft import Draft
    from dragoman.extract.schema import RoleName
    from dragoman.model import Filler, PlaceRef, QuantityRef

T = TypeVar("T")

_STARTS = frozenset({Granularity.MONTH, Granularity.SEASON, Granularity.YEAR})

LEAD_CHARS = 450
"""A claim first told in the text's first characters is a main point. Source: measured on training, F1 of main .62."""


def build_claims(groups: list[list[Draft]], document: Document) -> tuple[Claim, ...]:
    """Give the claims of a document."""
    seen: dict[str, int] = {}
    claims = []
    for number, group in enumerate(groups, 1):
        claim = _claim(group, document, f"c{number}")
        key = "|".join(f"{e.start}-{e.end}" for e in claim.evidence)
        ordinal = seen.setdefault(f"{claim.frame}:{key}", 0)
        seen[f"{claim.frame}:{key}"] += 1
        claims.append(replace(claim, id=content_id("clm", document.revision, claim.frame, key, ordinal)))
    return _with_about(claims, groups)


def _claim(group: list[Draft], document: Document, label: str) -> Claim:
    time, first = _best_time(group), group[0]
    interval = _interval(time, _status(group), document)
    return Claim(
        id="",
        label=label,
        document_id=document.id,
        revision=document.revision,
        frame=first.frame,
        status=_ahead(_status(group), interval, time, first, document),
        evidence=_evidence(group),
        mode=next((d.mode for d in group if d.mode is not None), None),
        hedged=all(d.hedged for d in group),
        round=next((d.round for d in group if d.round is not None), None),
        name=next((d.name for d in group if d.name is not None), None),
        time=interval,
        time_words=None if time is None else Evidence.of(document.text, time.span.start, time.span.end),
        time_relation=None if time is None else time.relation,
        places=_places(group),
        roles=_roles(group),
        quantities=_figures(group),
        attribution=join_chains(group),
        outcome=_joined((o for d in group for o in d.outcome), lambda o: o.evidence),
        content=next((d.content for d in group if d.content is not None), None),
        salience=_salience(group, document),
        rule=f"{first.frame}/{first.hit.trigger.id}",
    )


def _places(group: list[Draft]) -> tuple[PlaceRef, ...]:
    """Give each place once, by whatever name it is told first; that of the report where no mention has one."""
    told = [p for d in group for p in (*d.places, *d.wider)]
    named = _joined(told or [p for d in group for p in d.home][:1], lambda p: p.name.casefold())
    return _joined(named, lambda p: p.name if _is_apart(p) else (p.place_id, p.precision))


def _is_apart(place: PlaceRef) -> bool:
    """Whether a place is none but itself: one that no gazetteer knows, or a part of one ("northern Gaza")."""
    return place.place_id is None or place.name[:1].islower()


def _figures(group: list[Draft]) -> tuple[QuantityRef, ...]:
    """Give each figure once; one that the words share out stands once for each side, in place of the bare one."""
    sides = {f.name for d in group for f in d.roles.actor}
    told = [q for d in group for q in d.quantities]
    of_sides = {_figure(q) for q in told if q.of in sides}
    kept = [q for q in told if q.of in sides or _figure(q) not in of_sides]
    return _joined(kept, lambda q: (*_figure(q), q.of if q.of in sides else None))


def _figure(quantity: QuantityRef) -> tuple[object, ...]:
    """Give what makes two figures the same one, vague words included."""
    return quantity.measure, quantity.value, quantity.low, quantity.high, quantity.unit, quantity.words


def _joined(values: Iterable[T], key: Callable[[T], Hashable]) -> tuple[T, ...]:
    kept: dict[Hashable, T] = {}
    for value in values:
        kept.setdefault(key(value), value)
    return tuple(kept.values())


def _best_time(group: list[Draft]) -> Timex | None:
    """Give the finest dated time of a group, the first on a tie; else an unresolved one; else None."""
    times = [d.time for d in group if d.time is not None and d.moved]
    times = times[-1:] or [d.time for d in group if d.time is not None]
    dated = [(t.interval.length, number) for number, t in enumerate(times) if t.interval is not None]
    if dated:
        return times[min(dated)[1]]
    return times[0] if times else None


def _interval(time: Timex | None, status: Status, document: Document) -> Interval | None:
    """Give the days of a time; "since March" runs to the publication day (codebook, Decisions).

    So does a start, told by its month or longer, of what is still going on ("began in March").
    """
    if time is None or time.interval is None:
        return None
    first, last = time.interval.first_day, document.day_at(time.span.start)
    if last is None:
        return time.interval
    is_start = status is Status.ONGOING and time.interval.granularity in _STARTS and time.interval.last_day < last
    if is_start or (time.relation == "since" and first <= last):
        return Interval.days(first, last, time.interval.granularity)
    return time.interval


def _status(group: list[Draft]) -> Status:
    """Give the status that most drafts say, those that only point back left out; the first's on a tie."""
    counts: dict[Status, int] = {}
    for draft in [d for d in group if not d.is_anaphoric] or group:
        counts[draft.status] = counts.get(draft.status, 0) + 1
    return max(counts, key=lambda s: counts[s])


def _ahead(status: Status, interval: Interval | None, time: Timex | None, first: Draft, document: Document) -> Status:
    """Give what is told as a fact, and yet begins after the report, as planned ("declared a truce from 8 May").

    Source: codebook, Status (seen from the publication time).
    """
    if status is not Status.OCCURRED or first.hit.frame.kind == "speech" or interval is None or time is None:
        return status
    published = document.day_at(time.span.start)
    return Status.PLANNED if published is not None and interval.first_day > published else status


def _evidence(group: list[Draft]) -> tuple[Evidence, ...]:
    """Give each span once, leaving out what lies inside another."""
    kept: list[Evidence] = []
    for span in sorted({d.evidence for d in group}, key=lambda e: (e.start, -e.end)):
        if not kept or span.end > kept[-1].end:
            kept.append(span)
    return tuple(kept)


def _roles(group: list[Draft]) -> Roles:
    joined: dict[RoleName, tuple[Filler, ...]] = {}
    for role in ROLES:
        joined[role] = _fold_fillers([getattr(d.roles, role) for d in _saying(role, group)], role)
    for role in ROLES:
        if not joined[role]:
            joined[role] = _from_beyond(role, group, joined)
    return Roles(**joined)


def _saying(role: RoleName, group: list[Draft]) -> list[Draft]:
    """Leave out mentions by which those concerned are only people, where another says who they are."""
    if role != "target":
        return group
    return [d for d in group if d.roles.target and not d.is_at_large] or group


def _from_beyond(role: RoleName, group: list[Draft], filled: dict[RoleName, tuple[Filler, ...]]) -> tuple[Filler, ...]:
    """Give the first side beyond the clauses of an event that neither fills another role of it nor tells it."""
    voices = [v.party for d in group for v in d.voices]
    taken = [f.party for fillers in filled.values() for f in fillers]
    found = choose(role, (d.beyond for d in group), taken + voices)
    return () if found is None else (found,)


def _fold_fillers(told: list[tuple[Filler, ...]], role: RoleName) -> tuple[Filler, ...]:
    """Keep one filler for each party (for delegates: each person), the first named in full.

    Those concerned whom one mention names side by side stay side by side ("sanctions on the president and his aides").

    Args:
        told: Fillers of the role, mention by mention.
        role: Which role it is.
    """
    kept: list[Filler] = []
    for fillers in told:
        before = tuple(kept)
        for filler in fillers:
            beside = kept[len(before) :]
            is_told = any(_same(k, filler, by_person=role == "delegate") for k in before)
            if not is_told and not any(_same(k, filler, by_person=role in _SIDE_BY_SIDE) for k in beside):
                kept.append(filler)
    return tuple(kept)


_SIDE_BY_SIDE = frozenset({"delegate", "target"})


def _same(a: Filler, b: Filler, *, by_person: bool) -> bool:
    if a.actor_id is not None and a.actor_id == b.actor_id:
        return True
    if not by_person and a.party is not None and b.party is not None:
        return a.party == b.party
    mine, yours = set(a.name.casefold().split()), set(b.name.casefold().split())
    return mine <= yours or yours <= mine


def _salience(group: list[Draft], document: Document) -> Salience:
    start = min(d.evidence.start for d in group)
    return Salience.MAIN if start < LEAD_CHARS and start < len(document.text) / 2 else Salience.MINOR


def _with_about(claims: list[Claim], groups: list[list[Draft]]) -> tuple[Claim, ...]:
    """Point acts of speech at the claims that their content holds, in the order of the labels."""
    told = sorted((draft.hit_start, number) for number, group in enumerate(groups) for draft in group)
    done = []
    for number, claim in enumerate(claims):
        spans = () if claim.content is None else claim.content.spans
        held = {n for s in spans for _, n in told[bisect_left(told, (s.start,)) : bisect_left(told, (s.end,))]}
        done.append(replace(claim, about=tuple(claims[n].label for n in sorted(held - {number}))))
    return tuple(done)
