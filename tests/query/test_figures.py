from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.model import Filler, PlaceRef, Precision, QuantityRef, Roles, Voice, VoiceKind
from dragoman.query import Knowledge, View, figures
from dragoman.query.figures import _factor
from dragoman.store import open_store
from dragoman.values import Interval

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType


def test_figures_go_in_order_of_publication_with_voice_and_origin(view: View, sample: ModuleType) -> None:
    (lasted,) = [one for one in figures(view, measure="duration") if len(one["series"]) > 1]
    hours, minutes = lasted["series"][:2], lasted["series"][2:]
    assert [(point["low"], point["voice"], point["party"]) for point in hours] == [
        (1, "Turkey's foreign ministry", "TUR"),
        (1, "Turkey's foreign ministry", "TUR"),
    ]
    assert {point["origin"] for point in hours} == {sample.PALACE_REPORT.document().id}
    assert [(point["value"], point["voice"]) for point in minutes] == [(60, "officials")]


def test_only_figures_asked_for_are_given(view: View) -> None:
    agreement = view.events(frame="agreement")[0]
    (bodies,) = figures(view, event=agreement.id)
    assert (bodies["measure"], bodies["of"]) == ("bodies", "soldiers")
    assert figures(view, measure="money") == []


def test_vague_words_are_no_figures_and_a_report_speaks_with_its_outlets_voice(
    tmp_path: Path, sample: ModuleType, knowledge: Knowledge
) -> None:
    reading = sample.reading_of(sample.PALACE_REPORT)
    quantities = (QuantityRef("killed", vague=True, words="dozens"), QuantityRef("participants", 20))
    claims = (replace(reading.claims[0], quantities=quantities), *reading.claims[1:])
    with open_store(str(tmp_path / "record.db"), write=True, clock=sample.Clock()) as store:
        store.write_reading(replace(reading, claims=claims))
        store.replace_derived(knowledge(store.active_claims(), ()))
        view = View(store)
        (people,) = figures(view, event=view.events(frame="talks")[0].id)
    assert people["measure"] == "participants"
    assert [(point["voice"], point["party"]) for point in people["series"]] == [("Example Wire", None)]


def losses(voice: str, party: str | None, **figure: Any) -> tuple[str, str, dict[str, Any]]:
    fields = {"time": Interval.day(date(2025, 6, 1)), "mode": "drone", "roles": STRUCK, "places": (BELAYA,),
              "quantities": (QuantityRef("aircraft", of="aircraft", effect="hit", **figure),),
              "attribution": (Voice(voice, VoiceKind.OFFICE, party),)}  # fmt: skip
    return "strike", f"Drones hit aircraft at Belaya on 1 June, {voice} said.", fields


BELAYA = PlaceRef("Belaya", Precision.EXACT, "RU", lat=52.9, lon=103.6)
STRUCK = Roles(actor=(Filler("Ukraine", "UKR"),), target=(Filler("Russia", "RUS"),))


def test_losses_of_one_side_claimed_by_the_other_are_marked_and_left_out_of_the_conservative_reading(
    tell: Callable[..., View], report: Any
) -> None:
    view = tell(
        report("2025-06-01T20:00Z", [losses("the SBU", "UKR", value=41)]),
        report("2025-06-03T20:00Z", [losses("U.S. officials", "USA", high=20)], source="Other Post"),
        report("2025-06-04T20:00Z", [losses("Moscow", "RUS", low=2, high=5)], source="Third Post"),
    )
    found = [one for one in figures(view) if one["measure"] == "aircraft"]
    points = [point for one in found for point in one["series"]]
    assert {point["voice"]: point["claimed_by_other"] for point in points} == {
        "the SBU": True,
        "U.S. officials": True,
        "Moscow": False,
    }
    assert {one["losses_of"] for one in found} == {"RUS"}
    (whole,) = found
    assert whole["readings"]["conservative"] == 2
    assert (whole["readings"]["low"], whole["readings"]["high"]) == (2, 41)
    assert whole["places"] == ["Belaya"]


def test_only_figures_that_concern_a_side_are_given(tell: Callable[..., View], report: Any) -> None:
    view = tell(report("2025-06-01T20:00Z", [losses("the SBU", "UKR", value=41)]))
    assert [len(figures(view, party=side)) for side in ("UKR", "RUS", "USA")] == [1, 1, 0]
    (found,) = figures(view)
    assert found["readings"] == {"conservative": None, "low": 41, "best": 41, "high": 41}


def test_readings_are_in_the_unit_that_is_shown(tell: Callable[..., View], report: Any) -> None:
    sides = Roles(actor=(Filler("Ukraine", "UKR"), Filler("Russia", "RUS")))
    told = [("40 minutes", 40, "min"), ("three and a half hours", 3.5, "h")]
    reports = [
        report(f"2025-07-24T{9 + n:02}:00Z", [("talks", f"The third round lasted {words}.", {"mode": "round",
               "round": 3, "roles": sides, "quantities": (QuantityRef("duration", number, unit=unit),)})],
               source=f"Post {n}")
        for n, (words, number, unit) in enumerate(told)
    ]  # fmt: skip
    (talk, *others) = [one for one in figures(tell(*reports)) if one["unit"] in {"min", "h"}]
    assert others == []
    ends = {"h": (pytest.approx(2 / 3), 3.5), "min": (40, 210)}[str(talk["unit"])]
    assert (talk["readings"]["low"], talk["readings"]["high"]) == ends
    assert talk["status"] == "disputed"


def test_who_lost_is_not_known_where_two_sides_are_struck(tell: Callable[..., View], report: Any) -> None:
    both = Roles(target=(Filler("Russia", "RUS"), Filler("Ukraine", "UKR")))
    killed = ("clash", "Ten were killed.", {"roles": both, "quantities": (QuantityRef("killed", 10),)})
    (found,) = figures(tell(report(None, [killed])))
    assert found["losses_of"] is None
    assert found["series"][0]["published_at"] is None


def test_units_that_do_not_convert_are_left_out_of_the_readings() -> None:
    assert [_factor(*units) for units in (("min", "h"), ("month", "h"), (None, None), ("km", "h"))] == [
        pytest.approx(1 / 60),
        None,
        1,
        None,
    ]
