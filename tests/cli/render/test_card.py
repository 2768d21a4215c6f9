"""The card of ``read``: fits a page, says the same words once, leaves out only what it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from dragoman.cli.render.card import MOST_NAMED, MOST_STATEMENTS, MOST_WITH_WORDS, card_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from syrupy.assertion import SnapshotAssertion

    Printed = Callable[[Any], str]

UMEROV = {"name": "Rustem Umerov", "kind": "person", "party": "UKR", "chain": 0}
JUNE = {"start": "2025-06-02", "end": "2025-06-02", "granularity": "day"}


def claim(doc: str, quote: str, *voices: dict[str, Any], start: int = 0, prefix: str = "") -> dict[str, Any]:
    evidence = {"start": start, "end": start + len(quote), "quote": quote, "prefix": prefix, "suffix": ""}
    return {"id": f"clm_{doc}_{start}", "doc": doc, "attribution": list(voices), "evidence": [evidence]}


def event(number: int, title: str, quote: str, **more: Any) -> dict[str, Any]:
    voices = more.pop("voices", ())
    told = claim("r1", quote, *voices, start=more.pop("start", number * 100), prefix=more.pop("prefix", ""))
    return {
        "id": f"evt_{number}",
        "frame": "strike",
        "status": "occurred",
        "hedged": False,
        "title": title,
        "occurred": None,
        "roles": {"actor": [], "target": [], "mediator": [], "delegate": []},
        "quantities": [],
        "content": None,
        "salience": "main",
        "time_words": None,
        "claims": [told],
        **more,
    }


def quantity(measure: str, **bounds: Any) -> dict[str, Any]:
    return {"measure": measure, "value": None, "low": None, "high": None, "unit": None, "of": None, **bounds}


def statement(quote: str, *voices: dict[str, Any], kind: str = "indirect") -> dict[str, Any]:
    part = {"start": 0, "end": len(quote), "quote": quote}
    return {"voices": list(voices), "content": [part], "kind": kind, "issue": None}


def report(**more: Any) -> dict[str, Any]:
    return {
        "doc": "r1",
        "title": "Second round in Istanbul",
        "source": "Meridian Wire",
        "published_at": "2025-06-02T20:30:00Z",
        "published_at_local": "2025-06-02T23:30:00+03:00",
        "needs_publication_date": False,
        "events": [],
        "statements": [],
        "hedges": [],
        "notes": [],
        **more,
    }


def shape(*reports: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"reports": list(reports), "agree": [], "differ": [], "shared": [], **more}


AGREED = "The two sides agreed to return the bodies of 6,000 soldiers, Umerov said."
ROLES = {"actor": [], "target": [], "mediator": [], "delegate": [{"name": "Rustem Umerov", "as": "head"}]}


def full_report() -> dict[str, Any]:
    """One event under each heading, two of them in the same sentence, and words that hedge."""
    met = "The delegations met in Istanbul for just over an hour on Monday."
    hit = "The security service reportedly hit 41 aircraft."
    planes = quantity("aircraft", value=41, of="aircraft")
    held = event(
        1,
        "Second round of talks between Russia and Ukraine, Istanbul, 2 June 2025",
        met,
        frame="talks",
        occurred=JUNE,
        roles=ROLES,
        quantities=[quantity("duration", low=1, unit="h")],
        prefix="Talks end in Istanbul\n\nISTANBUL (Meridian) - ",
    )
    agreed = event(
        4,
        "Agreement between Russia and Ukraine on the return of bodies",
        AGREED,
        frame="agreement",
        voices=(UMEROV,),
        content={"spans": [{"start": 5, "end": 9, "quote": "to return\n the bodies"}]},
    )
    return report(
        events=[
            held,
            event(2, "Strike on aircraft", hit, hedged=True, quantities=[planes]),
            event(3, "Return of bodies (planned)", AGREED, frame="exchange", status="planned", start=400),
            agreed,
        ],
        statements=[statement(AGREED[:59], UMEROV), statement('"We wait for an answer,"', UMEROV, kind="direct")],
        hedges=[{"start": 21, "end": 31, "quote": "reportedly", "event_id": "evt_2"}],
        notes=["the text was cut at 1,000,000 characters"],
    )


def test_one_report_on_one_page(printed: Printed, snapshot: SnapshotAssertion) -> None:
    text = printed(card_page(shape(full_report()), plain=True))
    assert max(map(len, text.splitlines())) <= 100
    assert text == snapshot


def test_several_reports_and_what_they_share(printed: Printed, snapshot: SnapshotAssertion) -> None:
    lengths = [
        {"value": quantity("duration", low=1, unit="h"), "claims": [claim("r1", "an hour"), claim("r1", "1 h")]},
        {"value": quantity("duration", value=3.5, unit="h"), "claims": [claim("r2", "three and a half hours")]},
        {"value": "unknown to all", "claims": []},
    ]
    title = "Second round of talks between Russia and Ukraine"
    made = shape(
        full_report(),
        report(doc="r2", title=None, source=None, published_at_local=None, needs_publication_date=True),
        agree=[{"event_id": "evt_1", "title": title, "docs": ["r1", "r2", "r9"]}],
        differ=[{"event_id": "evt_1", "title": title, "field": "duration/talks#2", "values": lengths}],
        shared=[
            {"origin": "r1", "docs": ["r1", "r2"], "shares": [1.0, 0.75]},
            {"origin": "source:reuters", "docs": ["r1", "r2"], "shares": [0.5, 0.25]},
        ],
    )
    text = printed(card_page(made, plain=True))
    assert max(map(len, text.splitlines())) <= 100
    assert text == snapshot


def test_reports_that_share_nothing_say_so(printed: Printed) -> None:
    text = printed(card_page(shape(report(), report(doc="r2")), plain=True))
    assert "No event that more than one of them tells." in text
    assert "No report copies another, nor a wire that another copies." in text
    assert "Differ" not in text


def test_a_report_without_events_says_so_and_needs_its_date(printed: Printed) -> None:
    text = printed(card_page(shape(report(needs_publication_date=True, published_at_local=None)), plain=True))
    assert "No event that the frames in force know." in text
    assert "Meridian Wire · needs publication date" in text
    assert "Together" not in text


def test_the_day_is_the_one_that_was_printed_and_not_that_of_greenwich(printed: Printed) -> None:
    late = report(published_at="2025-06-02T22:30:00Z", published_at_local="2025-06-03T01:30:00+03:00")
    assert "Meridian Wire · 3 June 2025" in printed(card_page(shape(late), plain=True))


@pytest.mark.parametrize("everything", [False, True])
def test_what_is_left_out_is_counted(everything: bool, printed: Printed) -> None:  # noqa: FBT001
    events = [event(n, f"Strike {n}", f"Deed {n} was done.") for n in range(1, 11)]
    statements = [statement(f"word {n}", UMEROV) for n in range(1, 6)]
    text = printed(card_page(shape(report(events=events, statements=statements)), plain=True, everything=everything))
    left = len(events) - MOST_WITH_WORDS - MOST_NAMED
    assert (f"and {left} more; --all shows them" in text) is not everything
    assert (f"and {len(statements) - MOST_STATEMENTS} more; --all shows them" in text) is not everything
    assert ("Strike 10" in text) is everything
    assert text.count("was done.") == (len(events) if everything else MOST_WITH_WORDS)


def test_main_points_come_first_and_then_the_order_of_the_text(printed: Printed) -> None:
    events = [
        event(1, "Minor deed", "A.", salience="minor", start=1),
        event(2, "Later deed", "B.", start=300),
        event(3, "Earlier deed", "C.", start=200),
    ]
    text = printed(card_page(shape(report(events=events)), plain=True))
    assert text.index("Earlier deed") < text.index("Later deed") < text.index("Minor deed")


def test_a_time_that_is_not_resolved_is_its_words(printed: Printed) -> None:
    open_time = event(1, "Third round of talks (planned)", "They meet this Wednesday.", frame="talks", status="planned")
    open_time["time_words"] = "this Wednesday"
    undated = report(events=[open_time], needs_publication_date=True, published_at_local=None)
    assert "    “this Wednesday”, needs publication date\n" in printed(card_page(shape(undated), plain=True))
    dated = printed(card_page(shape(report(events=[open_time])), plain=True))
    assert "    “this Wednesday”\n" in dated
    assert "(planned) · planned" not in dated
    named = [event(n, f"Deed {n}", f"{n}.") for n in range(2, 2 + MOST_WITH_WORDS)]
    assert "Third round of talks (planned) · “this Wednesday”" in printed(
        card_page(shape(report(events=[*named, {**open_time, "salience": "minor"}])), plain=True)
    )


def test_a_status_is_said_where_the_title_does_not(printed: Printed) -> None:
    events = [
        event(1, "Talks in Rome", "They did not meet.", frame="talks", status="not_occurred"),
        event(2, "Strike on Kyiv", "It was denied.", status="denied", occurred=JUNE),
    ]
    text = printed(card_page(shape(report(events=events)), plain=True))
    assert "Talks in Rome · no date · did not happen" in text
    assert "Strike on Kyiv · 2 June 2025 · denied" in text


def test_an_act_of_speech_needs_no_date(printed: Printed) -> None:
    events = [event(1, "Demand by Ukraine", "He asked for it.", frame="proposal")]
    text = printed(card_page(shape(report(events=events)), plain=True))
    assert "  • Demand by Ukraine\n" in text


def test_a_hedge_of_some_of_the_claims_is_said_to_be_in_part(printed: Printed) -> None:
    hedge = {"start": 0, "end": 1, "quote": "may\nhave", "event_id": "evt_1"}
    made = report(events=[event(1, "Strike on a depot", "It may have hit.")], hedges=[hedge, hedge])
    assert "in part hedged: “may have”" in printed(card_page(shape(made), plain=True))


def test_words_in_their_sentence_are_marked_and_whole_ones_are_not(printed: Printed) -> None:
    part = event(1, "Strike", "a depot was hit", prefix="Officials say that ")
    whole = event(2, "Strike", "A bridge was hit.")
    text = printed(card_page(shape(report(events=[part, whole])), plain=True))
    assert "Officials say that ⟦a depot was hit⟧" in text
    assert "    A bridge was hit.\n" in text


def test_who_says_it_stands_below_each_event(printed: Printed) -> None:
    source = {"name": "a source", "kind": "unnamed", "party": None, "chain": 1}
    agency = {"name": "TASS", "kind": "agency", "party": None, "chain": 1}
    events = [
        event(1, "Strike", "One was hit.", voices=(UMEROV, agency, source)),
        event(2, "Strike", "Two were hit."),
    ]
    text = printed(card_page(shape(report(events=events)), plain=True))
    assert "— according to Rustem Umerov (UKR) · TASS < a source" in text
    assert "— in the report's own voice" in text


def test_a_statement_of_nobody_says_that(printed: Printed) -> None:
    made = report(statements=[statement("it was over")])
    assert "not said by whom: it was over" in printed(card_page(shape(made), plain=True))


def test_colour_is_used_where_brackets_are_not(printed: Printed) -> None:
    part = event(1, "Strike", "a depot was hit", prefix="Officials say that ")
    text = printed(card_page(shape(report(events=[part])), plain=False))
    assert "Officials say that a depot was hit" in text
