"""Shapes made by hand, and pages printed as text."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.cli.render.console import make_console, page_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


@pytest.fixture(autouse=True)
def _by_rules() -> Iterator[None]:
    """Commands read by the rules alone here: the learned reader has tests of its own, and costs each command more."""
    with pytest.MonkeyPatch.context() as patch:  # one that a test's own ``undo`` does not undo
        patch.setenv("DRAGOMAN_READER", "rules")
        yield


def counts(reports: int, origins: int, voices: int, *parties: str) -> dict[str, Any]:
    return {"reports": reports, "origins": origins, "voices": voices, "parties": list(parties)}


def claim(doc: str, source: str, published_at: str | None, quote: str, **more: Any) -> dict[str, Any]:
    evidence = {
        "start": 10,
        "end": 10 + len(quote),
        "quote": quote,
        "prefix": "",
        "suffix": "",
        **more.pop("around", {}),
    }
    return {
        "id": f"clm_{doc}",
        "doc": doc,
        "url": None,
        "title": None,
        "source": source,
        "published_at": published_at,
        "attribution": [],
        "evidence": [evidence],
        "link": None,
        **more,
    }


UMEROV = {"name": "Rustem Umerov", "kind": "person", "party": "UKR", "chain": 0}
AGENCY = {"name": "TASS", "kind": "agency", "party": None, "chain": 1}
UNNAMED = {"name": "a source", "kind": "unnamed", "party": None, "chain": 1}
PALACE = {"name": "Istanbul", "country": "TR", "adm1": None, "lat": 41.0, "lon": 29.0, "precision": "settlement"}
SECOND_OF_JUNE = {"start": "2025-06-02", "end": "2025-06-02", "granularity": "day"}


def hours(**bounds: float) -> dict[str, Any]:
    return {"measure": "duration", "value": None, "low": None, "high": None, "unit": "h", "of": None, **bounds}


def cells() -> list[dict[str, Any]]:
    met = claim(
        "r1",
        "Reuters",
        "2025-06-02T14:05:00Z",
        "the delegations met in Istanbul on Monday",
        around={"prefix": "n and Ukrainian envoys say that ", "suffix": ", for the second time in a month"},
        attribution=[UMEROV],
    )
    hour = claim("r2", "TASS", "2025-06-02", "The talks lasted just over\n an hour", attribution=[AGENCY, UNNAMED])
    others = [claim(f"r{n}", "Other", "2025-06-03", f"{n} hours") for n in (4, 5, 6)]
    long = claim("r3", "Outlet", None, "three and a half hours of talks", attribution=[UMEROV, AGENCY])
    in_istanbul = {"value": PALACE, "counts": counts(1, 1, 1, "UKR"), "claims": [met]}
    copies = [hour, {**hour, "id": "clm_copy", "source": "Copyist"}]
    lengths = [
        {"value": hours(low=1), "counts": counts(4, 1, 1), "claims": [*copies, *others]},
        {"value": hours(value=3.5), "counts": counts(1, 1, 1, "UKR"), "claims": [long]},
    ]
    return [
        {"field": "places", "best": PALACE, "status": "single", "values": [in_istanbul]},
        {"field": "duration", "best": hours(low=1), "status": "disputed", "values": lengths},
    ]


def dispute() -> dict[str, Any]:
    return {
        "id": "dsp_1",
        "event_id": "evt_41c2a0",
        "field": "duration",
        "kind": "number",
        "verdict": "open",
        "why": "Two origins give lengths that cannot both be right.",
        "values": [{"value": "1 h", "counts": counts(4, 1, 1), "claims": []}],
    }


@pytest.fixture
def event() -> dict[str, Any]:
    """A round of talks whose length is contested, as ``show`` gives it."""
    decided = {"kind": "note", "reviewer": "ada", "recorded_at": "2025-06-04T09:00:00Z"}
    first = {"recorded_at": "2025-06-04T09:00:00Z", "published_at": "2025-06-02", "what": "first report", "because": []}
    return {
        "id": "evt_41c2a0",
        "frame": "talks",
        "mode": "round",
        "status": "occurred",
        "hedged": False,
        "name": None,
        "round": 2,
        "title": "Russia and Ukraine meet in Istanbul",
        "occurred": SECOND_OF_JUNE,
        "not_after": None,
        "places": [PALACE],
        "roles": {"actor": [], "target": [], "mediator": [], "delegate": []},
        "quantities": [],
        "content": None,
        "outcome": [],
        "counts": counts(3, 2, 3, "UKR", "RUS"),
        "disputed": True,
        "part_of": None,
        "salience": "main",
        "first_published_at": "2025-06-02",
        "last_published_at": "2025-06-02T14:05:00Z",
        "cells": cells(),
        "disputes": [dispute()],
        "judgements": [{**decided, "reason": "The clock is the host's."}],
        "history": [first],
    }


EMPTY_ROUND: dict[str, Any] = {
    "process": "istanbul-2025",
    "round": 3,
    "event_id": "evt_9f0000",
    "title": "Talks between Russia and Ukraine",
    "state": "announced",
    "occurred": None,
    "dates": [],
    "place": None,
    "venue": [],
    "sides": [],
    "mediators": [],
    "duration": [],
    "outcomes": [],
    "proposed": [],
    "refused": [],
    "agreed": [],
    "commitments": [],
    "next": [],
    "history": [],
    "counts": counts(1, 1, 1, "UKR"),
    "disputes": [],
}


def term(title: str, party: str | None, issue: str | None, *quotes: str) -> dict[str, Any]:
    return {
        "event_id": "evt_t",
        "title": title,
        "status": "occurred",
        "party": party,
        "issue": issue,
        "quotes": list(quotes),
        "counts": counts(1, 1, 1, "UKR"),
        "claims": [],
    }


def minutes(number: float, unit: str) -> dict[str, Any]:
    return {"measure": "duration", "value": number, "low": None, "high": None, "unit": unit, "of": None, "effect": None}


SIDES = [
    {"party": "RUS", "head": {"name": "Vladimir Medinsky"}, "delegates": [{"name": "Alexander Fomin"}]},
    {"party": "UKR", "head": {"name": "Rustem Umerov"}, "delegates": []},
]


def held_round() -> dict[str, Any]:
    third = {**SECOND_OF_JUNE, "start": "2025-06-03", "end": "2025-06-03"}
    return {
        "round": 2,
        "event_id": "evt_41c2a0",
        "state": "held",
        "occurred": SECOND_OF_JUNE,
        "dates": [
            {"value": SECOND_OF_JUNE, "counts": counts(2, 1, 2), "claims": []},
            {"value": third, "counts": counts(4, 3, 2, "RUS"), "claims": []},
            {"value": {**third, "granularity": "year"}, "counts": counts(1, 1, 1), "claims": []},
        ],
        "place": PALACE,
        "venue": [
            {"value": {**PALACE, "name": "Ciragan Palace"}, "counts": counts(2, 1, 1), "claims": []},
            {"value": PALACE, "counts": counts(2, 2, 1), "claims": []},
        ],
        "sides": SIDES,
        "mediators": [{"name": "Hakan Fidan", "party": "TUR", "as": "host"}],
        "duration": [
            {"value": minutes(60, "min"), "counts": counts(2, 1, 1, "TUR"), "claims": []},
            {"value": minutes(3.5, "h"), "counts": counts(1, 1, 1), "claims": []},
        ],
        "outcomes": [
            {
                "value": {"quote": "ended  without\na truce", "start": 0, "end": 5},
                "counts": counts(1, 1, 1),
                "claims": [],
            }
        ],
        "agreed": [term("Sides agree on bodies", None, "remains", "to return the bodies,", "of 6,000 soldiers")],
        "proposed": [
            term("Ukraine proposes a leaders' meeting", "UKR", None),
            term("Talks on talks", None, "other", "to meet again"),
        ],
        "next": [{"title": "Third round of talks", "event_id": "evt_9f0000", "counts": counts(2, 1, 1, "UKR")}],
        "history": [
            {"published_at": "2025-05-28", "state": "proposed"},
            {"published_at": "2025-06-02T14:05:00Z", "state": "held"},
        ],
        "counts": counts(12, 3, 6, "RUS", "UKR"),
        "disputes": [
            {"field": "duration", "verdict": "open", "why": "Two origins give lengths that cannot both be right."},
            {"field": "killed:scope", "verdict": "other-scope", "why": "The figures are of other days."},
            {"field": "occurred", "verdict": "update", "why": "The earlier one was only planned."},
            {"field": "places", "verdict": "open", "why": "Reports place it in Ankara and in Istanbul."},
        ],
    }


@pytest.fixture
def rounds() -> list[dict[str, Any]]:
    """A board of two rounds of a process and one meeting outside it."""
    month = {"start": "2025-07-01", "end": "2025-07-31", "granularity": "month"}
    outside = {"process": None, "round": None, "event_id": "evt_77", "state": "proposed", "occurred": month}
    nobody = {"sides": [{"party": "UKR", "head": None, "delegates": []}]}
    offered = {"round": None, "event_id": "evt_5a", "place": PALACE}
    return [EMPTY_ROUND | nobody, EMPTY_ROUND | held_round(), EMPTY_ROUND | outside, EMPTY_ROUND | offered]


@pytest.fixture
def printed() -> Callable[[Iterable[Any]], str]:
    """Print a page as where there is no terminal, and give the text."""

    def print_page(page: Iterable[Any]) -> str:
        return "\n".join(page_lines(make_console(io.StringIO()), page))

    return print_page
