"""The example reports: whole, dated, told by outlets that do not exist, about persons that the packs know."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

import pytest
from ruamel.yaml import YAML

from dragoman.clean import to_document
from dragoman.dossier import load_dossier
from dragoman.model import Capture

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dragoman.dossier import Dossier

Report: TypeAlias = dict[str, str]

FIELDS = ["id", "url", "title", "source", "published", "text"]
NOTICE = "Written for the project dragoman as an example; the outlet is fictitious."
SHARED_WORDS = 12
"""Words running that no example may have in common with a shared text; titles and names alone can make ten."""
CAPITAL = "A-ZÇĞİÖŞÜ"
WORD = rf"[{CAPITAL}][\w’'-]*[^\W\d_{CAPITAL}][\w-]*"
NAME = re.compile(rf"(?<!\w){WORD}(?: {WORD})+")

STORY = {
    "the offer of direct talks": ("2025-05-11", r"proposed .* direct talks in Istanbul on 15 May"),
    "the teams before round one": ("2025-05-15", r"Umerov at their head"),
    "round one": ("2025-05-16", r"agreed on Friday to exchange 1,000 prisoners each"),
    "round one by the hour": ("2025-05-16", r"ended at about 15:20 local time"),
    "round one lasted under two hours": ("2025-05-16", r"less than two hours"),
    "round one lasted an hour and a half": ("2025-05-16", r"took an hour and a half"),
    "round one lasted little over an hour": ("2025-05-17", r"little more than an hour"),
    "the Vatican is offered": ("2025-05-20", r"Pope Leo XIV is ready to host the next round"),
    "the Vatican is refused": ("2025-05-23", r"rejected the Vatican"),
    "exchange, first stage": ("2025-05-23", r"each freed 390 people"),
    "exchange, second stage": ("2025-05-24", r"another 307 prisoners of war each"),
    "exchange, third stage": ("2025-05-25", r"303 soldiers from each side"),
    "round two is proposed": ("2025-05-28", r"second round .* on Monday, 2 June"),
    "the bridges": ("2025-06-01", r"road bridge collapsed onto a passenger train"),
    "Spider Web": ("2025-06-01", r"34 percent of the strategic cruise-missile carriers at Russia's main airfields"),
    "Spider Web by the Russian ministry": ("2025-06-01", r"airfields in five regions"),
    "a share that lost its base": ("2025-06-02", r"34 percent of the fleet"),
    "a hedge that was lost": ("2025-06-01", r"An A-50 early-warning plane was hit"),
    "round two": ("2025-06-02", r"met in Istanbul for the second time on Monday"),
    "bodies from both sides": ("2025-06-02", r"the bodies of 6,000 soldiers each"),
    "bodies from one side": ("2025-06-02", r"unilaterally"),
    "the memorandum": ("2025-06-02", r"handed over its memorandum at the table"),
    "a truce is refused": ("2025-06-02", r"rejected the idea"),
    "how many aircraft": ("2025-06-05", r"up to 20 aircraft had been hit and about ten destroyed"),
    "the aircraft by the Russian side": ("2025-06-05", r"damaged and would be restored"),
    "a call of presidents": ("2025-06-05", r"spoke by phone on Wednesday"),
    "the June dispute, one side": ("2025-06-07", r"had not come to the agreed place"),
    "the June dispute, other side": ("2025-06-07", r"agreed on the bodies but set no date"),
    "June exchanges begin": ("2025-06-09", r"first group of prisoners under the age of 25"),
    "first bodies": ("2025-06-11", r"bodies of 1,212 soldiers"),
    "last bodies, two counts": ("2025-06-16", r"1,248 bodies.*1,245"),
    "a figure that a copy changed": ("2025-06-16", r"6,600 bodies"),
    "fifty days": ("2025-07-15", r"within 50 days"),
    "a new post for Umerov": ("2025-07-18", r"secretary of the National Security and Defence Council"),
    "a date that a revision drops": ("2025-07-21", r"on 24 July, a source told TASS"),
    "a quotation that was altered": ("2025-05-17", r"for one year, for two or for three"),
    "a live page": ("2025-06-02", r"(?s)14:10 BST.*23:40 BST"),
    "round three is announced": ("2025-07-21", r"will take place in Türkiye on Wednesday, 23 July"),
    "round three, a rival date": ("2025-07-21", r"hold their talks on 24 July"),
    "an uncorrected day": ("2025-07-23", r"will meet in Istanbul tomorrow"),
    "round three": ("2025-07-23", r"lasted about 40 minutes"),
    "round three, three and a half hours": ("2025-07-24", r"three and a half hours.* on Tuesday"),
    "round three, a meeting denied": ("2025-07-24", r"called this a fake"),
    "the summit is put off": ("2025-07-25", r"hardly be prepared within 30 days"),
    "an exchange by mediation": ("2025-08-14", r"mediation of the United Arab Emirates"),
    "Alaska": ("2025-08-16", r"without a deal"),
    "the White House": ("2025-08-19", r"meet within two weeks"),
    "no further round": ("2025-08-27", r"no date yet for another round"),
    "what became of promises": ("2025-08-30", r"6,060 by the Russian count, 6,057 by the Ukrainian"),
}


@pytest.fixture(scope="module")
def folder(root: Path) -> Path:
    return root / "src" / "dragoman" / "examples"


@pytest.fixture(scope="module")
def reports(folder: Path) -> list[Report]:
    files = sorted((folder / "istanbul-2025").glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def dossier(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return load_dossier(["base", "ukraine", str(folder / "outlets")], cache=tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="module")
def names() -> dict[str, list[str]]:
    from pathlib import Path

    lists: dict[str, list[str]] = YAML(typ="safe").load(Path(__file__).with_name("names.yaml").read_text("utf-8"))
    return lists


def test_there_are_enough_and_each_is_whole(reports: list[Report]) -> None:
    assert len(reports) >= 40
    assert [r["id"] for r in reports if list(r) != FIELDS or not all(v.strip() for v in r.values())] == []


def test_each_file_holds_one_outlet_in_order_of_time(folder: Path) -> None:
    for file in sorted((folder / "istanbul-2025").glob("*.jsonl")):
        rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        assert len({row["source"] for row in rows}) == 1, file.name
        assert rows == sorted(rows, key=lambda row: datetime.fromisoformat(row["published"])), file.name


def test_each_is_dated_in_its_own_zone(reports: list[Report]) -> None:
    days = [datetime.fromisoformat(r["published"]) for r in reports]
    assert [r["id"] for r, day in zip(reports, days, strict=True) if day.utcoffset() is None] == []
    assert (min(days).strftime("%Y-%m"), max(days).strftime("%Y-%m")) == ("2025-05", "2025-08")


def test_an_id_comes_twice_only_for_a_revision_of_one_address(reports: list[Report]) -> None:
    by_id: dict[str, list[Report]] = {}
    for report in reports:
        by_id.setdefault(report["id"], []).append(report)
    revised = [same for same in by_id.values() if len(same) > 1]
    assert len(revised) == 2
    assert all(len({r["url"] for r in same}) == 1 and len({r["text"] for r in same}) == len(same) for same in revised)
    assert len({r["url"] for r in reports}) == len(by_id)


def test_no_outlet_exists(reports: list[Report]) -> None:
    hosts = {urlsplit(r["url"]).hostname or "" for r in reports}
    assert len(hosts) == len({r["source"] for r in reports}) == 13
    assert [host for host in hosts if not host.endswith(".example")] == []


def test_each_outlet_is_in_the_small_pack(reports: list[Report], dossier: Dossier) -> None:
    for report in reports:
        host = urlsplit(report["url"]).hostname or ""
        assert dossier.source_named(report["source"]) == dossier.source_at(host) is not None, report["source"]


def test_each_says_at_its_end_that_it_is_an_example(reports: list[Report]) -> None:
    assert [r["id"] for r in reports if r["text"].split("\n\n")[-1] != NOTICE] == []


def test_every_name_is_listed(reports: list[Report], names: dict[str, list[str]]) -> None:
    listed = {*names["persons"], *names["others"], *names["surnames"]}
    found = {_bare(name, names["before"]) for r in reports for name in NAME.findall(r["text"])}
    assert sorted(found - listed - {""}) == []
    assert sorted(set(names["persons"]) - found) == []


def test_every_person_is_known_to_the_packs(names: dict[str, list[str]], dossier: Dossier) -> None:
    known = {name: dossier.actors_named(name) for name in names["persons"]}
    assert [name for name, ids in known.items() if not any(i.startswith("person.") for i in ids)] == []


def test_words_between_quotation_marks_are_few_and_known(reports: list[Report]) -> None:
    quoted = {words for r in reports for words in re.findall(r'"([^"]+)"', r["text"])}
    said = {
        "idiots",
        "terrorist attacks",
        "daily exchanges",
        "diametrically opposed",
        "ready to fight a year, two, three",
        "ready to fight for one year, for two or for three",
    }
    assert quoted == said | {"Spider Web"}


def test_a_live_page_has_entries_of_two_days(reports: list[Report], dossier: Dossier) -> None:
    (live,) = [r for r in reports if r["id"] == "kestrel-20250602"]
    payload = json.dumps(live).encode()
    now = datetime(2025, 9, 1, tzinfo=UTC)
    document = to_document(Capture("cap", "live", "application/json", payload, "0" * 64, now), dossier)
    told = [entry.published and entry.published.instant.isoformat()[:16] for entry in document.entries]
    assert told == ["2025-06-02T18:50", "2025-06-02T14:10", "2025-06-02T12:50", "2025-06-01T23:40"]


def test_some_outlets_are_of_one_house_and_of_some_it_is_not_known(dossier: Dossier, reports: list[Report]) -> None:
    sources = [dossier.source_named(name) for name in sorted({r["source"] for r in reports})]
    owners = Counter(source.owner for source in sources if source)
    assert owners == {"Lodestar Press": 2, "Danubia Verlag": 2, None: 9}


@pytest.mark.parametrize("part", STORY)
def test_the_story_has(part: str, reports: list[Report]) -> None:
    day, words = STORY[part]
    told = [r["id"] for r in reports if r["published"][:10] == day and re.search(words, r["text"])]
    assert told


def test_copies_keep_whole_paragraphs_of_their_wire(reports: list[Report]) -> None:
    wires = {"Harbour Post": "Meridian Wire", "Riverside Evening News": "Northline Agency"}
    own = {wire: _paragraphs(reports, wire) for wire in wires.values()}
    for outlet, wire in wires.items():
        copied = _paragraphs(reports, outlet)
        assert len(copied & own[wire]) / len(copied) > 0.75, outlet


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


def _bare(name: str, before: list[str]) -> str:
    words = name.split()
    while words and words[0] in before:
        words.pop(0)
    return " ".join(words).removesuffix("'s")


def _paragraphs(reports: list[Report], outlet: str) -> set[str]:
    texts = [r["text"] for r in reports if r["source"] == outlet]
    return {part for text in texts for part in text.split("\n\n") if part != NOTICE}


def _runs(text: str) -> Iterator[str]:
    words = re.findall(r"[^\W_]+", text.casefold())
    for i in range(len(words) - SHARED_WORDS + 1):
        yield " ".join(words[i : i + SHARED_WORDS])
