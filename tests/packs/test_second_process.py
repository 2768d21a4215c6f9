"""A second process by data alone: the pack on the talks between Iran and the United States, and its record.

What stands on the board is checked against the facts that the corpus was written from. Where the engine still reads a
sentence wrongly, the check says so and is expected to fail.
"""

from __future__ import annotations

import subprocess
from collections import Counter
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.dossier import fold, load_dossier, shipped_packs
from dragoman.dossier.check import check_pack
from dragoman.dossier.loader import PackFiles, read_pack
from dragoman.model import ActorKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dragoman.dossier import Dossier
    from dragoman.query import View
    from dragoman.resolve import Gazetteer

PACK = "iran-us"
PROCESS = "iran-us-2025"
NOW = datetime(2025, 6, 16, 9, 0, tzinfo=UTC)
NEAR_DEGREES = 0.2
GAZETTEER = ("geonames:", "iso:", "icao:")


@pytest.fixture(scope="module")
def pack() -> PackFiles:
    return read_pack(shipped_packs()[PACK])


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return load_dossier([PACK], cache=tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    from dragoman.resolve import open_gazetteer
    from dragoman.settings import load_settings

    return open_gazetteer(load_settings({}), ())


def test_the_check_of_packs_finds_nothing_to_mend() -> None:
    assert check_pack(shipped_packs()[PACK]) == ()


def test_the_second_process_is_data_alone(root: Path) -> None:
    data = {"src/dragoman/packs/iran-us": {".yaml"}, "src/dragoman/examples/iran-us-2025": {".jsonl"}}
    for folder, endings in data.items():
        files = [path for path in (root / folder).rglob("*") if path.is_file()]
        assert files
        assert {path.suffix for path in files} == endings
    code = [*(root / "src").rglob("*.py"), *(root / "scripts").rglob("*.py")]
    assert code
    assert [path.name for path in code if PACK in path.read_text("utf-8")] == []


def test_what_is_under_version_control_has_no_code_for_it(root: Path) -> None:
    folders = ["src/dragoman/packs", "src/dragoman/examples"]
    found = subprocess.run(["git", "ls-files", *folders], cwd=root, capture_output=True, text=True, check=False)
    if found.returncode:
        pytest.skip("this is no checkout under git")
    files = found.stdout.split()
    assert [name for name in files if PACK in name]
    assert [name for name in files if name.endswith(".py")] == []


def test_it_stands_on_the_base_pack_alone_and_says_whose_names_it_shows(dossier: Dossier, pack: PackFiles) -> None:
    assert pack.manifest.requires == ("base",)
    assert {entry.name for entry in dossier.packs} == {"base", PACK}
    assert "no position on the status of any territory is implied" in (pack.manifest.boundaries or "")
    assert {row.entry.party for row in pack.actors} & {"RUS", "UKR"} == set()


def test_each_person_has_a_party_and_spellings_and_a_name_leads_to_one(pack: PackFiles) -> None:
    people = [row.entry for row in pack.actors if row.entry.kind is ActorKind.PERSON]
    assert len(people) >= 25
    assert [person.id for person in people if not person.party or not person.tenures] == []
    bearers = Counter(key for person in people for key in {fold(name) for name in person.names})
    assert [key for key, count in bearers.items() if count > 1] == []


@pytest.mark.parametrize(
    ("spelling", "actor"),
    [
        ("Araqchi", "abbas-araghchi"),
        ("Abbas Araghtschi", "abbas-araghchi"),
        ("عراقچی", "abbas-araghchi"),
        ("Witkov", "steve-witkoff"),
        ("Witkowsky", "steve-witkoff"),
        ("Badr Al Busaidi", "badr-albusaidi"),
        ("al-Busaidi", "badr-albusaidi"),
        ("Baqaei", "esmaeil-baghaei"),
        ("Michael Anton", "michael-anton"),
        ("Takht Ravanchi", "majid-takht-ravanchi"),
    ],
)
def test_spellings_in_print_lead_to_the_person(dossier: Dossier, spelling: str, actor: str) -> None:
    assert dossier.actors_named(spelling) == (f"person.{actor}",)


@pytest.mark.parametrize("other", ["base", "ukraine"])
def test_an_entry_that_replaces_another_packs_keeps_its_names_and_offices(pack: PackFiles, other: str) -> None:
    theirs = read_pack(shipped_packs()[other])
    lost = []
    for mine, former in ((pack.actors, theirs.actors), (pack.things, theirs.things), (pack.sources, theirs.sources)):
        known = {row.entry.id: row.entry for row in former}
        for row in (row for row in mine if row.entry.id in known):
            names = {fold(name) for name in row.entry.names}
            lost += [(row.entry.id, name) for name in known[row.entry.id].names if fold(name) not in names]
            offices = {tenure.office for tenure in getattr(row.entry, "tenures", ())}
            lost += [
                (row.entry.id, tenure.office)
                for tenure in getattr(known[row.entry.id], "tenures", ())
                if tenure.office not in offices
            ]
    assert lost == []


def test_every_place_of_the_gazetteer_is_there_and_where_the_pack_has_it(pack: PackFiles, gazetteer: Gazetteer) -> None:
    for row in pack.places:
        if row.entry.id.startswith(GAZETTEER):
            listed = gazetteer.place(row.entry.id)
            assert listed is not None, row.entry.id
            assert (listed.country, listed.precision) == (row.entry.country, row.entry.precision)
            assert listed.lat == pytest.approx(row.entry.lat, abs=NEAR_DEGREES)
            assert listed.lon == pytest.approx(row.entry.lon, abs=NEAR_DEGREES)


def test_every_place_named_by_another_is_there(pack: PackFiles, gazetteer: Gazetteer, dossier: Dossier) -> None:
    named = {row.entry.within for row in pack.places} - {None}
    named |= {place for row in pack.processes for place in row.entry.places}
    named |= {place for row in pack.processes for one in row.entry.rounds for place in one.places}
    assert [name for name in named if dossier.place(name) is None and gazetteer.place(str(name)) is None] == []


def test_rounds_are_identities_that_never_overlap(dossier: Dossier) -> None:
    (process,) = [found for found in dossier.processes if found.id == PROCESS]
    assert set(process.parties) == {"IRN", "USA"}
    assert [found.number for found in process.rounds] == [1, 2, 3, 4, 5, 6]
    windows = [found.around for found in process.rounds if found.around]
    assert all(former[1] < latter[0] for former, latter in pairwise(windows))
    assert windows[3] == (date(2025, 5, 2), date(2025, 5, 12)), "from the day planned to the day held"


@pytest.mark.parametrize("operation", ["Rising Lion", "True Promise 3"])
def test_operations_of_june_are_known_by_name(dossier: Dossier, operation: str) -> None:
    (thing,) = dossier.thing_names[fold(operation)]
    assert dossier.things_by_id[thing].kind == "operation"


# What follows reads the corpus.


@pytest.fixture(scope="module")
def record(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[View]:
    """The corpus, read with the pack and the outlets, and with nothing of another process."""
    from dataclasses import replace

    from dragoman.ingest import Said
    from dragoman.pipeline import Engine, Intake, rebuild
    from dragoman.query import View
    from dragoman.settings import load_settings
    from dragoman.store import open_store

    examples = root / "src" / "dragoman" / "examples"
    rules = load_settings({"DRAGOMAN_READER": "rules"})
    engine = Engine(replace(rules, dossier=("base", PACK, str(examples / "outlets"))))
    path = str(tmp_path_factory.mktemp("record") / "record.db")
    with open_store(path, write=True, clock=lambda: NOW) as store:
        report = Intake(store, engine, lambda: NOW).run([str(examples / "iran-us-2025")], said=Said())
        rebuild(store, engine)
        assert (report.new, report.set_aside) == (20, [])
        assert "ukraine" not in {entry.name for entry in engine.dossier.packs}
        yield View(store)


@pytest.fixture(scope="module")
def board(record: View) -> dict[int, Any]:
    from dragoman.query import talks

    rows = talks(record, process=PROCESS)
    assert len({row["round"] for row in rows}) == len(rows), "a round stands on the board once"
    return {row["round"]: row for row in rows if row["round"] is not None}


@pytest.fixture(scope="module")
def claims(record: View) -> list[dict[str, Any]]:
    from dragoman.exports import EXPORTS

    return list(EXPORTS.get("claims")(record))


@pytest.mark.model
def test_the_board_has_the_rounds_by_number_and_no_round_of_another_process(board: dict[int, Any]) -> None:
    assert sorted(board) == [1, 2, 3, 4, 5, 6]


@pytest.mark.model
@pytest.mark.parametrize(
    ("number", "day"),
    [(1, "2025-04-12"), (2, "2025-04-19"), (3, "2025-04-26"), (4, "2025-05-11"), (5, "2025-05-23")],
)
def test_a_round_was_held_on_its_day_by_both_sides(board: dict[int, Any], number: int, day: str) -> None:
    row = board[number]
    assert row["state"] == "held"
    assert (row["occurred"]["start"], row["occurred"]["end"]) == (day, day)
    assert {"IRN", "USA"} <= {side["party"] for side in row["sides"]}


@pytest.mark.model
@pytest.mark.parametrize(("number", "place"), [(2, "Rome"), (3, "Muscat"), (4, "Muscat"), (5, "Rome")])
def test_a_round_was_held_at_its_place(board: dict[int, Any], number: int, place: str) -> None:
    assert board[number]["place"]["name"] == place
    assert board[number]["place"]["country"] == {"Rome": "IT", "Muscat": "OM"}[place]


@pytest.mark.model
def test_a_place_named_before_and_not_kept_stays_visible(board: dict[int, Any]) -> None:
    assert {value["value"]["name"] for value in board[2]["venue"]} >= {"Rome", "Muscat"}
    assert {value["value"]["name"] for value in board[4]["venue"]} >= {"Muscat", "Rome"}


@pytest.mark.model
@pytest.mark.parametrize(("number", "low", "value"), [(2, None, 4.0), (3, 4.0, None), (5, 2.0, None)])
def test_how_long_a_round_took_is_as_reported(
    board: dict[int, Any], number: int, low: float | None, value: float | None
) -> None:
    lengths = [found["value"] for found in board[number]["duration"]]
    assert [(found["low"], found["value"], found["unit"]) for found in lengths] == [(low, value, "h")]


@pytest.mark.model
def test_oman_mediates_and_is_the_only_mediator(claims: list[dict[str, Any]], board: dict[int, Any]) -> None:
    found = [filler["party"] for claim in claims for filler in claim["roles"].get("mediator", ())]
    assert set(found) == {"OMN"}
    assert len(found) >= 6
    assert [filler["party"] for filler in board[5]["mediators"]] == ["OMN"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("doc", "status", "voice"),
    [
        ("meridian-20250415-1", "planned", "Esmaeil Baghaei"),
        ("corniche-20250521-1", "planned", "Badr al-Busaidi"),
        ("meridian-20250501-1", "planned", "Badr Albusaidi"),
        ("meridian-20250614-1", "not_occurred", "Badr Albusaidi"),
    ],
)
def test_who_says_that_a_round_will_be_held_or_not(
    claims: list[dict[str, Any]], doc: str, status: str, voice: str
) -> None:
    found = [claim for claim in claims if claim["doc"] == doc and claim["frame"] == "talks" and claim["round"]]
    assert [(claim["status"], claim["attribution"][0]["name"]) for claim in found] == [(status, voice)]


@pytest.mark.model
def test_a_round_that_was_put_off_was_called_off_before_it_was_held(board: dict[int, Any]) -> None:
    states = [step["state"] for step in board[4]["history"]]
    assert states[-1] == "held"
    assert set(states[:-1]) & {"cancelled", "postponed"}


@pytest.mark.model
def test_what_was_demanded_and_refused_stands_with_its_side(
    board: dict[int, Any], claims: list[dict[str, Any]]
) -> None:
    assert ("USA", "nuclear") in {(term["party"], term["issue"]) for term in board[5]["proposed"]}
    refused = [claim for claim in claims if claim["frame"] == "rejection"]
    assert {filler["party"] for claim in refused for filler in claim["roles"]["actor"]} == {"IRN"}


@pytest.mark.model
def test_three_spellings_are_one_person(record: View) -> None:
    heads = {
        filler.actor_id
        for event in record.events(frame="talks")
        for filler in event.roles.delegate
        if filler.party == "IRN"
    }
    assert heads == {"person.abbas-araghchi"}


COPIES = {
    "harbour-20250419": "meridian-20250419-1",
    "harbour-20250614": "meridian-20250614-1",
    "saltmarsh-20250511": "corniche-20250511-1",
}


@pytest.fixture(scope="module")
def lineage(record: View) -> dict[str, Any]:
    from dragoman.exports import EXPORTS

    return {row["doc"]: row for row in EXPORTS.get("lineage")(record)}


@pytest.mark.model
@pytest.mark.parametrize("copy", COPIES)
def test_a_copy_is_known_as_its_wires(lineage: dict[str, Any], copy: str) -> None:
    whole = [row["of"] for row in lineage[copy]["derivations"] if row["kind"] == "copy" and row["share"] == 1.0]
    assert whole == [COPIES[copy]]


@pytest.mark.model
@pytest.mark.parametrize(
    "copy",
    [
        "harbour-20250419",
        "saltmarsh-20250511",
        "harbour-20250614",
    ],
)
def test_a_copy_stands_on_its_wire_alone(lineage: dict[str, Any], copy: str) -> None:
    assert [row["origin"] for row in lineage[copy]["origins"]] == [COPIES[copy]]


@pytest.mark.model
def test_the_strikes_of_june_are_two_with_their_sides(record: View) -> None:
    from dragoman.query import timeline

    strikes = timeline(record, frame="strike")
    pairs = {
        (actor["party"], target["party"])
        for event in strikes
        for actor in event["roles"]["actor"]
        for target in event["roles"]["target"]
    }
    assert pairs == {("ISR", "IRN"), ("IRN", "ISR")}
    days = {event["occurred"]["start"] for event in strikes if event["occurred"]}
    assert days <= {"2025-06-13", "2025-06-14"}


@pytest.mark.model
def test_a_figure_that_one_voice_gives_stays_with_it(claims: list[dict[str, Any]]) -> None:
    told = [claim for claim in claims for figure in claim["quantities"] if figure["measure"] == "killed"]
    assert {claim["doc"] for claim in told} == {"corniche-20250613-1"}
    assert {voice["name"] for claim in told for voice in claim["attribution"]} == {"Al Mayadeen"}


@pytest.mark.model
def test_round_one_was_held_in_muscat(board: dict[int, Any]) -> None:
    assert board[1]["place"]["name"] == "Muscat"


@pytest.mark.model
def test_round_six_was_never_held(board: dict[int, Any]) -> None:
    assert board[6]["state"] == "cancelled"
