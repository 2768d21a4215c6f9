"""Titles: an event as one plain sentence, made from its facts by templates that are data.

An ``Event`` without a title comes in, a sentence goes out. It uses the names of the reports, or those that the
dossier chooses to show; it never says more than the event holds.
"""

from __future__ import annotations

import string
from dataclasses import replace
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field
from ruamel.yaml import YAML

from dragoman.merge.names import is_bare, words_of
from dragoman.merge.rules import load_rules
from dragoman.merge.sketch import ROUND
from dragoman.merge.union import is_person
from dragoman.model import Precision
from dragoman.values import Granularity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from dragoman.model import Content, Event, Filler
    from dragoman.values import Interval


SHORT_NAME = 4
"""Up to this many capitals are an abbreviation (NATO), more a dateline (ISTANBUL)."""

PLAIN = "{mode}"
"""The template of an event of which nothing but its kind is known."""


class FrameTitles(BaseModel):
    """Templates of one frame.

    Attributes:
        default: What an event of the frame is called where its mode says nothing.
        modes: What it is called by mode.
        by_mode: Templates that a mode has of its own.
        personal: Whether those who do it are named, and not their states, where every state has its person.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    default: str
    templates: tuple[str, ...]
    modes: dict[str, str] = Field(default_factory=dict)
    by_mode: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    personal: bool = False

    @property
    def tells_groups(self) -> bool:
        """Whether a template has room for a kind of people where nobody is named."""
        return any("group" in _wanted(template) for template in self.templates)


class Titles(BaseModel):
    """All patterns and words of titles; each is explained beside it in ``titles.yaml``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    articles: frozenset[str]
    with_the: tuple[str, ...]
    personal: frozenset[str]
    ordinals: tuple[str, ...]
    months: tuple[str, ...]
    words: str
    most_letters: int
    several: str
    many: str
    most_names: int
    patterns: dict[str, str]
    dates: dict[str, str]
    statuses: dict[str, str]
    issues: dict[str, str]
    frames: dict[str, FrameTitles]


@cache
def load_titles() -> Titles:
    """Read the shipped templates; once, since the wheel does not change under a run."""
    text = files("dragoman.merge").joinpath("titles.yaml").read_text("utf-8")
    return Titles.model_validate(YAML(typ="safe", pure=True).load(text))


def title_of(event: Event, titles: Titles, shown: Mapping[str, str], parties: Sequence[str] = ()) -> str:
    """Name an event in one sentence.

    Args:
        event: With everything but its title.
        titles: Templates and words.
        shown: The name to show, by actor id or party code; others keep the name of the reports.
        parties: Of the process that the event is a round of: who is named beside them is a guest. None for any other.
    """
    slots = _slots(_between(event, parties), titles, shown)
    title, used = _head(event, slots, titles)
    where = "country" if event.places and event.places[0].precision is Precision.COUNTRY else "place"
    tail = {
        "name": event.name,
        where: None if "place" in used or _says(title, slots.get("place")) else slots.get("place"),
        "date": None if event.occurred is None else date_words(event.occurred, titles),
        "status": titles.statuses.get(event.status.value),
    }
    for part, words in tail.items():
        if words:
            title = titles.patterns[part].format(title=title, **{"place" if part == where else part: words})
    return title


def _between(event: Event, parties: Sequence[str]) -> Event:
    """Leave out the guests of a round whose parties are known and named."""
    mine = tuple(filler for filler in event.roles.actor if filler.party in parties)
    if len({filler.party for filler in mine}) < 2:  # noqa: PLR2004
        return event
    return replace(event, roles=replace(event.roles, actor=mine))


def date_words(time: Interval, titles: Titles, *, clock: bool = False) -> str:
    """Give an interval in words: one day, a night, days of one month, a month, a year, or its two ends.

    Args:
        time: What to name.
        titles: Patterns and months.
        clock: Whether the hours of one day are told with it.
    """
    if clock and time.granularity is Granularity.HOUR and time.first_day == time.last_day:
        clocks = (f"{moment:%H:%M}" for moment in (time.start, time.end - timedelta(minutes=1)))
        hours = " to ".join(dict.fromkeys(clocks))
        return titles.dates["hours"].format(day=date_words(time, titles), hours=hours)
    first, last = time.first_day, time.last_day
    if time.granularity is Granularity.NIGHT:
        return titles.dates["night"].format(**_day(last, titles))
    if time.granularity is Granularity.YEAR and first.year == last.year:
        return titles.dates["year"].format(year=first.year)
    month = (first.year, first.month) == (last.year, last.month)
    if time.granularity is Granularity.MONTH and month and (first.day, (last - first).days > 26) == (1, True):  # noqa: PLR2004
        return titles.dates["month"].format(**_day(first, titles))
    if first == last:
        return titles.dates["day"].format(**_day(first, titles))
    if month:
        ends = _day(first, titles)
        return titles.dates["days_in_month"].format(first=first.day, last=last.day, **ends)
    day = titles.dates["day"]
    return titles.dates["days_apart"].format(
        first=day.format(**_day(first, titles)), last=day.format(**_day(last, titles))
    )


