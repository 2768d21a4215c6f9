"""The gazetteer: found by any spelling, the dossier first, whole or not at all, and honest about containment."""

from __future__ import annotations

import json
import sqlite3
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Place, PlaceRef, Precision
from dragoman.resolve import gazetteer as gazetteer_module
from dragoman.resolve import gazetteer_build, gazetteer_cache
from dragoman.resolve.gazetteer import Gazetteer, open_gazetteer, versions_digest
from dragoman.resolve.gazetteer_cache import ensure_built
from dragoman.resolve.gazetteer_keys import WordFilter, place_key, respellings
from dragoman.resolve.gazetteer_sources import Entry
from dragoman.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TOWN, REGION, COUNTRY = Precision.SETTLEMENT, Precision.REGION, Precision.COUNTRY

ENTRIES = (
    Entry(Place("iso:UA", ("Ukraine",), COUNTRY, "UA", population=44_000_000), ("ukraine",)),
    Entry(Place("iso:UA-63", ("Kharkiv",), REGION, "UA", "UA-63", within="iso:UA"), ("kharkiv",), ("kharkov",)),
    Entry(Place("geonames:1", ("Kharkiv",), TOWN, "UA", "UA-63", 49.98, 36.25, 1_421_125), ("kharkiv",), ("kharkov",)),
    Entry(Place("geonames:2", ("Kharkov",), TOWN, "RU", "RU-TA", 53.0, 45.0, 900), ("kharkov",)),
    Entry(Place("geonames:3", ("Rostov-on-Don",), TOWN, "RU", "RU-ROS", 47.2, 39.7, 1_130_305), ("rostov on don",)),
    Entry(Place("geonames:5", ("Vaduz",), TOWN, "LI", "LI-11", 47.1, 9.5, 5_197), ("vaduz",)),
    Entry(Place("geonames:4", ("St. Louis",), TOWN, "US", "US-MO", 38.6, -90.2, 279_695), ("saint louis",)),
)
LEXICON = {"titles": ["Mr"], "world": [{"id": "world.gate", "needs_support": True}]}


@dataclass(frozen=True)
class Chosen:
    """A setting that names the cache folder."""

    cache: str


