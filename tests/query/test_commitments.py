from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.model import Counts, Event, Filler, QuantityRef, Roles, Status, Voice, VoiceKind
from dragoman.query import commitments, talks
from dragoman.query.fates import _end_words, _issue_told
from dragoman.values import Interval

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.query import View

RUS, UKR = Filler("Russia", "RUS", actor_id="state.RUS"), Filler("Ukraine", "UKR", actor_id="state.UKR")
BOTH = Roles(actor=(RUS, UKR))
UMEROV = Voice("Umerov", VoiceKind.PERSON, "UKR", actor_id="person.rustem-umerov")
Claim = tuple[str, str, dict[str, Any]]


def day(number: int, month: int = 5) -> Interval:
    return Interval.day(date(2025, month, number))


def agreed(sentence: str = "Russia and Ukraine agreed to exchange 1,000 prisoners each.", **more: Any) -> Claim:
    fields = {"roles": BOTH, "time": day(16), "content": ("exchange 1,000 prisoners", "prisoners")}
    return "agreement", sentence, fields | more


def freed(sentence: str, number: float | None, **more: Any) -> Claim:
    quantities = () if number is None else (QuantityRef("exchanged", number, of="prisoners"),)
    return "exchange", sentence, {"mode": "prisoners", "roles": BOTH, "quantities": quantities} | more


PLAN = freed("The exchange is to be of 1,000 for 1,000.", 1000, status=Status.PLANNED)
STAGES = [
    freed("Each side freed 390 on Friday.", 390, time=day(23)),
    freed("Each side freed 307 on Saturday.", 307, time=day(24)),
    freed("Each side freed 303 on Sunday.", 303, time=day(25)),
]


@pytest.fixture
def thousand(tell: Callable[..., View], report: Any) -> Callable[..., Any]:
    """The commitment of 16 May, with what was reported later."""

    def give(*later: Any) -> Any:
        about = agreed(about=("c2",))
        (found,) = commitments(tell(report("2025-05-16T20:00Z", [about, PLAN]), *later))
        return found

    return give


def test_a_promise_of_which_nothing_is_reported_has_no_report(thousand: Callable[..., Any]) -> None:
    found = thousand()
    assert (found["state"], found["reported"], found["according_to"]) == ("no_report", [], [])
    assert (found["by"], found["to"], found["issue"]) == (["RUS", "UKR"], ["RUS", "UKR"], "prisoners")
    assert found["quotes"] == ["exchange 1,000 prisoners"]
    assert [quantity["value"] for quantity in found["quantities"]] == [1000]
    assert found["made_at"]["start"] == "2025-05-16"
    assert found["due"] is None
    assert [claim["doc"] for claim in found["what"]] == ["r0"]


def test_two_stages_of_three_are_partly(thousand: Callable[..., Any], report: Any) -> None:
    found = thousand(*(report(f"2025-05-{24 + n}T08:00Z", [stage]) for n, stage in enumerate(STAGES[:2])))
    assert found["state"] == "partly"
    assert [claim["doc"] for claim in found["according_to"]] == ["r1", "r2"]
    assert [one["quantities"][0]["value"] for one in found["reported"]] == [390, 307]


def test_stages_that_add_up_are_done_according_to_their_reports(thousand: Callable[..., Any], report: Any) -> None:
    found = thousand(*(report(f"2025-05-{24 + n}T08:00Z", [stage]) for n, stage in enumerate(STAGES)))
    assert found["state"] == "done"
    assert [claim["doc"] for claim in found["according_to"]] == ["r1", "r2", "r3"]


def test_one_day_told_twice_is_counted_once(thousand: Callable[..., Any], report: Any) -> None:
    again = freed("That Friday 700 came home.", 700, time=day(23), roles=Roles(actor=(RUS,)), round=9)
    found = thousand(report("2025-05-24", [STAGES[0]]), report("2025-05-25", [again]))
    assert found["state"] == "partly"


