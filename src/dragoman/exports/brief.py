"""Brief: a page of sentences on a process, each with the reports that it stands on.

A view comes in, the ``brief`` shape goes out: key points, what changed, rounds, disputes, commitments. Every sentence
says no more than the record holds, in the same words whoever is concerned; values that reports dispute are named side
by side and none is chosen.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from dragoman.exports.brief_sentences import (
    change_line,
    commitment_line,
    dispute_line,
    round_lines,
    standing_line,
)
from dragoman.query import View, commitments, diff, disputes, talks
from dragoman.query.refs import utc_text
from dragoman.wording import FATES, day_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dragoman.exports.brief_sentences import Said
    from dragoman.model import Event
    from dragoman.query.shapes import BriefShape, ChangeShape, ClaimRef, DisputeShape, LineShape, SectionShape
    from dragoman.wording import Shape

MOST_SOURCES = 2
"""Sources of one sentence: more are in the record, and a reader checks the first few."""

TO_COME = frozenset({"announced", "confirmed", "postponed", "under way"})
"""States of a round that is ahead, or not over."""

OF_THE_PROCESS = frozenset({"talks", "agreement", "exchange", "ceasefire"})
"""Frames whose events are told wherever a report mentions them."""

MOST_KEY_DISPUTES = 3
"""Disputes that are told among the key points; all of them have a section of their own."""

MOST_CHANGES = 15
"""Sentences on what changed; the rest is counted."""


def brief(view: View, *, since: datetime | None = None, process: str | None = None) -> BriefShape:
    """Give the brief of a view.

    Args:
        view: The record from one point of view.
        since: Tell what changed since this instant of publication; None leaves that part out.
        process: Only this peace process; None for all.
    """
    desk = _Desk(view, since, process)
    sections = [desk.key_points(), desk.changes(), desk.rounds(), desk.disputes(), desk.commitments()]
    return {
        "title": desk.title(),
        "since": utc_text(since),
        "as_of": utc_text(view.as_of),
        "process": process,
        "sections": [section for section in sections if section["lines"]],
        "sources": [{"number": n, "claim": claim} for n, claim in enumerate(desk.sources.claims, start=1)],
    }


class _Sources:
    """The sources in the order of first use; reports with the same words are one."""

    def __init__(self) -> None:
        self.claims: list[ClaimRef] = []
        self._numbers: dict[tuple[str, str], int] = {}

    def cite(self, claims: Iterable[ClaimRef]) -> list[int]:
        """Give the numbers of the first few claims, one a report."""
        first = {claim["doc"]: claim for claim in reversed(list(claims))}
        chosen = list(reversed(first.values()))[:MOST_SOURCES]
        return sorted({self._number(claim) for claim in chosen})

    def _number(self, claim: ClaimRef) -> int:
        key = (claim["doc"], claim["evidence"][0]["quote"] if claim["evidence"] else claim["id"])
        if key not in self._numbers:
            self.claims.append(claim)
            self._numbers[key] = len(self.claims)
        return self._numbers[key]


@dataclass
class _Desk:
    """What is put on the page, asked once."""

    view: View
    since: datetime | None
    process: str | None

    def __post_init__(self) -> None:
        self.sources = _Sources()
        found = talks(self.view, process=self.process)
        self._rounds = [one for one in found if one["process"] is not None or self.process is None]
        self._of_process = [one for one in self._rounds if one["process"] is not None]
        ids = {one["event_id"] for one in self._of_process}
        self._promises = [one for one in commitments(self.view) if self.process is None or one["round_id"] in ids]
        self._names = _party_names(self.view)
        open_ones = disputes(self.view, verdict="open")
        self._open = [one for one in open_ones if self.process is None or one["event_id"] in ids]
        self._titles = {one["event_id"]: self.view.event(one["event_id"]).title for one in self._open}

    def title(self) -> str:
        """Give the title of the page, with the instant that it is of."""
        name = self.process or "All talks on record"
        return f"{name}: brief" + (f", as of {_last_day(self.view.as_of)}" if self.view.as_of else "")

    def key_points(self) -> SectionShape:
        said = [standing_line(one) for one in self._latest()]
        if self._promises:
            said.append(_tally(self._promises))
        if self._open:
            said.append((f"{_number(len(self._open), 'point is', 'points are')} disputed among the reports.", [], None))
            said += [self._dispute(one) for one in self._widest()]
        return self._section("Key points", said)

    def changes(self) -> SectionShape:
        if self.since is None:
            return self._section("What changed", [])
        found = diff(self.view.at(self.since), self.view)["changes"]
        main = [one for one in sorted(found, key=_when) if self._is_main(one)]
        told = [said for one in main if (said := change_line(one)) is not None]
        rest = len(told) - MOST_CHANGES
        more: list[Said] = [(f"{rest} more changes are in the record.", [], None)] if rest > 0 else []
        since = _last_day(self.since)
        return self._section(f"What changed since {since}", [*told[:MOST_CHANGES], *more])

    def _is_main(self, change: ChangeShape) -> bool:
        """Say whether a change is told: of the process itself, of a main point of some report, or of what is gone."""
        if change["kind"] == "gone":
            return True
        event = self.view.event(change["event_id"])
        if self.process is not None and not self._is_near(event):
            return False
        return event.frame in OF_THE_PROCESS or event.salience.value == "main"

    def _is_near(self, event: Event) -> bool:
        """Say whether an event is of the process: one of its rounds, or with one of its sides."""
        sides = {side["party"] for one in self._of_process for side in one["sides"]}
        named = {filler.party for filler in (*event.roles.actor, *event.roles.target)}
        return event.process == self.process or not sides.isdisjoint(named)

    def rounds(self) -> SectionShape:
        return self._section("Rounds", [said for one in self._of_process for said in round_lines(one, self._names)])

    def disputes(self) -> SectionShape:
        return self._section("Disputed", [self._dispute(one) for one in self._open])

    def _dispute(self, one: DisputeShape) -> Said:
        return dispute_line(one, self._titles[one["event_id"]])

    def _widest(self) -> list[DisputeShape]:
        """Give the disputes that most hangs on: of the last round first, then those told by most origins."""
        last = {one["event_id"] for one in self._latest()}

        def weight(one: DisputeShape) -> tuple[bool, int]:
            return one["event_id"] in last, sum(value["counts"]["origins"] for value in one["values"])

        return sorted(self._open, key=weight, reverse=True)[:MOST_KEY_DISPUTES]

    def commitments(self) -> SectionShape:
        return self._section("Commitments", [commitment_line(one, self._names) for one in self._promises])

    def _latest(self) -> list[Shape]:
        """Give the last round that was held and each that is to come."""
        held = [one for one in self._of_process if one["state"] == "held"]
        ahead = [one for one in self._of_process if one["state"] in TO_COME]
        return [*held[-1:], *ahead]

    def _section(self, heading: str, said: Sequence[Said]) -> SectionShape:
        lines: list[LineShape] = [
            {"text": text, "sources": self.sources.cite(claims), "event_id": event_id}
            for text, claims, event_id in said
        ]
        return {"heading": heading, "lines": lines}


def _last_day(moment: datetime) -> str:
    """Give the last day that lies before an instant: a bare day counts to its end, which is the next midnight."""
    return day_words(utc_text(moment - timedelta(microseconds=1)))


def _party_names(view: View) -> dict[str, str]:
    """Give the name by which each party acts most often in the record, by its code."""
    told: dict[str, Counter[str]] = {}
    for event in view.events():
        for filler in event.roles.actor:
            if filler.party is not None and filler.actor_id is not None and filler.name != filler.party:
                told.setdefault(filler.party, Counter())[filler.name] += 1
    return {party: names.most_common(1)[0][0] for party, names in told.items()}


def _when(change: ChangeShape) -> str:
    return min((claim["published_at"] or "" for claim in change["because"]), default="")


def _number(count: int, one: str, several: str) -> str:
    return f"{count} {one if count == 1 else several}"


def _tally(promises: Sequence[Shape]) -> Said:
    """Say how many commitments are in which state, those in none left out."""
    words = FATES | {"no_report": "without any report of what came of it"}
    counted = [(sum(one["state"] == state for one in promises), said) for state, said in words.items()]
    listed = [f"{count} {said}" for count, said in counted if count]
    total = _number(len(promises), "commitment is", "commitments are")
    return f"{total} on record: {', '.join(listed)}.", [], None
