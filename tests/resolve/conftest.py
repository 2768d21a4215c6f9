"""Texts analysed by hand and a small dossier, so that resolution is tested on stated trees, not on a model's guess."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.dossier.record import Dossier, Knowledge
from dragoman.dossier.tables import assemble, build_tables
from dragoman.lang.tables import load_table
from dragoman.model import Actor, ActorKind, Descriptor, Name, Source, SourceKind, Thing, Title
from dragoman.resolve.actor_lexicon import ActorLexicon

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from dragoman.model import Analysis

BUILD = Path(__file__).resolve().parent.parent / "extract" / "build.py"

ACTORS = (
    Actor("state.VEL", ActorKind.STATE, ("Veldora", "VU"), "VEL", adjectives=("Veldoran",), metonyms=("Velgrad",)),
    Actor("state.CAN", ActorKind.STATE, ("Cantons",), "CAN", adjectives=("Cantonal",), metonyms=("Cantona",)),
    Actor("gov.VEL.senate", ActorKind.GOVERNMENT, ("Senate",), "VEL"),
    Actor("group.league", ActorKind.ARMED_GROUP, ("Free League",), "League"),
    Actor("org.union", ActorKind.ORGANISATION, ("Union of Rivers",), "Union"),
    Actor("person.ada-renn", ActorKind.PERSON, ("Ada Renn", "Renn"), "VEL"),
    Actor("person.odo-renn", ActorKind.PERSON, ("Odo Marr", "Marr"), "CAN"),
    Actor("person.odo-marr-of-veldora", ActorKind.PERSON, ("Otto Marr", "Marr"), "VEL"),
)
DESCRIPTORS = (
    Descriptor(("forces", "force", "army", "troops"), ActorKind.FORCE),
    Descriptor(("government", "delegation", "senate"), ActorKind.GOVERNMENT),
    Descriptor(("minister", "ministers", "president", "envoy"), ActorKind.PERSON, office=True),
    Descriptor(("ministry",), ActorKind.MINISTRY),
)
TITLES = (Title(("Minister", "President", "Gen.", "Mr", "Ms"), "person"),)
SOURCES = (Source("times", ("Times",), SourceKind.NEWSPAPER),)
THINGS = (
    Thing("lance", ("Lance", "Lances"), "missile", "missile"),
    Thing("q-7", ("Q-7", "Q-7 Sling"), "drone", "drone"),
    Thing("kite", ("kite bomb",), "bomb"),
)


def _load(path: Path) -> ModuleType:
    name = f"dragoman_test_{path.stem}"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


@pytest.fixture(scope="session")
def analysed() -> Callable[..., Analysis]:
    """Makes an analysis from lines of ``word/TAG/dep/head``; ``names`` are (first token, last token, label)."""
    build = _load(BUILD)

    def make(*lines: str, names: tuple[tuple[int, int, str], ...] = ()) -> Analysis:
        analysis: Analysis = build.analysed(*lines)
        return replace(analysis, names=tuple(Name(*name) for name in names))

    return make


@pytest.fixture(scope="session")
def small() -> Dossier:
    """A dossier of two states, a senate, a group, a union, a few people, an outlet and three weapons."""
    knowledge = Knowledge(
        actors=ACTORS, things=THINGS, sources=SOURCES, descriptors=DESCRIPTORS, titles=TITLES, shown_names={}
    )
    return assemble("digest", knowledge, build_tables(knowledge))


@pytest.fixture(scope="session")
def small_lexicon(small: Dossier) -> ActorLexicon:
    return ActorLexicon.build(small, load_table("en", "actors"))


@pytest.fixture(scope="session")
def shown() -> Callable[[Any, Any], list[tuple[Any, ...]]]:
    """Gives (words, party, by) of each mention."""

    def show(mentions: Any, analysis: Any) -> list[tuple[Any, ...]]:
        return [(analysis.text[m.span.start : m.span.end], m.party, m.by) for m in mentions]

    return show
