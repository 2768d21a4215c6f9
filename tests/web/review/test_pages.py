"""The pages of review without a script: look, decide, take back; whose name stands under it; what is refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from dragoman.web.review.sent import sent_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Browser  # type: ignore[import-not-found]  # the folder's own
    from dragoman.store import Store
    from dragoman.web.access import Door

PATHS = ["/review", "/review/log", "/review/code", "/review/compare", "/review/reports/palace"]


@pytest.mark.parametrize("path", PATHS)
def test_a_page_can_be_looked_at_without_an_account_and_offers_no_decision(
    browser_of: Callable[[str | None], Browser], path: str
) -> None:
    page = browser_of(None).page(path)
    assert "<h1" in page
    assert "/review/do/" not in page
    assert not re.search(r"<script(?![^>]*src=)|\son\w+=|style=", page)


@pytest.mark.parametrize("path", PATHS)
def test_a_reader_is_offered_no_decision(browser_of: Callable[[str | None], Browser], path: str) -> None:
    assert "/review/do/" not in browser_of("rita").page(path)


@pytest.mark.parametrize("path", PATHS)
def test_a_public_face_shows_review_to_reviewers_alone(
    public_browser_of: Callable[[str | None], Browser], path: str
) -> None:
    nobody = public_browser_of(None).client.get(path, follow_redirects=False)
    assert (nobody.status_code, nobody.headers["location"].partition("?")[0]) == (303, "/login")
    public_browser_of("rita").page(path, status=403)
    assert "<h1" in public_browser_of("ada").page(path)


def test_the_queue_shows_the_words_marked_beside_the_values(ada: Browser, claim: str) -> None:
    page = ada.page(f"/review?item={claim}")
    assert 'class="carries"' in page
    assert "The event as it stands" in page
    assert 'data-key="x"' in page
    assert page.count('aria-current="true"') <= 2


def test_htmx_gets_the_bench_alone(ada: Browser, claim: str) -> None:
    page = ada.page(f"/review?item={claim}", **{"hx-target": "bench"})
    assert page.lstrip().startswith('<section id="bench"')
    assert "<html" not in page


def test_a_decision_has_the_name_of_the_account_and_its_reason(
    ada: Browser, claim: str, store: Callable[[], Store]
) -> None:
    onward = ada.send("do/reject", name=claim, reason="the report does not say so", by="change", pos="1")
    assert onward.startswith("/review?by=change&pos=1&done=jdg_")
    assert "the report does not say so" in ada.page(onward)
    with store() as found:
        (made,) = found.judgements()
        assert (made.kind, made.reviewer, made.reason) == ("reject", "ada", "the report does not say so")
        assert claim not in found.events_of([claim])
    assert "A claim that was rejected" in ada.page(f"/review?item={claim}")


def test_a_decision_is_taken_back_and_shown_again(ada: Browser, claim: str, store: Callable[[], Store]) -> None:
    ada.send("do/reject", name=claim, reason="x")
    with store() as found:
        made = found.judgements()[0].id
    assert "your last: reject" in ada.page()
    onward = ada.send("do/undo", name=made, reason="taken back", item=claim)
    assert "item=jdg_" in onward
    assert "In the report" in ada.page(onward)
    with store() as found:
        assert claim in found.events_of([claim])


@pytest.mark.parametrize(
    ("action", "form", "says"),
    [
        ("reject", {"reason": ""}, "a decision needs one"),
        ("edit", {"slot__actor": "Nobody at all", "reason": "x"}, "does not have the words"),
        ("edit", {"slot__status": "maybe", "reason": "x"}, "status"),
        ("nonsense", {"reason": "x"}, "is not known"),
    ],
)
def test_what_cannot_be_recorded_is_said_on_the_page_and_the_form_kept(
    ada: Browser, claim: str, action: str, form: dict[str, str], says: str, store: Callable[[], Store]
) -> None:
    page = ada.send(f"do/{action}", status=400, name=claim, item=claim, **form)
    assert "Not recorded." in page
    assert says in page
    with store() as found:
        assert found.judgements() == ()


def test_an_unknown_thing_is_said_to_be_unknown(ada: Browser) -> None:
    assert "Not recorded." in ada.send("do/reject", status=404, name="clm_nowhere", reason="x")
    assert "not in the record as it stands" in ada.page("/review?item=clm_nowhere")
    ada.page("/review?item=nonsense", status=400)
    ada.page("/review/reports/nowhere", status=404)


def test_a_form_without_the_token_of_its_page_is_refused(ada: Browser, claim: str, store: Callable[[], Store]) -> None:
    ada.page()
    answer = ada.client.post("/review/do/reject", data={"name": claim, "reason": "x"})
    assert answer.status_code == 403
    with store() as found:
        assert found.judgements() == ()


@pytest.mark.parametrize(("name", "status"), [(None, 303), ("rita", 403)])
def test_only_a_reviewer_decides(
    browser_of: Callable[[str | None], Browser], claim: str, name: str | None, status: int
) -> None:
    browser = browser_of(name)
    answer = browser.client.post("/review/do/reject", data={"name": claim, "reason": "x"}, follow_redirects=False)
    assert answer.status_code == status


def test_what_another_has_in_hand_is_read_and_not_decided_on(
    ada: Browser, bela: Browser, claim: str, store: Callable[[], Store]
) -> None:
    ada.send("hand", item=claim)
    assert "In your hand until" in ada.page(f"/review?item={claim}")
    page = bela.page(f"/review?item={claim}")
    assert "ada has this in hand" in page
    assert "/review/do/reject" not in page
    assert "ada has it in hand until" in bela.send("do/reject", status=409, name=claim, reason="x", item=claim)
    ada.send("hand", item=claim, let_go="1")
    bela.send("do/reject", name=claim, reason="x")
    with store() as found:
        assert [each.reviewer for each in found.judgements()] == ["bela"]


def test_an_admin_decides_over_a_hand(ada: Browser, browser_of: Callable[[str | None], Browser], claim: str) -> None:
    ada.send("hand", item=claim)
    assert "done=jdg_" in browser_of("cora").send("do/note", name=claim, reason="seen")


def test_the_hand_is_renewed_in_place(ada: Browser, claim: str) -> None:
    told = {"csrf": ada.token(), "item": claim}
    answer = ada.client.post("/review/hand", data=told, headers={"hx-request": "true"})
    assert answer.text.lstrip().startswith('<form id="hand"')
    assert "In your hand until" in answer.text


def test_the_queue_opens_on_what_nobody_else_has_in_hand(ada: Browser, bela: Browser) -> None:
    rows = bela.client.get("/api/v1/review/queue").json()
    first = rows[0]
    free = next((row["id"] for row in rows if row["event_id"] != first["event_id"]), first["id"])
    assert f'data-item="{first["id"]}"' in bela.page()
    ada.send("hand", item=first["id"])
    assert f'data-item="{free}"' in bela.page()
    assert f'data-item="{first["id"]}"' in ada.page()
    assert "in hand: ada" in bela.page()


def test_what_another_decided_meanwhile_is_said_before_it_is_decided_over(
    ada: Browser, bela: Browser, claim: str
) -> None:
    before = ada.head()
    bela.send("do/note", name=claim, reason="wait for the ministry")
    page = ada.send("do/reject", status=400, name=claim, reason="x", item=claim, head=before)
    assert "bela decided on it meanwhile: note" in page
    ada.send("do/reject", name=claim, reason="x", head=ada.head())


def test_a_decision_of_ones_own_is_not_in_ones_way(ada: Browser, claim: str) -> None:
    before = ada.head()
    ada.send("do/note", name=claim, reason="one")
    assert "done=jdg_" in ada.send("do/note", name=claim, reason="two", head=before)


def test_the_same_again_says_that_it_is_in_force(ada: Browser, claim: str) -> None:
    ada.send("do/note", name=claim, reason="one")
    assert "Nothing new" in ada.page(ada.send("do/note", name=claim, reason="one"))


def test_a_slot_is_mended_and_the_event_follows(ada: Browser, claim: str, store: Callable[[], Store]) -> None:
    page = ada.page(f"/review?item={claim}")
    assert 'name="slot.actor"' in page
    ada.send("do/edit", name=claim, slot__round="3", reason="the ordinal", item=claim)
    with store() as found:
        assert found.claim(claim).claim.round == 3
        assert found.event(found.events_of([claim])[claim]).round == 3


def test_a_claim_is_split_off_and_merged_again(
    ada: Browser, claim: str, event: str, store: Callable[[], Store]
) -> None:
    with store() as found:
        other = next(each for each in found.event(event).claims if each != claim)
    ada.send("do/split", name=event, reason="another day", item=claim, **{f"pick.{other}": "on"})
    with store() as found:
        apart, rest = found.events_of([other])[other], found.events_of([claim])[claim]
        assert apart != rest
    assert apart in ada.page(f"/review?item={claim}")
    ada.send("do/merge", name=rest, other=apart, reason="one day", item=claim)
    with store() as found:
        assert found.events_of([other])[other] == found.events_of([claim])[claim]


def test_a_value_is_chosen_among_those_given(ada: Browser, event: str, store: Callable[[], Store]) -> None:
    ada.send("do/set", name=event, choice="", cell="status", value="cancelled", reason="x")
    with store() as found:
        assert found.judgements()[0].value == {"field": "status", "value": "cancelled"}


def test_a_claim_is_added_by_its_words(ada: Browser, store: Callable[[], Store]) -> None:
    page = ada.page("/review/reports/palace")
    assert "data-text" in page
    with store() as found:
        text = found.document("palace").text
    start = text.index("He proposed that the leaders meet")
    onward = ada.send(
        "do/add",
        name="palace",
        page="add",
        quote="He proposed that\r\nthe leaders meet",
        start=str(start),
        end=str(start + len("He proposed that the leaders meet")),
        slot__frame="proposal",
        reason="missed",
    )
    assert onward.startswith("/review/reports/palace?done=jdg_")
    with store() as found:
        added = [each for each in found.claims_of([found.document("palace").id]) if each.judgements]
        assert added[0].claim.evidence[0].quote == "He proposed that the leaders meet"


def test_words_that_do_not_stand_there_are_refused_and_kept(ada: Browser, store: Callable[[], Store]) -> None:
    form = {"name": "palace", "page": "add", "quote": "They signed", "start": "0", "end": "11", "reason": "missed"}
    page = ada.send("do/add", status=400, slot__frame="proposal", **form)
    assert "other words stand at 0 to 11" in page
    assert "They signed</textarea>" in page
    assert 'value="missed"' in page
    assert "is no number" in ada.send("do/add", status=400, slot__frame="talks", **{**form, "start": "x"})
    with store() as found:
        assert found.judgements() == ()


def test_the_text_of_a_report_is_on_the_page_letter_by_letter(ada: Browser, store: Callable[[], Store]) -> None:
    page = ada.page("/review/reports/palace")
    pieces = re.findall(r'data-start="(\d+)">([^<]*)<', page)
    with store() as found:
        text = found.document("palace").text
    joined = "".join(piece for _, piece in pieces).replace("&#39;", "'").replace("&#34;", '"')
    assert joined == text
    assert int(pieces[0][0]) == 0


def test_the_log_shows_who_why_and_the_head_of_the_chain(ada: Browser, bela: Browser, claim: str, event: str) -> None:
    assert "Nobody has decided anything yet" in ada.page("/review/log")
    ada.send("do/set", name=event, cell="status", value="cancelled", reason="ada's reason")
    bela.send("do/set", name=event, cell="status", value="planned", reason="the other")
    page = ada.page("/review/log?page=1")
    assert ada.head() in page
    assert "Where reviewers disagree" in page
    assert "the other" in page
    assert "conflict" in ada.page("/review")
    ada.send("do/undo", name=_first_id(page), page="log", reason="taken back in the log")
    assert "Where reviewers disagree" not in ada.page("/review/log?page=nonsense")
    assert claim


def _first_id(page: str) -> str:
    found = re.search(r'name="name" value="(jdg_\w+)"', page)
    assert found
    return found[1]


def test_a_judgement_whose_words_are_gone_is_shown_as_dormant(
    ada: Browser, claim: str, store: Callable[[], Store]
) -> None:
    ada.send("do/add", name="hour", page="add", quote="Medinsky said", slot__frame="mediation", reason="missed")
    with store() as found:
        added = next(each.claim.id for each in found.active_claims() if each.judgements)
    ada.send("do/reject", name=added, reason="no it did not")
    with store() as found:
        made = next(each.id for each in found.judgements() if each.kind == "add")
    ada.send("do/undo", name=made, reason="taken back")
    assert "dormant" in ada.page("/review/log").lower()
    assert "dormant" in ada.page("/review")
    assert claim


def test_a_form_says_what_was_chosen() -> None:
    sent = sent_of(
        {"name": "evt_1", "pick.evt_2": "on", "pick.evt_3": "", "other": "evt_4", "choice": "drones/hit #2", "nth": "2"}
    )
    assert sent.names == ("evt_1", "evt_2", "evt_4")
    assert (sent.cell, sent.value, sent.nth, sent.place) == ("drones/hit", "#2", 2, None)


def test_where_names_are_kept_from_readers_review_is_for_reviewers(
    browser_of: Callable[[str | None], Browser], door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "masks", "readers")
    browser_of("rita").page("/review", status=403)
    assert "<h1" in browser_of("ada").page("/review")


def test_an_event_and_a_report_lead_a_reviewer_to_review(
    ada: Browser, browser_of: Callable[[str | None], Browser], event: str
) -> None:
    assert f'href="/review?item={event}"' in ada.page(f"/events/{event}")
    assert 'href="/review/reports/palace"' in ada.page("/reports/palace")
    assert "/review?item=" not in browser_of("rita").page(f"/events/{event}")
