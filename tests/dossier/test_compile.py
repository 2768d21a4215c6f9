"""Packs laid over each other, cached and looked up."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

import pytest

from dragoman.dossier import compile as compiling
from dragoman.dossier import load_dossier, shipped_packs
from dragoman.dossier.cache import read_cache, write_cache
from dragoman.errors import DossierFileError, PackNotFoundError
from dragoman.model import ActorKind, Precision, Process, ProcessRound, SourceKind, Tenure
from dragoman.settings import cache_folder

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import PackMaker

FILES = {
    "actors/a.yaml": """\
- {id: state.NOR, kind: state, names: [Norway, Norge], party: NOR, adjectives: [Norwegian], metonyms: [Oslo]}
- id: person.a
  kind: person
  names: [Ann Ash, Енн Еш]
  party: NOR
  tenures: [{office: Mayor, party: NOR, start: 2020-01-31}]
  source: made up
- {id: org.US, kind: organisation, names: [US, U.S.], party: US}
- {id: group.pesh, kind: armed_group, names: [Pesh, pesh, al-Pesh], party: Pesh}
""",
    "places/p.yaml": "- {id: made.pass, names: [High Pass], precision: exact, lat: 69.5, lon: 30, population: 3}\n",
    "things/t.yaml": "- {id: kite-1, names: [Kite-1], kind: drone, mode: drone}\n",
    "sources.yaml": """\
- {id: times, names: [Made Times, mt], kind: newspaper, domains: [times.example], credits: [(MT), MT]}
""",
    "process.yaml": """\
- id: made-talks
  names: [Made talks]
  parties: [NOR, Pesh]
  start: 2031-03-01
  places: [made.pass]
  rounds: [{number: 1, around: [2031-03-01, 2031-03-03]}, {number: 2}]
