"""Two people code one report blind; nothing of it is seen or counts before it is adjudicated."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.errors import BadJsonError, ReviewError
from dragoman.exports.reviewed import listed_claims, reviewed_lines
from dragoman.pipeline import review
from dragoman.pipeline.review_coding import adjudicate, code, find_words, finish, own_coding, read_coding
from dragoman.query import View
from dragoman.query.review import HIDDEN, review_log
from dragoman.query.review_coding import agreement

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.pipeline.review import Desk
    from dragoman.store import Store

MET = "Delegations of Ukraine and Russia met at the Ciragan Palace in Istanbul on Monday."
AGREED = "The sides agreed to return the bodies of 6,000 soldiers, Umerov said."
LED = "Rustem Umerov led the Ukrainian side"


def coded(desk: Desk, words: str, frame: str, **slots: Any) -> str:
    document = desk.store.document("palace")
    (made,) = code(desk, document, [({"frame": frame, **slots}, find_words(document, words))])
    return made.id


@pytest.fixture
def both(desk: Callable[..., Desk]) -> dict[str, str]:
    """Ada and Bela have coded the palace report: one claim alike, one differently, one each alone."""
    ada, bela = desk("ada"), desk("bela")
    ids = {
        "met": coded(ada, MET, "talks", mode="round", round=2),
        "agreed": coded(ada, AGREED, "agreement", mode="agreed"),
        "led": coded(ada, LED, "mediation"),
        "met by bela": coded(bela, MET, "talks", mode="round", round=2),
        "agreed by bela": coded(bela, AGREED, "agreement", mode="signed", status="planned"),
    }
    for each in (ada, bela):
        finish(each, each.store.document("palace"))
    return ids


def test_a_coding_has_no_effect_and_is_not_shown(record: Store, desk: Callable[..., Desk]) -> None:
    before = record.events()
    coded(desk("ada"), MET, "talks", mode="round")
    assert record.events() == before
    assert record.is_fold_current()
    (logged,) = review_log(View(record))["judgements"]
    assert (logged["kind"], logged["value"], logged["claims"]) == ("code", HIDDEN, [])
    assert own_coding(desk("bela"), record.document("palace")).claims == []
    assert len(own_coding(desk("ada"), record.document("palace")).claims) == 1


def test_nothing_is_compared_before_both_are_done(record: Store, desk: Callable[..., Desk]) -> None:
    document = record.document("palace")
    with pytest.raises(ReviewError, match="nobody has finished"):
        agreement(View(record))
    coded(desk("ada"), MET, "talks")
    finish(desk("ada"), document)
    with pytest.raises(ReviewError, match="finished so far: ada"):
        agreement(View(record))
    with pytest.raises(ReviewError, match="no report was finished by both"):
        agreement(View(record), ["ada", "bela"])


def test_a_finished_coding_takes_no_more(record: Store, desk: Callable[..., Desk]) -> None:
    finish(desk("ada"), record.document("palace"))
    with pytest.raises(ReviewError, match="ada has finished it"):
        coded(desk("ada"), MET, "talks")


def test_agreement_is_told_field_by_field_with_every_difference(record: Store, both: dict[str, str]) -> None:
    told = agreement(View(record))
    assert (told["coders"], told["docs"]) == (["ada", "bela"], ["palace"])
    fields = {row["field"]: (row["units"], row["same"], row["alpha"]) for row in told["fields"]}
    assert fields["frame"] == (2, 2, 1.0)
    assert fields["mode"][:2] == (2, 1)
    assert fields["round"][:2] == (2, 2)
    assert fields["hedged"] == (2, 2, None)
    units, same, alpha = fields["claim"]
    assert units - same == 1
    assert alpha is not None
    assert 0 < alpha < 1
    differing = [(row["field"], row["first"], row["second"]) for row in told["differences"]]
    assert differing == [("claim", "mediation", None), ("mode", "agreed", "signed"), ("status", "occurred", "planned")]
    assert told["differences"][0]["codings"] == [both["led"], None]
    assert told["differences"][1]["codings"] == [both["agreed"], both["agreed by bela"]]


def test_adjudication_mends_adds_and_rejects(record: Store, desk: Callable[..., Desk], both: dict[str, str]) -> None:
    document = record.document("palace")
    before = {active.claim.label: active for active in record.claims_of([document.id])}
    made = adjudicate(desk("cora", "the verb"), document, ["ada", "bela"], [both["agreed by bela"], both["led"]])
    kinds = [each.kind for each in made]
    assert sorted(kinds) == ["add", "edit", "edit", "reject"]
    claims = [json.loads(line) for line in reviewed_lines(View(record), complete=True)]
    assert [(each["frame"], each["mode"], each["status"]) for each in claims] == [
        ("talks", "round", "occurred"),
        ("mediation", None, "occurred"),
        ("agreement", "signed", "planned"),
    ]
    assert claims[0]["quantities"] == [] != before["c1"].claim.quantities
    assert claims[0]["evidence"][0]["quote"] == MET
    (text,) = [json.loads(line) for line in reviewed_lines(View(record), texts=True, complete=True)]
    assert (text["id"], text["text"], text["published"]) == ("palace", document.text, "2025-06-02T17:05:00+03:00")
    assert record.check() == ()


def test_what_differs_and_is_not_taken_is_no_claim(
    record: Store, desk: Callable[..., Desk], both: dict[str, str]
) -> None:
    assert both
    adjudicate(desk("cora"), record.document("palace"), ["ada", "bela"], [])
    assert [json.loads(line)["frame"] for line in reviewed_lines(View(record), complete=True)] == ["talks"]


def test_adjudication_waits_for_both_and_takes_only_codings(
    record: Store, desk: Callable[..., Desk], both: dict[str, str]
) -> None:
    document = record.document("palace")
    assert both
    with pytest.raises(ReviewError, match="dora has not finished it"):
        adjudicate(desk("cora"), document, ["ada", "dora"], [])
    with pytest.raises(ReviewError, match="no coding of palace"):
        adjudicate(desk("cora"), document, ["ada", "bela"], ["jdg_other"])
    assert [each.kind for each in record.judgements() if each.kind != "code"] == []


def test_a_coding_is_read_from_exported_lines(record: Store, desk: Callable[..., Desk]) -> None:
    document = record.document("palace")
    lines = [json.dumps(row) for row in listed_claims(View(record), "palace")]
    other = json.dumps({"doc": "hour", "frame": "talks"})
    made = code(desk("ada"), document, list(read_coding(document, [*lines, "", other], "coding.jsonl")))
    assert [each.value["frame"] for each in made] == ["talks", "agreement", "proposal"]


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"frame": "talks"}', '{"evidence": []}', '{"evidence": [{"start": "x"}]}']
)
def test_a_line_that_is_no_claim_is_refused(record: Store, line: str) -> None:
    with pytest.raises(BadJsonError, match=r"coding\.jsonl:1"):
        list(read_coding(record.document("palace"), [line], "coding.jsonl"))


@pytest.mark.parametrize(
    ("words", "nth", "said"),
    [
        ("Ankara", None, "does not have these words"),
        ("", None, "does not have"),
        ("Umerov", None, "times"),
        ("Umerov", 9, "not 9"),
    ],
)
def test_words_must_stand_in_the_report_and_be_told_apart(
    record: Store, words: str, nth: int | None, said: str
) -> None:
    with pytest.raises(ReviewError, match=said):
        find_words(record.document("palace"), words, nth)
    assert find_words(record.document("palace"), "Umerov", 2)[0] > find_words(record.document("palace"), "Umerov", 1)[0]


def test_reviewed_reports_are_those_with_a_judgement_and_rejected_claims_are_left_out(
    record: Store, desk: Callable[..., Desk]
) -> None:
    assert list(reviewed_lines(View(record))) == []
    review.mark(desk(), "reject", [record.claim("palace:c3")])
    lines = [json.loads(line) for line in reviewed_lines(View(record))]
    assert [(each["doc"], each["id"]) for each in lines] == [("palace", "c1"), ("palace", "c2")]
    assert list(reviewed_lines(View(record), complete=True)) == []


def test_the_claims_of_an_event_are_listed_with_their_ids(record: Store) -> None:
    claim = record.claim("palace:c1")
    event = record.events_of([claim.claim.id])[claim.claim.id]
    rows = listed_claims(View(record), event)
    assert claim.claim.id in [row["claim"] for row in rows]
    assert {row["event"] for row in rows} == {event}
