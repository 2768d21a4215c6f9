"""Take the pictures of ``docs/reference/pages``: every page over the example record, in the system's Chromium.

The examples are read into a record of their own; nothing of the user's is touched. Run it with ``make screenshots``.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "reference" / "pages"
EXAMPLES = ROOT / "src" / "dragoman" / "examples"
PATIENCE_MS = 120_000
SIZE = {"width": 1280, "height": 900}
PAGES = {
    "talks": "/talks",
    "timeline": "/timeline?since=2025-05-01&until=2025-08-31",
    "positions": "/positions",
    "exchanges": "/exchanges",
    "commitments": "/commitments",
    "disputes": "/disputes",
    "figures": "/figures",
    "sources": "/sources",
    "lineage": "/lineage",
    "changes": "/today?since=2025-06-01&as_of=2025-06-03",
    "brief": "/brief",
    "search": "/search?q=Istanbul",
    "actor": "/actors/person.rustem-umerov",
}
REVIEW = {
    "review": "/review",
    "review-add": "/review/reports/meridian-20250602-1",
    "review-agreement": "/review/compare",
    "review-log": "/review/log",
}
"""Pages of review, seen by a reviewer who has signed in."""
REVIEWER, PASSWORD = "ada", "three words together"
CODED = {
    "ada": ("--frame talks --slot mode=round --slot round=2", "--frame proposal --slot mode=offer"),
    "bela": ("--frame talks --slot mode=meeting", "--frame proposal --slot mode=offer"),
}
QUOTES = (
    "Russian and Ukrainian negotiators met in Istanbul for the second time on Monday",
    "He proposed that the delegations meet again between 20 and 30 June.",
)
WAYS = {
    "around": "article.round >> nth=1 >> p.small a",
    "event": "header h1 a",
    "report": "article.evidence a[href^='/reports/']",
}
"""Pages that are reached from the board, one after the other, by the link that leads there."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> int:
    """Take every picture; 1 where there is no browser."""
    browser_path = next((path for path in map(shutil.which, BROWSERS) if path), None)
    if browser_path is None:
        sys.stderr.write("screenshots: no Chromium here. To have it: sudo apt-get install -y chromium\n")
        return 1
    TARGET.mkdir(parents=True, exist_ok=True)
    with served_examples() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(base_url=address, viewport=SIZE)
        page.set_default_timeout(PATIENCE_MS)
        for name, path in PAGES.items():
            take(page, name, path)
        page.goto("/talks")
        for name, way in WAYS.items():
            page.click(way)
            take(page, name, page.url)
        sign_in(page)
        for name, path in REVIEW.items():
            take(page, name, path)
        page.emulate_media(color_scheme="dark")
        take(page, "review-dark", REVIEW["review"])
        take(page, "timeline-dark", PAGES["timeline"])
        browser.close()
    return 0


def take(page: Page, name: str, path: str) -> None:
    """Open a page, wait until it stands still, and take its picture."""
    page.goto(path)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=str(TARGET / f"{name}.png"))
    print(f"docs/reference/pages/{name}.png")


def sign_in(page: Page) -> None:
    """Sign in as the reviewer."""
    page.goto("/login?next=/review")
    page.fill("[name=name]", REVIEWER)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("#bench")


def decide(command: list[str], store: tuple[str, ...]) -> None:
    """Make the account, and what the pages of review have to show: two codings, and a value that was set."""
    add = [*command, "user", "add", REVIEWER, "--role", "reviewer", "--password-stdin", *store]
    subprocess.run(add, check=True, input=PASSWORD + "\n", text=True)
    code = [*command, "review", "code", "meridian-20250602-1", *store]
    for name, codings in CODED.items():
        for coding, quote in zip(codings, QUOTES, strict=True):
            subprocess.run([*code, "--as", name, "--quote", quote, *coding.split()], check=True, capture_output=True)
        subprocess.run([*code, "--as", name, "--done"], check=True, capture_output=True)
    note = [*command, "review", "note", "meridian-20250602-1:c1", "the ministry has its own figure", "--as", "bela"]
    subprocess.run([*note, *store], check=True, capture_output=True)


@contextmanager
def served_examples() -> Iterator[str]:
    """Read the examples and serve them, as a user would."""
    dossier = ("--dossier", "base", "--dossier", "ukraine", "--dossier", str(EXAMPLES / "outlets"))
    with tempfile.TemporaryDirectory() as folder:
        store = ("--store", f"{folder}/examples.db")
        command = [sys.executable, "-m", "dragoman"]
        subprocess.run([*command, "ingest", str(EXAMPLES / "istanbul-2025"), *store, *dossier], check=True)
        decide(command, (*store, *dossier))
        environ = {**os.environ, "PYTHONUNBUFFERED": "1"}
        serve = [*command, "serve", "--port", "0", "--json", *store, *dossier]
        with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True, env=environ) as server:
            try:
                yield json.loads("".join(server.stdout.readline() for _ in range(3)))["address"]
            finally:
                server.send_signal(signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main())