""",
    "descriptors.yaml": "- {words: [army, navy], kind: force}\n- {words: [officials], kind: people, plain: true}\n",
    "titles.yaml": "- {words: [Mayor], voice: person, office: Mayor}\n",
    "names.yaml": "shown: {person.a: A. Ash}\n",
}


def test_compiled_records_are_those_of_the_files(make_pack: PackMaker, cache: Path) -> None:
    dossier = load_dossier([str(make_pack(FILES))], cache=cache)
    ann = dossier.actor("person.a")
    assert ann is not None
    assert ann.kind is ActorKind.PERSON
    assert ann.tenures == (Tenure("Mayor", "NOR", date(2020, 1, 31)),)
    assert ann.source == "made up"
    place = dossier.place("made.pass")
    assert place is not None
    assert (place.precision, place.lat, place.lon, place.population) == (Precision.EXACT, 69.5, 30.0, 3)
    assert dossier.things_by_id["kite-1"].mode == "drone"
    assert dossier.sources[0].kind is SourceKind.NEWSPAPER
    rounds = (ProcessRound(1, (date(2031, 3, 1), date(2031, 3, 3))), ProcessRound(2))
    assert dossier.processes == (
        Process("made-talks", ("Made talks",), ("NOR", "Pesh"), date(2031, 3, 1), ("made.pass",), rounds),
    )
    assert dossier.descriptor_words["navy"].kind is ActorKind.FORCE
    assert dossier.descriptor_words["officials"].plain
    assert dossier.title_words["Mayor"].office == "Mayor"


def test_cached_dossier_equals_the_compiled_one(
    make_pack: PackMaker, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_pack(FILES)
    first = load_dossier([str(folder)], cache=cache)
    monkeypatch.setattr(compiling, "compile_packs", lambda _: pytest.fail("read YAML again"))
    assert load_dossier([str(folder)], cache=cache) == first


def test_names_are_found_in_any_script_and_with_their_case(make_pack: PackMaker, cache: Path) -> None:
    dossier = load_dossier([str(make_pack(FILES))], cache=cache)
    assert dossier.actors_named("ENN ESH") == ("person.a",)
    assert dossier.actors_named("Енн Еш") == ("person.a",)
    assert dossier.actors_named("al Pesh") == ("group.pesh",)
    assert dossier.actors_named("pesh") == ("group.pesh",)
    assert dossier.actors_named("norway") == ()
    assert dossier.actors_named("US") == ("org.US",)
    assert dossier.actors_named("us") == dossier.actors_named("Us") == ()
    assert dossier.actors_by_adjective("Norwegian") == ("state.NOR",)
    assert dossier.actors_by_metonym("Oslo") == ("state.NOR",)
    assert dossier.actors_by_metonym("Bergen") == ()
    assert dossier.parties["NOR"] == ("state.NOR", "person.a")


def test_shown_name_is_the_packs_choice(make_pack: PackMaker, cache: Path) -> None:
    dossier = load_dossier([str(make_pack(FILES))], cache=cache)
    shown = [dossier.shown(key) for key in ("person.a", "state.NOR", "made.pass", "kite-1", "times", "nobody")]
    assert shown == ["A. Ash", "Norway", "High Pass", "Kite-1", "Made Times", "nobody"]


def test_sources_are_found_by_name_slug_host_and_credit(make_pack: PackMaker, cache: Path) -> None:
    dossier = load_dossier([str(make_pack(FILES))], cache=cache)
    times = dossier.source("times")
    assert times is not None
    for found in (
        dossier.source_named("MADE TIMES"),
        dossier.source_named("mt-world-news"),
        dossier.source_named("times"),
        dossier.source_at("www.times.example"),
        dossier.source_at("en.times.example"),
        dossier.source_credited("(MT) "),
    ):
        assert found is times
    missing = (dossier.source_named("other-mt"), dossier.source_at("example"), dossier.source_at("times.example.org"))
    assert missing == (None, None, None)
    assert dossier.source_credited("(mt)") is None
    assert dossier.source("nobody") is None


def test_later_pack_replaces_the_entry_of_the_same_id(make_pack: PackMaker, cache: Path) -> None:
    first = make_pack(FILES, name="first")
    second = make_pack({"actors/b.yaml": "- {id: person.a, kind: person, names: [Ann Oak]}\n"}, name="second")
    over = load_dossier([str(first), str(second)], cache=cache)
    under = load_dossier([str(second), str(first)], cache=cache)
    assert over.shown_names == {"person.a": "A. Ash"}
    assert (over.actors_by_id["person.a"].names, under.actors_by_id["person.a"].names[0]) == (("Ann Oak",), "Ann Ash")
    assert over.digest != under.digest
    assert [pack.name for pack in over.packs] == ["first", "second"]


def test_required_packs_come_first_and_once(make_pack: PackMaker, cache: Path) -> None:
    make_pack({}, name="low")
    make_pack({}, name="mid", requires="../low")
    top = make_pack({}, name="top", requires="../mid, ../low")
    assert [pack.name for pack in load_dossier([str(top), str(top)], cache=cache).packs] == ["low", "mid", "top"]


def test_ring_of_requirements_is_an_error(make_pack: PackMaker, cache: Path) -> None:
    one = make_pack({}, name="one", requires="../two")
    make_pack({}, name="two", requires="../one")
    with pytest.raises(DossierFileError, match="requires itself"):
        load_dossier([str(one)], cache=cache)


def test_unknown_pack_names_the_shipped_ones(cache: Path) -> None:
    with pytest.raises(PackNotFoundError, match=r"Did you mean 'base'\? Shipped: base"):
        load_dossier(["bas"], cache=cache)


def test_same_id_twice_in_one_pack_is_an_error(make_pack: PackMaker, cache: Path) -> None:
    entry = "- {id: person.a, kind: person, names: [Ann]}\n"
    with pytest.raises(DossierFileError, match="stands already"):
        load_dossier([str(make_pack({"actors/a.yaml": entry * 2}))], cache=cache)


def test_digest_follows_the_content_not_the_folder(make_pack: PackMaker, cache: Path) -> None:
    one, two = make_pack(FILES, name="one"), make_pack(FILES, name="two")
    (two / "dossier.yaml").write_bytes((one / "dossier.yaml").read_bytes())
    (two / "notes.txt").write_text("not read", encoding="utf-8")
    before = load_dossier([str(one)], cache=cache).digest
    assert load_dossier([str(two)], cache=cache).digest == before
    with (two / "actors/a.yaml").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert load_dossier([str(two)], cache=cache).digest != before


@pytest.mark.parametrize("damage", [b"", b"{", b"no seal\n{}"])
def test_damaged_cache_is_built_again(make_pack: PackMaker, cache: Path, damage: bytes) -> None:
    folder = make_pack(FILES)
    first = load_dossier([str(folder)], cache=cache)
    for file in cache.iterdir():
        file.write_bytes(file.read_bytes()[:-20] + damage if damage == b"{" else damage)
    assert load_dossier([str(folder)], cache=cache) == first
    assert all(b"dragoman dossier" in file.read_bytes() for file in cache.iterdir())


def test_cache_of_other_records_is_not_read(make_pack: PackMaker, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_pack(FILES)
    first = load_dossier([str(folder)], cache=cache)
    monkeypatch.setattr(compiling, "shape", lambda: "other")
    monkeypatch.setattr(compiling, "decode", lambda _: pytest.fail("read the old form"))
    assert load_dossier([str(folder)], cache=cache).digest == first.digest


def test_cache_that_cannot_be_written_costs_only_time(make_pack: PackMaker, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    assert load_dossier([str(make_pack(FILES))], cache=blocked).actors


def test_failed_write_leaves_nothing_behind(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refuse)
        write_cache(cache, "key", [1])
    assert list(cache.iterdir()) == []
    write_cache(cache, "key", [1])
    assert read_cache(cache, "key") == [1]
    assert read_cache(cache, "other") is None


def test_default_cache_is_that_of_the_settings(
    make_pack: PackMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAGOMAN_CACHE", str(tmp_path / "named"))
    load_dossier([str(make_pack(FILES))])
    assert list((tmp_path / "named").glob("dossier-*.json"))


def test_cache_folder_follows_setting_then_xdg_then_home(tmp_path: Path) -> None:
    assert cache_folder("/x", {}) == cache_folder(environ={"DRAGOMAN_CACHE": "/x", "XDG_CACHE_HOME": "/y"})
    assert str(cache_folder(environ={"XDG_CACHE_HOME": "/y"})) == "/y/dragoman"
    assert cache_folder(environ={}).parts[-2:] == (".cache", "dragoman")
    assert tmp_path.exists()


def test_shipped_packs_are_found_by_name() -> None:
    assert {"base"} <= set(shipped_packs())
