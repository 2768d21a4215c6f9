"""Review in a real browser: a whole round by keys alone, words selected in a text, and pages that bar nobody."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.merge import fold
from dragoman.settings import load_settings
from dragoman.store import open_store
from dragoman.web.access import Door, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser

PASSWORD = "three words together"  # noqa: S105  of accounts that a test makes
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PATHS = (
    "/review",
    "/review/log",
    "/review/code",
    "/review/code/hour",
    "/review/compare",
    "/review/reports/palace",
)


LATER = "Ukraine and Russia are to meet in Ankara on 4 August, an aide said. It was not said who would go."


@pytest.fixture(scope="module")
def begun(record: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample record and one report more, so that several things wait for a decision."""
    path = tmp_path_factory.mktemp("begun") / "record.db"
    shutil.copy(record, path)
    sample = sys.modules["dragoman_sample_istanbul"]
    told = sample.Told("later", LATER, "Daily Sample", "2025-07-30")
    reading = sample.reading_of(told)
    planned = sample.claim_of(told.document(), "c1", "talks", LATER.partition(". ")[0] + ".")
    with open_store(str(path), write=True, clock=sample.Clock()) as store:
        store.write_reading(replace(reading, claims=(replace(planned, roles=sample.Roles(actor=sample.SIDES)),)))
        store.replace_derived(fold(store.active_claims(), processes=(), judgements=()))
    return path


