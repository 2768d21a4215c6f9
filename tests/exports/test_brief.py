"""The brief: key points first, each sentence with sources that lead to the words, the same words for every side."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.exports.brief import brief
from dragoman.exports.brief_markdown import brief_markdown, escaped
from dragoman.exports.brief_sentences import (
    change_line,
    commitment_line,
    dispute_line,
    round_lines,
    standing_line,
    subject_of,
    values_in_conflict,
    with_articles,
)

if TYPE_CHECKING:
    from dragoman.query import View

NAMES = {"RUS": "Russia", "UKR": "Ukraine"}
DAY = {"start": "2025-06-02", "end": "2025-06-02", "granularity": "day"}
COUNTS = {"reports": 2, "origins": 1, "voices": 1, "parties": []}


def claim(doc: str = "r1", quote: str = "They met.") -> dict[str, Any]:
    return {"id": f"clm_{doc}", "doc": doc, "source": "Example Wire", "published_at": "2025-06-02T18:00:00Z",
            "attribution": [], "evidence": [{"quote": quote}],
            "link": f"https://wire.example/{doc}#:~:text=met"}  # fmt: skip


def lines_of(page: Any, heading: str) -> list[str]:
    return [line["text"] for section in page["sections"] if section["heading"] == heading for line in section["lines"]]


def test_key_points_come_first_and_what_has_nothing_is_left_out(view: View) -> None:
    page = brief(view)
    headings = [section["heading"] for section in page["sections"]]
    assert headings[0] == "Key points"
    assert "What changed" not in headings
    assert set(headings) <= {"Key points", "Rounds", "Disputed", "Commitments"}


def test_a_round_is_told_in_a_sentence_with_its_sources(view: View) -> None:
    rounds = lines_of(brief(view), "Rounds")
    assert "The second round of talks between Russia and Ukraine was held on 2 June 2025 in Istanbul." in rounds
    assert any("third round" in text and "has been announced for 23 July 2025 in Istanbul." in text for text in rounds)


def test_every_sentence_about_an_event_has_a_source_that_is_listed(view: View) -> None:
    page = brief(view, since=datetime(2025, 6, 2, 15, tzinfo=UTC))
    numbers = {source["number"] for source in page["sources"]}
    cited = [line for section in page["sections"] for line in section["lines"] if line["event_id"] is not None]
    assert cited
    assert all(line["sources"] and set(line["sources"]) <= numbers for line in cited)
    assert len(numbers) == len(page["sources"])


def test_what_changed_is_told_from_a_day_to_its_end(view: View) -> None:
    page = brief(view, since=datetime(2025, 6, 3, tzinfo=UTC), process="istanbul-2025")
    changed = lines_of(page, "What changed since 2 June 2025")
    assert any(text.startswith("New: ") for text in changed)
    assert page["since"] == "2025-06-03T00:00:00Z"


def test_the_title_has_the_process_and_the_last_day_of_the_view(view: View) -> None:
    page = brief(view.at(datetime(2025, 6, 3, tzinfo=UTC)), process="istanbul-2025")
    assert page["title"] == "istanbul-2025: brief, as of 2 June 2025"
    assert brief(view)["title"] == "All talks on record: brief"


def test_markdown_has_numbers_that_lead_to_sources_and_links_that_open_the_words(view: View) -> None:
    text = "\n".join(brief_markdown(brief(view)))
    assert text.startswith("# All talks on record: brief\n")
    assert re.search(r"\[\\\[1\\\]\]\(#source-1\)", text)
    assert '1. <a id="source-1"></a>[' in text
    assert "#:~:text=" in text
    assert "It says what they say" in text


def test_words_of_reports_are_no_markup() -> None:
    assert escaped("*<b>[x](y)`") == r"\*\<b\>\[x\](y)\`"
    long = claim(quote="word " * 80) | {"link": None, "attribution": [{"name": "Umerov"}]}
    page: Any = {"title": "T", "sections": [], "sources": [{"number": 1, "claim": long}]}
    source = next(line for line in brief_markdown(page) if line.startswith("1. "))
    assert source.endswith("…”")
    assert "(Umerov)" in source
    assert "](<" not in source
    bare: Any = {**page, "sources": [{"number": 1, "claim": claim() | {"evidence": [], "source": None}}]}
    assert any("r1, 2 Jun 2025" in line for line in brief_markdown(bare))
    empty: Any = {**page, "sources": []}
    assert not any("## Sources" in line for line in brief_markdown(empty))


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("Third round of talks between Ukraine and Russia, Istanbul, 23 July 2025",
         "the third round of talks between Ukraine and Russia"),
        ("Round of talks between A and B, Vatican (planned)", "a round of talks between A and B"),
        ("Return of bodies by Russia", "a return of bodies by Russia"),
    ],
)  # fmt: skip
def test_a_title_becomes_the_subject_of_a_sentence(title: str, subject: str) -> None:
    assert subject_of(title) == subject


def talk(**more: Any) -> dict[str, Any]:
    return {"title": "Second round of talks between A and B, Istanbul", "state": "held", "occurred": DAY,
            "place": {"name": "Istanbul", "precision": "settlement"}, "history": [{"claim": claim()}],
            "event_id": "evt_1", "disputes": [], "duration": [], "agreed": [], "proposed": [], "refused": [],
            **more}  # fmt: skip


def test_a_disputed_date_is_said_to_be_in_the_sentence_that_gives_it() -> None:
    dispute = {"field": "occurred", "verdict": "open"}
    assert "on 2 June 2025 (the date is disputed) in Istanbul." in standing_line(talk(disputes=[dispute]))[0]
    palace = {"name": "Ciragan Palace", "precision": "exact"}
    month = {"start": "2025-06-01", "end": "2025-06-30", "granularity": "month"}
    assert standing_line(talk(place=palace, occurred=month, state="announced"))[0].endswith(
        "has been announced for June 2025 at Ciragan Palace."
    )
    assert "on a day that no report gives" in standing_line(talk(occurred=None, place=None, history=[]))[0]


def test_a_round_tells_its_length_unless_disputed_and_its_terms_on_known_issues() -> None:
    length = {"value": {"measure": "duration", "value": 1, "low": None, "high": None, "unit": "h", "of": None,
              "effect": None}, "claims": [claim()]}  # fmt: skip
    term = {"quotes": ["a truce,"], "issue": "ceasefire", "party": "RUS", "claims": [claim()], "event_id": "evt_2"}
    terms = [term, term | {"issue": "other"}, term | {"quotes": []}, term | {"party": None}]
    told = [text for text, _, _ in round_lines(talk(duration=[length], proposed=terms, agreed=[term]), NAMES)]
    assert told[1:] == [
        "It lasted 1 hour.",
        "The sides agreed: “a truce”.",
        "Russia proposed: “a truce”.",
        "A side proposed: “a truce”.",
    ]
    disputed = talk(duration=[length], disputes=[{"field": "duration", "verdict": "open"}])
    assert len(list(round_lines(disputed, NAMES))) == 1


def value(words: Any, origins: int = 1) -> dict[str, Any]:
    return {"value": words, "counts": COUNTS | {"origins": origins}, "claims": [claim(str(words))]}


def test_a_dispute_names_the_values_in_conflict_first() -> None:
    dispute = {"field": "duration", "why": "40 min and 3.5 h cannot both be right.", "event_id": "evt_1",
               "values": [value("39 min", 3), value("3.5"), value("40 min")]}  # fmt: skip
    text, claims, _ = dispute_line(dispute, "Third round of talks between A and B")
    assert text == (
        "How long the third round of talks between A and B lasted is disputed: "
        "40 minutes and 3.5 hours cannot both be right."
    )
    assert [each["doc"] for each in claims] == ["3.5", "40 min", "39 min"]
    number = {"measure": "bodies", "value": 6060, "low": None, "high": None, "unit": None, "of": None, "effect": None}
    other = {"field": "bodies/soldiers", "why": "6,060 and 6,600 cannot both be right.", "event_id": "evt_1",
             "values": [value("5"), value(number), value(DAY)]}  # fmt: skip
    assert values_in_conflict(other)[0]["value"] == number
    assert dispute_line(other, "Return of bodies")[0].startswith(
        "The number of bodies of soldiers is disputed for a return of bodies: 6,060"
    )


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("bodies", "The number of bodies is disputed for a strike: "),
        ("aircraft/hit", "The number of aircraft hit is disputed for a strike: "),
        ("count/hit/air bases", "The number of air bases hit is disputed for a strike: "),
        ("killed", "The number of people killed is disputed for a strike: "),
        ("killed/civilians", "The number of civilians killed is disputed for a strike: "),
        ("money", "The sum of money is disputed for a strike: "),
    ],
)
def test_what_is_counted_is_said_as_a_reader_would(field: str, told: str) -> None:
    values = [
        value({"measure": field.split("/", maxsplit=1)[0], "value": 4, "low": None, "high": None, "effect": "hit"})
    ]
    dispute = {"field": field, "why": "4 and 5 cannot both be right.", "event_id": "evt_1", "values": values}
    assert dispute_line(dispute, "Strike")[0] == f"{told}4 and 5 cannot both be right."


def test_names_have_their_article_in_a_sentence_and_only_there() -> None:
    assert subject_of("Round of talks between Iran and United States") == (
        "a round of talks between Iran and the United States"
    )
    assert with_articles("attack on the United States by SBU") == "attack on the United States by the SBU"
    assert with_articles("embassy of United States Embassy Row") == "embassy of United States Embassy Row"
    assert with_articles("United Nations out") == "United Nations out"


def test_a_commitment_is_told_with_what_was_reported_of_it() -> None:
    figure = {"measure": "exchanged", "value": 390, "low": None, "high": None, "unit": None, "of": "people",
              "effect": None, "vague": False, "words": None}  # fmt: skip
    stage = {"quantities": [figure], "status": "occurred", "occurred": DAY, "not_after": None}
    undated = stage | {"occurred": None, "not_after": "2025-06-09"}
    one = {"quotes": ["to exchange 1,000 prisoners,"], "quantities": [figure | {"value": 1000}], "title": "T",
           "made_at": DAY, "due": None, "reported": [stage, undated, stage | {"status": "denied"}],
           "by": ["RUS", "UKR"], "state": "partly", "what": [claim()], "according_to": [],
           "event_id": "evt_1"}  # fmt: skip
    text, _, _ = commitment_line(one, NAMES)
    assert text == (
        "Russia and Ukraine agreed on 2 June 2025 “to exchange 1,000 prisoners”: reported done in part "
        "(390 people, 2 June 2025; 390 people, by 9 June 2025)."
    )
    bare = one | {"quotes": [], "made_at": None, "due": DAY, "reported": [], "state": "no_report"}
    told = "Russia and Ukraine agreed 1,000 people, due 2 June 2025: no report says what came of it."
    assert commitment_line(bare, NAMES)[0] == told
    assert commitment_line(bare | {"quantities": []}, {})[0].startswith("RUS and UKR agreed T, due")


@pytest.mark.parametrize(
    ("field", "kind", "before", "after", "told"),
    [
        ("event", "new", None, "x", "New: return of bodies by Russia."),
        ("event", "joined", "x", "y", None),
        ("event", "gone", "x", None, "No longer in any report: return of bodies by Russia."),
        ("state", "changed", "announced", "held", "Now held (before: announced): return of bodies by Russia."),
        ("state", "changed", None, "held", "Now held: return of bodies by Russia."),
        ("disputes", "changed", [], ["A and B."], "Newly disputed, return of bodies by Russia: A and B."),
        ("disputes", "changed", ["A and B."], [], None),
        ("counts", "changed", 1, 2, None),
    ],
)
def test_a_change_is_told_in_a_sentence_or_not_at_all(
    field: str, kind: str, before: Any, after: Any, told: str | None
) -> None:
    change = {"field": field, "kind": kind, "before": before, "after": after, "because": [claim()],
              "title": "Return of bodies by Russia", "event_id": "evt_1"}  # fmt: skip
    said = change_line(change)
    assert (None if said is None else said[0]) == told


def test_a_decision_without_a_report_is_no_change_of_the_page() -> None:
    change = {"field": "event", "kind": "new", "before": None, "after": "x", "because": [],
              "title": "Rustem Umerov out", "event_id": "evt_1"}  # fmt: skip
    assert change_line(change) is None
    assert change_line(change | {"because": [claim()]}) == ("New: Rustem Umerov out.", [claim()], "evt_1")
