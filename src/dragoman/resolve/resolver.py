"""The resolver: one document's words linked to times, places, actors, things and quantities.

A document and its analysis come in, one ``Mentions`` record goes out. Knowledge is loaded once and shared by
all documents of a run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.lang.lexicon import load_time_lexicon
from dragoman.lang.tables import load_table
from dragoman.model import ActorKind, Mentions
from dragoman.resolve.actor_lexicon import ActorLexicon
from dragoman.resolve.actors import find_actors
from dragoman.resolve.numbers import QuantityLexicon
from dragoman.resolve.places import find_places
from dragoman.resolve.places_lexicon import PlaceLexicon
from dragoman.resolve.quantities import find_quantities
from dragoman.resolve.things import ThingIndex
from dragoman.resolve.times import find_times

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from dragoman.dossier import Dossier
    from dragoman.model import ActorMention, Analysis, Document, PlaceMention
    from dragoman.resolve.gazetteer import Gazetteer


class Resolver:
    """Links the mentions of documents with one dossier, gazetteer and language."""

    def __init__(self, dossier: Dossier, gazetteer: Gazetteer, lang: str = "en", *, cache: Path | None = None) -> None:
        self._gazetteer = gazetteer
        self._times = load_time_lexicon(lang)
        self._places = PlaceLexicon.from_data(gazetteer.lexicon)
        self._actors = ActorLexicon.build(dossier, load_table(lang, "actors", cache=cache))
        self._quantities = QuantityLexicon.from_data(load_table(lang, "quantities", cache=cache))
        self._things = ThingIndex(dossier)

    def resolve(self, document: Document, analysis: Analysis) -> Mentions:
        """Link one document's mentions; relative times count from its publication day, if that is known.

        On a live page they count from the day of the entry that they stand in.
        """
        day = None if document.published is None else document.published.instant.day
        turns = tuple((each.span.start, document.day_at(each.span.start)) for each in document.entries)
        times = find_times(analysis, day, self._times, turns=turns)
        places = find_places(analysis, self._gazetteer, self._places)
        actors = find_actors(analysis, self._actors, document.zones, places)
        return Mentions(
            actors=actors,
            places=_without_groups(places, actors),
            times=times,
            things=self._things.find(analysis),
            quantities=find_quantities(analysis, times, self._quantities),
        )


def _without_groups(places: Iterable[PlaceMention], actors: Iterable[ActorMention]) -> tuple[PlaceMention, ...]:
    """Leave out places that are an armed group's name ("trust in Hamas"); GeoNames has towns of such names.

    Source: codebook, Fields of a claim (``places``: where it happened).
    """
    groups = {a.span for a in actors if a.by == "name" and a.kind is ActorKind.ARMED_GROUP}
    return tuple(place for place in places if place.span not in groups)
