"""Lineage: which reports were made from which, as families on an axis of time, and what outlets do.

Derivations of the record come in; for each family its members with their places on the drawing go out. Publication
time runs from left to right, from the first report of the family.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import log1p
from typing import TYPE_CHECKING, Any

from dragoman.model import MEDIUM, Document
from dragoman.query import sources
from dragoman.web.pages.paging import turn_to

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dragoman.model import Derivation
    from dragoman.query import View
    from dragoman.web.pages.ask import Ask

FAMILIES = 25
"""Of one page."""
MEMBERS, MOST_MEMBERS = 30, 500
"""Of a family that are drawn: where many families stand on a page, and where it is the one that was asked for."""
OUTLETS = 50
"""Of one page."""
DRIFTS, MOST_DRIFTS = 3, 100
"""Of an outlet that are shown: among others, and where it is the one that was asked for."""
WIDTH, ROW, LEFT, RIGHT, HEAD = 900, 22, 150, 190, 26
"""Of a drawing, in its own units; names stand left of an origin and right of a copy."""
TICKS_MIN = (0, 15, 60, 240, 1440, 10_080, 43_200)
TICK_WORDS = ("first", "+15 min", "+1 h", "+4 h", "+1 day", "+1 week", "+30 days")
_DRAWN = ("copy", "rewrite", "translation", "quote", "credit")


@dataclass(slots=True)
class Member:
    """One report of a family, or the medium that its first ones credit.

    Attributes:
        key: Id of the document, or ``source:`` and the id of the medium.
        document: None for a medium of which no report is at hand.
        kind: How it was made from the member before; None for the origin.
        share: Part of its own words.
        minutes: After the first of the family; None where it is not known to the minute.
        x, y: On the drawing.
        children: Made from it.
    """

    key: str
    document: Document | None
    kind: str | None = None
    share: float | None = None
    minutes: float | None = None
    x: float = 0.0
    y: float = 0.0
    children: list[Member] = field(default_factory=list)

    def walk(self) -> Iterator[Member]:
        """Give this member and all made from it, each before its own."""
        yield self
        for child in self.children:
            yield from child.walk()


def build_lineage(ask: Ask) -> dict[str, Any]:
    """Give the families of more than one report, the largest first, one page of them, drawn."""
    total, families = families_of(ask.view)
    wanted = ask.text("family")
    shown = [root for root in families if wanted in (None, root.key)]
    pager = turn_to(ask, len(shown), FAMILIES)
    most = MEMBERS if wanted is None else MOST_MEMBERS
    return {
        "head": "Lineage",
        "families": [draw(root, most) for root in pager.cut(shown)],
        "alone": total - sum(_size(root) for root in families),
        **pager.shown,
    }


def families_of(view: View) -> tuple[int, list[Member]]:
    """Give how many reports there are, and the families, the largest first, kept until the record changes."""
    return view.once("families", lambda: _families_of(view))


def _families_of(view: View) -> tuple[int, list[Member]]:
    """Give how many reports there are, and the families, the largest first."""
    documents = {document.id: document for document in view.documents()}
    families = sorted(find_families(documents, view.store.derivations()), key=lambda root: -_size(root))
    return len(documents), families


def build_sources(ask: Ask) -> dict[str, Any]:
    """Give the outlets with what they report themselves and what they take from whom."""
    known, wanted = ask.naming.engine.dossier.sources_by_id, ask.text("outlet")
    found = sources(ask.view, known, outlet=wanted, with_drift=True)
    pager = turn_to(ask, len(found), OUTLETS)
    most = DRIFTS if wanted is None else MOST_DRIFTS
    return {"head": "Sources", "outlets": pager.cut(found), "most": most, **pager.shown}


def find_families(
    documents: Mapping[str, Document], derivations: Mapping[str, tuple[Derivation, ...]]
) -> Iterator[Member]:
    """Give the first member of each family: what has copies and is itself made from nothing at hand."""
    members = {key: Member(key, document) for key, document in documents.items()}
    made = set()
    for key, found in derivations.items():
        parent = _parent(key, found, documents)
        if parent is None or key not in members:
            continue
        members[key].kind, members[key].share = str(parent.kind), parent.share
        members.setdefault(parent.of, Member(parent.of, None)).children.append(members[key])
        made.add(key)
    for key, member in members.items():
        if member.children and key not in made:
            yield member


def _parent(key: str, found: tuple[Derivation, ...], documents: Mapping[str, Document]) -> Derivation | None:
    """Give what most of a report is made from; a report at hand goes before a credited medium."""
    usable = [each for each in found if str(each.kind) in _DRAWN and each.of != key and _is_known(each.of, documents)]
    return max(usable, key=lambda each: (each.of in documents, each.share or 0.0, each.of), default=None)


def _is_known(name: str, documents: Mapping[str, Document]) -> bool:
    return name in documents or name.startswith(MEDIUM)


def draw(root: Member, most: int = MOST_MEMBERS) -> dict[str, Any]:
    """Set the members of a family on the drawing, as many as it holds, and give it with its size and ticks."""
    every = list(root.walk())
    starts = [moment for member in every if (moment := _moment(member)) is not None]
    first = min(starts, default=None)
    for row, member in enumerate(every):
        moment = _moment(member)
        member.minutes = None if moment is None or first is None else max(0.0, (moment - first) / 60)
        member.y = HEAD + ROW * (row + 0.5)
    longest = max((member.minutes or 0.0 for member in every), default=0.0)
    for member in every:
        member.x = _x(member.minutes or 0.0, longest)
    ticks = [
        {"x": _x(minutes, longest), "words": words}
        for minutes, words in zip(TICKS_MIN, TICK_WORDS, strict=True)
        if minutes <= longest
    ]
    members = every[:most]
    drawn = {member.key for member in members}
    edges = [(parent, child) for parent in members for child in parent.children if child.key in drawn]
    return {
        "root": root,
        "members": members,
        "left_out": len(every) - len(members),
        "edges": edges,
        "ticks": ticks,
        "width": LEFT + WIDTH + RIGHT,
        "height": HEAD + ROW * len(members) + 8,
    }


def _x(minutes: float, longest: float) -> float:
    """Give the place on the axis: logarithmic, since copies come within the hour and rewrites within days."""
    return LEFT + (WIDTH * log1p(minutes) / log1p(longest) if longest else 0.0)


def _moment(member: Member) -> float | None:
    published = member.document.published if member.document is not None else None
    return None if published is None else published.instant.counts_from.timestamp()


def _size(root: Member) -> int:
    return sum(member.document is not None for member in root.walk())
