"""Where the gazetteer's places come from: read a chunk at a time, each with the keys that it is found by."""

from __future__ import annotations

import io
import json
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Place, Precision
from dragoman.resolve import gazetteer_sources as sources
from dragoman.resolve.gazetteer_build import iter_entries, kind_words, load_lexicon_data

VALUES = st.dictionaries(st.text(max_size=5), st.lists(st.text(max_size=6)) | st.integers(), max_size=3)


@given(st.dictionaries(st.text(max_size=6), VALUES, max_size=5), st.integers(1, 40))
def test_large_object_is_read_the_same_in_any_chunks(content: dict[str, object], chunk: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sources, "CHUNK_CHARS", chunk)
        assert dict(sources.iter_json_members(io.StringIO(json.dumps(content)))) == content


def test_object_cut_short_is_an_error() -> None:
    with pytest.raises(json.JSONDecodeError):
        list(sources.iter_json_members(io.StringIO('{"1": {"name": "Kyi')))


def test_towns_have_division_and_holder() -> None:
    divisions = sources.Divisions()
    towns = list(islice(sources.iter_towns(divisions, {"AD-03": "FR"}), 400))
    assert all(entry.place.precision is Precision.SETTLEMENT and entry.place.lat for entry in towns)
    andorra = next(entry for entry in towns if entry.place.names == ("Soldeu",))
    assert (andorra.place.id, andorra.place.adm1, andorra.keys) == ("geonames:3038999", "AD-02", ("soldeu",))
    assert {e.place.administered_by for e in towns if e.place.adm1 == "AD-03"} == {"FR"}


def test_scraps_among_other_names_are_left_out() -> None:
    town = {
        "countrycode": "UA", "admin1code": "12", "name": "Kyiv", "latitude": 50.4, "longitude": 30.5, "population": 9,
        "alternatenames": ["Kiev", "IEV", "Ko", "kiva", "Киев", "Kyiv", "Al Kief Town"],
    }  # fmt: skip
    entry = sources._town("703448", town, sources.Divisions(), {})
    assert entry.keys == ("kyiv",)
    assert set(entry.other_keys) == {"kiev", "al kief town", "kief town"}


def test_region_without_coordinates_takes_the_mean_of_its_towns() -> None:
    totals = sources.RegionTotals()
    for lat, people in ((10.0, 300), (20.0, 100)):
        totals.add(Place("geonames:1", ("A",), Precision.SETTLEMENT, "PS", "West Bank", lat, 30.0, people))
    regions = {e.place.names[0]: e for e in sources.iter_regions(sources.Divisions(), totals, {}, ["region"])}
    bank = regions["West Bank"].place
    assert (bank.lat, bank.lon, bank.is_derived, bank.population) == (12.5, 30.0, True, 400)
    strip = regions["Gaza Strip"].place
    assert (strip.lat, strip.is_derived) == (None, False)


def test_airports_stand_under_their_name_without_its_kind_words() -> None:
    fields = {entry.place.id: entry for entry in sources.iter_airfields(sources.Divisions())}
    gurion = fields["icao:LLBG"]
    assert "ben gurion @airfield" in gurion.keys
    assert "tel aviv @airfield" in gurion.other_keys
    assert gurion.place.adm1 == "IL-M"


def test_demonyms_that_countries_share_go_to_the_most_populous() -> None:
    demonyms = sources.read_demonyms()
    assert (demonyms["French"], demonyms["American"], demonyms["Ukrainian"]) == ("FR", "US", "UA")
    assert sources.read_capitals()["IT"] == "Rome"


def test_tables_have_one_row_a_code_and_sane_coordinates() -> None:
    rows = list(sources.read_table("gazetteer_regions.tsv"))
    assert len({row[0] for row in rows}) == len(rows)
    coordinates = [(float(row[3]), float(row[4])) for row in rows if row[3]]
    assert all(-90 <= lat <= 90 and -180 <= lon <= 180 for lat, lon in coordinates)


def test_lands_are_unique_and_hold_each_other() -> None:
    lexicon = load_lexicon_data()
    entries = list(sources.iter_world(lexicon["world"], lexicon["administered"]))
    known = {entry.place.id for entry in entries}
    assert len(known) == len(entries)
    assert {entry.place.within for entry in entries} - known == {None}
    assert "oblast" in kind_words(lexicon, "region")


@pytest.mark.slow
def test_ids_of_all_sources_are_unique() -> None:
    seen = [entry.place.id for entry in iter_entries()]
    assert len(seen) > 260_000
    assert len(set(seen)) == len(seen)
