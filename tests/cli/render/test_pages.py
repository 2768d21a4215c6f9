"""The pages, whole: as they are printed where there is no terminal, in 100 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.cli.render.search import search_page
from dragoman.cli.render.show import show_page
from dragoman.cli.render.talks import talks_page
from dragoman.cli.render.timeline import timeline_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from syrupy.assertion import SnapshotAssertion


def assert_fits(text: str) -> None:
    assert max(map(len, text.splitlines())) <= 100


def test_show_page(event: dict[str, Any], printed: Callable[[Any], str], snapshot: SnapshotAssertion) -> None:
    text = printed(show_page(event, plain=True))
    assert_fits(text)
    assert text == snapshot


def test_show_marks_the_words_and_cuts_the_rest_at_words(event: dict[str, Any], printed: Callable[[Any], str]) -> None:
    text = printed(show_page(event, plain=True))
    marked = "…and Ukrainian envoys say that the delegations met in ⟦Istanbul⟧ on Monday, for the second time in a…"
    assert marked in " ".join(text.split())


def test_show_says_how_many_claims_it_leaves_out(event: dict[str, Any], printed: Callable[[Any], str]) -> None:
    assert "and 1 more; --all shows them" in printed(show_page(event, plain=True))
    assert "more; --all" not in printed(show_page(event, plain=True, everything=True))


def test_talks_page(rounds: list[dict[str, Any]], printed: Callable[[Any], str], snapshot: SnapshotAssertion) -> None:
    text = printed(talks_page(rounds))
    assert_fits(text)
    assert text == snapshot


def test_talks_of_one_process_stand_together(rounds: list[dict[str, Any]], printed: Callable[[Any], str]) -> None:
    third, second, outside, _ = rounds
    text = printed(talks_page([outside, second, outside, third]))
    assert text.count("istanbul-2025 ─") == text.count("outside a known process ─") == 1
    assert text.index("Round 2") < text.index("Round 3") < text.index("outside a known process")


def test_talks_page_of_an_empty_record_gives_the_next_step(printed: Callable[[Any], str]) -> None:
    assert "dragoman ingest PATH" in printed(talks_page([]))


def test_timeline_page(event: dict[str, Any], printed: Callable[[Any], str], snapshot: SnapshotAssertion) -> None:
    drones = {"measure": "drones", "value": 96, "low": None, "high": None, "unit": None, "of": None, "effect": None}
    night = {"start": "2025-06-05", "end": "2025-06-06", "granularity": "night"}
    strike = {
        **event,
        "id": "evt_b1",
        "frame": "strike",
        "mode": "drone",
        "title": "Drones over Kharkiv",
        "disputed": False,
    }
    events = [
        event,
        {**strike, "occurred": night, "quantities": [drones], "places": []},
        {**strike, "occurred": None, "not_after": "2025-06-07", "hedged": True, "id": "evt_b2"},
        {**event, "status": "not_occurred", "occurred": None, "mode": None, "id": "evt_b3"},
    ]
    text = printed(timeline_page(events))
    assert_fits(text)
    assert text == snapshot


def test_timeline_of_exchanges_is_a_ledger(
    event: dict[str, Any], printed: Callable[[Any], str], snapshot: SnapshotAssertion
) -> None:
    def swap(name: str, first: str, last: str, figures: list[dict[str, Any]], part_of: str | None) -> dict[str, Any]:
        time = {"start": first, "end": last, "granularity": "day"}
        given = {"id": name, "frame": "exchange", "mode": "prisoners", "disputed": False, "part_of": part_of}
        return {**event, **given, "title": "Prisoner exchange, 23 May 2025", "occurred": time, "quantities": figures}

    def figure(measure: str, value: int, of: str | None) -> dict[str, Any]:
        return {"measure": measure, "value": value, "low": None, "high": None, "unit": None, "of": of, "effect": None}

    events = [
        swap("evt_part_1", "2025-05-23", "2025-05-23", [figure("exchanged", 390, "people")], "evt_whole"),
        swap("evt_whole", "2025-05-23", "2025-05-25", [figure("exchanged", 1000, None)], None),
        swap("evt_part_2", "2025-05-24", "2025-05-24", [figure("exchanged", 307, "prisoners of war")], "evt_whole"),
        swap("evt_bodies", "2025-06-16", "2025-06-16", [figure("bodies", 1248, "soldiers")], "evt_elsewhere"),
        swap("evt_deep", "2025-05-24", "2025-05-24", [], "evt_part_2"),
    ]
    text = printed(timeline_page(events))
    assert_fits(text)
    assert text == snapshot


def test_timeline_never_words_a_bound_as_a_date(event: dict[str, Any], printed: Callable[[Any], str]) -> None:
    text = printed(timeline_page([{**event, "occurred": None, "not_after": "2025-06-07"}]))
    assert text.splitlines()[1].startswith("○")
    assert "no date, reported" in text


def test_timeline_without_events_says_why(printed: Callable[[Any], str]) -> None:
    assert "--as-of" in printed(timeline_page([]))


def test_search_page(printed: Callable[[Any], str]) -> None:
    hits = [
        {
            "kind": "event",
            "id": "evt_1",
            "title": "Talks in Istanbul",
            "snippet": "they met\nin Istanbul",
            "link": None,
        },
        {"kind": "actor", "id": "person.x", "title": None, "snippet": None, "link": None},
    ]
    assert printed(search_page(hits, "istanbul")).splitlines() == [
        "event    Talks in Istanbul",
        "         they met in Istanbul",
        "         evt_1",
        "actor    person.x",
        "         person.x",
    ]
    assert "'istanbul'" in printed(search_page([], "istanbul"))