@pytest.fixture(scope="module")
def own_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the record is that is served, with two reviewers beside it."""
    path = tmp_path_factory.mktemp("reviewed") / "record.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DRAGOMAN_STORE", str(path))
        door = Door(load_settings())
    for name in ("ada", "bela"):
        door.users.add(name, Role.REVIEWER, PASSWORD)
    return path


@pytest.fixture(autouse=True)
def _anew(begun: Path, own_record: Path) -> None:
    """Each test has the record in which nobody has decided anything."""
    renew(begun, own_record)


def renew(begun: Path, own_record: Path) -> None:
    for old in (f"{own_record}-wal", f"{own_record}-shm"):
        Path(old).unlink(missing_ok=True)
    shutil.copy(begun, own_record)


@pytest.fixture(scope="module")
def address(begun: Path, own_record: Path) -> Iterator[str]:
    renew(begun, own_record)
    command = [sys.executable, "-m", "dragoman", "serve", "--port", "0", "--json", "--store", str(own_record)]
    environ = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environ) as server:
        assert server.stdout is not None
        yield json.loads("".join(server.stdout.readline() for _ in range(3)))["address"]
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=20)


@pytest.fixture(scope="module")
def signed_in(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A browser in which ada has signed in, by keys."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto("/login?next=/review")
    page.keyboard.type("ada")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("#bench")
    page.close()
    yield context
    context.close()


@pytest.fixture
def page(signed_in: BrowserContext, address: str, faults: list[str]) -> Iterator[Page]:
    page = signed_in.new_page()
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith((address, "data:")) else faults.append(asked.url))
    yield page
    page.close()
    assert faults == []


@pytest.fixture(scope="session")
def axe(root: Path) -> str:
    path = root / "web" / "node_modules" / "axe-core" / "axe.min.js"
    if not path.is_file():
        pytest.skip("axe-core is not here: run npm ci in web/")
    return path.read_text(encoding="utf-8")


def violations(page: Page, axe: str) -> list[str]:
    page.evaluate(axe)
    found: dict[str, Any] = page.evaluate("rules => axe.run(document, rules)", RULES)
    return [f"{one['id']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"]]


def settle(page: Page, path: str) -> None:
    page.goto(path)
    page.wait_for_load_state("networkidle")


def recorded(page: Page) -> str:
    page.wait_for_selector("#flash .note")
    return page.inner_text("#flash")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_of_review_has_no_fault_and_bars_nobody(page: Page, axe: str, path: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    settle(page, path)
    assert violations(page, axe) == []


@pytest.mark.parametrize("path", PATHS)
def test_a_narrow_page_of_review_does_not_run_out_at_the_side(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    settle(page, path)
    wide, screen = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= screen


def test_every_form_opens_by_its_key_and_bars_nobody(page: Page, axe: str) -> None:
    settle(page, "/review")
    for key in ("e", "m", "s", "v", "x", "u", "n", "?"):
        page.keyboard.press(key)
        assert page.locator(f'details[data-key="{key}"][open]').count() == 1
        assert violations(page, axe) == []
        page.keyboard.press("Escape")
        assert page.locator(f'details[data-key="{key}"][open]').count() == 0


def test_a_round_of_review_by_keys_alone_with_its_undo(page: Page, own_record: Path) -> None:
    settle(page, "/review")
    rows = page.locator("[data-row]")
    assert rows.count() > 1
    first = page.get_attribute("#bench", "data-item")
    page.keyboard.press("j")
    page.wait_for_function("first => document.getElementById('bench').dataset.item !== first", arg=first)
    page.keyboard.press("k")
    page.wait_for_function("first => document.getElementById('bench').dataset.item === first", arg=first)
    page.keyboard.press("x")
    page.keyboard.type("the report does not say so")
    page.keyboard.press("Enter")
    assert "reject by ada: the report does not say so" in recorded(page)
    assert page.evaluate("document.activeElement.id") == "flash"
    page.keyboard.press("z")
    page.keyboard.press("Enter")
    page.wait_for_selector("#flash >> text=undo by ada")
    with open_store(str(own_record), write=False) as store:
        assert [each.kind for each in store.judgements()] == ["reject", "undo"]


def test_a_note_moves_on_to_the_next_in_the_queue(page: Page) -> None:
    settle(page, "/review")
    first = page.get_attribute("#bench", "data-item")
    page.keyboard.press("n")
    page.keyboard.type("ask the desk in Ankara")
    page.keyboard.press("Enter")
    assert "note by ada" in recorded(page)
    assert page.get_attribute("#bench", "data-item") != first


def test_a_claim_is_added_by_words_selected_with_keys(page: Page, own_record: Path) -> None:
    settle(page, "/review/reports/hour")
    with open_store(str(own_record), write=False) as store:
        text = store.document("hour").text
    before = len(re.findall(r"\S+", text[: text.index("Medinsky said")]))
    page.keyboard.press("t")
    for _ in range(before):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("1")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("w")
    assert page.input_value("#quote") == "Medinsky said"
    at = text.index("Medinsky said")
    assert page.input_value("[name=start]") == str(at)
    assert page.input_value('[name="slot.actor"]') == f"Medinsky @{at}-{at + 8}"
    page.keyboard.press("f")
    page.keyboard.type("proposal")
    page.locator("[data-claim-form] [name=reason]").focus()
    page.keyboard.type("the engine missed it")
    page.keyboard.press("Enter")
    assert "add by ada: the engine missed it" in recorded(page)
    with open_store(str(own_record), write=False) as store:
        added = [each.claim for each in store.active_claims() if each.judgements]
    assert [(each.frame, each.evidence[0].quote) for each in added] == [("proposal", "Medinsky said")]


def test_words_selected_with_the_mouse_are_taken_with_their_place(page: Page, own_record: Path) -> None:
    settle(page, "/review/reports/palace")
    page.evaluate(
        """() => {
          const walker = document.createTreeWalker(document.querySelector("[data-text]"), NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf("Umerov");
            if (at >= 0) return getSelection().setBaseAndExtent(node, at, node, at + 6);
          }
        }"""
    )
    page.click('[data-take="voice"]')
    with open_store(str(own_record), write=False) as store:
        at = store.document("palace").text.index("Umerov")
    assert page.input_value('[name="slot.voice"]') == f"Umerov @{at}-{at + 6}"
    page.fill("#quote", "Umerov")
    assert page.input_value("[name=start]") == ""


def test_modes_follow_the_frame_that_is_chosen(page: Page) -> None:
    settle(page, "/review/reports/palace")
    page.select_option("[data-frame]", "strike")
    assert page.locator("[data-mode] optgroup:not([disabled])").get_attribute("label") == "strike"
    assert "force from a distance" in page.inner_text("[data-gloss-shown]")


def test_what_cannot_be_recorded_is_said_in_place(page: Page, faults: list[str]) -> None:
    settle(page, "/review")
    address = page.url
    page.keyboard.press("e")
    page.fill('[name="slot.actor"]', "Nobody at all")
    page.fill('form[action="/review/do/edit"] [name=reason]', "x")
    page.keyboard.press("Enter")
    assert "does not have the words 'Nobody at all'" in recorded(page)
    assert page.input_value('[name="slot.actor"]') == "Nobody at all"
    assert page.url == address
    assert all("400" in fault for fault in faults)
    faults.clear()


def test_the_item_on_the_bench_is_taken_in_hand_and_seen_by_the_other(
    page: Page, browser: Browser, address: str
) -> None:
    settle(page, "/review")
    page.wait_for_selector("#hand >> text=In your hand until")
    item = page.get_attribute("#bench", "data-item")
    other = browser.new_context(base_url=address)
    theirs = other.new_page()
    theirs.goto(f"/login?next=/review%3Fitem={item}")
    theirs.fill("[name=name]", "bela")
    theirs.fill("[name=password]", PASSWORD)
    theirs.keyboard.press("Enter")
    theirs.wait_for_selector("#hand >> text=ada has this in hand")
    assert theirs.locator('[data-key="x"]').count() == 0
    other.close()