def test_a_stage_told_beside_its_whole_is_no_whole(thousand: Callable[..., Any], report: Any) -> None:
    both = (QuantityRef("exchanged", 1000, of="prisoners"), QuantityRef("exchanged", 390, of="people"))
    found = thousand(report("2025-05-24", [freed("390 went first of 1,000.", None, time=day(23), quantities=both)]))
    assert found["state"] == "partly"


def test_words_that_say_it_was_completed_are_done(thousand: Callable[..., Any], report: Any) -> None:
    found = thousand(report("2025-05-26", [freed("They completed their exchange on Sunday.", None, time=day(25))]))
    assert found["state"] == "done"
    assert found["according_to"][0]["evidence"][0]["quote"] == "They completed their exchange on Sunday."


def test_a_completion_that_is_only_planned_is_not_done(thousand: Callable[..., Any], report: Any) -> None:
    planned = freed("It is to be completed on Sunday.", None, time=day(25), status=Status.PLANNED)
    assert thousand(report("2025-05-20", [planned]))["state"] == "no_report"


def test_the_whole_at_once_is_done(thousand: Callable[..., Any], report: Any) -> None:
    found = thousand(report("2025-05-26", [freed("From Friday to Sunday 1,000 went home.", 1000, time=day(25))]))
    assert found["state"] == "done"


def test_what_is_told_after_it_was_done_belongs_to_something_else(thousand: Callable[..., Any], report: Any) -> None:
    done = report("2025-05-26", [freed("They completed their exchange on Sunday.", None, time=day(25))])
    later = report("2025-07-01", [freed("On 30 June 100 more were freed.", 100, time=day(30, 6))])
    assert len(thousand(done, later)["reported"]) == 1


def test_a_refusal_is_contested_until_it_happens(thousand: Callable[..., Any], report: Any) -> None:
    refused = freed("Kyiv called off the exchange.", None, status=Status.CANCELLED)
    assert thousand(report("2025-05-20", [refused]))["state"] == "contested"


def test_a_refusal_is_overtaken_by_what_was_done_later(thousand: Callable[..., Any], report: Any) -> None:
    refused = freed("Kyiv called off the exchange.", None, status=Status.CANCELLED)
    found = thousand(report("2025-05-20", [refused]), report("2025-05-24", [STAGES[0]]))
    assert found["state"] == "partly"
    assert [one["status"] for one in found["reported"]] == ["cancelled", "occurred"]


def test_a_refusal_without_a_date_of_report_is_not_overtaken(thousand: Callable[..., Any], report: Any) -> None:
    refused = freed("On 20 May Kyiv called it off.", None, status=Status.CANCELLED, time=day(20))
    assert thousand(report(None, [refused]), report("2025-05-24", [STAGES[0]]))["state"] == "contested"


def test_what_is_denied_is_contested(thousand: Callable[..., Any], report: Any) -> None:
    denied = freed("Moscow denied that 390 were freed on Friday.", 390, time=day(23), status=Status.DENIED)
    found = thousand(report("2025-05-24", [STAGES[0]]), report("2025-05-25", [denied], source="Other Post"))
    assert found["state"] == "contested"


def test_what_stands_in_the_sentence_of_the_agreement_is_no_fate(tell: Callable[..., View], report: Any) -> None:
    sentence = "Russia and Ukraine agreed to exchange 1,000 prisoners each."
    swap = freed(sentence, 1000, time=day(17))
    (found,) = commitments(tell(report("2025-05-17T20:00Z", [agreed(), swap])))
    assert found["state"] == "no_report"


def test_reports_from_before_or_on_other_matters_are_no_fate(thousand: Callable[..., Any], report: Any) -> None:
    before = freed("On 1 May 50 were freed.", 50, time=day(1))
    bodies = ("exchange", "The bodies of 20 soldiers came home.", {"mode": "remains", "roles": BOTH, "time": day(30)})
    others = freed("Oman and Iran freed 5.", 5, time=day(29), roles=Roles(actor=(Filler("Iran", "IRN"),)))
    undated = freed("Some were freed.", None)
    reports = report("2025-06-01", [before, bodies, others]), report(None, [undated])
    assert thousand(*reports)["reported"] == []


