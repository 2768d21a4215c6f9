from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dragoman.model import Filler, Roles, Statement, StatementKind, Status, Voice, VoiceKind
from dragoman.query import positions
from dragoman.query.positions import voiced
from dragoman.query.stances import _deeds, _kind_of_verb

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.model import Document
    from dragoman.query import View

RUSSIA = Roles(actor=(Filler("Russia", "RUS", actor_id="state.RUS"),))
MOSCOW = Voice("Moscow", VoiceKind.OFFICE, "RUS")
PESKOV = Voice("Dmitry Peskov", VoiceKind.PERSON, "RUS")
SOURCE = Voice("a source", VoiceKind.UNNAMED)


def act(frame: str, sentence: str, words: str, issue: str = "ceasefire", **more: Any) -> tuple[str, str, Any]:
    return frame, sentence, {"roles": RUSSIA, "content": (words, issue), "attribution": (MOSCOW,)} | more


OFFER = act("proposal", "Moscow offered a truce of two days.", "a truce of two days", mode="offer")
AGAIN = act("proposal", "Again Moscow offers a truce of two days.", "a truce of two days", mode="offer")
DEMAND = act("proposal", "Moscow demands a withdrawal first.", "a withdrawal first", mode="demand")
REFUSAL = act("rejection", "Moscow refuses a truce of 30 days.", "a truce of 30 days")


def said(words: str, verb: str, issue: str | None, *voices: Voice) -> Callable[[Document], tuple[Statement, ...]]:
    def make(document: Document) -> tuple[Statement, ...]:
        from dragoman.model import Evidence

        start = document.text.index(words)
        content = Evidence.of(document.text, start, start + len(words))
        return (Statement(f"stm_{document.id}", document.id, document.revision, None, None, (content,), voices,
                          StatementKind.INDIRECT, verb, issue),)  # fmt: skip

    return make


def test_each_change_of_kind_or_terms_is_a_dated_shift(tell: Callable[..., View], report: Any) -> None:
    view = tell(
        report("2025-06-02T18:00Z", [OFFER]),
        report("2025-06-20T18:00Z", [AGAIN]),
        report("2025-07-01T18:00Z", [DEMAND]),
        report("2025-07-23T18:00Z", [REFUSAL]),
    )
    (found,) = positions(view)
    assert (found["party"], found["issue"], found["stance"]) == ("RUS", "ceasefire", "refuses")
    assert found["words"] == "a truce of 30 days"
    assert found["own_voice"] is True
    assert found["latest"]["doc"] == "r3"
    shifts = [(one["published_at"], one["from"]["stance"], one["to"]["stance"]) for one in found["shifts"]]
    assert shifts == [("2025-07-01T18:00:00Z", "offers", "demands"), ("2025-07-23T18:00:00Z", "demands", "refuses")]
    assert [one["claim"]["doc"] for one in found["history"]] == ["r0", "r2", "r3"]


def test_a_person_voices_what_it_says_for_its_own_side_alone(tell: Callable[..., View], report: Any) -> None:
    by_peskov = {"attribution": (replace(PESKOV, actor_id="person.peskov"),)}
    of_others = {"attribution": (Voice("Kyiv", VoiceKind.OFFICE, "UKR", actor_id="state.UKR"),)}
    view = tell(
        report("2025-06-02T18:00Z", [OFFER]),
        report("2025-06-20T18:00Z", [(*AGAIN[:2], AGAIN[2] | by_peskov)]),
        report("2025-06-21T18:00Z", [(*AGAIN[:2], AGAIN[2] | by_peskov)]),
        report("2025-07-01T18:00Z", [(*DEMAND[:2], DEMAND[2] | of_others)]),
    )
    found = voiced(view, party="RUS", actor="person.peskov")
    assert [(issue, [one["claim"]["doc"] for one in said]) for issue, said in found.items()] == [("ceasefire", ["r1"])]
    assert voiced(view, party="UKR", actor="state.UKR") == {}
    assert voiced(view, party="RUS", actor="person.medinsky") == {}


def test_other_numbers_are_other_terms(tell: Callable[..., View], report: Any) -> None:
    days = act("proposal", "Moscow offered a truce of 30 days.", "a truce of 30 days", mode="offer")
    hours = act("proposal", "Moscow offered a truce of 48 hours.", "a truce of 48 hours", mode="offer")
    (found,) = positions(tell(report("2025-06-02", [days]), report("2025-07-23", [hours])))
    assert len(found["shifts"]) == 1


