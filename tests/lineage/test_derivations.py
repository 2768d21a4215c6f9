"""What a report was made from: copies, rewrites and passages are told; one speech or one page template makes none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from dragoman.lineage import MemoryIndex, affected_reports, find_derivations, signature_for, signature_of
from dragoman.model import Credit, Derivation, DerivationKind, Passage, Zone, ZoneKind
from dragoman.values import Span

if TYPE_CHECKING:
    from conftest import Reporting
    from dragoman.dossier import Dossier
    from dragoman.model import Document

WIRE = (
    "The delegations of Russia and Ukraine met for the second time in Istanbul on Monday and sat together for a little "
    "more than an hour at the palace on the strait. They agreed to exchange all prisoners who are gravely ill or under "
    "twenty-five years of age, and to hand over the bodies of six thousand fallen soldiers on each side. The Turkish "
    "foreign minister led the meeting, and said afterwards that both sides had set down their terms on paper. No date "
    "was named for a third round, though the Ukrainian side asked for one before the end of the month."
)
OTHER = (
    "A week after the first round in May, officials in Kyiv were still waiting for the paper that Moscow had promised "
    "to send ahead of the next one. Diplomats who know the file expect little of the meeting, but point out that the "
    "swap of a thousand prisoners a side went ahead as it was agreed, over three days and without a hitch. "
    "What comes next depends, they add, on whether leaders are ready to meet at all, which neither capital will say."
)
SPEECH = (
    '"We shall not leave the table as long as there is one prisoner to bring home and one mother who waits for her '
    'son, and we shall come back to this city as often as it takes to end the war that was forced upon our people"'
)


def found(document: Document, dossier: Dossier, *others: Document) -> list[tuple[str, str]]:
    derivations = find_derivations(document, MemoryIndex([*others, document]), dossier)
    return [(derivation.of, derivation.kind.value) for derivation in derivations]


def test_reprint_is_a_copy_of_the_earlier_report(report: Reporting, dossier: Dossier) -> None:
    first = report("a", WIRE, "2025-06-02T12:00:00Z")
    second = report("b", WIRE.replace("little more", "bit more").upper(), "2025-06-02T13:00:00Z")
    (derivation,) = find_derivations(second, MemoryIndex([first, second]), dossier)
    assert (derivation.document_id, derivation.of, derivation.kind) == ("b", "a", DerivationKind.COPY)
    assert derivation.share is not None
    assert derivation.share > 0.95
    assert found(first, dossier, second) == []


def test_report_that_works_over_another_is_a_rewrite(report: Reporting, dossier: Dossier) -> None:
    half = WIRE[: WIRE.index("The Turkish")]
    assert found(report("b", OTHER + " " + half, "2025-06-03"), dossier, report("a", WIRE)) == [("a", "rewrite")]


def test_report_that_takes_one_sentence_over_draws_on_it_there(report: Reporting, dossier: Dossier) -> None:
    sentence = WIRE[WIRE.index("They agreed") : WIRE.index(". The Turkish")]
    text = f"{OTHER} {sentence}. {OTHER.upper().replace('A', 'O')}"
    (derivation,) = find_derivations(report("b", text, "2025-06-03"), MemoryIndex([report("a", WIRE)]), dossier)
    assert (derivation.of, derivation.kind) == ("a", DerivationKind.QUOTE)
    (passage,) = derivation.passages
    assert passage.here.of(text) == sentence
    assert passage.there is not None
    assert passage.there.of(WIRE) == sentence


def test_reports_of_one_event_in_their_own_words_are_independent(report: Reporting, dossier: Dossier) -> None:
    assert found(report("b", OTHER, "2025-06-03"), dossier, report("a", WIRE)) == []


@pytest.mark.parametrize("marks", ['""', "“”", "«»"])
def test_one_speech_quoted_by_two_makes_no_copy(report: Reporting, dossier: Dossier, marks: str) -> None:
    said = f"{marks[0]}{SPEECH[1:-1]}{marks[1]}"
    first = report(
        "a", f"The president spoke in Istanbul on Monday evening after the talks had ended. {said}, he said."
    )
    second = report(
        "b", f"In a short address, Ukraine's leader thanked the hosts and then turned to the captives: {said}."
    )
    assert found(second, dossier, first) == []


def test_bare_statement_printed_by_two_is_one_text(report: Reporting, dossier: Dossier) -> None:
    assert found(report("b", SPEECH, "2025-06-03"), dossier, report("a", SPEECH)) == [("a", "copy")]


def test_page_furniture_of_an_outlet_makes_no_copy(report: Reporting, dossier: Dossier) -> None:
    leads = (
        "Bakers in the northern town have put up the price of a loaf for the third time since the new year began. ",
        "Two climbers were brought down from the western face on Sunday by a crew that had flown through the night. ",
        "The harbour is to close for a week while divers look for a bomb that was dropped some eighty years ago. ",
    )
    first, second, third = (report(f"r{i}", lead * 2 + OTHER, source="Example Post") for i, lead in enumerate(leads))
    assert found(third, dossier, first, second) == []
    assert found(third, dossier, first) == []


def test_background_on_the_matter_of_both_is_a_passage_within_one_outlet(report: Reporting, dossier: Dossier) -> None:
    background = (
        "Officials in Kyiv wait for the paper that Moscow had promised for the next round of the talks. " + OTHER
    )
    first = report("a", f"Officials in Kyiv said the paper from Moscow had not come by noon. {OTHER}", source="Post")
    second = report("b", f"{WIRE} {background} {WIRE.upper()}", "2025-06-03", source="Post")
    assert found(second, dossier, first) in ([("a", "quote")], [("a", "rewrite")])


def test_furniture_on_every_page_of_an_outlet_does_not_count_even_at_the_head(
    report: Reporting, dossier: Dossier
) -> None:
    pages = [report(f"r{i}", f"{OTHER} Story number {i} alone.", source="Example Post") for i in range(7)]
    assert found(pages[6], dossier, *pages[:6]) == []


def test_one_report_in_three_feeds_of_one_outlet_is_three_copies_of_one(report: Reporting, dossier: Dossier) -> None:
    feeds = [report(f"r{i}", WIRE, source="Example Post", source_id="post") for i in range(3)]
    assert found(feeds[2], dossier, *feeds) == [("r0", "copy"), ("r1", "copy")]


def test_words_in_zones_do_not_count_but_those_of_a_title_do(report: Reporting, dossier: Dossier) -> None:
    text = f"{OTHER} {WIRE}"
    zones = (Zone(Span(len(OTHER), len(text)), ZoneKind.BOILERPLATE),)
    assert found(report("b", text, "2025-06-03", zones=zones), dossier, report("a", WIRE)) == []
    titled = (Zone(Span(len(OTHER), len(text)), ZoneKind.TITLE),)
    assert found(report("c", text, "2025-06-03", zones=titled), dossier, report("a", WIRE)) == [("a", "rewrite")]


# --------------------------------------------------------------------------------------------- order


def test_bare_day_counts_from_its_end(report: Reporting, dossier: Dossier) -> None:
    day, noon = report("a", WIRE, "2025-06-02"), report("b", WIRE, "2025-06-02T12:00:00Z")
    assert found(day, dossier, noon) == [("b", "copy")]
    assert found(noon, dossier, day) == []


def test_undated_report_comes_after_dated_ones_and_two_undated_go_by_id(report: Reporting, dossier: Dossier) -> None:
    dated, one, two = report("z", WIRE), report("a", WIRE, None), report("b", WIRE, None)
    assert found(one, dossier, dated, two) == [("z", "copy")]
    assert found(two, dossier, dated, one) == [("z", "copy"), ("a", "copy")]


def test_agency_comes_first_within_half_an_hour(report: Reporting, dossier: Dossier) -> None:
    paper = report("paper", WIRE, "2025-06-02T12:00:00Z", source_id="post")
    near = report("near", WIRE, "2025-06-02T12:20:00Z", source_id="tass")
    late = report("late", WIRE, "2025-06-02T12:40:00Z", source_id="tass")
    assert found(paper, dossier, near) == [("near", "copy")]
    assert found(paper, dossier, late) == []
    assert found(late, dossier, paper) == [("paper", "copy")]


def text_credit(source: str, *, whole: bool = True) -> Credit:
    return Credit(Span(0, 3), "The", source, "text", whole)


def test_credited_source_comes_first_though_its_page_is_dated_later(report: Reporting, dossier: Dossier) -> None:
    paper = report("paper", WIRE, "2025-06-02T12:00:00Z", source_id="post", credits=(text_credit("daily"),))
    credited = report("credited", WIRE, "2025-06-03T12:00:00Z", source_id="daily")
    too_late = report("too-late", WIRE, "2025-06-06T12:00:00Z", source_id="daily")
    undated = report("undated", WIRE, None, source_id="daily")
    assert found(paper, dossier, credited)[0] == ("credited", "copy")
    assert found(paper, dossier, undated)[0] == ("undated", "copy")
    assert found(paper, dossier, too_late) == [("source:daily", "credit")]


def test_two_that_credit_each_other_go_by_time(report: Reporting, dossier: Dossier) -> None:
    one = report("one", WIRE, "2025-06-02T12:00:00Z", source_id="post", credits=(text_credit("daily"),))
    two = report("two", WIRE, "2025-06-02T13:00:00Z", source_id="daily", credits=(text_credit("post"),))
    assert ("one", "copy") in found(two, dossier, one)
    assert ("two", "copy") not in found(one, dossier, two)


def test_reports_read_before_one_that_is_earlier_are_named(report: Reporting, dossier: Dossier) -> None:
    early, late = report("early", WIRE, "2025-06-01"), report("late", WIRE, "2025-06-02")
    index = MemoryIndex([early, late])
    assert affected_reports(early, index, dossier) == ("late",)
    assert affected_reports(late, index, dossier) == ()


# --------------------------------------------------------------------------------------------- revisions and index


def test_new_text_of_a_report_is_a_revision_of_it(report: Reporting, dossier: Dossier) -> None:
    first, second = report("a", WIRE), report("a", WIRE + " A third round was named later.")
    index = MemoryIndex([first, second])
    (derivation,) = find_derivations(second, index, dossier)
    assert (derivation.of, derivation.kind) == (first.revision, DerivationKind.REVISION)
    assert find_derivations(first, index, dossier) == ()


def test_report_with_two_revisions_is_one_origin(report: Reporting, dossier: Dossier) -> None:
    first, second = report("a", WIRE), report("a", WIRE + " A third round was named later.")
    assert found(report("b", WIRE, "2025-06-03"), dossier, first, second) == [("a", "copy")]


def test_index_takes_a_revision_once_and_gives_the_most_alike_first(report: Reporting) -> None:
    near, far = report("near", WIRE), report("far", OTHER + WIRE)
    index = MemoryIndex([far, near, near])
    signature = signature_of(near)
    assert [document.id for document in index.candidates(signature, shared=1)] == ["near", "far"]
    assert [document.id for document in index.candidates(signature, shared=len(signature))] == ["near"]
    assert list(index.candidates((), shared=1)) == []


def test_report_of_a_few_words_has_no_signature_and_derives_from_nothing(report: Reporting, dossier: Dossier) -> None:
    short = report("b", "Talks ended.")
    assert signature_for(short) == signature_of(short) == ()
    assert found(short, dossier, report("a", "Talks ended.", "2025-06-01")) == []


# --------------------------------------------------------------------------------------------- credits


def test_whole_credit_covers_the_text_and_a_part_credit_no_passage(report: Reporting, dossier: Dossier) -> None:
    whole = report("a", WIRE, credits=(text_credit("reuters"),))
    everything = (Passage(Span(0, len(WIRE)), None),)
    assert find_derivations(whole, MemoryIndex(), dossier) == (
        Derivation("a", "source:reuters", DerivationKind.CREDIT, 1.0, everything),
    )
    part = report("a", WIRE, credits=(text_credit("reuters", whole=False),))
    assert find_derivations(part, MemoryIndex(), dossier) == (
        Derivation("a", "source:reuters", DerivationKind.CREDIT, None, ()),
    )


def test_credit_of_oneself_of_a_photo_or_of_nobody_known_is_no_origin(report: Reporting, dossier: Dossier) -> None:
    own = report("a", WIRE, source_id="tass", credits=(text_credit("tass"),))
    photo = report("b", OTHER, credits=(Credit(Span(0, 3), "The", "reuters", "image"),))
    unknown = report("c", OTHER, credits=(Credit(Span(0, 3), "The", None, "text"),))
    assert [found(document, dossier) for document in (own, photo, unknown)] == [[], [], []]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The envoys left Istanbul on Monday night, TASS reported. They are to meet again.", "source:tass"),
        (
            "The envoys left Istanbul on Monday, according to the state news agency TASS. No more is known.",
            "source:tass",
        ),
        ("A source told Reuters that the envoys had left. They are to meet again soon.", "source:reuters"),
        ("The envoys left, TASS reported. They meet again, Reuters reported on Tuesday.", None),
        ("The envoys left on Monday night. They will meet again in June. Nobody spoke. TASS reported it.", None),
        ("The envoys left, TASS reported. An aide told Example Post that they meet again.", None),
        ("The envoys left, Nowhere Wire reported. They meet again.", None),
        ("The envoys left on Monday night. They are to meet again.", None),
        ("The envoys left, TASS reported. " + OTHER * 4, None),
    ],
)
def test_report_that_rests_on_an_agency_named_in_its_lead_is_that_agencys(
    report: Reporting, dossier: Dossier, text: str, source: str | None
) -> None:
    derivations = find_derivations(report("a", text, source_id="post"), MemoryIndex(), dossier)
    assert [d.of for d in derivations if d.share is not None] == ([source] if source else [])


def test_sentence_that_names_another_medium_is_that_mediums(report: Reporting, dossier: Dossier) -> None:
    told = "The envoys met for an hour, TASS reported on Tuesday."
    text = f"{OTHER} {told} {OTHER.upper()} An aide told Example Post that they meet again."
    (derivation,) = find_derivations(report("a", text, source_id="post"), MemoryIndex(), dossier)
    assert (derivation.of, derivation.kind, derivation.share) == ("source:tass", DerivationKind.CREDIT, None)
    assert [passage.here.of(text) for passage in derivation.passages] == [told]


def test_sentence_is_of_the_mediums_own_report_where_that_is_at_hand(report: Reporting, dossier: Dossier) -> None:
    told = "The envoys met for an hour in the palace and will exchange the gravely ill prisoners"
    cited = report("t", f"{told}. {WIRE}", source_id="tass")
    later = report("a", f"{OTHER} {told}, TASS reported. {OTHER.upper()}", "2025-06-03", source_id="post")
    derivations = find_derivations(later, MemoryIndex([cited, later]), dossier)
    assert [(d.of, d.kind.value) for d in derivations if d.kind is DerivationKind.CREDIT] == [("t", "credit")]
    much_later = report("t", f"{told}. {WIRE}", "2025-06-09", source_id="tass")
    derivations = find_derivations(later, MemoryIndex([much_later, later]), dossier)
    assert [d.of for d in derivations if d.kind is DerivationKind.CREDIT] == ["source:tass"]


def test_lead_is_looked_for_after_title_and_dateline(report: Reporting, dossier: Dossier) -> None:
    head = "A. B. C.\nISTANBUL – "
    zones = (Zone(Span(0, 8), ZoneKind.TITLE), Zone(Span(9, len(head)), ZoneKind.DATELINE))
    text = f"{head}The envoys left, TASS reported. They are to meet again."
    assert found(report("a", text, zones=zones), dossier) == [("source:tass", "credit")]


def test_language_without_rules_has_no_leads(report: Reporting, dossier: Dossier) -> None:
    text = "The envoys left, TASS reported. They are to meet again."
    assert found(replace(report("a", text), language="xx"), dossier) == []
