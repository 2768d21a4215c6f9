"""Every page in a real browser: light, dark, wide and narrow, without a fault, and open to those who cannot see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from dragoman.web.pages.table import PAGES

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PLAIN = [*(page.path for page in PAGES if "{" not in page.path), "/search?q=Istanbul", "/read", "/nowhere"]
IN_THE_DARK = ["color-contrast", "link-in-text-block"]
"""What of a page is not the same in its other colours."""
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="session")
def axe(root: Path) -> str:
    """The checker of accessibility, as the browser sources' lock file pins it."""
    path = root / "web" / "node_modules" / "axe-core" / "axe.min.js"
    if not path.is_file():
        pytest.skip("axe-core is not here: run npm ci in web/")
    return path.read_text(encoding="utf-8")


def violations(page: Page, axe: str, rules: dict[str, Any] | None = None) -> list[str]:
    page.evaluate(axe)
    found: dict[str, Any] = page.evaluate("rules => axe.run(document, rules)", rules or RULES)
    return [f"{one['id']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"]]


def settle(page: Page, path: str) -> None:
    page.goto(path)
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("path", PLAIN)
def test_a_page_bars_nobody_light_dark_and_narrow(page: Page, axe: str, path: str, faults: list[str]) -> None:
    page.emulate_media(color_scheme="light")
    settle(page, path)
    assert violations(page, axe) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, axe, {"runOnly": IN_THE_DARK}) == []
    page.set_viewport_size({"width": 390, "height": 844})
    wide, screen = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= screen
    if path == "/nowhere":  # the browser itself reports the 404 that is asked for
        faults.clear()


def test_an_event_and_its_report_bar_nobody(page: Page, axe: str) -> None:
    settle(page, "/talks")
    page.click("article.round h3 a")
    page.wait_for_load_state("networkidle")
    assert page.locator("mark").count() > 0
    assert page.locator("#map circle, #map .region.hit").count() > 0
    assert violations(page, axe) == []
    page.click("article.evidence a[href^='/reports/']")
    page.wait_for_load_state("networkidle")
    assert page.locator(".report-text mark").count() > 0
    assert violations(page, axe) == []


def test_a_reader_of_keys_alone_reaches_the_search_and_the_page(page: Page) -> None:
    settle(page, "/talks")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the page itself"
    page.keyboard.press("/")
    page.keyboard.type("Istanbul")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=Istanbul*")
    assert page.locator("ol li").count() > 0


def test_the_clock_takes_the_page_to_a_day_and_back(page: Page) -> None:
    settle(page, "/talks")
    page.fill("#as-of", "2025-05-20")
    page.click("#clock button")
    page.wait_for_url("**as_of=2025-05-20*")
    assert "Only what was published by 20 May 2025" in page.inner_text(".clock")
    page.click("text=Back to all that is known")
    page.wait_for_url(lambda url: "as_of" not in url)


def test_a_filter_leaves_what_fits_without_a_new_page(page: Page) -> None:
    settle(page, "/positions")
    every = page.locator("#found dt").count()
    page.evaluate("window.here = true")
    issue = page.locator("select[name=issue] option >> nth=1").get_attribute("value") or ""
    page.select_option("select[name=issue]", issue)
    page.wait_for_url(f"**/positions?issue={issue}")
    expect(page.locator("#found dt")).not_to_have_count(every)
    assert page.evaluate("window.here") is True
    assert f"issue={issue}" in (page.get_attribute("#data a", "href") or "")
