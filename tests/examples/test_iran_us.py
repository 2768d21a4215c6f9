"""The second corpus: whole, dated, told by outlets that do not exist, about persons that the packs know."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

import pytest

from dragoman.dossier import load_dossier

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dragoman.dossier import Dossier

Report: TypeAlias = dict[str, str]

FIELDS = ["id", "url", "title", "source", "published", "text"]
NOTICE = "Written for the project dragoman as an example; the outlet is fictitious."
SHARED_WORDS = 12
CAPITAL = "A-ZÇĞİÖŞÜ"
NAME = re.compile(rf"(?<!\w)[{CAPITAL}][\w’-]+(?: (?:[a-z]{{2}}-)?[{CAPITAL}][\w’-]+)+")
PERSONS = [
    *("Abbas Araghchi", "Abbas Araghtschi", "Abbas Araqchi", "Ali Khamenei", "Badr Albusaidi", "Badr al-Busaidi"),
    *("Donald Trump", "Esmaeil Baghaei", "Kaja Kallas", "Michael Anton", "Steve Witkoff", "Steve Witkov"),
]
TITLES = re.compile(
    r"^(?:(?:At|Deputy|Envoy|Foreign|Iranian|Leader|Minister|Omani|President|Supreme|The|Washington|American)\s)+"
)
OTHERS = {
    *("Al Mayadeen", "Corniche Wire", "Meridian Wire", "Ministry", "Rising Lion", "True Promise"),
    *("United States", "Wall Street Journal"),
}
STORY = {
    "round one, in two rooms": ("2025-04-12", r"sat in separate rooms.*spoke to each other for a short while"),
    "round two, the wrong town": ("2025-04-15", r"held in Muscat on Saturday.*would meet in Rome"),
    "round two, a venue": ("2025-04-19", r"residence of the Omani ambassador in the Camilluccia district"),
    "round two, another word for it": ("2025-04-19", r"at the Omani embassy in Rome"),
    "face to face": ("2025-04-19", r"had spoken face to face"),
    "indirectly": ("2025-04-19", r"did not sit at one table"),
    "a number and a rank gone wrong": (
        "2025-04-20",
        r"Deputy Foreign Minister Abbas Araghchi.*second round .* 26 April",
    ),
    "experts, a day later": ("2025-04-22", r"planned for Wednesday has been postponed to Saturday"),
    "round three": ("2025-04-26", r"more than four hours.*more serious than before"),
    "round four put off": ("2025-05-01", r'postponed "for logistical reasons"'),
    "never confirmed": ("2025-05-02", r"Washington had never confirmed the date"),
    "round four": ("2025-05-11", r"met in Muscat on Sunday for the fourth round"),
    "round five announced": ("2025-05-21", r"in Rome on Friday, 23 May.*not yet decided"),
    "round five": ("2025-05-23", r'"some but not conclusive progress", according to Oman'),
    "left early": ("2025-05-23", r"early because he had to catch a flight"),
    "a hedge that was lost": ("2025-05-24", r"made progress on Friday"),
    "the strikes": ("2025-06-14", r"Rising Lion.*True Promise 3"),
    "one voice alone": ("2025-06-14", r"no confirmation from other sources"),
    "round six is off": ("2025-06-14", r'"will not now take place"'),
    "five rounds": ("2025-06-15", r"three in Muscat and two in Rome"),
}


@pytest.fixture(scope="module")
def folder(root: Path) -> Path:
    return root / "src" / "dragoman" / "examples"


@pytest.fixture(scope="module")
def reports(folder: Path) -> list[Report]:
    files = sorted((folder / "iran-us-2025").glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def dossier(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return load_dossier(["base", "iran-us", str(folder / "outlets")], cache=tmp_path_factory.mktemp("cache"))


def test_there_are_enough_and_each_is_whole(reports: list[Report]) -> None:
    assert 15 <= len(reports) <= 20
    assert [r["id"] for r in reports if list(r) != FIELDS or not all(v.strip() for v in r.values())] == []
    assert len({r["id"] for r in reports}) == len({r["url"] for r in reports}) == len(reports)


def test_each_file_holds_one_outlet_in_order_of_time(folder: Path) -> None:
    for file in sorted((folder / "iran-us-2025").glob("*.jsonl")):
        rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        assert {row["source"].casefold().replace(" ", "-") for row in rows} == {file.stem}
        assert rows == sorted(rows, key=lambda row: datetime.fromisoformat(row["published"])), file.name


def test_each_is_dated_in_its_own_zone(reports: list[Report]) -> None:
    days = [datetime.fromisoformat(r["published"]) for r in reports]
    assert [r["id"] for r, day in zip(reports, days, strict=True) if day.utcoffset() is None] == []
    assert (min(days).strftime("%Y-%m"), max(days).strftime("%Y-%m")) == ("2025-04", "2025-06")


def test_no_outlet_exists_and_each_is_in_the_small_pack(reports: list[Report], dossier: Dossier) -> None:
    for report in reports:
        host = urlsplit(report["url"]).hostname or ""
        assert host.endswith(".example")
        assert dossier.source_named(report["source"]) == dossier.source_at(host) is not None, report["source"]


def test_each_says_at_its_end_that_it_is_an_example(reports: list[Report]) -> None:
    assert [r["id"] for r in reports if r["text"].split("\n\n")[-1] != NOTICE] == []


def test_every_name_is_listed_and_every_person_known_to_the_packs(reports: list[Report], dossier: Dossier) -> None:
    found = {TITLES.sub("", name) for r in reports for name in NAME.findall(r["text"])}
    assert sorted(found - {*PERSONS} - OTHERS) == []
    assert sorted({*PERSONS} - found) == []
    known = {name: dossier.actors_named(name) for name in PERSONS}
    assert [name for name, ids in known.items() if not any(i.startswith("person.") for i in ids)] == []


def test_words_between_quotation_marks_are_few_and_known(reports: list[Report]) -> None:
    quoted = {words for r in reports for words in re.findall(r'"([^"]+)"', r["text"])}
    said = {"for logistical reasons", "some but not conclusive progress", "will not now take place"}
    assert quoted == said | {"Rising Lion", "True Promise 3"}


@pytest.mark.parametrize("part", STORY)
def test_the_story_has(part: str, reports: list[Report]) -> None:
    day, words = STORY[part]
    told = [r["id"] for r in reports if r["published"][:10] == day and re.search(words, r["text"], re.DOTALL)]
    assert told


@pytest.mark.shared
def test_no_sentence_is_from_a_shared_text(reports: list[Report], shared: Path) -> None:
    own = {words for r in reports for words in _runs(r["text"])}
    files = [
        shared / "FACTS.md",
        *sorted((shared / "seeds").glob("*.txt")),
        *sorted((shared / "data/gold").glob("*.jsonl")),
    ]
    for file in files:
        assert sorted(own & set(_runs(file.read_text("utf-8")))) == [], file.name


def _runs(text: str) -> Iterator[str]:
    words = re.findall(r"[^\W_]+", text.casefold())
    for i in range(len(words) - SHARED_WORDS + 1):
        yield " ".join(words[i : i + SHARED_WORDS])