def test_what_others_say_of_a_side_is_not_its_own_voice(tell: Callable[..., View], report: Any) -> None:
    told = act("proposal", "Moscow demanded four regions, a source said.", "four regions", "territory", mode="demand",
               attribution=(SOURCE,))  # fmt: skip
    (found,) = positions(tell(report("2025-05-16", [told])))
    assert (found["own_voice"], found["stance"]) == (False, "demands")


def test_what_was_denied_or_says_nothing_is_no_position(tell: Callable[..., View], report: Any) -> None:
    denied = act("proposal", "Moscow denies that it offered a truce.", "a truce", status=Status.DENIED)
    other = act("proposal", "Moscow offered to go on.", "to go on", "other", mode="offer")
    empty = ("rejection", "Moscow refused.", {"roles": RUSSIA})
    nobody = act("proposal", "A truce of a week was put forward.", "A truce of a week", roles=Roles())
    assert positions(tell(report("2025-06-02", [denied, other, empty, nobody]))) == []


def test_a_withdrawn_offer_is_withdrawn(tell: Callable[..., View], report: Any) -> None:
    back = act("proposal", "Moscow withdrew its offer of a truce.", "a truce", status=Status.CANCELLED, mode="offer")
    (found,) = positions(tell(report("2025-06-02", [back])))
    assert found["stance"] == "withdraws"


def test_the_latest_words_may_be_a_statement_but_a_statement_alone_is_no_shift(
    tell: Callable[..., View], report: Any
) -> None:
    plain = ("strike", "A summit could hardly be prepared in 30 days, Peskov said.", {})
    words = "A summit could hardly be prepared in 30 days"
    summit = act("proposal", "Moscow offered a summit in May.", "a summit in May", "leaders-meeting", mode="offer")
    view = tell(
        report("2025-05-02", [summit]),
        report("2025-07-25", [plain], statements=said(words, "say", "leaders-meeting", PESKOV)),
    )
    (found,) = positions(view)
    assert (found["stance"], found["words"], found["shifts"]) == ("says", words, [])
    assert [one["event_id"] is None for one in found["history"]] == [False, True]
    assert found["latest"]["attribution"][0]["name"] == "Dmitry Peskov"
    assert found["latest"]["link"].startswith("https://wire.example/r1#:~:text=")


def test_statements_that_show_no_stance_are_left_out(tell: Callable[..., View], report: Any) -> None:
    plain = ("strike", "About 250 people were freed, Peskov said.", {})
    words = "About 250 people were freed"
    deeds = report("2025-07-25", [plain], statements=said(words, "say", "prisoners", PESKOV))
    verbs = report("2025-07-26", [plain], statements=said(words, "count", "territory", PESKOV))
    issueless = report("2025-07-27", [plain], statements=said(words, "demand", None, PESKOV))
    unnamed = report(None, [plain], statements=said(words, "demand", "prisoners", SOURCE))
    assert positions(tell(deeds, verbs, issueless, unnamed)) == []


def test_a_statement_that_is_the_claim_itself_is_told_once(tell: Callable[..., View], report: Any) -> None:
    both = report("2025-06-02", [OFFER], statements=said("a truce of two days", "offer", "ceasefire", MOSCOW))
    (found,) = positions(tell(both))
    assert len(found["history"]) == 1
    assert found["history"][0]["event_id"] is not None


def test_an_undated_report_stands_last(tell: Callable[..., View], report: Any) -> None:
    plain = ("strike", "Moscow demands a pause of a month.", {})
    undated = report(None, [plain], statements=said("a pause of a month", "demand", "ceasefire", MOSCOW))
    (found,) = positions(tell(undated, report("2025-06-02", [OFFER])))
    assert (found["stance"], found["shifts"][0]["published_at"]) == ("demands", None)


def test_a_value_that_a_person_set_has_the_first_claim(tell: Callable[..., View], report: Any) -> None:
    shorter = act("proposal", "Moscow offered a truce.", "a truce", mode="offer")
    longer = act("proposal", "Moscow offered a truce of two days.", "a truce of two days", mode="offer")
    (found,) = positions(tell(report("2025-06-02T10:00Z", [shorter]), report("2025-06-02T12:00Z", [longer])))
    assert found["latest"]["doc"] in {"r0", "r1"}


def test_only_positions_asked_for_are_given(tell: Callable[..., View], report: Any) -> None:
    view = tell(report("2025-06-02", [OFFER]))
    assert len(positions(view, party="RUS", issue="ceasefire")) == 1
    assert positions(view, party="UKR") == []
    assert positions(view, issue="remains") == []


def test_statements_in_a_language_without_words_show_no_stance() -> None:
    assert _kind_of_verb("demand", "de") is None
    assert _deeds("de") == frozenset()