def test_a_part_of_the_plan_belongs_to_it_although_a_later_promise_stands(
    tell: Callable[..., View], report: Any
) -> None:
    second = agreed("They agreed to free the wounded too.", time=day(2, 6), content=("free the wounded", "prisoners"))
    stage = freed("On 9 June 100 of them were freed.", 100, time=day(9, 6))
    view = tell(
        report("2025-05-16T20:00Z", [agreed(about=("c2",)), PLAN]),
        report("2025-06-02T20:00Z", [second]),
        report("2025-06-09T20:00Z", [stage]),
    )
    first, later = commitments(view)
    assert (first["state"], later["state"]) == ("no_report", "partly")


def test_bodies_are_told_by_what_is_counted(tell: Callable[..., View], report: Any) -> None:
    promised = ("agreement", "They agreed on 6,000 bodies.", {"roles": BOTH, "content": ("6,000 bodies", "remains")})
    counted = (QuantityRef("bodies", low=6000, of="bodies"),)
    given = ("exchange", "Over 6,000 bodies were given back by 16 June.", {"roles": BOTH, "quantities": counted})
    view = tell(
        report("2025-06-02", [promised, ("exchange", "That is for next week.", {"mode": "remains", "roles": BOTH,
            "status": Status.PLANNED, "time": day(9, 6), "quantities": (QuantityRef("bodies", 6000),)})]),
        report("2025-06-17", [(*given[:2], given[2] | {"time": day(16, 6)})]),
    )  # fmt: skip
    (found,) = commitments(view)
    assert (found["issue"], found["state"], found["due"]["start"]) == ("remains", "done", "2025-06-09")
    assert found["made_at"] is None


def test_an_issue_that_is_not_told_is_that_of_the_whole() -> None:
    counts = Counts(1, 1, 1, ())
    whole = Event("evt_1", "exchange", Status.PLANNED, "A swap", counts, (), mode="prisoners")
    part = Event("evt_2", "exchange", Status.OCCURRED, "A stage", counts, (), part_of="evt_1")
    assert _issue_told(part, {"evt_1": whole}) == "prisoners"
    assert _issue_told(whole, {"evt_1": whole}) == "prisoners"
    assert _issue_told(part, {}) is None


def test_a_plan_that_none_of_its_sides_voices_is_no_promise(tell: Callable[..., View], report: Any) -> None:
    assert commitments(tell(report("2025-05-16", [PLAN]))) == []


def test_a_plan_that_a_side_voices_is_one_without_an_agreement(tell: Callable[..., View], report: Any) -> None:
    voiced = freed("Russia will free 30, Moscow said.", 30, status=Status.PLANNED, roles=Roles(actor=(RUS,), target=(
        Filler("civilians", "UKR"),)), attribution=(Voice("Moscow", VoiceKind.OFFICE, "RUS"),))  # fmt: skip
    (found,) = commitments(tell(report(None, [voiced])))
    assert (found["by"], found["to"], found["round_id"]) == (["RUS"], ["UKR"], None)
    assert found["quotes"] == []


def test_promises_of_one_week_are_one_unless_their_figures_differ(tell: Callable[..., View], report: Any) -> None:
    same = freed("Each side will free 1,000, said Umerov.", 1000, status=Status.PLANNED, attribution=(UMEROV,))
    other = freed(
        "On 30 June each side will free 25, said Umerov.",
        25,
        status=Status.PLANNED,
        attribution=(UMEROV,),
        time=day(30, 6),
    )
    view = tell(report("2025-05-16T20:00Z", [agreed(about=("c2", "c9")), PLAN]), report("2025-05-18", [same]),
                report("2025-05-19", [other]))  # fmt: skip
    assert [[quantity["value"] for quantity in found["quantities"]] for found in commitments(view)] == [[1000], [25]]


