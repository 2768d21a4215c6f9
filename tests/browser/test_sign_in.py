"""Signing in and out in a real browser: by keys alone, in both colours, on a wide and a narrow screen."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from dragoman.settings import load_settings
from dragoman.web.access import Door, Role

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PASSWORD = "three words together"  # noqa: S105  of an account that a test makes


@pytest.fixture(scope="module")
def closed(record: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a record that only those who have an account may read."""
    accounts = str(tmp_path_factory.mktemp("accounts") / "accounts.db")
    Door(load_settings({"DRAGOMAN_ACCOUNTS": accounts})).users.add("mira", Role.REVIEWER, PASSWORD)
    command = [sys.executable, "-m", "dragoman", "serve", "--login", "--log", os.devnull, "--port", "0", "--json"]
    environ = {**os.environ, "PYTHONUNBUFFERED": "1", "DRAGOMAN_ACCOUNTS": accounts, "DRAGOMAN_STORE": str(record)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environ) as server:
        assert server.stdout is not None
        yield json.loads("".join(server.stdout.readline() for _ in range(3)))["address"]
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=20)


@pytest.fixture(params=["light", "dark"])
def desk(browser: Browser, closed: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of a browser that has never been here."""
    faults: list[str] = []
    context = browser.new_context(base_url=closed, color_scheme=request.param, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith((closed, "data:")) else faults.append(asked.url))
    yield page
    context.close()
    assert faults == []


def test_who_comes_is_asked_goes_on_and_leaves_again(desk: Page, root: Path) -> None:
    desk.goto("/timeline?frame=talks")
    assert desk.title() == "Sign in · dragoman"
    assert axe(desk, root) == []
    assert desk.evaluate("document.documentElement.scrollWidth") <= 390

    desk.keyboard.type("mira")
    desk.keyboard.press("Tab")
    desk.keyboard.type("not the password")
    desk.keyboard.press("Enter")
    desk.wait_for_selector("[role=alert]")
    assert desk.input_value("#name") == "mira"
    assert desk.input_value("#password") == ""

    desk.keyboard.type(PASSWORD)
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/timeline?frame=talks")
    cookies = {cookie["name"]: cookie for cookie in desk.context.cookies()}
    assert cookies["dragoman_session"]["httpOnly"]
    assert cookies["dragoman_session"]["sameSite"] == "Lax"
    assert desk.evaluate("document.cookie") == ""
    assert axe(desk, root) == []

    desk.get_by_role("button", name="Sign out").click()
    desk.wait_for_url("**/login?next=*")
    assert "dragoman_session" not in {cookie["name"] for cookie in desk.context.cookies()}
    desk.go_back()
    desk.wait_for_load_state()
    assert "Sign out" not in desk.content()


def axe(page: Page, root: Path) -> list[str]:
    """Give what axe-core finds wrong with a page; without axe-core here, nothing."""
    checker = root / "web" / "node_modules" / "axe-core" / "axe.min.js"
    if not checker.is_file():
        return []
    page.evaluate(checker.read_text("utf-8"))
    found = page.evaluate("rules => axe.run(document, rules)", RULES)
    return [f"{one['id']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"]]
