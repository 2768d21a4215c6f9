"""The lanes in a real browser: drawn, zoomed, brushed, walked with keys, fast with 20,000 events; the map beside."""

from __future__ import annotations

import json
import random
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

pytestmark = pytest.mark.browser

EVENTS = 20_000
LONG_MS = 60_000
"""A first look at the past loads the dossier and the gazetteer."""
SLOWEST_FRAME_MS = 32
"""95 of a hundred frames of panning and zooming must be drawn in less: two frames of a screen of 60 Hz."""


def ready(page: Page) -> None:
    page.wait_for_selector("#lanes[data-ready]")
    page.wait_for_selector("#map[data-ready]")


def test_the_lanes_are_drawn_and_the_list_has_the_same_events(page: Page) -> None:
    page.goto("/timeline")
    ready(page)
    drawn = page.evaluate("document.getElementById('lanes').timeline.columns.ids.length")
    assert drawn == page.locator("ol.events > li").count()


def test_a_walk_with_keys_tells_each_event_and_opens_it(page: Page) -> None:
    page.goto("/timeline")
    ready(page)
    page.focus("#lanes canvas")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".tip")).to_contain_text("report", timeout=20_000)
    page.keyboard.press("Enter")
    page.wait_for_url("**/events/*")
    assert page.locator("h1").count() == 1


def test_the_brush_sets_the_days_of_the_lanes_and_of_the_map(page: Page) -> None:
    page.goto("/timeline")
    ready(page)
    page.evaluate("document.addEventListener('dragoman:days', (e) => { window.told = e.detail; })")
    box = page.locator("svg.brush").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 0.3 * box["width"], box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.6 * box["width"], box["y"] + 20, steps=4)
    page.mouse.up()
    told = page.evaluate("window.told")
    assert told["first"] < told["last"]
    assert page.evaluate("document.getElementById('map').map.days.first") == told["first"]


def test_a_filter_stands_in_the_address(page: Page) -> None:
    page.goto("/timeline")
    ready(page)
    page.evaluate("window.here = true")
    page.select_option("select[name=frame]", "talks")
    page.wait_for_url("**/timeline?frame=talks")
    listed = page.locator("ol.events > li").count()
    page.wait_for_function(
        "n => document.getElementById('lanes').timeline.columns.ids.length === n", arg=listed, timeout=LONG_MS
    )
    assert page.evaluate("window.here") is True
    assert {tag.split(" ")[0] for tag in page.locator("ol.events .tag.kind-talks").all_inner_texts()} == {"talks"}


def made_up(number: int) -> dict[str, Any]:
    chance = random.Random(20250602)  # noqa: S311  days, not secrets
    days = sorted(20_100 + int(chance.triangular(0, 240, 60)) for _ in range(number))
    steps = [day - before for before, day in pairwise([0, *days])]
    return {
        "lanes": ["Talks", "Agreements", "Exchanges", "Accusations", "Pressure", "Strikes"],
        "kinds": ["talks", "deal", "exchange", "speech", "pressure", "violence"],
        "id": [f"evt_{n:020x}" for n in range(number)],
        "lane": [chance.choices(range(6), (1, 2, 1, 2, 2, 6))[0] for _ in range(number)],
        "first": steps,
        "last": [0] * number,
        "flags": [chance.choices((0, 1, 2, 4), (8, 1, 1, 1))[0] for _ in range(number)],
        "origins": [1] * number,
    }


def test_twenty_thousand_events_are_panned_and_zoomed_without_a_stutter(page: Page) -> None:
    sent = json.dumps(made_up(EVENTS))

    def answer(route: Route) -> None:
        route.fulfill(body=sent, content_type="application/json")

    page.route("**/timeline.json*", answer)
    page.goto("/timeline")
    ready(page)
    times = page.evaluate(
        """() => {
          const timeline = document.getElementById("lanes").timeline;
          const [low, high] = timeline.domain;
          const drawn = () => Array.from({ length: 100 }, (_, n) => {
            const span = (high - low) * (1 - 0.8 * Math.abs(Math.sin(n / 9)));
            const first = low + (high - low - span) * (n / 100);
            timeline.scale = timeline.base.copy().domain([first, first + span]);
            const started = performance.now();
            timeline.draw();
            return performance.now() - started;
          });
          return [1, 2, 3, 4].map(() => drawn().sort((a, b) => a - b)[94]);
        }"""
    )
    assert min(times) < SLOWEST_FRAME_MS  # other work of the machine only adds


def test_the_slider_shows_the_record_of_a_day_by_keys(page: Page) -> None:
    page.goto("/timeline")
    ready(page)
    count = page.locator("#list h2")
    everything = (count.text_content() or "").strip()
    slider = page.get_by_label("The record as of")
    expect(page.locator("#past output")).to_have_text("now: all that is on record")
    slider.focus()
    page.keyboard.press("Home")
    expect(page.locator("#past output")).to_contain_text("known by the end of", timeout=LONG_MS)
    page.wait_for_url("**as_of=*", timeout=LONG_MS)
    expect(count).not_to_have_text(everything, timeout=LONG_MS)
    expect(page.locator("#past output")).not_to_contain_text("…", timeout=LONG_MS)  # lanes and list have both come
    assert "known by the end of" in (slider.get_attribute("aria-valuetext") or "")
    listed = page.locator("ol.events > li").count()
    assert page.evaluate("document.getElementById('lanes').timeline.columns.ids.length") == listed
    assert page.locator(".clock.past").count() == 1
    slider.focus()
    page.keyboard.press("End")
    expect(count).to_have_text(everything, timeout=LONG_MS)
    assert "as_of" not in page.url


def test_a_day_in_the_address_is_where_the_slider_stands(page: Page) -> None:
    page.goto("/timeline?as_of=2025-06-02")
    ready(page)
    expect(page.locator("#past output")).to_have_text("known by the end of 2 June 2025")


def test_the_slider_keeps_the_filters(page: Page) -> None:
    page.goto("/timeline?frame=talks")
    ready(page)
    page.get_by_label("The record as of").focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**as_of=*", timeout=LONG_MS)
    assert "frame=talks" in page.url
    assert page.locator("select[name=frame]").input_value() == "talks"
