"""Pages on the dossier: what the packs hold, one actor's card, the list of outlets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from dragoman.dossier.show import ActorCard, DossierOverview
    from dragoman.model import Source, Tenure


def overview_page(held: DossierOverview) -> Iterator[RenderableType]:
    """Draw the packs in force, in order, and what they add up to."""
    for pack in held.packs:
        yield Text.assemble((pack.name, "bold"), f" {pack.version}  {pack.title}")
        if pack.boundaries:
            yield Text(f"    {pack.boundaries}", style="dim")
    counts = held.counts
    table = _table()
    kinds = ", ".join(f"{number:,} {kind.replace('_', ' ')}" for kind, number in counts.actors_by_kind.items())
    table.add_row("actors", f"{counts.actors:,}", kinds)
    table.add_row("names", f"{counts.names:,}", f"{len(held.ambiguous):,} of them borne by several actors")
    table.add_row("places", f"{counts.places:,}", "of the packs' own; the gazetteer has the world's")
    table.add_row("things", f"{counts.things:,}", "")
    outlets = ", ".join(f"{number:,} {kind.replace('_', ' ')}" for kind, number in counts.sources_by_kind.items())
    table.add_row("sources", f"{counts.sources:,}", outlets)
    table.add_row("processes", f"{counts.processes:,}", ", ".join(process.id for process in held.processes))
    yield table


def cards_page(cards: Sequence[ActorCard]) -> Iterator[RenderableType]:
    """Draw the cards of actors."""
    for card in cards:
        actor = card.actor
        side = f" · {actor.party}" if actor.party else ""
        yield Text.assemble(
            (card.shown, "bold"), f"  {actor.kind.value.replace('_', ' ')}{side}", (f"  {actor.id}", "dim")
        )
        table = _table()
        lists = {"names": actor.names, "metonyms": actor.metonyms, "adjectives": actor.adjectives, "parts": card.parts}
        for label, words in lists.items():
            if words:
                table.add_row(label, "", ", ".join(words))
        for tenure in actor.tenures:
            table.add_row("office", "", _tenure(tenure))
        if actor.part_of:
            table.add_row("part of", "", actor.part_of)
        if card.same_party:
            table.add_row("same side", "", f"{card.same_party:,} actors")
        if actor.source:
            table.add_row("source", "", actor.source)
        yield table


def sources_page(sources: Sequence[Source]) -> Iterator[RenderableType]:
    """Draw the outlets, one row each."""
    table = Table.grid(padding=(0, 2, 0, 0))
    for source in sources:
        side = source.party or ""
        table.add_row(
            source.names[0],
            source.kind.value.replace("_", " "),
            source.country or "",
            side,
            Text(source.id, style="dim"),
        )
    yield table
    yield Text(f"{len(sources):,} outlets", style="dim")


def _table() -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=12, justify="right", style="dim")
    table.add_column(justify="right")
    table.add_column(overflow="fold")
    return table


def _tenure(tenure: Tenure) -> str:
    start, end = (day.isoformat() if day else "" for day in (tenure.start, tenure.end))
    when = f", {start or '?'} to {end or 'today or not known'}" if start or end else ""
    return f"{tenure.office} ({tenure.party}){when}"