def test_promises_of_nobody_are_left_alone(tell: Callable[..., View], report: Any) -> None:
    nobody = agreed("It was agreed to exchange 1,000 prisoners.", roles=Roles())
    assert commitments(tell(report("2025-05-16", [nobody]))) == []


def test_what_is_agreed_on_no_issue_of_the_codebook_is_a_promise_all_the_same(
    tell: Callable[..., View], report: Any
) -> None:
    other = ("agreement", "They agreed on a next step.", {"roles": BOTH, "content": ("a next step", "other")})
    (found,) = commitments(tell(report("2025-05-16", [other])))
    assert (found["issue"], found["quotes"]) == ("other", ["a next step"])


def test_the_round_in_which_it_was_agreed_has_it_and_dates_it(tell: Callable[..., View], report: Any) -> None:
    talk = ("talks", "Russia and Ukraine met for a second round on 2 June.", {"mode": "round", "round": 2,
            "roles": BOTH, "time": day(2, 6)})  # fmt: skip
    promise = ("agreement", "They agreed to exchange the young prisoners.", {"roles": BOTH,
               "content": ("exchange the young prisoners", "prisoners")})  # fmt: skip
    view = tell(report("2025-06-02T20:00Z", [talk, promise]))
    (board,) = talks(view)
    (found,) = commitments(view)
    assert board["commitments"] == [found]
    assert found["round_id"] == board["event_id"]
    assert found["made_at"]["start"] == "2025-06-02"


def test_only_commitments_asked_for_are_given(tell: Callable[..., View], report: Any) -> None:
    view = tell(report("2025-05-16T20:00Z", [agreed(about=("c2",)), PLAN]))
    assert len(commitments(view, party="UKR", issue="prisoners", state="no_report")) == 1
    assert commitments(view, party="USA") == []
    assert commitments(view, issue="remains") == []
    assert commitments(view, state="done") == []


def test_a_promise_with_an_upper_bound_alone_is_never_reached(tell: Callable[..., View], report: Any) -> None:
    vague = freed("Up to 1,000 are to be freed.", None, status=Status.PLANNED,
                  quantities=(QuantityRef("exchanged", high=1000, of="prisoners"),))  # fmt: skip
    view = tell(report("2025-05-16T20:00Z", [agreed(about=("c2",)), vague]), report("2025-05-24", [STAGES[0]]))
    assert [found["state"] for found in commitments(view)] == ["partly"]


def test_a_truce_is_promised_and_kept_by_its_frame(tell: Callable[..., View], report: Any) -> None:
    truce = ("ceasefire", "Russia will cease fire at Easter, Moscow said.", {"roles": Roles(actor=(RUS,)),
             "status": Status.PLANNED, "attribution": (Voice("Moscow", VoiceKind.OFFICE, "RUS"),)})  # fmt: skip
    began = ("ceasefire", "On 20 April the Russian truce began.", {"roles": Roles(actor=(RUS,)),
             "time": day(20, 4), "mode": "effective"})  # fmt: skip
    (found,) = commitments(tell(report("2025-04-18", [truce]), report("2025-04-20T08:00Z", [began])))
    assert (found["issue"], found["state"], found["to"]) == ("ceasefire", "partly", [])


def test_an_agreement_about_what_is_no_plan_stands_alone(tell: Callable[..., View], report: Any) -> None:
    done = freed("On 16 May 20 were freed at once.", 20, time=day(16))
    (found,) = commitments(tell(report("2025-05-16T20:00Z", [agreed(about=("c2",)), done])))
    assert found["quantities"] == []


def test_in_a_language_without_words_no_sentence_says_that_it_is_done() -> None:
    assert _end_words("de").search("They completed it.") is None
    assert _end_words("en").search("They completed it.") is not None
