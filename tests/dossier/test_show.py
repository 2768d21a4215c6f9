"""What a dossier holds, in figures and cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.dossier import load_dossier
from dragoman.dossier.show import find_cards, list_sources, overview

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import PackMaker

FILES = {
    "actors/a.yaml": """\
- {id: state.NOR, kind: state, names: [Norway], party: NOR, adjectives: [Norwegian], metonyms: [Oslo]}
- {id: gov.NOR, kind: government, names: [Storting], party: NOR, part_of: state.NOR}
- {id: person.x, kind: person, names: [Storting]}
""",
    "sources.yaml": "- {id: b, names: [Beta], kind: agency}\n- {id: a, names: [alpha], kind: agency, party: NOR}\n",
    "names.yaml": "shown: {state.NOR: Kingdom of Norway}\n",
}


def test_overview_counts_by_kind_and_names_the_ambiguous(make_pack: PackMaker, cache: Path) -> None:
    seen = overview(load_dossier([str(make_pack(FILES))], cache=cache))
    assert seen.counts.actors_by_kind == {"government": 1, "person": 1, "state": 1}
    assert seen.counts.sources_by_kind == {"agency": 2}
    assert (seen.counts.actors, seen.counts.names, seen.counts.processes) == (3, 2, 0)
    assert seen.ambiguous == {"storting": ("gov.NOR", "person.x")}
    assert [pack.name for pack in seen.packs] == ["made"]


def test_card_is_found_by_id_name_adjective_or_metonym(make_pack: PackMaker, cache: Path) -> None:
    dossier = load_dossier([str(make_pack(FILES))], cache=cache)
    (card,) = find_cards(dossier, "state.NOR")
    assert (card.shown, card.parts, card.same_party) == ("Kingdom of Norway", ("gov.NOR",), 2)
    assert find_cards(dossier, "norway") == find_cards(dossier, "NORWEGIAN") == find_cards(dossier, "oslo") == (card,)
    assert [found.same_party for found in find_cards(dossier, "Storting")] == [2, 0]
    assert find_cards(dossier, "nobody") == ()


def test_sources_are_listed_by_shown_name(make_pack: PackMaker, cache: Path) -> None:
    dossier = load_dossier([str(make_pack(FILES))], cache=cache)
    assert [source.id for source in list_sources(dossier)] == ["a", "b"]
    assert [source.id for source in list_sources(dossier, party="NOR")] == ["a"]