@pytest.fixture
def small_world(monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds take a handful of places instead of the world."""
    monkeypatch.setattr(gazetteer_build, "iter_entries", lambda: iter(ENTRIES))
    monkeypatch.setattr(gazetteer_build, "load_lexicon_data", lambda: dict(LEXICON))


@pytest.fixture
def path(tmp_path: Path, small_world: None) -> Path:  # noqa: ARG001 (it changes what is built)
    built = tmp_path / "cache" / "gazetteer.sqlite"
    ensure_built(built)
    return built


@pytest.fixture
def small(path: Path) -> Iterator[Gazetteer]:
    opened = Gazetteer(path)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def world() -> Gazetteer:
    return open_gazetteer(load_settings({}))


def ref(place: Place, precision: Precision | None = None) -> PlaceRef:
    return PlaceRef(place.names[0], precision or place.precision, place.country, place.adm1, place_id=place.id)


def ids(places: tuple[Place, ...]) -> list[str]:
    return [place.id for place in places]


def test_own_names_come_before_alternate_ones_then_by_population(small: Gazetteer) -> None:
    assert ids(small.find("Kharkiv")) == ["geonames:1", "iso:UA-63"]
    assert ids(small.find("Kharkov")) == ["geonames:2", "geonames:1", "iso:UA-63"]


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("Rostov-on-Don", "geonames:3"),
        ("ROSTOV ON DON", "geonames:3"),
        ("Saint Louis", "geonames:4"),
        ("the Ukraine", "iso:UA"),
    ],
)
def test_one_place_is_found_by_every_way_to_print_it(small: Gazetteer, printed: str, found: str) -> None:
    assert ids(small.find(printed)) == [found]


def test_unknown_and_empty_names_find_nothing(small: Gazetteer) -> None:
    assert small.lookup_many(["Atlantis", "", "Kharkiv"])["Atlantis"] == ()
    assert small.find("") == ()
    assert [hit.is_far for hit in small.hits("kharkov")] == [False, False, False]
    assert not small.has_first_token("")
    assert not small.has_first_token("Atlantis")
    assert small.has_first_token("Saint")
    assert small.has_first_token("St.")


def test_dossier_places_come_first_and_are_found_by_id(path: Path) -> None:
    base = Place("pack.base", ("Kharkiv", "Olenya air base"), Precision.EXACT, "RU")
    opened = Gazetteer(path, [base])
    assert ids(opened.find("Kharkiv"))[0] == "pack.base"
    assert opened.hits("kharkiv")[0].is_pack
    assert opened.place("pack.base") == base
    assert opened.has_first_token("Olenya")
    opened.close()


def test_places_are_given_by_id_and_capital_by_country(small: Gazetteer) -> None:
    assert small.place("geonames:1") == ENTRIES[2].place
    assert small.place("geonames:none") is None
    assert small.listed("iso:UA") == small.listed("iso:UA")
    assert small.listed("iso:XX") is None
    capital = small.capital("LI")
    assert capital is not None
    assert capital.place.id == "geonames:5"
    assert small.capital("FR") is None
    assert small.capital("XX") is None


def test_answers_are_the_same_when_memory_was_full(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gazetteer_module, "REMEMBERED_KEYS", 2)
    monkeypatch.setattr(gazetteer_module, "KEYS_A_QUERY", 1)
    opened = Gazetteer(path)
    names = ["Kharkiv", "Kharkov", "Ukraine", "Nowhere"]
    assert [ids(found) for found in opened.lookup_many(names).values()] == [ids(opened.find(name)) for name in names]
    opened.close()


def test_build_keeps_the_lexicon_without_the_list_of_lands(small: Gazetteer) -> None:
    assert small.lexicon["titles"] == LEXICON["titles"]
    assert small.lexicon["demonyms"]["Ukrainian"] == "UA"
    assert small.lexicon["venues"] == ["world.gate"]
    assert "world" not in small.lexicon


def test_whole_file_is_not_built_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gazetteer_build, "build", lambda _: pytest.fail("built a second time"))
    ensure_built(path)
    assert sorted(p.name for p in path.parent.iterdir()) == ["gazetteer.sqlite", "gazetteer.sqlite.lock"]


def test_other_process_may_finish_while_the_lock_is_waited_for(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([False, True])
    monkeypatch.setattr(gazetteer_cache, "_is_whole", lambda _: next(answers))
    monkeypatch.setattr(gazetteer_build, "build", lambda _: pytest.fail("built though another had"))
    ensure_built(path)


@pytest.mark.parametrize("damage", [b"", b"not a database at all", None])
def test_damaged_file_is_rebuilt(path: Path, damage: bytes | None) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    ensure_built(path)
    assert ids(Gazetteer(path).find("Ukraine")) == ["iso:UA"]


def test_file_that_lost_a_page_is_rebuilt(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole + b"\0" * 512)
    ensure_built(path)
    assert path.stat().st_size == len(whole)


def test_damage_met_while_reading_is_mended(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Gazetteer(path)

    class Broken:
        def execute(self, *_: object) -> None:
            raise sqlite3.DatabaseError

        def close(self) -> None:
            pass

    monkeypatch.setattr(opened, "_db", Broken())
    assert ids(opened.find("Ukraine")) == ["iso:UA"]


def test_failed_build_leaves_no_part_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Iterator[Entry]:
        yield ENTRIES[0]
        message = "the list of towns ends early"
        raise json.JSONDecodeError(message, "", 0)

    monkeypatch.setattr(gazetteer_build, "iter_entries", broken)
    with pytest.raises(json.JSONDecodeError):
        gazetteer_build.build(tmp_path / "gazetteer.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_build_goes_on_where_there_are_no_file_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "fcntl", None)
    with gazetteer_build.building_lock(tmp_path / "gazetteer.sqlite"):
        assert (tmp_path / "gazetteer.sqlite.lock").exists()


@pytest.mark.usefixtures("small_world")
def test_opening_builds_into_the_chosen_folder(tmp_path: Path) -> None:
    opened = open_gazetteer(Chosen(str(tmp_path)), [ENTRIES[0].place])
    assert (tmp_path / f"gazetteer-{versions_digest()}.sqlite").exists()
    assert ids(opened.find("Ukraine")) == ["iso:UA", "iso:UA"]
    opened.close()


def test_country_and_region_hold_their_town(small: Gazetteer) -> None:
    ukraine, region, town, namesake = (ref(entry.place) for entry in ENTRIES[:4])
    assert small.holds(ukraine, town) is True
    assert small.holds(region, town) is True
    assert small.holds(region, namesake) is False
    assert small.holds(ukraine, namesake) is False
    assert small.holds(town, region) is None
    assert small.holds(town, town) is True


def test_containment_is_unknown_where_nothing_tells(small: Gazetteer) -> None:
    nowhere = PlaceRef("Nowhere", TOWN)
    region, town = ref(ENTRIES[1].place), ref(ENTRIES[2].place)
    assert small.holds(ref(ENTRIES[0].place), nowhere) is None
    assert small.holds(region, nowhere) is None
    assert small.holds(nowhere, town) is None


def test_part_of_a_place_is_held_by_it_and_not_the_reverse(small: Gazetteer) -> None:
    ukraine = ENTRIES[0].place
    part = ref(ukraine, REGION)
    assert small.holds(ref(ukraine), part) is True
    assert small.holds(part, ref(ukraine)) is False
    assert small.holds(part, ref(ENTRIES[2].place)) is None
    assert small.holds(part, ref(ENTRIES[1].place)) is None
    assert small.holds(part, part) is True
    assert small.holds(part, replace(part, name="western Ukraine")) is None


def test_lands_hold_what_names_them_at_any_depth(path: Path) -> None:
    strip = Place("world.strip", ("Strip",), REGION, "PS", "Strip")
    north = Place("world.north", ("Northern Strip",), REGION, "PS", "Strip", within="world.strip")
    camp = Place("pack.camp", ("Camp",), Precision.EXACT, "PS", "Strip", within="world.north")
    other = Place("pack.other", ("Other",), Precision.EXACT, "PS", "Elsewhere")
    opened = Gazetteer(path, [strip, north, camp, other])
    assert opened.holds(ref(strip), ref(camp)) is True
    assert opened.holds(ref(north), ref(camp)) is True
    assert opened.holds(ref(camp), ref(strip)) is None
    assert opened.holds(ref(strip), ref(other)) is False
    assert opened.holds(ref(north), ref(strip)) is None
    opened.close()


@given(st.lists(st.text(st.characters(categories=["L"]), min_size=1, max_size=8), max_size=60))
def test_filter_never_denies_a_word_that_it_holds(words: list[str]) -> None:
    kept = WordFilter(WordFilter.of(words).to_bytes())
    assert all(word in kept for word in words)


@given(st.text(max_size=30))
def test_key_of_a_key_is_itself(name: str) -> None:
    key = place_key(name)
    assert place_key(key) == key or key.startswith(("the ", "st ", "ste ", "mt ", "ft "))


def test_respellings_never_give_the_key_back() -> None:
    assert "hodeida" in respellings("hodeidah")
    assert "al hodeidah" in respellings("hodeidah")
    assert "hodeidah" not in respellings("hodeidah")


def test_world_joins_spellings_of_one_town(world: Gazetteer) -> None:
    for one, other in [
        ("Kyiv", "Kiev"),
        ("Kharkiv", "Kharkov"),
        ("Odesa", "Odessa"),
        ("Lviv", "Lvov"),
        ("Sanaa", "Sana'a"),
    ]:
        towns = {place.id for place in world.find(one) if place.precision is TOWN}
        assert towns & {place.id for place in world.find(other) if place.precision is TOWN}, (one, other)


def test_world_knows_regions_with_coordinates_and_code(world: Gazetteer) -> None:
    oblast = next(place for place in world.find("Belgorod Oblast") if place.precision is REGION)
    assert (oblast.id, oblast.country, oblast.adm1) == ("iso:RU-BEL", "RU", "RU-BEL")
    assert oblast.lat == pytest.approx(50.7, abs=0.5)
    assert not oblast.is_derived
    assert oblast.population > 1_000_000


def test_world_marks_coordinates_that_are_means_of_towns(world: Gazetteer) -> None:
    parish = next(place for place in world.find("Rapides Parish") if place.precision is Precision.DISTRICT)
    assert parish.is_derived
    assert parish.lat == pytest.approx(31.3, abs=0.3)


def test_every_country_is_there_with_coordinates(world: Gazetteer) -> None:
    for name in [
        "United States",
        "Ukraine",
        "Russia",
        "Israel",
        "Palestine",
        "Kosovo",
        "DR Congo",
        "Ivory Coast",
        "Türkiye",
    ]:
        found = [place for place in world.find(name) if place.precision is COUNTRY]
        assert found, name
        assert found[0].lat is not None


def test_opening_takes_under_fifty_milliseconds(world: Gazetteer) -> None:
    took = []
    for _ in range(5):
        began = time.perf_counter()
        Gazetteer(world._path).close()
        took.append(time.perf_counter() - began)
    assert min(took) < 0.05
