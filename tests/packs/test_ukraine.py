"""The pack on Russia's war in Ukraine: what it must hold, and what none of its entries may do."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from dragoman.dossier import fold, load_dossier, shipped_packs
from dragoman.dossier.check import check_pack
from dragoman.dossier.loader import PackFiles, read_pack
from dragoman.model import ActorKind, Precision, SourceKind

if TYPE_CHECKING:
    from pathlib import Path

    from dragoman.dossier import Dossier
    from dragoman.dossier.schema import ActorEntry, PlaceEntry

CYRILLIC = re.compile(r"[\u0400-\u04ff]")

# Generous boxes (south, north, west, east) around where each country's places of the pack can lie.
BOXES = {
    "UA": (44.3, 52.4, 22.1, 40.3),
    "RU": (41.1, 70.0, 28.0, 180.0),
    "BY": (51.2, 56.2, 23.1, 32.8),
    "TR": (35.8, 42.2, 25.6, 44.9),
    "SA": (16.3, 32.2, 34.4, 55.7),
    "US": (51.0, 71.4, -180.0, -129.0),  # Alaska
    "AE": (22.6, 26.1, 51.5, 56.5),
    "CH": (45.8, 47.9, 5.9, 10.5),
    "LT": (53.8, 56.5, 20.9, 26.9),
    "VA": (41.8, 42.0, 12.4, 12.5),
}

PERSONS_OF_THE_TALKS = [
    "rustem-umerov",
    "sergiy-kyslytsia",
    "oleksandr-poklad",
    "oleh-luhovskyi",
    "vadym-skibitskyi",
    "oleksii-shevchenko",
    "yevhenii-ostrianskyi",
    "yurii-kovbasa",
    "oleksii-malovatskyi",
    "oleksandr-bevz",
    "oleksandr-diakov",
    "yevhenii-shynkarov",
    "vladimir-medinsky",
    "mikhail-galuzin",
    "alexander-fomin",
    "igor-kostyukov",
    "alexander-zorin",
    "leonid-slutsky",
    "davyd-arakhamia",
    "mykhailo-podolyak",
    "oleksii-reznikov",
    "mykola-tochytskyi",
    "andrii-kostin",
    "dmytro-kuleba",
    "roman-abramovich",
    "dmytro-lubinets",
    "tatyana-moskalkova",
    "maria-lvova-belova",
    "kyrylo-budanov",
    "oleksandr-syrskyi",
    "valery-gerasimov",
    "andrei-belousov",
    "hakan-fidan",
    "ibrahim-kalin",
    "metin-gurak",
    "mevlut-cavusoglu",
    "steve-witkoff",
    "keith-kellogg",
    "marco-rubio",
    "mike-waltz",
    "jd-vance",
    "pete-hegseth",
    "donald-trump",
    "emmanuel-macron",
    "keir-starmer",
    "friedrich-merz",
    "donald-tusk",
    "giorgia-meloni",
    "viktor-orban",
    "mark-rutte",
    "ursula-von-der-leyen",
    "kaja-kallas",
    "antonio-costa",
    "antonio-guterres",
    "leo-xiv",
    "matteo-zuppi",
    "mohammed-bin-salman",
    "igor-kobzev",
    "alexander-khinshtein",
]


@pytest.fixture(scope="module")
def pack() -> PackFiles:
    return read_pack(shipped_packs()["ukraine"])


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return load_dossier(["ukraine"], cache=tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="module")
def people(pack: PackFiles) -> list[ActorEntry]:
    return [row.entry for row in pack.actors if row.entry.kind is ActorKind.PERSON]


@pytest.fixture(scope="module")
def places(pack: PackFiles) -> list[PlaceEntry]:
    return [row.entry for row in pack.places]


def test_it_holds_enough(pack: PackFiles, people: list[ActorEntry]) -> None:
    assert len(people) >= 120
    assert len(pack.actors) - len(people) >= 60
    assert len(pack.places) >= 60
    assert len(pack.things) >= 60
    assert len(pack.sources) >= 80
    assert len(pack.processes) >= 4


def test_the_check_of_packs_finds_nothing_to_mend() -> None:
    assert check_pack(shipped_packs()["ukraine"]) == ()


def test_ids_are_unique_within_each_kind(pack: PackFiles) -> None:
    for rows in (pack.actors, pack.places, pack.things, pack.sources, pack.processes):
        assert [key for key, count in Counter(row.entry.id for row in rows).items() if count > 1] == []


def test_it_stands_on_the_base_pack_and_states_whose_boundaries_it_shows(dossier: Dossier, pack: PackFiles) -> None:
    assert pack.manifest.requires == ("base",)
    assert {"base", "ukraine"} == {entry.name for entry in dossier.packs}
    caption = pack.manifest.boundaries or ""
    assert "no position on the status of any territory is implied" in caption
    assert "United Nations General Assembly" in caption


def test_every_person_has_a_party_two_spellings_and_a_source(people: list[ActorEntry]) -> None:
    assert [person.id for person in people if not person.party] == []
    assert [person.id for person in people if len({fold(name) for name in person.names}) < 2] == []
    assert [person.id for person in people if not person.source] == []


def test_every_russian_and_ukrainian_person_is_found_in_cyrillic(people: list[ActorEntry]) -> None:
    sides = [person for person in people if person.party in ("RUS", "UKR")]
    assert [person.id for person in sides if not any(map(CYRILLIC.search, person.names))] == []


def test_a_surname_leads_to_one_person_only(people: list[ActorEntry]) -> None:
    bearers = Counter(key for person in people for key in {fold(name) for name in person.names})
    assert [key for key, count in bearers.items() if count > 1] == []


def test_the_names_of_an_entry_stand_once_each(pack: PackFiles) -> None:
    for rows in (pack.actors, pack.places, pack.things, pack.sources, pack.processes):
        repeated = [row.entry.id for row in rows if len(set(row.entry.names)) < len(row.entry.names)]
        assert repeated == []


def test_no_name_is_padded_or_mixes_alphabets_within_a_word(pack: PackFiles) -> None:
    names = [name for rows in (pack.actors, pack.places, pack.things) for row in rows for name in row.entry.names]
    assert [name for name in names if name != name.strip() or "  " in name] == []
    words = [word for name in names for word in re.split(r"[\s/-]", name)]
    assert [word for word in words if CYRILLIC.search(word) and re.search("[A-Za-z]", word)] == []


@pytest.mark.parametrize(
    ("spelling", "actor"),
    [
        ("Zelensky", "volodymyr-zelenskyy"),
        ("Zelenskiy", "volodymyr-zelenskyy"),
        ("Selenskyj", "volodymyr-zelenskyy"),
        ("Zelenski", "volodymyr-zelenskyy"),
        ("Zelenskij", "volodymyr-zelenskyy"),
        ("Зеленський", "volodymyr-zelenskyy"),
        ("Umerov", "rustem-umerov"),
        ("Umjerow", "rustem-umerov"),
        ("Umierov", "rustem-umerov"),
        ("Умєров", "rustem-umerov"),
        ("Medinsky", "vladimir-medinsky"),
        ("Medinskij", "vladimir-medinsky"),
        ("Medinskiy", "vladimir-medinsky"),
        ("Мединский", "vladimir-medinsky"),
        ("Sybiha", "andrii-sybiha"),
        ("Sibiga", "andrii-sybiha"),
        ("Sybiga", "andrii-sybiha"),
        ("Peskow", "dmitry-peskov"),
        ("Lawrow", "sergei-lavrov"),
        ("Jermak", "andriy-yermak"),
        ("Kislitsa", "sergiy-kyslytsia"),
        ("Malyuk", "vasyl-maliuk"),
        ("Erdogan", "recep-tayyip-erdogan"),
        ("Erdoğan", "recep-tayyip-erdogan"),
        ("Kalin", "ibrahim-kalin"),
        ("Gurak", "metin-gurak"),
        ("Keceli", "oncu-keceli"),
    ],
)
def test_spellings_in_print_lead_to_the_person(dossier: Dossier, spelling: str, actor: str) -> None:
    assert dossier.actors_named(spelling) == (f"person.{actor}",)


@pytest.mark.parametrize("slug", PERSONS_OF_THE_TALKS)
def test_the_persons_of_the_talks_are_there(dossier: Dossier, slug: str) -> None:
    assert dossier.actor(f"person.{slug}") is not None


def _office(dossier: Dossier, slug: str, day: date) -> set[str]:
    actor = dossier.actor(f"person.{slug}")
    assert actor is not None
    return {
        tenure.office
        for tenure in actor.tenures
        if (tenure.start or date.min) <= day <= (tenure.end or date.max) and (tenure.start or tenure.end)
    }


@pytest.mark.parametrize(
    ("slug", "day", "office"),
    [
        ("rustem-umerov", date(2025, 6, 2), "Defence Minister"),
        ("rustem-umerov", date(2025, 7, 17), "Defence Minister"),
        ("rustem-umerov", date(2025, 7, 23), "Secretary of the National Security and Defence Council"),
        ("oleksandr-lytvynenko", date(2025, 6, 2), "Secretary of the National Security and Defence Council"),
        ("denys-shmyhal", date(2025, 6, 2), "Prime Minister"),
        ("denys-shmyhal", date(2025, 7, 23), "Defence Minister"),
        ("yuliia-svyrydenko", date(2025, 7, 23), "Prime Minister"),
        ("dmytro-kuleba", date(2022, 3, 10), "Foreign Minister"),
        ("andrii-sybiha", date(2025, 5, 16), "Foreign Minister"),
        ("oleksii-reznikov", date(2022, 2, 28), "Defence Minister"),
        ("andriy-yermak", date(2025, 7, 23), "Head of the Office of the President"),
        ("kyrylo-budanov", date(2025, 6, 8), "Head of the Main Intelligence Directorate"),
        ("kyrylo-budanov", date(2026, 1, 3), "Head of the Office of the President"),
        ("sergei-shoigu", date(2022, 2, 24), "Defence Minister"),
        ("andrei-belousov", date(2025, 6, 2), "Defence Minister"),
        ("alexander-khinshtein", date(2025, 6, 1), "Governor of Kursk region"),
        ("hakan-fidan", date(2025, 6, 2), "Foreign Minister"),
        ("mevlut-cavusoglu", date(2022, 3, 10), "Foreign Minister"),
        ("mykhailo-drapatyi", date(2025, 6, 1), "Commander of the Ground Forces"),
        ("friedrich-merz", date(2025, 5, 26), "Chancellor"),
        ("leo-xiv", date(2025, 5, 20), "Pope"),
        ("mike-waltz", date(2025, 3, 11), "National Security Adviser"),
    ],
)
def test_offices_hold_on_their_days(dossier: Dossier, slug: str, day: date, office: str) -> None:
    assert office in _office(dossier, slug, day)


def test_nobody_holds_an_office_that_has_passed_to_another(dossier: Dossier) -> None:
    assert "Defence Minister" not in _office(dossier, "rustem-umerov", date(2025, 7, 18))
    assert "Foreign Minister" not in _office(dossier, "dmytro-kuleba", date(2024, 9, 6))
    assert "Head of the Office of the President" not in _office(dossier, "andriy-yermak", date(2025, 11, 29))


def test_tenures_are_in_order_and_end_after_they_begin(people: list[ActorEntry]) -> None:
    wrong = []
    for person in people:
        starts = [tenure.start for tenure in person.tenures if tenure.start]
        backwards = any(tenure.start and tenure.end and tenure.end < tenure.start for tenure in person.tenures)
        if starts != sorted(starts) or backwards:
            wrong.append(person.id)
    assert wrong == []


def test_what_replaces_an_entry_of_the_base_pack_keeps_its_names_and_offices(people: list[ActorEntry]) -> None:
    base = {row.entry.id: row.entry for row in read_pack(shipped_packs()["base"]).actors}
    lost = []
    for person in people:
        known = base.get(person.id)
        if known:
            names = {fold(name) for name in person.names}
            lost += [(person.id, name) for name in known.names if fold(name) not in names]
            lost += [(person.id, tenure.office) for tenure in known.tenures if tenure not in person.tenures]
    assert lost == []


def test_no_person_bears_the_name_of_a_place_of_the_pack(people: list[ActorEntry], places: list[PlaceEntry]) -> None:
    of_places = {fold(name) for place in places for name in place.names}
    assert [name for person in people for name in person.names if fold(name) in of_places] == []


def test_no_thing_bears_the_name_of_a_place_or_an_actor(dossier: Dossier, pack: PackFiles) -> None:
    taken = set(dossier.place_names) | set(dossier.actor_names)
    assert [name for row in pack.things for name in row.entry.names if fold(name) in taken] == []


def test_a_name_leads_to_one_place_and_to_one_thing(pack: PackFiles) -> None:
    for rows in (pack.places, pack.things):
        bearers = Counter(key for row in rows for key in {fold(name) for name in row.entry.names})
        assert [key for key, count in bearers.items() if count > 1] == []


def test_coordinates_lie_in_their_country(places: list[PlaceEntry]) -> None:
    strays = []
    for place in places:
        if place.lat is not None and place.lon is not None:
            south, north, west, east = BOXES[place.country or ""]
            if not (south <= place.lat <= north and west <= place.lon <= east):
                strays.append(place.id)
    assert strays == []


def test_a_place_has_both_coordinates_or_none(places: list[PlaceEntry]) -> None:
    assert [place.id for place in places if (place.lat is None) != (place.lon is None)] == []


def test_a_place_lies_near_what_holds_it(dossier: Dossier, places: list[PlaceEntry]) -> None:
    far = []
    for place in places:
        outer = dossier.place(place.within) if place.within else None
        assert (outer is None) == (place.within is None), place.id
        if (
            outer
            and outer.lat is not None
            and outer.lon is not None
            and place.lat is not None
            and place.lon is not None
        ):
            reach = 1.0 if outer.precision is Precision.SETTLEMENT else 9.0
            if abs(outer.lat - place.lat) > reach or abs(outer.lon - place.lon) > reach * 2:
                far.append((place.id, outer.id))
    assert far == []


def test_division_codes_begin_with_the_country(places: list[PlaceEntry]) -> None:
    assert [place.id for place in places if place.adm1 and not place.adm1.startswith(f"{place.country}-")] == []


def test_every_oblast_of_ukraine_is_there(places: list[PlaceEntry]) -> None:
    ids = {place.id for place in places if place.country == "UA" and place.precision is Precision.REGION}
    assert len([key for key in ids if key.startswith("iso:UA-")]) == 25


@pytest.mark.parametrize("place", ["iso:UA-43", "geonames:694423", "geonames:693805", "pack.ukraine.kerch-bridge"])
def test_crimea_is_listed_under_ukraine_with_who_administers_it(dossier: Dossier, place: str) -> None:
    found = dossier.place(place)
    assert found is not None
    assert (found.country, found.administered_by) == ("UA", "RU")


def test_russia_is_named_as_administrator_of_places_in_ukraine_only(places: list[PlaceEntry]) -> None:
    noted = {(place.country, place.administered_by) for place in places if place.administered_by}
    assert noted == {("UA", "RU")}


@pytest.mark.parametrize(
    ("spelling", "place"),
    [
        ("Kiev", "geonames:703448"),
        ("Київ", "geonames:703448"),
        ("Kharkov", "geonames:706483"),
        ("Nikolaev", "geonames:700569"),
        ("Odessa", "geonames:698740"),
        ("Lugansk", "geonames:702658"),
        ("Kupjansk", "geonames:703656"),
        ("Chasov Yar", "geonames:710915"),
        ("Ciragan", "pack.ukraine.ciragan-palace"),
        ("Çirağan", "pack.ukraine.ciragan-palace"),
        ("Чираган", "pack.ukraine.ciragan-palace"),
        ("Dolmabahce", "pack.ukraine.dolmabahce-palace"),
        ("Belaja", "pack.ukraine.belaya"),
        ("Olenja", "pack.ukraine.olenya"),
        ("Djagilewo", "pack.ukraine.dyagilevo"),
        ("Ivanovo-Severny", "pack.ukraine.ivanovo-severny"),
        ("Ukrainka", "pack.ukraine.ukrainka"),
        ("Shaykovka", "pack.ukraine.shaykovka"),
        ("Saky air base", "pack.ukraine.saky"),
        ("Donbass", "pack.ukraine.donbas"),
    ],
)
def test_spellings_in_print_lead_to_the_place(dossier: Dossier, spelling: str, place: str) -> None:
    assert dossier.place_names[fold(spelling)] == (place,)


@pytest.mark.parametrize(
    ("slug", "lat", "lon"),
    [("belaya", 52.915, 103.575), ("olenya", 68.1517, 33.47), ("dyagilevo", 54.6417, 39.5717)],
)
def test_the_bases_of_1_june_2025_stand_where_printed(dossier: Dossier, slug: str, lat: float, lon: float) -> None:
    place = dossier.place(f"pack.ukraine.{slug}")
    assert place is not None
    assert (place.lat, place.lon) == (pytest.approx(lat, abs=0.05), pytest.approx(lon, abs=0.05))


@pytest.mark.parametrize(
    ("spelling", "thing", "kind", "mode"),
    [
        ("Tu-22 M3", "tu-22m3", "aircraft", "air"),
        ("Tu-95MS", "tu-95", "aircraft", "air"),
        ("Geran-2", "shahed-136", "drone", "drone"),
        ("FPV drones", "fpv", "drone", "drone"),
        ("Kinschal", "kinzhal", "missile", "missile"),
        ("\u0425-101", "kh-101", "missile", "missile"),
        ("SCALP", "storm-shadow", "missile", "missile"),
        ("glide bombs", "kab", "bomb", "air"),
        ("HIMARS", "himars", "artillery", "artillery"),
        ("Patriots", "patriot", "air_defence", None),
        ("Spiderweb", "operation-spider-web", "operation", "drone"),
        ("Spider's Web", "operation-spider-web", "operation", "drone"),
        ("Pavutyna", "operation-spider-web", "operation", "drone"),
    ],
)
def test_weapons_and_operations_are_known_by_kind(
    dossier: Dossier, spelling: str, thing: str, kind: str, mode: str | None
) -> None:
    assert dossier.thing_names[fold(spelling)] == (thing,)
    found = dossier.things_by_id[thing]
    assert (found.kind, found.mode) == (kind, mode)


@pytest.mark.parametrize(
    ("words", "actor"),
    [
        ("SBU", "force.UKR.sbu"),
        ("HUR", "force.UKR.hur"),
        ("GUR", "force.UKR.hur"),
        ("GRU", "force.RUS.gru"),
        ("FSB", "force.RUS.fsb"),
        ("Kremlin", "gov.RUS.kremlin"),
        ("Verkhovna Rada", "gov.UKR.rada"),
        ("Russian Defense Ministry", "ministry.RUS.defence"),
        ("Ukraine's General Staff", "force.UKR.general-staff"),
        ("Coordination Headquarters", "gov.UKR.coordination-hq"),
        ("NSDC", "gov.UKR.nsdc"),
        ("Federation Council", "gov.RUS.federation-council"),
        ("Azov Brigade", "force.UKR.azov"),
        ("Wagner", "group.wagner"),
        ("DPR", "group.dpr"),
    ],
)
def test_bodies_are_known_by_the_names_that_reports_use(dossier: Dossier, words: str, actor: str) -> None:
    assert actor in dossier.actors_named(words)


def test_what_a_body_belongs_to_is_known(dossier: Dossier, pack: PackFiles) -> None:
    loose = [row.entry.id for row in pack.actors if row.entry.part_of and not dossier.actor(row.entry.part_of)]
    assert loose == []


def test_rounds_are_given_as_identities_only(dossier: Dossier) -> None:
    istanbul = next(process for process in dossier.processes if process.id == "istanbul-2025")
    assert istanbul.parties == ("RUS", "UKR")
    assert {row.number: row.around for row in istanbul.rounds} == {
        1: (date(2025, 5, 15), date(2025, 5, 17)),
        2: (date(2025, 6, 1), date(2025, 6, 3)),
        3: (date(2025, 7, 22), date(2025, 7, 24)),
    }


def test_rounds_of_one_pair_of_parties_never_overlap(dossier: Dossier) -> None:
    spans = sorted(
        row.around
        for process in dossier.processes
        if set(process.parties) == {"RUS", "UKR"}
        for row in process.rounds
        if row.around
    )
    assert all(former[1] < latter[0] for former, latter in pairwise(spans))


def test_processes_name_places_and_parties_that_are_known(dossier: Dossier, pack: PackFiles) -> None:
    for row in pack.processes:
        named = [*row.entry.places, *(place for one in row.entry.rounds for place in one.places)]
        assert [place for place in named if dossier.place(place) is None] == []
        assert [party for party in row.entry.parties if party not in dossier.parties] == []


def test_names_shown_are_names_of_what_they_show(dossier: Dossier, pack: PackFiles) -> None:
    shown = {key: name for row in pack.shown for key, name in row.entry.shown.items()}
    for key, name in shown.items():
        entry = dossier.actor(key) or dossier.place(key)
        assert entry is not None, key
        assert name in entry.names, key
    assert shown["geonames:703448"] == "Kyiv"
    assert shown["state.TUR"] == "Türkiye"


def test_no_publisher_shares_a_domain_or_a_name_with_another(dossier: Dossier) -> None:
    domains = Counter(domain for source in dossier.sources for domain in source.domains)
    names = Counter(key for source in dossier.sources for key in {fold(name) for name in source.names})
    assert [key for key, count in domains.items() if count > 1] == []
    assert [key for key, count in names.items() if count > 1] == []


def test_a_state_answers_for_what_is_called_state_media_or_a_ministry(pack: PackFiles) -> None:
    state_kinds = (SourceKind.STATE_MEDIA, SourceKind.MINISTRY)
    silent = [row.entry.id for row in pack.sources if row.entry.kind in state_kinds and not row.entry.party]
    assert silent == []


@pytest.mark.parametrize(
    ("host", "source"),
    [
        ("www.pravda.com.ua", "ukrainska-pravda"),
        ("censor.net", "censor-net"),
        ("italy.news-pravda.com", "news-pravda-network"),
        ("news.online.ua", "online-ua"),
        ("en.vestikavkaza.ru", "vestnik-kavkaza"),
        ("disinfo.md", "disinfo-md"),
    ],
)
def test_publishers_of_the_story_are_known_by_their_hosts(dossier: Dossier, host: str, source: str) -> None:
    found = dossier.source_at(host)
    assert found is not None
    assert found.id == source


def test_no_entry_gives_a_verdict(pack: PackFiles) -> None:
    # Names that one side uses are names; the pack's own words (offices, captions) must take no side.
    own = [tenure.office for row in pack.actors for tenure in row.entry.tenures] + [pack.manifest.boundaries or ""]
    loaded = re.compile(r"\b(terrorists?|regime|puppet|occupier|nazi|traitor|so-called|illegal)\b", re.IGNORECASE)
    assert [words for words in own if loaded.search(words)] == []


def test_every_file_says_at_its_head_what_it_holds() -> None:
    folder: Path = shipped_packs()["ukraine"]
    data = [path for path in folder.rglob("*.yaml") if path.name != "dossier.yaml"]
    assert [path.name for path in data if not path.read_text(encoding="utf-8").startswith("# ")] == []
