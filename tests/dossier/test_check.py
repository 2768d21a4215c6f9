"""What a check of a pack finds, each mistake alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dragoman.dossier.check import Level, check_pack
from dragoman.dossier.codes import Box

if TYPE_CHECKING:
    from conftest import PackMaker

A = "# Source: made up\n"
STATE = "- {id: state.NOR, kind: state, names: [Norway], party: NOR, country: NO}\n"


def tenure(office: str, days: str, party: str = "NOR") -> str:
    return f"{{office: {office}, party: {party}, {days}}}"


def person(name: str, *tenures: str) -> str:
    return (
        f"- {{id: person.{name.lower()}, kind: person, names: [{name}], party: NOR, tenures: [{', '.join(tenures)}]}}\n"
    )


FIRST, SECOND = "start: 2020-01-01, end: 2021-01-01", "start: 2020-06-01, end: 2022-01-01"
AFTER = "start: 2021-01-01"
ACTORS, PLACES, SOURCES, PROCESS = "actors/a.yaml", "places/p.yaml", "sources.yaml", "process.yaml"

AGENCY = "- {id: a, names: [A], kind: agency, credits: [X]}\n"

CASES = {
    "duplicate-id": {ACTORS: A + STATE + STATE.replace("Norway", "Norge")},
    "ambiguous-name": {ACTORS: A + person("Ann") + person("Ann").replace("person.ann", "person.other")},
    "unknown-part-of": {ACTORS: A + STATE.replace("party: NOR", "party: NOR, part_of: state.NRO")},
    "unknown-within": {PLACES: A + "- {id: p, names: [P], precision: exact, within: q}\n"},
    "unknown-places": {PROCESS: "- {id: t, names: [T], parties: [NOR], rounds: [{number: 1, places: [q]}]}\n"},
    "unknown-shown": {"names.yaml": "shown: {person.nobody: N}\n"},
    "unknown-party": {ACTORS: A + person("Ann").replace("party: NOR", "party: Elves")},
    "unknown-country": {ACTORS: A + STATE.replace("country: NO", "country: NX")},
    "half-position": {PLACES: A + "- {id: p, names: [P], precision: exact, country: NO, lat: 60}\n"},
    "far-outside": {PLACES: A + "- {id: p, names: [P], precision: exact, country: UA, lat: 30.5, lon: 50.4}\n"},
    "missing-source": {ACTORS: STATE},
    "shared-mark": {SOURCES: AGENCY + AGENCY.replace("id: a", "id: b")},
    "repeated-word": {"titles.yaml": "- {words: [Mayor], voice: person}\n- {words: [Mayor], voice: office}\n"},
    "repeated-round": {PROCESS: "- {id: t, names: [T], parties: [NOR], rounds: [{number: 1}, {number: 1}]}\n"},
    "tenure-order": {ACTORS: A + person("Ann", tenure("Mayor", "start: 2021-01-01, end: 2020-01-01"))},
    "tenure-overlap": {ACTORS: A + person("Ann", tenure("Mayor", FIRST), tenure("Mayor", SECOND))},
    "unreadable": {ACTORS: "- {id: [}\n"},
}
WARNINGS = {"ambiguous-name", "far-outside", "missing-source"}


@pytest.mark.parametrize("code", CASES)
def test_each_mistake_is_found_and_nothing_else(make_pack: PackMaker, cache: Path, code: str) -> None:
    folder = make_pack(CASES[code])
    found = check_pack(folder, cache=cache)
    assert [finding.code for finding in found] == [code]
    assert found[0].level is (Level.WARNING if code in WARNINGS else Level.ERROR)
    assert found[0].where.startswith(str(folder))
    assert found[0].where.rpartition(":")[2].isdigit()
    assert found[0].what
    assert found[0].next


GOOD = {
    "handover on one day": A + person("Ann", tenure("Mayor", FIRST)) + person("Bea", tenure("Mayor", AFTER)),
    "shared office": A + person("Ann", tenure("Deputy Mayor", FIRST)) + person("Bea", tenure("Deputy Mayor", SECOND)),
    "undated start": A + person("Ann", tenure("Mayor", "end: 2021-01-01")) + person("Bea", tenure("Mayor", SECOND)),
    "two offices at once": A + person("Ann", tenure("Mayor", FIRST), tenure("Premier", SECOND)),
    "office of another party": A + person("Ann", tenure("Mayor", FIRST), tenure("Mayor", SECOND, "SWE")),
    "a body's own party": A + "- {id: group.e, kind: armed_group, names: [Elves], party: Elves}\n" + STATE,
}


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD)
def test_what_is_right_is_not_found(make_pack: PackMaker, cache: Path, text: str) -> None:
    assert check_pack(make_pack({ACTORS: text}), cache=cache) == ()


def test_two_persons_in_one_office_at_once_are_a_warning(make_pack: PackMaker, cache: Path) -> None:
    text = A + person("Ann", tenure("Mayor", FIRST)) + person("Bea", tenure("Mayor", SECOND))
    (found,) = check_pack(make_pack({ACTORS: text}), cache=cache)
    assert (found.code, found.level) == ("tenure-overlap", Level.WARNING)
    assert "person.ann" in found.what


def test_places_of_the_gazetteer_are_known(make_pack: PackMaker, cache: Path) -> None:
    place = "- {id: p, names: [P], precision: exact, country: UA, lat: 50.4, lon: 30.5, within: 'geonames:703448'}\n"
    assert check_pack(make_pack({PLACES: A + place}), cache=cache) == ()


def test_entries_of_required_packs_are_known_and_may_be_replaced(make_pack: PackMaker, cache: Path) -> None:
    make_pack({ACTORS: A + STATE, SOURCES: AGENCY}, name="low")
    own = A + STATE + "- {id: gov.NOR, kind: government, names: [Storting], party: NOR, part_of: state.NOR}\n"
    files = {ACTORS: own, SOURCES: AGENCY}
    assert check_pack(make_pack(files, name="top", requires="../low"), cache=cache) == ()


def test_name_of_a_required_packs_actor_is_ambiguous(make_pack: PackMaker, cache: Path) -> None:
    make_pack({ACTORS: A + STATE}, name="low")
    top = make_pack({ACTORS: A + STATE.replace("state.NOR", "org.x")}, name="top", requires="../low")
    (found,) = check_pack(top, cache=cache)
    assert "also that of state.NOR" in found.what


def test_unknown_id_has_a_suggestion(make_pack: PackMaker, cache: Path) -> None:
    (found,) = check_pack(make_pack({ACTORS: A + STATE.replace("party", "part_of: state.NRO, party")}), cache=cache)
    assert "Did you mean 'state.NOR'?" in found.next


def test_missing_requirement_is_a_finding(make_pack: PackMaker, cache: Path) -> None:
    (found,) = check_pack(make_pack({}, requires="no-such-pack"), cache=cache)
    assert (found.code, "no-such-pack" in found.what) == ("unreadable", True)


def test_folder_without_manifest_is_a_finding(tmp_path: Path) -> None:
    (found,) = check_pack(tmp_path, cache=tmp_path)
    assert (found.code, found.what) == ("unreadable", "is missing.")


def test_findings_come_in_the_order_of_the_lines(make_pack: PackMaker, cache: Path) -> None:
    states = "".join(STATE.replace("NOR", code).replace("country: NO", "country: NX") for code in ("NOR", "SWE") * 6)
    lines = [
        int(finding.where.rpartition(":")[2]) for finding in check_pack(make_pack({ACTORS: A + states}), cache=cache)
    ]
    assert lines == sorted(lines)
    assert len(lines) > 12


def test_country_across_the_antimeridian_is_not_judged() -> None:
    assert not Box(-20, -10, -179, 179).is_far_from(60, 10)
    assert Box(45, 52, 22, 40).is_far_from(30, 31)
    assert not Box(45, 52, 22, 40).is_far_from(53, 41)


def test_default_cache_is_that_of_the_settings(
    make_pack: PackMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAGOMAN_CACHE", str(tmp_path / "named"))
    assert check_pack(make_pack({ACTORS: A + STATE})) == ()
    assert Path(tmp_path / "named").is_dir()
