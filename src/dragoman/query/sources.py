"""Sources: what the outlets on record report by themselves, what they take from others, how fast, and what they change.

A view and the dossier's sources come in, one shape an outlet goes out, those with the most reports first. It counts
what is on record, and rates nobody.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

from dragoman.model import MEDIUM, DerivationKind
from dragoman.query.drift import WHOLE, drift_of
from dragoman.query.lineage import NO_SOURCES, delay_min, one_house

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dragoman.model import Derivation, Document, Source
    from dragoman.query.shapes import DriftShape, OutletShape, RelianceShape  # noqa: TC004  as in ``stances``
    from dragoman.query.view import View


@dataclass(slots=True)
class _Outlet:
    """What was counted of one outlet's reports."""

    name: str | None
    source_id: str | None
    counts: Counter[str] = field(default_factory=Counter)
    relied: Counter[str] = field(default_factory=Counter)
    delays: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    ids: dict[str, str | None] = field(default_factory=dict)
    drifts: list[DriftShape] = field(default_factory=list)


def sources(
    view: View, known: Mapping[str, Source] = NO_SOURCES, *, outlet: str | None = None, with_drift: bool = False
) -> list[OutletShape]:
    """Give the outlets whose reports are on record.

    Args:
        view: The record.
        known: The dossier's sources, by id.
        outlet: Only this one, by its name as given, its name in the dossier or its id.
        with_drift: Whether the changes themselves are given, too.
    """
    outlets = view.once("outlets", lambda: _outlets(view, known))
    wanted = [found for found in outlets if outlet is None or _is_called(found, outlet, known)]
    return [_shape(found, known, with_drift=with_drift) for found in wanted]


def _outlets(view: View, known: Mapping[str, Source]) -> list[_Outlet]:
    """Count what each outlet's reports are, those with the most reports first."""
    documents = {document.id: document for document in view.documents()}
    derivations = view.store.derivations()
    outlets: dict[str, _Outlet] = {}
    for document in documents.values():
        found = outlets.setdefault(_key(document), _Outlet(_name(document, known), document.source_id))
        mine = [d for d in derivations.get(document.id, ()) if d.kind is not DerivationKind.REVISION]
        _count(found, document, mine, documents, known)
        found.drifts += drift_of(document, mine, documents)
    _count_taken_up(outlets, documents, derivations)
    return sorted(outlets.values(), key=lambda found: (-found.counts["reports"], found.name or ""))


def _key(document: Document) -> str:
    return document.source_id or f"={document.source}"


def _name(document: Document, known: Mapping[str, Source]) -> str | None:
    source = known.get(document.source_id or "")
    return source.names[0] if source else document.source


def _is_called(found: _Outlet, name: str, known: Mapping[str, Source]) -> bool:
    source = known.get(found.source_id or "")
    names = {found.name, found.source_id, *(source.names if source else ())}
    return name.casefold() in {each.casefold() for each in names if each}


def _count(
    found: _Outlet,
    document: Document,
    derivations: Sequence[Derivation],
    documents: Mapping[str, Document],
    known: Mapping[str, Source],
) -> None:
    found.counts.update(["reports", *_kinds(derivations, documents)])
    for name, source_id, delay in _relied_on(document, derivations, documents, known):
        found.relied[name] += 1
        found.ids[name] = source_id
        if delay is not None:
            found.delays[name].append(delay)


def _kinds(derivations: Sequence[Derivation], documents: Mapping[str, Document]) -> Iterator[str]:
    """Say what a report is, and whether it has parts of others."""
    kinds = {d.kind for d in derivations if d.of in documents}
    if DerivationKind.COPY in kinds:
        yield "copies"
    elif DerivationKind.REWRITE in kinds:
        yield "rewrites"
    elif any(d.kind is DerivationKind.CREDIT and d.share is not None for d in derivations):
        yield "credited"
    else:
        yield "own"
        if derivations:
            yield "partly"


def _relied_on(
    document: Document,
    derivations: Sequence[Derivation],
    documents: Mapping[str, Document],
    known: Mapping[str, Source],
) -> Iterator[tuple[str, str | None, int | None]]:
    """Give each other outlet that a report depends on, once, with its id and the minutes between the two."""
    seen: set[str] = set()
    for derivation in derivations:
        other = documents.get(derivation.of)
        source_id = other.source_id if other else derivation.of.removeprefix(MEDIUM)
        name = _name(other, known) if other else _medium(source_id, known)
        is_own = other is not None and _key(other) == _key(document)
        if name is None or is_own or name in seen or source_id == document.source_id is not None:
            continue
        seen.add(name)
        yield name, source_id, delay_min(document, other)


def _medium(source_id: str | None, known: Mapping[str, Source]) -> str | None:
    source = known.get(source_id or "")
    return source.names[0] if source else source_id


def _count_taken_up(
    outlets: Mapping[str, _Outlet],
    documents: Mapping[str, Document],
    derivations: Mapping[str, Sequence[Derivation]],
) -> None:
    for document in documents.values():
        wholes = {d.of for d in derivations.get(document.id, ()) if d.kind in WHOLE and d.of in documents}
        for key in {_key(documents[of]) for of in wholes} - {_key(document)}:
            outlets[key].counts["taken_up"] += 1


def _shape(found: _Outlet, known: Mapping[str, Source], *, with_drift: bool) -> OutletShape:
    source, counts = known.get(found.source_id or ""), found.counts
    kinds = Counter(drift["kind"] for drift in found.drifts)
    return {
        "source": found.name,
        "source_id": found.source_id,
        "kind": source.kind.value if source else None,
        "owner": source.owner if source else None,
        "party": source.party if source else None,
        "reports": counts["reports"],
        "own": counts["own"],
        "copies": counts["copies"],
        "rewrites": counts["rewrites"],
        "credited": counts["credited"],
        "partly": counts["partly"],
        "taken_up": counts["taken_up"],
        "relies_on": list(_reliance(found, known)),
        "drift": dict(sorted(kinds.items())),
        "drifts": found.drifts if with_drift else [],
    }


def _reliance(found: _Outlet, known: Mapping[str, Source]) -> Iterator[RelianceShape]:
    for name, reports in sorted(found.relied.items(), key=lambda pair: (-pair[1], pair[0])):
        delays = found.delays.get(name)
        yield {
            "source": name,
            "reports": reports,
            "delay_min": round(median(delays)) if delays else None,
            "one_house": one_house(found.source_id, found.ids[name], known),
        }
