"""Links keep the clocks of the reader, escape what they are made of, and lead to no scheme but http and https."""

from __future__ import annotations

import pytest

from dragoman.web.links import Links, safe_address


def test_a_link_keeps_the_clocks_and_nothing_else() -> None:
    links = Links({"as_of": "2025-06-02", "frame": "talks"})
    assert links.to("events", "evt_1") == "/events/evt_1?as_of=2025-06-02"


def test_parts_and_parameters_are_escaped() -> None:
    assert Links({}).to("reports", "a/b?c", q="x&y") == "/reports/a%2Fb%3Fc?q=x%26y"


def test_what_is_empty_is_left_out() -> None:
    assert Links({"as_of": ""}).to("timeline", frame=None, text="", page=2) == "/timeline?page=2"


def test_a_clock_can_be_taken_off() -> None:
    params = {"as_of": "2025-06-02", "frame": "talks"}
    assert Links(params).with_clock("/timeline", params, as_of=None) == "/timeline?frame=talks"


@pytest.mark.parametrize("address", ["https://a.example/x", "http://a.example"])
def test_web_addresses_are_linked(address: str) -> None:
    assert safe_address(address) == address


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "ftp://a.example", "//[", "", None])
def test_other_addresses_are_not(address: str | None) -> None:
    assert safe_address(address) is None
