"""Brief sentences: a round, a dispute, a commitment or a change as one plain sentence with the claims it stands on.

Shapes of ``query`` come in, ``(text, claims, event id)`` goes out. The same words serve for every side; what reports
dispute is named as disputed in the very sentence that gives it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

from dragoman.exports.stages import size_of, stage_words
from dragoman.merge.titles import load_titles
from dragoman.wording import FATES, day_words, number_words, time_words, value_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dragoman.query.shapes import ClaimRef
    from dragoman.wording import Shape

Said: TypeAlias = "tuple[str, Sequence[ClaimRef], str | None]"
"""A sentence, the claims that it stands on, and the event that it is about."""

STATES = {
    "proposed": "has been proposed",
    "announced": "has been announced",
    "confirmed": "has been announced by more than one side",
    "postponed": "has been put off",
    "under way": "is under way",
    "held": "was held",
    "cancelled": "has been called off",
}
"""What the state of a round is in a sentence. Source: DESIGN section 1, the life of a round."""

DISPUTED = {
    "occurred": "The date of {what} is disputed",
    "places": "The place of {what} is disputed",
    "duration": "How long {what} lasted is disputed",
    "status": "Whether {what} took place is disputed",
    "actor": "Who did it is disputed for {what}",
}
_FIGURES = {
    "money": "The sum of money is disputed for {what}",
    "distance": "The distance is disputed for {what}",
    "share": "A share is disputed for {what}",
}
_OF_PEOPLE = frozenset({"killed", "injured", "missing", "displaced", "detained", "exchanged"})
"""Measures that say what befell people, and not what is counted. Source: CODEBOOK, measures."""
_LONG_UNITS = {"min": "minute", "h": "hour", "km": "kilometre"}
_FATES = FATES | {"no_report": "no report says what came of it"}
_MOST_STAGES = 6


def subject_of(title: str) -> str:
    """Give a title as the subject of a sentence: without its date, place and status in brackets.

    >>> subject_of("Third round of talks between Ukraine and Russia, Istanbul, 23 July 2025")
    'the third round of talks between Ukraine and Russia'
    """
    head = re.sub(r"\s*\([^)]*\)\s*$", "", title).split(", ")[0]
    article = "the " if re.match(r"\w+ round of talks", head) else "a "
    return article + with_articles(head[0].lower() + head[1:])


def with_articles(text: str) -> str:
    """Give a text with "the" before the names that a sentence says with it.

    >>> with_articles("talks between Iran and United States")
    'talks between Iran and the United States'
    """
    names = "|".join(map(re.escape, load_titles().with_the))
    return re.sub(rf"(?<![Tt]he )(?<=\w )\b({names})\b(?! [A-Z])", r"the \1", text)


def standing_line(one: Shape) -> Said:
    """Say where a round stands: its state, date and place."""
    when, where = _when_where(one)
    held = "" if when or one["state"] != "held" else " on a day that no report gives"
    text = f"{_capital(subject_of(one['title']))} {STATES[one['state']]}{when}{where}{held}."
    last = [step["claim"] for step in one["history"][-1:]]
    return text, last, one["event_id"]


def round_lines(one: Shape, names: Mapping[str, str]) -> Iterator[Said]:
    """Tell a round: where it stands, how long it lasted, what was agreed, proposed and refused on a known issue.

    Args:
        one: A ``talks`` shape.
        names: Of the parties, by code.
    """
    yield standing_line(one)
    if one["duration"] and not _is_disputed(one, "duration"):
        value = one["duration"][0]
        yield f"It lasted {_read_aloud(value_words(value['value']))}.", value["claims"], one["event_id"]
    for verb, key in (("agreed", "agreed"), ("proposed", "proposed"), ("refused", "refused")):
        for term in one[key]:
            if term["quotes"] and term["issue"] not in (None, "other"):
                who = "The sides" if verb == "agreed" else names.get(term["party"], "A side")
                words = _quoted(max(term["quotes"], key=len))
                yield f"{who} {verb}: {words}.", term["claims"], term["event_id"]


def dispute_line(one: Shape, title: str) -> Said:
    """Name what is disputed, and the values that cannot both be right."""
    field = str(one["field"]).split("#", 1)[0].removesuffix(":scope")
    lead = (DISPUTED | _FIGURES).get(field.split("/", 1)[0], f"{_number_of(one, field)} is disputed for {{what}}")
    claims = [claim for value in values_in_conflict(one) for claim in value["claims"][:1]]
    return f"{lead.format(what=subject_of(title))}: {_read_aloud(_lower(str(one['why'])))}", claims, one["event_id"]


def _number_of(one: Shape, field: str) -> str:
    """Give what is counted: ``The number of air bases hit`` for ``count/hit/air bases``."""
    measure, *rest = field.replace("_", " ").split("/")
    effects = {value["value"].get("effect") for value in one["values"] if isinstance(value["value"], dict)}
    effect = " ".join(part for part in rest if part in effects)
    of = " ".join(part for part in rest if part not in effects)
    if measure in _OF_PEOPLE:
        counted = f"{of or 'people'} {measure}"
    else:
        counted = of if of and measure == "count" else f"{measure} of {of}" if of else measure
    return f"The number of {counted} {effect}".rstrip()


def _read_aloud(text: str) -> str:
    """Give a text with the signs of its units as words.

    >>> _read_aloud("40 min and 3.5 h cannot both be right.")
    '40 minutes and 3.5 hours cannot both be right.'
    """
    return re.sub(r"\b([\d.,]+) (min|h|km)\b", lambda found: _unit_said(found[1], _LONG_UNITS[found[2]]), text)


def _unit_said(figure: str, unit: str) -> str:
    return f"{figure} {unit}" if figure == "1" else f"{figure} {unit}s"


def values_in_conflict(one: Shape) -> list[Shape]:
    """Give the values of a dispute, those first that its reason names, then those of most origins."""
    why = str(one["why"])
    return sorted(one["values"], key=lambda value: (_spoken(value["value"]) not in why, -value["counts"]["origins"]))


def _spoken(value: Any) -> str:
    """Give a value as the reason of a dispute has it: a figure by its number, a time by its day, else its words."""
    if isinstance(value, dict) and "granularity" in value:
        return day_words(value["start"])
    size = size_of(value) if isinstance(value, dict) and "measure" in value else None
    return value_words(value) if size is None else number_words(size)


def commitment_line(one: Shape, names: Mapping[str, str]) -> Said:
    """Say what was promised, by whom and when, and what was reported of it.

    Args:
        one: A ``commitment`` shape.
        names: Of the parties, by code.
    """
    words = _quoted(max(one["quotes"], key=len)) if one["quotes"] else stage_words(one["quantities"]) or one["title"]
    when = f" on {time_words(one['made_at'])}" if one["made_at"] else ""
    due = f", due {time_words(one['due'])}" if one["due"] else ""
    whole = [size for each in one["quantities"] if (size := size_of(each)) is not None]
    told = [event for event in one["reported"] if event["quantities"] and event["status"] in ("occurred", "ongoing")]
    stages = [_stage(event, whole) for event in told]
    listed = f" ({'; '.join(stages[:_MOST_STAGES])})" if stages else ""
    who = " and ".join(names.get(party, party) for party in one["by"])
    text = f"{who} agreed{when} {words}{due}: {_FATES[one['state']]}{listed}."
    return text, [*one["what"][:1], *one["according_to"]], one["event_id"]


def change_line(change: Shape) -> Said | None:
    """Say what is new on record; None for what a reader of the page need not be told."""
    claims, title = change["because"], with_articles(_plain(str(change["title"])))
    if change["kind"] == "joined":
        return None
    if change["field"] == "event":
        words = "No longer in any report" if change["kind"] == "gone" else "New"
        return (f"{words}: {title}.", claims, change["event_id"]) if claims else None
    if change["field"] == "state" and change["after"] is not None:
        was = f" (before: {change['before']})" if change["before"] else ""
        return f"Now {change['after']}{was}: {title}.", claims, change["event_id"]
    if change["field"] == "disputes":
        new = [why for why in change["after"] if why not in change["before"]]
        return (f"Newly disputed, {title}: {_read_aloud(' '.join(new))}", claims, change["event_id"]) if new else None
    return None


def _when_where(one: Shape) -> tuple[str, str]:
    when, where = "", ""
    if one["occurred"]:
        note = " (the date is disputed)" if _is_disputed(one, "occurred") else ""
        is_past = one["state"] in ("held", "under way") and one["occurred"]["granularity"] in ("day", "hour")
        preposition = "on" if is_past else "for"
        when = f" {preposition} {time_words(one['occurred'])}{note}"
    if one["place"]:
        where = f" at {one['place']['name']}" if one["place"]["precision"] == "exact" else f" in {one['place']['name']}"
    return when, where


def _is_disputed(one: Shape, field: str) -> bool:
    return any(each["verdict"] == "open" and str(each["field"]).startswith(field) for each in one["disputes"])


def _stage(event: Shape, whole: Sequence[float]) -> str:
    when = time_words(event["occurred"]) if event["occurred"] else f"by {day_words(event['not_after'])}"
    return f"{stage_words(event['quantities'], whole)}, {when}"


def _plain(title: str) -> str:
    return title[0].lower() + title[1:] if re.match(r"[A-Z][a-z]+ ", title) and not _is_name(title) else title


def _is_name(title: str) -> bool:
    """Say whether a title begins with a name: two capital words in a row."""
    return bool(re.match(r"[A-Z]\w+ [A-Z]", title))


def _quoted(words: str) -> str:
    return f"“{' '.join(words.split()).rstrip(',;:.')}”"


def _lower(text: str) -> str:
    return text[0].lower() + text[1:] if text[:1].isalpha() else text


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
