"""The differences: what changed, event by event, under the moment and the report that changed it.

``diff`` shapes come in, text goes out, in the order in which the reports came out. What was taken back is said to be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from dragoman.cli.render.disputes import FIELDS
from dragoman.quoting import credit_words, mark_sentence
from dragoman.wording import counted, moment_words, value_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from dragoman.wording import Shape

NOTHING = "Nothing changed."
QUIET = frozenset({"counts", "title", "not_after", "hedged", "part_of", "mode", "roles"})
"""Fields whose change is told only when everything is asked for: they follow from others, or are wording."""

_EVENTS = {
    "new": "new on record",
    "gone": "no longer on record",
    "joined": "what stood apart as “{before}” is this event",
}

ADDED = frozenset({"places", "quantities", "outcome", "disputes"})
"""Fields that are lists: what is new in them is told, not the whole."""


def diff_page(steps: Sequence[Shape], *, everything: bool = False) -> Iterator[RenderableType]:
    """Draw what changed.

    Args:
        steps: ``diff`` shapes, in order of time.
        everything: Whether changes of counts and wording are told, too.
    """
    changes = [one for step in steps for one in step["changes"] if everything or one["field"] not in QUIET]
    if not changes:
        yield Text(NOTHING)
        return
    moments: dict[str, dict[str, list[Shape]]] = {}
    for one in sorted(changes, key=_moment):
        moments.setdefault(_moment(one), {}).setdefault(one["event_id"], []).append(one)
    for moment, events in moments.items():
        yield Rule(Text(moment_words(moment or None), style="bold"), align="left", style="dim")
        for ours in events.values():
            yield from _event(ours)
    yield Text(f"{len(changes):,} changes.", style="dim")


def _moment(change: Shape) -> str:
    """Give when the first report that caused a change came out; a decision of a person has none."""
    return str(min((claim["published_at"] or "" for claim in change["because"]), default=""))


def _event(changes: Sequence[Shape]) -> Iterator[RenderableType]:
    first = changes[0]
    yield Text.assemble((str(first["title"]), "bold"), (f"  {first['event_id']}", "dim"))
    for one in changes:
        yield Padding(Text(change_words(one)), (0, 0, 0, 2))
    claims = {claim["id"]: claim for one in changes for claim in one["because"]}
    for claim in list(claims.values())[:1]:
        words = "".join(mark_sentence(claim["evidence"][0]))
        taken = " (no longer in the report)" if all(one["taken_back"] for one in changes) else ""
        yield Padding(Text(f"{credit_words(claim)}{taken}: {words}", style="dim"), (0, 0, 0, 4))
    if len(claims) > 1:
        yield Padding(Text(f"and {counted(len(claims) - 1, 'more claims')}", style="dim italic"), (0, 0, 0, 4))


def change_words(one: Shape) -> str:
    """Give a change in words."""
    if one["field"] == "event":
        return _EVENTS[one["kind"]].format(**one)
    name = FIELDS.get(str(one["field"]), str(one["field"]))
    before, after = one["before"], one["after"]
    if one["field"] in ADDED:
        return f"{name}: {_listed(before, after)}"
    if before in (None, [], ""):
        return f"{name}: {_words(after)}"
    return f"{name}: {_words(after)} (was: {_words(before)})"


def _listed(before: Sequence[Any], after: Sequence[Any]) -> str:
    new = [f"+ {_words(one)}" for one in after if one not in before]
    gone = [f"− {_words(one)}" for one in before if one not in after]  # noqa: RUF001  a minus beside the plus
    return "; ".join([*new, *gone]) or "in another order"


def _words(value: Any) -> str:
    if isinstance(value, dict) and {"actor", "target"} <= value.keys():
        people = [who["name"] for role in ("actor", "mediator", "delegate", "target") for who in value[role]]
        return ", ".join(dict.fromkeys(people)) or "nobody named"
    return value_words(value)
