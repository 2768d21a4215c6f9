"""Table: every page of the site, in the order of the bar."""

from __future__ import annotations

from dragoman.web.pages.actors import build_actor
from dragoman.web.pages.around import build_around
from dragoman.web.pages.ask import Page
from dragoman.web.pages.changes import build_brief, build_today
from dragoman.web.pages.event import build_event
from dragoman.web.pages.events import build_timeline
from dragoman.web.pages.finding import MOST, build_search, build_suggestions
from dragoman.web.pages.lineage import build_lineage, build_sources
from dragoman.web.pages.lists import (
    build_commitments,
    build_disputes,
    build_exchanges,
    build_figures,
    build_positions,
)
from dragoman.web.pages.reports import build_report
from dragoman.web.pages.talks import build_talks

PAGES: tuple[Page, ...] = (
    Page("/talks", "Talks", "talks.html", build_talks, "talks", "talks"),
    Page(
        "/talks/{event_id}",
        None,
        "around.html",
        build_around,
        "talks/{event_id}/around",
        also=(
            ("CSV of the events", "talks/{event_id}/around?fields=events&format=csv"),
            ("CSV of the statements", "talks/{event_id}/around?fields=statements&format=csv"),
        ),
    ),
    Page("/positions", "Positions", "positions.html", build_positions, "positions", is_list=True),
    Page("/timeline", "Timeline", "timeline.html", build_timeline, "timeline", "events"),
    Page("/exchanges", "Exchanges", "exchanges.html", build_exchanges, "timeline?frame=exchange", "exchanges"),
    Page("/commitments", "Commitments", "commitments.html", build_commitments, "commitments", "commitments"),
    Page("/disputes", "Disputes", "disputes.html", build_disputes, "disputes", is_list=True),
    Page("/figures", "Figures", "figures.html", build_figures, "figures", "figures"),
    Page("/sources", "Sources", "sources.html", build_sources, "sources", is_list=True),
    Page("/lineage", None, "lineage.html", build_lineage, "lineage", "lineage"),
    Page("/today", "Changes", "today.html", build_today),
    Page("/brief", "Brief", "brief.html", build_brief, "brief"),
    Page("/actors/{actor_id}", None, "actor.html", build_actor, "timeline?actor={actor_id}", is_list=True),
    Page(
        "/events/{event_id}",
        None,
        "event.html",
        build_event,
        "events/{event_id}",
        also=(("CSV of its claims", "events/{event_id}/claims?format=csv"),),
    ),
    Page(
        "/reports/{doc}",
        None,
        "report.html",
        build_report,
        "reports/{doc}/claims",
        is_list=True,
        also=(("JSON of where it comes from", "reports/{doc}/lineage"),),
    ),
    Page("/search", None, "search.html", build_search, f"search?limit={MOST}", is_list=True),
)

PIECES: tuple[Page, ...] = (Page("/suggest", None, "suggest.html", build_suggestions),)
"""What pages fetch for themselves, and nobody opens."""
