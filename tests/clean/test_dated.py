"""A text that nothing else dates is dated by its own head, where that names a day with its year."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML

import dragoman
from dragoman.clean import to_document
from dragoman.clean.dated import find_day
from dragoman.model import ZoneKind
from dragoman.values import parse_instant

if TYPE_CHECKING:
    from conftest import Capturing
    from dragoman.dossier import Dossier

FILE = Path(dragoman.__file__).parent / "lang" / "en" / "published.yaml"
RULES: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(FILE.read_text(encoding="utf-8"))["lines"]
STORY = "The envoys met at the palace for an hour on Monday, and no date was set for another round."


@pytest.mark.parametrize(("line", "day"), [case for rule in RULES for case in rule["examples"]])
def test_line_at_the_head_dates_the_text(line: str, day: date) -> None:
    text = f"Envoys meet again\n\n{line}\n\n{STORY}"
    found = find_day(text, None, "en")
    assert found is not None
    assert (found.published.instant.day, found.published.known_by) == (day, "text")
    assert found.line is not None
    assert found.line.of(text) == line


@pytest.mark.parametrize("line", [line for rule in RULES for line in rule["not"]])
def test_other_lines_date_nothing(line: str) -> None:
    assert find_day(f"Envoys meet again\n\n{line}\n\n{STORY}", None, "en") is None


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("DOHA, Oct 14, 2025 (AP) — ", date(2025, 10, 14)),
        ("KHARTOUM, Oct 12 2025 - ", date(2025, 10, 12)),
        ("GENEVA (12 October 2025) – ", date(2025, 10, 12)),
        ("DOHA, Oct 14 (AP) — ", None),
        ("DOHA, Feb 30, 2025 (AP) — ", None),
        ("DOHA (AP) — ", None),
        ("DOHA, Zzz 14, 2025 (AP) — ", None),
    ],
)
def test_dateline_dates_the_text_only_with_its_year(
    head: str, day: date | None, capture: Capturing, dossier: Dossier
) -> None:
    document = to_document(capture(f"{head}{STORY}"), dossier)
    assert (document.published.instant.day if document.published else None) == day
    assert [zone.span.start for zone in document.zones if zone.kind is ZoneKind.DATELINE] == [0]


def test_what_is_said_of_the_report_goes_before_its_head(capture: Capturing, dossier: Dossier) -> None:
    said = to_document(capture(f"26 July 2025\n\n{STORY}", published=parse_instant("2025-07-27")), dossier)
    assert said.published is not None
    assert (said.published.instant.day, said.published.known_by) == (date(2025, 7, 27), "option")


def test_line_far_down_or_in_another_language_dates_nothing() -> None:
    assert find_day(f"{STORY}\n" * 20 + "26 July 2025", None, "en") is None
    assert find_day("26 July 2025", None, "tr") is None
