"""The pages of the derived views, from shapes made by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from dragoman.cli.render.commitments import commitments_page, promise_words
from dragoman.cli.render.diff import change_words, diff_page
from dragoman.cli.render.disputes import disputes_page, field_words
from dragoman.cli.render.figures import figures_page
from dragoman.cli.render.lint import lint_page
from dragoman.cli.render.positions import positions_page
from dragoman.cli.render.timeline import timeline_page

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = {"start": "2025-05-23", "end": "2025-05-23", "granularity": "day"}
COUNTS = {"reports": 2, "origins": 1, "voices": 1, "parties": ["RUS"]}


def claim(doc: str = "r1", quote: str = "They freed 390.", **more: Any) -> dict[str, Any]:
    evidence = {"start": 0, "end": len(quote), "quote": quote, "prefix": "", "suffix": ""}
    return {"id": f"clm_{doc}", "doc": doc, "url": None, "title": None, "source": "Example Wire",
            "published_at": "2025-05-23T18:00:00Z", "published_at_local": "2025-05-23T18:00:00+00:00",
            "attribution": [], "evidence": [evidence], "link": None, **more}  # fmt: skip


def figure(value: float | None = 390, **more: Any) -> dict[str, Any]:
    return {"measure": "exchanged", "value": value, "low": None, "high": None, "unit": None, "of": "people",
            "effect": None, "vague": False, "words": None, **more}  # fmt: skip


def promise(**more: Any) -> dict[str, Any]:
    stage = {"event_id": "evt_2", "title": "Stage", "status": "occurred", "occurred": DAY, "not_after": None,
             "quantities": [figure(), figure(1000)], "disputed": True, "counts": COUNTS}  # fmt: skip
    off = stage | {"status": "cancelled", "occurred": None, "quantities": [], "disputed": False}
    bound = stage | {"occurred": None, "not_after": "2025-06-09", "quantities": [], "disputed": False}
    return {"event_id": "evt_1", "title": "Agreement", "by": ["RUS", "UKR"], "to": ["RUS", "UKR"], "issue": "prisoners",
            "quotes": ["to exchange 1,000 prisoners,"], "quantities": [figure(1000)], "made_at": DAY, "due": DAY,
            "state": "partly", "reported": [stage, off, bound], "according_to": [claim()], **more}  # fmt: skip


def test_a_commitment_stands_with_its_stages_and_the_words_they_rest_on(printed: Callable[[Any], str]) -> None:
    text = printed(commitments_page([promise()]))
    assert "“to exchange 1,000 prisoners”  reported done in part" in text
    assert "due 23 May 2025" in text
    assert "390 people (disputed)" in text
    assert "no date                 called off" in text
    assert "by 9 June 2025          took place, no number given" in text
    assert "[1] They freed 390." in text
    assert "[1]  Example Wire, 23 May 2025 18:00 UTC" in text


def test_a_commitment_of_one_side_names_to_whom(printed: Callable[[Any], str]) -> None:
    one = promise(by=["RUS"], to=["UKR"], made_at=None, due=None, reported=[], state="no_report")
    assert "RUS to UKR, prisoners  evt_1" in printed(commitments_page([one]))
    assert promise_words(promise(quotes=[])) == "1,000 people"
    assert promise_words(promise(quotes=[], quantities=[])) == "Agreement"


def test_words_that_others_report_of_a_side_are_marked(printed: Callable[[Any], str]) -> None:
    voice = {"name": "a source", "kind": "unnamed", "party": None, "chain": 0}
    stance = {"published_at": "2025-05-16", "published_at_local": "2025-05-16", "stance": "demands",
              "words": "four regions,", "own_voice": False, "event_id": "evt_1",
              "claim": claim(attribution=[voice])}  # fmt: skip
    own = stance | {"own_voice": True, "claim": claim(source=None)}
    text = printed(positions_page([{"party": "RUS", "issue": "territory", "history": [stance, own]}]))
    assert "(as others report)" in " ".join(text.split())
    assert "demands: “four regions”" in text
    assert "No positions" in printed(positions_page([]))


def point(**more: Any) -> dict[str, Any]:
    return {"published_at": None, "published_at_local": "2025-06-01", "value": 41, "low": None, "high": None,
            "unit": None, "voice": "SBU", "party": "UKR", "claimed_by_other": True, "hedged": True, "origin": "doc_1",
            "claim": claim(), **more}  # fmt: skip


def test_losses_claimed_by_the_other_side_are_said_to_be(printed: Callable[[Any], str]) -> None:
    readings = {"conservative": None, "low": 41, "best": 41, "high": 41.5}
    one = {"measure": "aircraft", "of": "aircraft", "unit": None, "effect": "hit", "event_id": "evt_1",
           "title": "Strike", "losses_of": "RUS", "status": "disputed", "readings": readings,
           "series": [point(), point(voice=None, party=None, claimed_by_other=False, hedged=False)]}  # fmt: skip
    text = printed(figures_page([one, one | {"of": None, "effect": None, "unit": "h"}], left_out=3))
    assert "aircraft (aircraft hit)  losses of RUS  disputed" in text
    assert "conservative – · low 41 · best 41 · high 41.5" in text
    assert "SBU (UKR), claimed of the other side's losses, hedged" in text
    assert "and 3 that one report alone gives; --all shows them" in text
    assert text.count("evt_1") == 1


def test_a_dispute_that_only_seems_one_is_named(printed: Callable[[Any], str]) -> None:
    value = {"value": "40 min", "counts": COUNTS, "claims": [claim()]}
    one = {"event_id": "evt_1", "field": "duration/talks#2", "kind": "number", "verdict": "other-unit",
           "why": "One unit.", "values": [value]}  # fmt: skip
    text = printed(disputes_page([one], {"evt_1": "Third round"}, plain=True))
    assert "duration, talks: One unit.  other unit" in text
    assert "⟦They freed 390.⟧" in text
    assert field_words({"field": "occurred"}) == "date"


def change(field: str, before: Any, after: Any, **more: Any) -> dict[str, Any]:
    return {"event_id": "evt_1", "title": "Second round", "kind": "changed", "field": field, "before": before,
            "after": after, "because": [claim()], "taken_back": False, **more}  # fmt: skip


ROLES = {"actor": [{"name": "Russia"}], "target": [], "mediator": [{"name": "Fidan"}], "delegate": []}


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (change("event", None, "x", kind="new"), "new on record"),
        (change("event", "x", None, kind="gone"), "no longer on record"),
        (change("event", "x", "y", kind="joined"), "what stood apart as “x” is this event"),
        (change("status", "planned", "occurred"), "whether it took place: occurred (was: planned)"),
        (change("name", None, "Spider Web"), "name: Spider Web"),
        (change("disputes", ["A."], ["B."]), "disputes: + B.; − A."),  # noqa: RUF001  a minus
        (change("outcome", ["A", "B"], ["B", "A"]), "outcome: in another order"),
        (change("roles", {**ROLES, "actor": [], "mediator": []}, ROLES), "roles: Russia, Fidan (was: nobody named)"),
        (change("round", 2, None), "round: not known (was: 2)"),
    ],
)
def test_a_change_is_said_in_words(one: dict[str, Any], words: str) -> None:
    assert change_words(one) == words


def test_changes_stand_under_the_moment_that_brought_them(printed: Callable[[Any], str]) -> None:
    later = change(
        "status", "planned", "occurred", because=[claim("r2", published_at="2025-06-02T18:00:00Z"), claim("r3")]
    )
    taken = change("name", "X", None, event_id="evt_2", taken_back=True)
    decided = change("status", "a", "b", because=[], event_id="evt_3")
    text = printed(diff_page([{"changes": [later, taken, decided, change("counts", 1, 2)]}]))
    assert "(no longer in the report)" in text
    assert "and 1 more claim" in text
    assert "3 changes." in text
    assert "4 changes." in printed(
        diff_page([{"changes": [later, taken, decided, change("counts", 1, 2)]}], everything=True)
    )
    assert printed(diff_page([])) == "Nothing changed."


def test_a_text_is_shown_with_what_differs_and_what_is_open(printed: Callable[[Any], str]) -> None:
    finding = {"verdict": "partly", "frame": "talks", "event_id": "evt_1", "title": "T", "agree": ["occurred"],
               "differ": [], "open": ["places"], "said": {}, "reported": {}}  # fmt: skip
    sentence = {"sentence": "They met\nthere.", "start": 0, "end": 9, "verdict": "partly", "support": [claim()],
                "oppose": [], "counts": COUNTS, "findings": [finding]}  # fmt: skip
    text = printed(lint_page([sentence], plain=True, everything=True))
    assert "~ They met there." in text
    assert "nothing on record of its place" in text
    assert "1 partly on record" in text
    assert printed(lint_page([], plain=True)) == "No sentences."


def test_a_ledger_says_stage_voices_and_each_sides_number(event: dict[str, Any], printed: Callable[[Any], str]) -> None:
    whole = {**event, "frame": "exchange", "id": "evt_w", "quantities": [figure(1000)], "round": None, "part_of": None}
    sides = [figure(307, of="Russia"), figure(307, of="Ukraine"), figure(1000)]
    stage = {**whole, "id": "evt_s", "quantities": sides, "round": 2, "part_of": "evt_w"}
    text = printed(timeline_page([whole, stage], {"evt_s": ["Umerov", "A", "B", "C"], "evt_w": []}))
    assert "307 a side" in text
    assert "stage 2 · Umerov, A, B and 1 more" in text
