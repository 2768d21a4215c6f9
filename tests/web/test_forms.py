"""Forms: plain fields come out, what is too large, of another kind or broken is refused with the reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from dragoman.web.forms import MOST_BYTES

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

FORM = {"content-type": "application/x-www-form-urlencoded"}


def token(site: TestClient) -> str:
    """Give the token of the form, as its page has it."""
    found = re.search(r'name="csrf" value="(\w+)"', site.get("/read").text)
    assert found
    return found[1]


def test_an_empty_form_shows_the_page_again(site: TestClient) -> None:
    answer = site.post("/read", data={"text1": "  ", "source1": "Harbour Post", "csrf": token(site)})
    assert answer.status_code == 200
    assert 'value="Harbour Post"' in answer.text


def test_what_was_typed_is_escaped(site: TestClient) -> None:
    answer = site.post("/read", data={"source1": '"><script>alert(1)</script>', "csrf": token(site)})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize("sent", [{}, {"csrf": ""}, {"csrf": "0" * 64}])
def test_a_form_without_the_token_of_its_page_is_refused(site: TestClient, sent: dict[str, str]) -> None:
    answer = site.post("/read", data={"source1": "Harbour Post", **sent}, headers={"accept": "text/html"})
    assert answer.status_code == 403
    assert "Harbour Post" not in answer.text


@pytest.mark.parametrize(
    ("body", "headers", "reason"),
    [
        (b"{}", {"content-type": "application/json"}, "application/json"),
        (b"x", {}, "no content type"),
        (b"a=" + b"x" * MOST_BYTES, FORM, "bytes"),
        (b"&".join(b"f%d=1" % n for n in range(101)), FORM, "cannot be read"),
        (b"text1=\xff\xfe", FORM, "cannot be read"),
    ],
)
def test_other_forms_are_refused_with_the_reason(
    site: TestClient, body: bytes, headers: dict[str, str], reason: str
) -> None:
    answer = site.post("/read", content=body, headers=headers)
    assert answer.status_code == 400
    assert reason in answer.text


def test_a_public_face_reads_no_texts(public_site: TestClient) -> None:
    assert public_site.get("/read").status_code == 403
    assert public_site.post("/read", data={"text1": "x"}).status_code == 403


@pytest.mark.model
def test_two_pasted_texts_come_back_as_cards_and_are_compared(site: TestClient) -> None:
    texts = {
        "text1": "Russia and Ukraine held a second round of talks in Istanbul on Monday. The talks lasted an hour.",
        "text2": "Delegations of Russia and Ukraine met in Istanbul on 2 June 2025 for a second round of talks.",
        "published1": "2025-06-02",
        "published2": "2025-06-02",
        "source1": "Harbour Post",
        "csrf": token(site),
    }
    page = site.post("/read", data=texts).text
    assert "Both tell" in page
    assert "<mark>" in page
    assert "Neither copies the other" in page
    assert "needs publication date" not in page


@pytest.mark.model
def test_a_text_without_a_date_says_that_it_needs_one(site: TestClient) -> None:
    page = site.post(
        "/read", data={"text1": "The two sides will meet in Istanbul this Wednesday.", "csrf": token(site)}
    ).text
    assert "needs publication date" in page