def _head(event: Event, slots: Mapping[str, str], titles: Titles) -> tuple[str, frozenset[str]]:
    """Fill the first template whose slots are all known; an unknown frame is named by itself."""
    frame = titles.frames.get(event.frame)
    if frame is None:
        return event.frame.replace("_", " ").capitalize(), frozenset()
    templates = (*frame.by_mode.get(event.mode or "", ()), *frame.templates)
    template = next((each for each in templates if _wanted(each) <= slots.keys()), PLAIN)
    return template.format(**slots), _wanted(template)


@cache
def _wanted(template: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name)


def _slots(event: Event, titles: Titles, shown: Mapping[str, str]) -> dict[str, str]:
    frame = titles.frames.get(event.frame)
    persons = event.mode in titles.personal or (frame is not None and frame.personal and _is_of_persons(event))
    doers = _without_proxies(event.roles.actor, persons=persons)
    named = [filler for filler in doers if _is_named(filler)]
    kinds = [] if frame is None or not frame.tells_groups else [filler for filler in named if _is_kind(filler)]
    actors = _names([filler for filler in named if filler not in kinds], titles, shown)
    found = {
        "mode": frame.modes.get(event.mode or "", frame.default) if frame else "",
        "ordinal": _ordinal(event.round, titles),
        "sides": _listed(actors, titles) if len(actors) > 1 else "",
        "actor": _listed(actors, titles),
        "group": _inside(kinds[0].name, titles) if len(kinds) == 1 else "",
        "target": _listed(_names(event.roles.target, titles, shown), titles),
        "mediator": _listed(_names(event.roles.mediator, titles, shown), titles),
        "place": event.places[0].name if event.places else "",
        "words": _words(event.content, titles),
        "issue": titles.issues.get(event.content.issue, "") if event.content else "",
    }
    return {name: words for name, words in found.items() if words}


def _words(content: Content | None, titles: Titles) -> str:
    """Give the first words of a content between quotation marks, cut at a space."""
    quote = " ".join(content.spans[0].quote.split()).rstrip(",;:.") if content is not None and content.spans else ""
    if len(quote) > titles.most_letters:
        quote = quote[: titles.most_letters].rpartition(" ")[0] + "…"
    return titles.words.format(words=quote) if quote else ""


def _without_proxies(fillers: Iterable[Filler], *, persons: bool) -> list[Filler]:
    """Leave out who stands for a party that is named beside: its persons, or the party where ``persons`` meet."""
    fillers = list(fillers)
    kept = {filler.party for filler in fillers if filler.party is not None and is_person(filler) is persons}
    return [filler for filler in fillers if filler.party not in kept or is_person(filler) is persons]


def _is_of_persons(event: Event) -> bool:
    """Say whether each party has a person in it, and it is no round, in which they are sent."""
    parties = {filler.party for filler in event.roles.actor if not is_person(filler)}
    persons = {filler.party for filler in event.roles.actor if is_person(filler)}
    return event.round is None and event.mode != ROUND and parties <= persons


def _is_named(filler: Filler) -> bool:
    """Say whether a doer is somebody: linked, of a party, or by a name that is no bare word and no dateline."""
    if filler.actor_id is not None or filler.party is not None:
        return True
    if filler.name.isupper() and len(filler.name) > SHORT_NAME:
        return False
    return not is_bare(filler.name, load_rules().names)


def _is_kind(filler: Filler) -> bool:
    """Say whether a doer is a kind of people ("presidents") and nobody in particular."""
    return filler.actor_id is None and filler.party is None and filler.name.split()[-1].islower()


def _ordinal(number: int | None, titles: Titles) -> str:
    return titles.ordinals[number - 1] if number is not None and 0 < number <= len(titles.ordinals) else ""


def _names(fillers: Iterable[Filler], titles: Titles, shown: Mapping[str, str]) -> list[str]:
    fillers = list(fillers)
    states = any(filler.party is not None and not is_person(filler) for filler in fillers)
    names = [_shown(filler, shown, state=states) for filler in fillers]
    return list(dict.fromkeys(_inside(name, titles) for name in names))


def _shown(filler: Filler, shown: Mapping[str, str], *, state: bool) -> str:
    """Give the name to show; beside a state a person stands for its own."""
    party = shown.get(filler.party or "")
    if state and is_person(filler) and party:
        return party
    return shown.get(filler.actor_id or "") or party or filler.name


def _inside(name: str, titles: Titles) -> str:
    """Give a name as it stands inside a sentence: its article in lower case."""
    first, space, rest = name.partition(" ")
    return f"{first.lower()}{space}{rest}" if first in titles.articles else name


def _listed(names: list[str], titles: Titles) -> str:
    if len(names) < 2:  # noqa: PLR2004
        return "".join(names)
    if len(names) > titles.most_names:
        return titles.many.format(first=names[0], count=len(names) - 1)
    return titles.several.format(first=", ".join(names[:-1]), last=names[-1])


def _day(day: date, titles: Titles) -> dict[str, str]:
    return {"day": str(day.day), "month": titles.months[day.month - 1], "year": str(day.year)}


def _says(title: str, place: str | None) -> bool:
    """Say whether the title already has the place's name among its words."""
    return place is not None and set(words_of(place)) <= set(words_of(title))
