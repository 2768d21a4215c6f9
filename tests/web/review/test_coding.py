"""Two people code one report without seeing the other's claims or the engine's; then they are compared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Browser  # type: ignore[import-not-found]  # the folder's own
    from dragoman.store import Store

LASTED = "The meeting lasted just over an hour"


def code(browser: Browser, quote: str = LASTED, **slots: str) -> str:
    told = {f"slot.{name}": value for name, value in {"frame": "talks", **slots}.items()}
    return browser.send("do/code", name="palace", page="code", quote=quote, **told)


def finish(browser: Browser) -> str:
    return browser.send("do/finish", name="palace", page="code")


def test_who_codes_sees_the_text_and_not_what_the_engine_read(ada: Browser, claim: str) -> None:
    assert claim in ada.page("/review/reports/palace")
    page = ada.page("/review/code/palace")
    assert LASTED in page
    assert claim not in page
    assert "kind-talks" not in page


def test_who_has_begun_sees_it_nowhere_in_review_before_the_end(ada: Browser, claim: str) -> None:
    assert code(ada).startswith("/review/code/palace?done=jdg_")
    assert LASTED in ada.page("/review/code/palace")
    assert claim not in ada.page("/review/reports/palace")
    assert "You are coding this report blind" in ada.page(f"/review?item={claim}")
    queue = ada.client.get("/api/v1/review/queue").json()
    assert all(row["claim"] is None or row["claim"]["doc"] != "palace" for row in queue)
    finish(ada)
    assert "You are coding this report blind" not in ada.page(f"/review?item={claim}")


def test_what_one_coded_is_shown_to_nobody_before_both_are_done(ada: Browser, bela: Browser) -> None:
    code(ada)
    finish(ada)
    assert "has not finished it" in bela.page("/review/adjudicate/palace?coders=ada,bela", status=400)
    assert "Agreement is shown once" in bela.page("/review/compare")
    assert "coded blind" in bela.page("/review/log")
    assert LASTED not in bela.page("/review/log")
    assert "ada" in bela.page("/review/code")


def test_a_hand_is_in_no_coders_way(ada: Browser, bela: Browser, claim: str) -> None:
    ada.send("hand", item=claim)
    assert code(bela).startswith("/review/code/palace?done=jdg_")


def test_two_codings_are_compared_and_decided_between(
    ada: Browser, bela: Browser, browser_of: Callable[[str | None], Browser], store: Callable[[], Store]
) -> None:
    code(ada, status="planned")
    code(bela)
    code(bela, quote="He proposed that the leaders meet", frame="proposal")
    finish(ada)
    finish(bela)
    page = bela.page("/review/compare")
    assert "Field by field" in page
    assert "planned" in page
    cora = browser_of("cora")
    sides = cora.page("/review/adjudicate/palace?coders=ada,bela")
    taken = re.findall(r'name="(take\.\d+)" value="(jdg_\w+)"', sides)
    assert len(taken) == 3
    first = dict([taken[0]])
    onward = cora.send("do/adjudicate", name="palace", coders="ada,bela", reason="ada read it right", **first)
    assert onward == "/review/compare?coders=ada%2Cbela"
    with store() as found:
        claims = found.claims_of([found.document("palace").id])
        rejected = {each.target["claim"] for each in found.judgements() if each.kind == "reject"}
        assert [each.claim.status.value for each in claims if each.claim.id not in rejected] == ["planned"]


@pytest.mark.parametrize("coders", ["ada", "ada,ada", ""])
def test_it_takes_two_to_be_decided_between(ada: Browser, coders: str) -> None:
    code(ada)
    finish(ada)
    assert "Name two" in ada.page(f"/review/adjudicate/palace?coders={coders}", status=400)


def test_a_finished_coding_takes_no_more_claims(ada: Browser) -> None:
    finish(ada)
    page = ada.send("do/code", status=400, name="palace", page="code", quote=LASTED, **{"slot.frame": "talks"})
    assert "takes no more claims" in page
    assert "You have finished this report" in ada.page("/review/code/palace")


def test_coding_needs_a_reviewer(browser_of: Callable[[str | None], Browser]) -> None:
    assert LASTED not in browser_of("rita").page("/review/code/palace", status=403)
