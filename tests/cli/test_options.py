"""The common options: settings over settings, and the clocks."""

from __future__ import annotations

import inspect
from datetime import UTC, datetime

import pytest

from dragoman.cli.options import Call, with_common
from dragoman.errors import BadTimeError


def call_with(**given: object) -> Call:
    seen: list[Call] = []

    def command(call: Call) -> None:
        seen.append(call)

    common = {"as_json": False, "store": None, "dossier": None, "as_of": None, "recorded_as_of": None}
    assert with_common(command, has_clocks=True)(**{**common, **given}) == 0
    return seen[0]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2025-06-02", datetime(2025, 6, 3, tzinfo=UTC)),
        ("2025-06-02T12:00+03:00", datetime(2025, 6, 2, 9, tzinfo=UTC)),
        ("2025-06-02T12:00", datetime(2025, 6, 2, 12, tzinfo=UTC)),
        ("2025-06-02 12:00", datetime(2025, 6, 2, 12, tzinfo=UTC)),
        ("2025-06-02T00:00", datetime(2025, 6, 2, tzinfo=UTC)),
        ("20250602T12", datetime(2025, 6, 2, 12, tzinfo=UTC)),
        ("Mon, 02 Jun 2025 12:00:00 +0300", datetime(2025, 6, 2, 9, tzinfo=UTC)),
    ],
)
def test_clocks_are_moments_and_a_bare_day_counts_to_its_end(text: str, moment: datetime) -> None:
    assert call_with(as_of=text).as_of == moment
    assert call_with(recorded_as_of=text).recorded_as_of == moment


def test_a_clock_that_cannot_be_read_names_its_option() -> None:
    with pytest.raises(BadTimeError, match="--recorded-as-of: 'soon'"):
        call_with(recorded_as_of="soon")


def test_options_stand_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_STORE", "env.db")
    monkeypatch.setenv("DRAGOMAN_DOSSIER", "base")
    assert call_with().settings.store == "env.db"
    assert call_with(store="given.db").settings.store == "given.db"
    assert call_with(dossier=["base, ukraine", "./mine"]).settings.dossier == ("base", "ukraine", "./mine")
    assert call_with().settings.dossier == ("base",)


def test_commands_without_clocks_have_none() -> None:
    def command(_: Call, *, word: str) -> None:
        assert word

    seen = inspect.signature(with_common(command, has_clocks=False)).parameters
    assert list(seen) == ["word", "as_json", "store", "dossier"]
