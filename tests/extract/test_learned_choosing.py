"""The choice of slots: candidates are what the words name, the rules' own choice is one of them, and weights decide."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest
from tests.extract.build import RUSSIA, Text, english, frame_of, small_dossier, text_of

from dragoman.extract import FrameSet, RuleExtractor
from dragoman.extract.gather import gather
from dragoman.extract.learned.bundle import Stage
from dragoman.extract.learned.candidates import SLOTS, around_of, candidates
from dragoman.extract.learned.choosing import choices_of, fill, told_of
from dragoman.extract.learned.decisions import Weighed
from dragoman.extract.learned.encoder import Scores
from dragoman.extract.learned.lexicon import Lexicon
from dragoman.extract.learned.page import Found, Scorers, make_page
from dragoman.extract.learned.slot_features import path, slot_features
from dragoman.model import Published, Status, Zone, ZoneKind
from dragoman.values import Instant, Interval, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.extract.learned.choosing import Choice, Filled
    from dragoman.extract.learned.encoder import Sentence
    from dragoman.extract.learned.page import Page

STRIKE = "A Russian strike killed Ukrainian soldiers in Sumy."
MET = "Putin met Zelensky."


class Even:
    """Scores every sentence alike, but for the status that a test says."""

    def __init__(self, status: Status | None) -> None:
        self.row = np.array([[5.0 if s is status else 0.0 for s in Status]], dtype=np.float32)

    def score(self, sentences: Sequence[Sentence]) -> list[Scores]:
        none = np.zeros(1, dtype=np.float32)
        return [Scores(none, none, none, none, self.row, np.zeros((1, 0), np.float32), ()) for _ in sentences]


def page_of(
    text: Text, status: Status | None = None, frame: str = "strike", noun: str = "strike", *, places: bool = True
) -> Page:
    made = frame_of(
        frame,
        "deed",
        roles={"actor": {"noun": ["modifier", "light"]}, "target": {"accepts": "any"}},
        places=places,
        triggers=[{"id": "t", "noun": [noun]}],
    )
    rules = RuleExtractor(
        FrameSet("digest", {frame: made}, {}, {noun: ((made, made.triggers[0]),)}, {}), english(), small_dossier()
    )
    context = rules.context(text.document, text.analysis, text.lookup.mentions)
    drafts = rules.drafts(context)
    lexicon = Lexicon({}, np.zeros(0, np.float32), np.zeros((2, 0, 1), np.float32), np.zeros((2, 1), np.float32))
    numbers = range(len(text.analysis.sentences))
    return make_page(context, Found(drafts, gather(drafts)), numbers, Scorers([frame], Even(status), lexicon))


def struck() -> Text:
    text = text_of(STRIKE)
    return text.actor("Russian", RUSSIA, by="adjective").place("Sumy")


def stages_of(weights: dict[str, dict[str, float]]) -> dict[str, Stage]:
    return {slot: Stage(0.0, given, 0.5) for slot, given in weights.items()}


def choices(page: Page, **weights: dict[str, float]) -> list[Choice]:
    (one,) = filled(page, **weights)
    return choices_of(one.ranked, stages_of(weights))


def filled(page: Page, **weights: dict[str, float]) -> list[Filled]:
    stages = stages_of(weights)
    return fill([Weighed(list(g), 0.8) for g in page.found.groups], page, stages)


def test_candidates_are_what_the_words_name() -> None:
    page = page_of(struck())
    (told,) = told_of([Weighed(list(g), 0.8) for g in page.found.groups], page)
    found = {slot: [c.value.name for c in candidates(slot, told, page.context)] for slot in ("target", "places")}  # type: ignore[union-attr]
    assert "Ukrainian soldiers" in found["target"]
    assert found["places"] == ["Sumy"]
    assert [c.by_rules for c in candidates("status", told, page.context)].count(True) == 1


@pytest.mark.parametrize(
    ("days_ago", "may_go_on"),
    [pytest.param(None, True, id="no-date"), (0, True), (1, True), pytest.param(2, False, id="over"), (400, False)],
)
def test_what_was_over_before_its_report_does_not_go_on(days_ago: int | None, *, may_go_on: bool) -> None:
    page, today = page_of(struck()), date(2025, 6, 2)
    (told,) = told_of([Weighed(g, 0.8) for g in page.found.groups], page)
    time = None if days_ago is None else Interval.day(today - timedelta(days=days_ago))
    told = told._replace(claim=replace(told.claim, time=time))
    context = replace(
        page.context, document=replace(page.context.document, published=Published(Instant(today, None), "json"))
    )
    found = {candidate.value for candidate in candidates("status", told, context)}
    assert found == set(Status) - (set() if may_go_on else {Status.ONGOING})


def test_without_weights_a_claim_is_as_the_rules_fill_it() -> None:
    page = page_of(struck())
    (one,) = filled(page)
    (told,) = told_of([Weighed(list(g), 0.8) for g in page.found.groups], page)
    assert (one.claim, one.ranked) == (told.claim, {})


def test_a_target_that_the_rules_left_out_is_put_in_verbatim() -> None:
    weights = {"bias": -3.0, "dep=dobj": 6.0}
    (one,) = filled(page_of(struck()), target=weights)
    (target,) = one.claim.roles.target
    assert (target.name, target.evidence.quote if target.evidence else None) == ("Ukrainian soldiers",) * 2
    assert [(c.by, c.value) for c in choices(page_of(struck()), target=weights) if c.kept] == [
        ("learned", "Ukrainian soldiers")
    ]


def test_a_place_that_is_improbable_falls() -> None:
    page = page_of(struck())
    assert [p.name for p in filled(page)[0].claim.places] == ["Sumy"]
    (one,) = filled(page, places={"bias": -3.0})
    assert one.claim.places == ()
    assert [(c.by, c.kept) for c in choices(page, places={"bias": -3.0})] == [("rules", False)]


def test_a_place_of_the_rules_stands_by_its_being_theirs() -> None:
    (one,) = filled(page_of(struck()), places={"bias": -1.0, "rules=yes": 2.0})
    assert [p.name for p in one.claim.places] == ["Sumy"]


def test_between_what_is_past_and_what_goes_on_the_more_probable_status_stands() -> None:
    page = page_of(struck(), Status.ONGOING)
    (one,) = filled(page, status={"bias": -9.0, "status": 1.0})
    assert one.claim.status is Status.ONGOING
    (same,) = filled(page, status={"bias": -9.0, "rules=yes": 1.0})
    assert same.claim.status is Status.OCCURRED


def test_no_status_is_read_into_what_no_word_marks() -> None:
    (one,) = filled(page_of(struck(), Status.PLANNED), status={"bias": -9.0, "status": 1.0})
    assert one.claim.status is Status.OCCURRED


def test_a_status_that_words_mark_stays() -> None:
    page = page_of(struck(), Status.OCCURRED)
    weighed = [Weighed([replace(d, status=Status.PLANNED) for d in g], 0.8) for g in page.found.groups]
    (one,) = fill(weighed, page, stages_of({"status": {"status": 9.0}}))
    assert one.claim.status is Status.PLANNED


def test_beside_a_value_of_the_rules_no_other_is_put() -> None:
    page = page_of(struck().place("Ukrainian"))
    (told,) = told_of([Weighed(list(g), 0.8) for g in page.found.groups], page)
    assert {c.value.name for c in candidates("places", told, page.context)} == {"Sumy", "Ukrainian"}  # type: ignore[union-attr]
    (one,) = filled(page, places={"bias": 9.0})
    assert [p.name for p in one.claim.places] == ["Sumy"]


def test_words_of_a_dateline_fill_no_slot() -> None:
    plain = page_of(struck(), places=False)
    assert [p.name for p in filled(plain, places={"bias": 9.0})[0].claim.places] == ["Sumy"]
    at = STRIKE.index("Sumy")
    document = replace(plain.context.document, zones=(Zone(Span(at, at + 4), ZoneKind.DATELINE),))
    apart = replace(plain, context=replace(plain.context, document=document))
    assert filled(apart, places={"bias": 9.0})[0].claim.places == ()


def test_a_status_without_a_scored_sentence_is_even() -> None:
    page = page_of(struck(), Status.PLANNED)
    (told,) = told_of([Weighed(list(g), 0.8) for g in page.found.groups], page)
    page.scores.clear()  # type: ignore[attr-defined]
    around = around_of([told.claim], page.context)
    found = {slot_features("status", c, told, page, around)["status"] for c in candidates("status", told, page.context)}
    assert found == {-2.0}


def test_features_say_what_is_told_elsewhere() -> None:
    text = text_of(STRIKE, STRIKE)
    for n in range(2):
        text.actor("Russian", RUSSIA, by="adjective", nth=n).place("Sumy", nth=n)
    page = page_of(text)
    told = told_of([Weighed(list(g), 0.8) for g in page.found.groups], page)
    around = around_of([t.claim for t in told], page.context)
    assert around.mentions["sumy"] == 2
    assert "sumy" in around.title
    assert around.held["places", "sumy"] == len(told)


def test_the_path_goes_up_and_down_with_prepositions() -> None:
    text = struck()
    context = page_of(text).context
    assert path(text.at("strike"), text.at("Sumy"), context).startswith("^nsubj")
    assert path(text.at("strike"), text.at("strike"), context) == ""
    assert "prep:in" in path(text.at("killed"), text.at("Sumy"), context)


def test_words_of_two_sentences_have_no_path() -> None:
    text = text_of(STRIKE, MET)
    assert path(text.at("strike"), text.at("Putin"), page_of(text).context) == "far"


@pytest.mark.parametrize("slot", SLOTS)
def test_features_are_numbers_under_stable_names(slot: str) -> None:
    page = page_of(struck())
    (told,) = told_of([Weighed(list(g), 0.8) for g in page.found.groups], page)
    around = around_of([told.claim], page.context)
    for one in candidates(slot, told, page.context):
        found = slot_features(slot, one, told, page, around)
        assert found == slot_features(slot, one, told, page, around)
        assert {"bias", "chance", "frame=strike"} <= set(found)
        assert all(np.isfinite(value) for value in found.values())
