"""Search in the past: what had all words by then, by words that were there by then."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from dragoman.model import Outcome
from dragoman.query import View, search

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.store import Store

EVENING = datetime(2025, 6, 2, 16, tzinfo=UTC)


def found(store: Store, text: str, view: View, limit: int = 20) -> list[tuple[str, str]]:
    return [(hit["kind"], hit["title"]) for hit in search(store, text, limit=limit, view=view)]


def test_only_what_had_come_out_is_found(view: View, store: Store) -> None:
    assert ("report", "Second round of talks held in Istanbul") in found(store, "Istanbul", view.at(EVENING))
    assert found(store, "Zelensky", view.at(EVENING)) == []
    assert found(store, "Zelensky", view) != []


def test_without_an_instant_the_stores_own_index_answers(view: View, store: Store) -> None:
    assert not view.is_past
    assert search(store, "Istanbul", view=view) == search(store, "Istanbul")


def test_events_actors_and_reports_are_found_by_forms_of_a_word(view: View, store: Store) -> None:
    past = view.at(EVENING)
    assert {kind for kind, _ in found(store, "umerov", past)} >= {"actor", "event"}
    assert ("report", "Second round of talks held in Istanbul") in found(store, "delegation palace", past)
    assert found(store, "Umerov bodies zebra", past) == []
    assert found(store, "...", past) == []
    assert len(found(store, "Istanbul", past, limit=1)) == 1


def test_the_words_around_are_shown_and_lead_to_the_report(view: View, store: Store) -> None:
    hits = search(store, "memorandum", view=view.at(datetime(2025, 6, 5, tzinfo=UTC)))
    (report,) = [hit for hit in hits if hit["kind"] == "report"]
    assert "memorandum" in report["snippet"]
    assert report["snippet"].startswith("…")
    event = next(hit for hit in search(store, "bodies", view=view.at(EVENING)) if hit["kind"] == "event")
    assert str(event["link"]).startswith("https://wire.example/palace#:~:text=")


def test_an_event_is_found_by_what_was_said_and_what_came_of_it(
    tell: Callable[..., View], report: Any, sample: Any
) -> None:
    sentence = "Operation Net began, and nothing came of it."
    told = ("talks", sentence, {"name": "Net", "outcome": (Outcome(sample.words(sentence, "nothing came of it")),),
            "content": ("Operation Net began", "other")})  # fmt: skip
    past = tell(report("2025-06-02", [told])).at(datetime(2025, 6, 5, tzinfo=UTC))
    assert [hit["kind"] for hit in search(past.store, "nothing came", view=past)] == ["event", "report"]
