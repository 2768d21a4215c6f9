"""Derived: routes of what the record makes of its events: positions, commitments, figures, disputes, changes, sources.

Each asks one use case and gives its shape as it is; long lists come in parts.
"""
# No `from __future__ import annotations`: FastAPI reads the annotations.

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query

from dragoman.api.asking import ANY_TIME, Asking, EventName, Paged, Party, Process, ReportName, Seen
from dragoman.api.shaping import ShapedRoute, describe_shaping
from dragoman.errors import UsageError
from dragoman.exports.brief import brief
from dragoman.exports.reviewed import listed_claims
from dragoman.query import View, commitments, diff, disputes, figures, positions, sources
from dragoman.query.around import around
from dragoman.query.disputes import disputes_of
from dragoman.query.figures import figures_of
from dragoman.query.lineage import report_lineage
from dragoman.query.shapes import (
    AroundShape,
    BriefShape,
    CommitmentShape,
    DiffShape,
    DisputeShape,
    FigureShape,
    OutletShape,
    PositionShape,
    ReportLineageShape,
)
from dragoman.viewing import parse_clock

Issue = Annotated[str | None, Query(description="Only on this issue, as in the codebook.")]


@dataclass(frozen=True, slots=True)
class DerivedRoutes:
    """The handlers, over one viewer."""

    asking: Asking

    def router(self) -> APIRouter:
        """Give the router with every route."""
        router = APIRouter(route_class=ShapedRoute, dependencies=[Depends(describe_shaping)])
        for path, handler in self._table():
            router.get(path, name=handler.__name__)(handler)
        return router

    def _table(self) -> Iterator[tuple[str, Callable[..., Any]]]:
        yield "/positions", self.positions
        yield "/commitments", self.commitments
        yield "/figures", self.figures
        yield "/disputes", self.disputes
        yield "/diff", self.diff
        yield "/talks/{event_id}/around", self.around
        yield "/events/{event_id}/claims", self.event_claims
        yield "/reports/{doc}/claims", self.report_claims
        yield "/brief", self.brief
        yield "/sources", self.sources
        yield "/reports/{doc}/lineage", self.report_lineage

    def positions(self, seen: Seen, paged: Paged, party: Party = None, issue: Issue = None) -> list[PositionShape]:
        """Where each side stands on each issue, with every shift."""
        return paged.cut(self.asking.ask(lambda view: positions(view, party=party, issue=issue), seen))

    def commitments(
        self,
        seen: Seen,
        paged: Paged,
        party: Party = None,
        issue: Issue = None,
        state: Annotated[Literal["no_report", "partly", "done", "contested"] | None, Query()] = None,
    ) -> list[CommitmentShape]:
        """What was promised, and what is reported of it."""
        return paged.cut(self.asking.ask(lambda view: commitments(view, party=party, issue=issue, state=state), seen))

    def figures(
        self,
        seen: Seen,
        paged: Paged,
        event: Annotated[str | None, Query(description="Only of this event.")] = None,
        measure: Annotated[str | None, Query(description="Only of this measure, as in the codebook.")] = None,
        party: Party = None,
    ) -> list[FigureShape]:
        """Every figure over time, with the voice that gives it."""
        if event is not None or party is not None:
            return paged.cut(
                self.asking.ask(lambda view: figures(view, event=event, measure=measure, party=party), seen)
            )

        def part_of(view: View) -> list[FigureShape]:
            paged.tell(view.lists.count_figures(measure))
            return figures_of(view, view.lists.figures(measure, paged.part, longest_first=False))

        return self.asking.ask(part_of, seen)

    def disputes(
        self,
        seen: Seen,
        paged: Paged,
        event: Annotated[str | None, Query(description="Only on this event.")] = None,
        kind: Annotated[Literal["number", "date", "place", "actor", "denial"] | None, Query()] = None,
        verdict: Annotated[Literal["open", "update", "other-scope", "other-unit", "settled"] | None, Query()] = None,
    ) -> list[DisputeShape]:
        """What the reports disagree on, and what only seems so."""
        if event is not None:
            return paged.cut(
                self.asking.ask(lambda view: disputes(view, event=event, kind=kind, verdict=verdict), seen)
            )

        def part_of(view: View) -> list[DisputeShape]:
            paged.tell(view.lists.count_disputes(kind, verdict))
            return disputes_of(view, view.lists.disputes(kind, verdict, paged.part, open_first=False))

        return self.asking.ask(part_of, seen)

    def diff(
        self,
        seen: Seen,
        since: Annotated[str | None, Query(description=f"The earlier instant of publication. {ANY_TIME}")] = None,
        recorded_since: Annotated[
            str | None, Query(description=f"Instead: the earlier instant of recording. {ANY_TIME}")
        ] = None,
    ) -> DiffShape:
        """What changed since an instant, and which reports changed it; ``as_of`` is the later instant."""
        published, recorded = parse_clock(since, "since"), parse_clock(recorded_since, "recorded_since")
        if recorded is not None and published is None:
            return self.asking.ask(lambda view: diff(view.recorded_at(recorded), view), seen)
        if published is not None and recorded is None:
            return self.asking.ask(lambda view: diff(view.at(published), view), seen)
        raise UsageError("diff: from when is not clear. Give one of since and recorded_since.")

    def around(self, seen: Seen, event_id: EventName) -> AroundShape:
        """What is reported of the fourteen days before and after an event, such as a round of talks."""
        return self.asking.ask(lambda view: around(view, event_id), seen)

    def event_claims(self, seen: Seen, paged: Paged, event_id: EventName) -> list[dict[str, Any]]:
        """The claims of an event exactly as in the codebook, each with its own id under ``claim``."""
        return paged.cut(self.asking.ask(lambda view: listed_claims(view, view.event(event_id).id), seen))

    def report_claims(self, seen: Seen, paged: Paged, doc: ReportName) -> list[dict[str, Any]]:
        """The claims of a report exactly as in the codebook, each with its own id under ``claim``."""
        return paged.cut(self.asking.ask(lambda view: listed_claims(view, view.store.document(doc).id), seen))

    def brief(
        self,
        seen: Seen,
        since: Annotated[str | None, Query(description=f"Tell also what changed since then. {ANY_TIME}")] = None,
        process: Process = None,
    ) -> BriefShape:
        """A page of sentences, each with its sources."""
        before = parse_clock(since, "since")
        return self.asking.ask(lambda view: brief(view, since=before, process=process), seen)

    def sources(
        self,
        seen: Seen,
        outlet: Annotated[str | None, Query(description="Only this one, by name or id.")] = None,
        *,
        drift: Annotated[bool, Query(description="Whether the changes of its copies are given, too.")] = False,
    ) -> list[OutletShape]:
        """What outlets report themselves, and what they take from whom."""
        known = self.asking.viewer.sources
        return self.asking.ask(lambda view: sources(view, known, outlet=outlet, with_drift=drift), seen)

    def report_lineage(self, seen: Seen, doc: ReportName) -> ReportLineageShape:
        """Where one report comes from, who took from it, and what was changed."""
        known = self.asking.viewer.sources
        return self.asking.ask(lambda view: report_lineage(view, doc, known), seen)
