"""Claims: what the mentions of one event say together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from tests.extract.build import draft_of, frame_of

from dragoman.extract.claims import LEAD_CHARS, build_claims
from dragoman.model import (
    Content,
    Document,
    Evidence,
    Filler,
    Outcome,
    Published,
    QuantityRef,
    Roles,
    Salience,
    Status,
    Timex,
    TimexKind,
    Voice,
    VoiceKind,
)
from dragoman.values import Granularity, Interval, Span, parse_instant

if TYPE_CHECKING:
    from dragoman.extract.draft import Draft
    from dragoman.model import Claim

DOCUMENT = Document(
    "report", "revision", "capture", "x" * 2000, published=Published(parse_instant("2025-06-03"), "case")
)
UNDATED = replace(DOCUMENT, published=None)
MONDAY, JUNE = Interval.day(date(2025, 6, 2)), Interval.month(2025, 6)


def claim(*group: Draft, document: Document = DOCUMENT) -> Claim:
    (made,) = build_claims([list(group)], document)
    return made


def test_a_claim_has_its_document_frame_rule_and_label() -> None:
    made = claim(draft_of(3))
    assert (made.document_id, made.revision, made.frame, made.rule, made.label) == (
        "report",
        "revision",
        "talks",
        "talks/t",
        "c1",
    )


def test_labels_count_in_the_order_of_the_groups() -> None:
    made = build_claims([[draft_of(0)], [draft_of(1)], [draft_of(2)]], DOCUMENT)
    assert [c.label for c in made] == ["c1", "c2", "c3"]


def test_ids_depend_on_revision_frame_evidence_and_order_among_equals_alone() -> None:
    first = claim(draft_of(0)).id
    assert first.startswith("clm")
    assert claim(draft_of(0, status=Status.PLANNED, round=3)).id == first
    assert claim(draft_of(0), document=replace(DOCUMENT, revision="another")).id != first
    assert claim(draft_of(0, frame=frame_of("visit"))).id != first
    assert claim(draft_of(1)).id != first
    twice = build_claims([[draft_of(0)], [draft_of(0)]], DOCUMENT)
    assert twice[0].id == first != twice[1].id
    assert build_claims([[draft_of(1)], [draft_of(0)], [draft_of(0)]], DOCUMENT)[2].id == twice[1].id


def test_evidence_stands_once_in_text_order_without_what_lies_inside_another() -> None:
    whole = draft_of(0, evidence=Evidence(0, 100, "x" * 100))
    inside = draft_of(2)
    later = draft_of(30)
    assert [(e.start, e.end) for e in claim(later, inside, whole, inside).evidence] == [(0, 100), (300, 310)]


def test_the_first_word_on_each_value_stands() -> None:
    made = claim(draft_of(0), draft_of(1, mode="call", round=2, name="A"), draft_of(2, mode="visit", round=3, name="B"))
    assert (made.mode, made.round, made.name) == ("call", 2, "A")


def test_a_claim_is_hedged_only_where_every_mention_is() -> None:
    assert claim(draft_of(0, hedged=True), draft_of(1, hedged=True)).hedged
    assert not claim(draft_of(0, hedged=True), draft_of(1)).hedged


@pytest.mark.parametrize(
    ("statuses", "found"),
    [
        (["planned", "occurred", "occurred"], "occurred"),
        (["planned", "occurred"], "planned"),
        (["occurred"], "occurred"),
    ],
)
def test_the_status_is_what_most_mentions_say_and_the_first_s_on_a_tie(statuses: list[str], found: str) -> None:
    assert claim(*(draft_of(n, status=Status(s)) for n, s in enumerate(statuses))).status is Status(found)


def test_what_only_points_back_has_no_say_on_status_unless_all_do() -> None:
    back = {"is_anaphoric": True, "status": Status.PLANNED}
    assert claim(draft_of(0), draft_of(1, **back), draft_of(2, **back)).status is Status.OCCURRED
    assert claim(draft_of(1, **back)).status is Status.PLANNED


def timex(words: str, interval: Interval | None, relation: str = "in", start: int = 0) -> Timex:
    return Timex(Span(start, start + len(words)), words, TimexKind.DATE, None, interval, relation)


def test_the_finest_dated_time_stands_and_the_first_on_a_tie() -> None:
    drafts = [
        replace(draft_of(n), time=t) for n, t in enumerate((timex("June", JUNE), timex("Monday", MONDAY, start=50)))
    ]
    made = claim(*drafts)
    assert made.time == MONDAY
    assert made.time_words == Evidence(50, 56, "x" * 6)
    again = replace(draft_of(2), time=timex("Sunday", Interval.day(date(2025, 6, 1)), start=90))
    assert claim(*drafts, again).time == MONDAY


def test_an_unresolved_time_keeps_its_words_and_gives_no_days() -> None:
    made = claim(
        replace(draft_of(0), time=timex("this Wednesday", None)), replace(draft_of(1), time=timex("soon", None))
    )
    assert made.time is None
    assert made.time_words is not None
    assert made.time_words.end == len("this Wednesday")


@pytest.mark.parametrize(
    ("interval", "document", "last"),
    [
        pytest.param(Interval.day(date(2025, 5, 30)), DOCUMENT, date(2025, 6, 3), id="to-the-publication"),
        pytest.param(Interval.day(date(2025, 5, 30)), UNDATED, date(2025, 5, 30), id="unknown-publication"),
        pytest.param(Interval.day(date(2025, 6, 9)), DOCUMENT, date(2025, 6, 9), id="not-yet-begun"),
    ],
)
def test_since_a_day_runs_to_the_publication(interval: Interval, document: Document, last: date) -> None:
    made = claim(replace(draft_of(0), time=timex("since then", interval, "since")), document=document)
    assert made.time is not None
    assert (made.time.first_day, made.time.last_day) == (interval.first_day, last)
    assert made.time_relation == "since"
    assert made.time.granularity is Granularity.DAY


@pytest.mark.parametrize(
    ("status", "interval", "last"),
    [
        pytest.param(Status.ONGOING, Interval.month(2025, 3), date(2025, 6, 3), id="a-start"),
        pytest.param(Status.ONGOING, Interval.month(2025, 6), date(2025, 6, 30), id="now-running"),
        pytest.param(Status.ONGOING, Interval.day(date(2025, 5, 1)), date(2025, 5, 1), id="a-day"),
        pytest.param(Status.OCCURRED, Interval.month(2025, 3), date(2025, 3, 31), id="over"),
    ],
)
def test_what_goes_on_runs_from_the_month_of_its_start_to_the_publication(
    status: Status, interval: Interval, last: date
) -> None:
    made = claim(replace(draft_of(0), status=status, time=timex("then", interval)))
    assert made.time is not None
    assert (made.time.first_day, made.time.last_day) == (interval.first_day, last)


def test_a_figure_shared_out_stands_for_each_side_and_not_bare() -> None:
    sides = tuple(QuantityRef("exchanged", 390, of=name) for name in ("Russia", "Ukraine"))
    first = draft_of(0, actor=["Russia/RUS", "Ukraine/UKR"], quantities=(QuantityRef("exchanged", 390, of="people"),))
    assert claim(first, replace(draft_of(1), quantities=sides)).quantities == sides


def test_no_mention_with_a_time_gives_none() -> None:
    made = claim(draft_of(0))
    assert (made.time, made.time_words, made.time_relation) == (None, None, None)


def test_places_figures_and_outcomes_stand_once() -> None:
    result = Outcome(Evidence(5, 9, "x" * 4))
    first = draft_of(0, place=["Kyiv/settlement/UA"], quantities=(QuantityRef("killed", 3),), outcome=(result,))
    second = draft_of(
        1,
        place=["KYIV/settlement/UA", "Odesa/settlement/UA"],
        quantities=(QuantityRef("killed", 3, of="people"), QuantityRef("killed", low=3)),
        outcome=(result,),
    )
    made = claim(first, second)
    assert [p.name for p in made.places] == ["Kyiv", "Odesa"]
    assert made.quantities == (QuantityRef("killed", 3), QuantityRef("killed", low=3))
    assert made.outcome == (result,)


def test_vague_figures_in_other_words_are_kept_apart() -> None:
    dozens, scores = (QuantityRef("drones", vague=True, words=w) for w in ("dozens", "scores"))
    assert claim(draft_of(0, quantities=(dozens, scores, dozens))).quantities == (dozens, scores)


def names(fillers: tuple[Filler, ...]) -> list[str]:
    return [f.name for f in fillers]


def test_a_party_stands_once_under_its_first_name_and_a_person_each() -> None:
    first = draft_of(0, actor=["Russia/RUS"], delegate=["Vladimir Medinsky/RUS"])
    second = draft_of(1, actor=["Moscow/RUS", "Ukraine/UKR"], delegate=["Medinsky/RUS", "Igor Kostyukov/RUS"])
    made = claim(first, second)
    assert names(made.roles.actor) == ["Russia", "Ukraine"]
    assert names(made.roles.delegate) == ["Vladimir Medinsky", "Igor Kostyukov"]


def test_those_without_a_party_are_one_by_id_or_by_the_words_of_their_names() -> None:
    one, two = Filler("Friedrich Merz", actor_id="merz"), Filler("the chancellor", actor_id="merz")
    made = claim(replace(draft_of(0), roles=Roles(actor=(one, two, Filler("Merz"), Filler("rebels")))))
    assert names(made.roles.actor) == ["Friedrich Merz", "rebels"]


def test_voices_become_chains() -> None:
    tass, source = Voice("TASS", VoiceKind.AGENCY), Voice("a source", VoiceKind.UNNAMED)
    made = claim(draft_of(0, voices=(tass,)), draft_of(1, voices=(source,)), draft_of(2))
    assert [(v.name, v.chain) for v in made.attribution] == [("TASS", 0), ("a source", 1)]


@pytest.mark.parametrize(
    ("start", "length", "salience"),
    [(0, 2000, Salience.MAIN), (LEAD_CHARS, 2000, Salience.MINOR), (60, 100, Salience.MINOR), (40, 100, Salience.MAIN)],
)
def test_what_is_told_first_is_a_main_point(start: int, length: int, salience: Salience) -> None:
    document = replace(DOCUMENT, text="x" * length)
    late = draft_of(0, evidence=Evidence(start + 5, start + 15, "x" * 10))
    assert (
        claim(late, draft_of(0, evidence=Evidence(start, start + 10, "x" * 10)), document=document).salience is salience
    )


def proposal(*spans: tuple[int, int], **keys: Any) -> Draft:
    content = Content(tuple(Evidence(s, e, "x" * (e - s)) for s, e in spans), "ceasefire")
    return draft_of(0, frame=frame_of("proposal", "speech"), content=content, **keys)


def test_an_act_of_speech_points_at_the_claims_in_its_content() -> None:
    inside, outside, edge = draft_of(3), draft_of(9), draft_of(5)
    made = build_claims([[proposal((20, 50))], [inside], [outside], [edge], [draft_of(11), draft_of(2)]], DOCUMENT)
    assert made[0].about == ("c2", "c5")
    assert [c.about for c in made[1:]] == [(), (), (), ()]


def test_an_act_of_speech_is_not_about_itself() -> None:
    assert build_claims([[proposal((0, 50))]], DOCUMENT)[0].about == ()
