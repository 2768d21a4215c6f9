from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dragoman.cli.render.card import card_page
from dragoman.cli.render.console import make_console
from dragoman.ingest import Said
from dragoman.pipeline.cards import read_reports
from dragoman.values import parse_instant

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from dragoman.pipeline import Engine

pytestmark = pytest.mark.model


def printed(shape: object, *, everything: bool = False) -> str:
    console = make_console()
    with console.capture() as capture:
        for part in card_page(shape, plain=True, everything=everything):  # type: ignore[arg-type]
            console.print(part)
    return capture.get()


def test_without_a_date_relative_days_stay_words(
    engine: Engine,
    tmp_path: Path,
    clock: Callable[[], datetime],
    planned: str,
) -> None:
    path = tmp_path / "planned.txt"
    path.write_text(planned, encoding="utf-8")
    card, aside = read_reports(engine, [str(path)], said=Said(), clock=clock)
    (report,) = card["reports"]
    (event,) = [e for e in report["events"] if e["frame"] == "talks"]
    assert aside == []
    assert report["needs_publication_date"]
    assert (event["occurred"], event["time_words"], event["status"]) == (None, "this Wednesday", "planned")
    assert "“this Wednesday”, needs publication date" in printed(card)


def test_with_a_date_they_are_days(
    engine: Engine,
    tmp_path: Path,
    clock: Callable[[], datetime],
    planned: str,
) -> None:
    path = tmp_path / "planned.txt"
    path.write_text(planned, encoding="utf-8")
    said = Said(published=parse_instant("2025-07-21"), source="Baltic Courier")
    card, _ = read_reports(engine, [str(path)], said=said, clock=clock)
    (event,) = [e for e in card["reports"][0]["events"] if e["frame"] == "talks"]
    assert event["occurred"] == {"start": "2025-07-23", "end": "2025-07-23", "granularity": "day"}
    page = printed(card)
    assert "23 July 2025" in page
    assert "Baltic Courier · 21 July 2025" in page
    assert "according to Volodymyr Zelenskyy (UKR)" in page


def test_two_reports_tell_what_they_share(
    engine: Engine,
    tmp_path: Path,
    clock: Callable[[], datetime],
    held: str,
) -> None:
    said = Said(published=parse_instant("2025-06-02"))
    for name, more in (("one", ""), ("two", " Another round is planned.")):
        (tmp_path / f"{name}.txt").write_text(held + more, encoding="utf-8")
    card, _ = read_reports(engine, [str(tmp_path)], said=said, clock=clock)
    assert len(card["reports"]) == 2
    assert [len(row["docs"]) for row in card["agree"] if "alks" in row["title"]] == [2]
    assert [len(row["docs"]) for row in card["shared"]] == [2]
    page = printed(card, everything=True)
    assert "Tell the same" in page
    assert "Share an origin" in page


def test_a_text_without_events_says_so(engine: Engine, tmp_path: Path, clock: Callable[[], datetime]) -> None:
    path = tmp_path / "recipe.txt"
    path.write_text("Slice the onions and fry them gently in butter until they are golden.", encoding="utf-8")
    card, _ = read_reports(engine, [str(path)], said=Said(), clock=clock)
    assert "No event that the frames in force know." in printed(card)


def test_unreadable_input_is_given_back_with_its_reason(
    engine: Engine, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    card, aside = read_reports(engine, [str(tmp_path / "no.txt")], said=Said(), clock=clock)
    assert card["reports"] == []
    assert [one.code for one in aside] == ["DG301"]
