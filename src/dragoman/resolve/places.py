"""Places: the words of a report that name a place, linked to the gazetteer and the dossier.

An analysis comes in, ``PlaceMention`` records go out, sorted, none overlapping another. It says where a
name is, not what happened there: whether a place is where an event took place is for the extractor. A place that
nothing knows keeps its words, with ``place_id`` None. Persons, bodies and peoples that are named like places are
none.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.model import PlaceMention, Precision
from dragoman.resolve.places_choose import choose
from dragoman.resolve.places_judge import Judge
from dragoman.resolve.places_lexicon import PlaceLexicon
from dragoman.resolve.places_scan import Scan
from dragoman.resolve.places_spans import find_candidates
from dragoman.values import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dragoman.model import Analysis, Place, Token
    from dragoman.resolve.gazetteer import Gazetteer, Hit
    from dragoman.resolve.places_scan import Candidate


def find_places(
    analysis: Analysis,
    gazetteer: Gazetteer,
    lexicon: PlaceLexicon | None = None,
    country_votes: Mapping[str, float] | None = None,
) -> tuple[PlaceMention, ...]:
    """Find every place that a document names.

    Args:
        analysis: Syntax and recognised names of the document.
        gazetteer: The world's places with the dossier's laid over them.
        lexicon: Words of place; by default those kept with the gazetteer, indexed anew at each call.
        country_votes: Weight of countries (alpha-2) that the document is known to be about, one for a mention; the
            document's own country names and adjectives are counted without it.

    Returns:
        Mentions sorted by span. Spans leave out articles and take in kind words and directions
        ("Belaya air base", "northern Gaza").
    """
    scan = Scan(analysis, gazetteer, lexicon or PlaceLexicon.from_data(gazetteer.lexicon))
    places = Judge(scan, find_candidates(scan)).places()
    chosen = choose(scan, places, country_votes or {})
    found = [_mention(scan, candidate, chosen.get(n)) for n, candidate in enumerate(places)]
    return tuple(_with_context(scan, places, found))


def _mention(scan: Scan, candidate: Candidate, hit: Hit | None) -> PlaceMention:
    first, narrowing = _narrowed(scan, candidate)
    start, end = scan.tokens[first].start, scan.tokens[candidate.last - 1].end
    bare = PlaceMention(
        span=Span(start, end),
        name=scan.analysis.text[start:end],
        head=_head(scan.tokens, first, candidate.last),
        precision=_unknown_precision(candidate),
    )
    if hit is None:
        return bare
    place = hit.place
    if candidate.is_namesake:
        return replace(bare, country=place.country, adm1=place.adm1, administered_by=place.administered_by)
    linked = replace(
        bare, precision=_precision(candidate, place), place_id=place.id, country=place.country, adm1=place.adm1,
        lat=place.lat, lon=place.lon, administered_by=place.administered_by,
    )  # fmt: skip
    is_edge = (
        candidate.group == "country" and candidate.kind is not None and candidate.kind.precision is Precision.REGION
    )
    return _part_of(linked) if narrowing or is_edge else linked


def _precision(candidate: Candidate, place: Place) -> Precision:
    """Give the precision of a linked phrase: the place's own, but an area around a town is wider than the town."""
    if candidate.group == "area" and place.precision is Precision.SETTLEMENT:
        return Precision.DISTRICT
    return place.precision


def _part_of(mention: PlaceMention) -> PlaceMention:
    """Narrow a mention to the part that a direction names: of a country a region, of a town a district."""
    if mention.precision is Precision.COUNTRY:
        return replace(mention, precision=Precision.REGION, lat=None, lon=None)
    if mention.precision is Precision.SETTLEMENT:
        return replace(mention, precision=Precision.DISTRICT)
    return mention


def _unknown_precision(candidate: Candidate) -> Precision:
    """Give the precision of a place that nothing knows: that of its kind word, else of the recogniser's label."""
    if candidate.kind is not None:
        return candidate.kind.precision
    return {"FAC": Precision.EXACT, "LOC": Precision.REGION}.get(candidate.label or "", Precision.SETTLEMENT)


def _narrowed(scan: Scan, candidate: Candidate) -> tuple[int, bool]:
    """Give the first token with a direction before the name, and whether there is one."""
    tokens, first = scan.tokens, candidate.first
    start = first
    while start > 0 and tokens[start - 1].text.lower() in (*scan.lexicon.directions, "-"):
        start -= 1
    while start < first and tokens[start].text == "-":
        start += 1
    is_direction = start < first and tokens[start].text.lower() in scan.lexicon.directions
    return (start, True) if is_direction and tokens[start].pos in ("ADJ", "PROPN", "NOUN") else (first, False)


def _head(tokens: Sequence[Token], first: int, last: int) -> int:
    """Give the token whose own head lies outside the span; the last one where several do."""
    outside = [n for n in range(first, last) if not first <= tokens[n].head < last or tokens[n].head == n]
    return outside[-1] if outside else last - 1


def _with_context(scan: Scan, places: Sequence[Candidate], found: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Fill the country of places that nothing knows from the holder named beside them ("X in Irkutsk")."""
    filled = list(found)
    for n, mention in enumerate(found):
        if mention.country is not None or mention.place_id is not None:
            continue
        holder = _holder(scan, places, filled, n)
        if holder is not None:
            adm1 = holder.adm1 if holder.precision is not Precision.COUNTRY else None
            filled[n] = replace(mention, country=holder.country, adm1=adm1, administered_by=holder.administered_by)
    return filled


def _holder(scan: Scan, places: Sequence[Candidate], found: Sequence[PlaceMention], n: int) -> PlaceMention | None:
    """Give the place that the text says holds the n-th: the next after a comma or "in", else one with "'s" before."""
    if n + 1 < len(places):
        between = [t.text.lower() for t in scan.tokens[places[n].last : places[n + 1].first] if t.text.lower() != "the"]
        if between and between[0] in (",", "in") and len(between) <= 2 and found[n + 1].country:  # noqa: PLR2004
            return found[n + 1]
    if n > 0:
        between = [t.text.lower() for t in scan.tokens[places[n - 1].last : places[n].first]]
        if between in (["'s"], ["’s"]) and found[n - 1].country:
            return found[n - 1]
    return None
