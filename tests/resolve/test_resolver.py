from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from dragoman.analyse import load_analyser
from dragoman.dossier import load_dossier
from dragoman.model import Document, Entry, Published
from dragoman.resolve import Resolver, open_gazetteer
from dragoman.settings import load_settings
from dragoman.values import Span, parse_instant

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.model import Mentions

pytestmark = pytest.mark.model

TEXT = "Overnight Russian forces fired 30 Shahed drones at Kharkiv, officials said."


@pytest.fixture(scope="module")
def resolve() -> Callable[[Document], Mentions]:
    settings = load_settings({})
    dossier = load_dossier(settings.dossier)
    resolver = Resolver(dossier, open_gazetteer(settings, dossier.places))
    analyser = load_analyser(settings.model)
    return lambda document: resolver.resolve(document, analyser.analyse(document))


def document(published: str | None = None) -> Document:
    instant = None if published is None else Published(parse_instant(published), "option")
    return Document("d", "r", "c", TEXT, published=instant)


def test_all_that_a_document_names_is_linked(resolve: Callable[[Document], Mentions]) -> None:
    found = resolve(document("2025-06-02"))
    assert [(a.name, a.party) for a in found.actors][:1] == [("Russian forces", "RUS")]
    assert [(p.name, p.country) for p in found.places] == [("Kharkiv", "UA")]
    assert [thing.mode for thing in found.things] == ["drone"]
    assert [(q.value, q.noun) for q in found.quantities] == [(30, "drone")]
    (night,) = found.times
    assert night.interval is not None
    assert night.interval.start.date() == date(2025, 6, 1)


def test_relative_times_need_the_publication_day(resolve: Callable[[Document], Mentions]) -> None:
    (night,) = resolve(document()).times
    assert (night.text, night.interval, night.anchored) == ("Overnight", None, True)


def test_relative_times_on_a_live_page_count_from_their_entry(resolve: Callable[[Document], Mentions]) -> None:
    """The next day in an entry is never that of another; before the first entry the page's own day counts."""
    lead, late, early, bare = (
        "They met today.",
        "They met yesterday.",
        "They met on May 20. The next day",
        "they met today.",
    )
    text = f"{lead}\n\n{late}\n\n{early}\n\n{bare}"
    spans = [Span(at := text.index(words), at + len(words)) for words in (late, early, bare)]
    page, night = (Published(parse_instant(moment), "text") for moment in ("2025-06-02T09:00Z", "2025-06-01T23:50Z"))
    entries = (Entry(spans[0], page), Entry(spans[1], night), Entry(spans[2], None))
    found = resolve(Document("d", "r", "c", text, published=page, entries=entries)).times
    days = [time.interval and time.interval.first_day.isoformat() for time in found]
    assert days == ["2025-06-02", "2025-06-01", "2025-05-20", "2025-05-21", None]
    turned = replace(page, instant=parse_instant("2025-06-05T09:00Z"))
    found = resolve(Document("d", "r", "c", text, published=turned, entries=entries)).times
    assert [time.interval and time.interval.first_day.isoformat() for time in found] == ["2025-06-05", *days[1:]]


def test_town_is_no_person_whatever_the_recogniser_calls_it(resolve: Callable[[Document], Mentions]) -> None:
    mentions = resolve(Document("doc", "rev", "", "The M23 rebels captured Goma in January and Bukavu in February."))
    assert [place.name for place in mentions.places] == ["Goma", "Bukavu"]
    assert [actor.name for actor in mentions.actors] == ["M23 rebels"]


def test_mentions_are_sorted_and_never_overlap(resolve: Callable[[Document], Mentions]) -> None:
    found = resolve(document("2025-06-02"))
    for mentions in (found.actors, found.places, found.things, found.times, found.quantities):
        spans = [m.span for m in mentions]
        assert all(one.end <= other.start for one, other in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Israel said that it had lost trust in Hamas.", ["Israel"]),
        ("Israel said that it had lost its way in Hamburg.", ["Israel", "Hamburg"]),
    ],
)
def test_an_armed_group_is_no_town_of_its_name(
    text: str, names: list[str], resolve: Callable[[Document], Mentions]
) -> None:
    found = resolve(replace(document("2025-06-02"), text=text))
    assert [p.name for p in found.places] == names
