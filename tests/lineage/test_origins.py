"""Origins: two reports of one origin give one id, passage by passage; a mixed report lends nobody another's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dragoman.lineage import MemoryIndex, find_derivations, main_origin, origin_at, origins_of, shared_origin
from dragoman.lineage.stretches import Stretch, map_through, stretches_of
from dragoman.model import Credit, Derivation, DerivationKind, Document, Passage
from dragoman.values import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from conftest import Reporting
    from dragoman.dossier import Dossier

ONE = (
    "The delegations sat together for a little more than an hour at the palace on the strait and agreed to exchange "
    "all prisoners who are gravely ill, as well as the bodies of six thousand fallen soldiers on each side."
)
TWO = (
    "Four airfields far behind the front were struck on Sunday by drones that had been driven up to them in wooden "
    "sheds on the backs of lorries, and dozens of bombers were burnt or holed the service that sent them said."
)
THREE = (
    "Markets in the region took little notice of either event, and the price of gas fell for a third day in a row "
    "while traders waited for the ministers of the cartel, who are to settle how much they pump from next month."
)


def lineage(dossier: Dossier, *documents: Document) -> Mapping[str, Sequence[Derivation]]:
    index = MemoryIndex(documents)
    return {document.id: find_derivations(document, index, dossier) for document in documents}


def at(document: Document, words: str) -> Span:
    start = document.text.index(words)
    return Span(start, start + len(words))


def test_origin_is_told_passage_by_passage(report: Reporting, dossier: Dossier) -> None:
    first = report("a", ONE, "2025-06-02T10:00:00Z")
    second = report("b", TWO, "2025-06-02T11:00:00Z")
    mixed = report("c", f"{ONE} {TWO} {THREE}", "2025-06-02T12:00:00Z")
    known = lineage(dossier, first, second, mixed)
    assert origin_at(mixed, known["c"], at(mixed, ONE), known=known) == "a"
    assert origin_at(mixed, known["c"], at(mixed, TWO), known=known) == "b"
    assert origin_at(mixed, known["c"], at(mixed, THREE), known=known) == "c"
    shares = dict(origins_of(mixed, known["c"], known=known))
    assert set(shares) == {"a", "b", "c"}
    assert sum(shares.values()) == pytest.approx(1)


def test_mixed_report_lends_one_passage_no_origin_of_another(report: Reporting, dossier: Dossier) -> None:
    first = report("a", ONE, "2025-06-02T10:00:00Z")
    mixed = report("b", f"{ONE} {TWO}", "2025-06-02T11:00:00Z")
    third = report("c", f"{TWO} {THREE}", "2025-06-02T12:00:00Z")
    known = lineage(dossier, first, mixed, third)
    assert origin_at(third, known["c"], at(third, TWO), known=known) == "b"
    assert origin_at(mixed, known["b"], at(mixed, TWO), known=known) == "b"
    assert origin_at(third, known["c"], at(third, TWO)) == "b"


def test_copies_of_a_credited_wire_have_the_wire_as_their_one_origin(report: Reporting, dossier: Dossier) -> None:
    credit = Credit(Span(0, 3), "The", "reuters", "text", whole=True)
    first = report("a", ONE, "2025-06-02T10:00:00Z", source_id="post", credits=(credit,))
    silent = report("b", ONE, "2025-06-02T11:00:00Z", source_id="daily")
    known = lineage(dossier, first, silent)
    assert main_origin(first, known["a"], known=known) == "source:reuters"
    assert origin_at(silent, known["b"], at(silent, ONE), known=known) == "source:reuters"
    assert main_origin(silent, known["b"], known=known) == "source:reuters"


def test_agencys_own_report_is_the_origin_where_it_is_at_hand(report: Reporting, dossier: Dossier) -> None:
    credit = Credit(Span(0, 3), "The", "reuters", "text", whole=True)
    wire = report("wire", ONE, "2025-06-02T13:00:00Z", source_id="reuters")
    paper = report("paper", ONE, "2025-06-02T10:00:00Z", source_id="post", credits=(credit,))
    known = lineage(dossier, wire, paper)
    assert {main_origin(document, known[document.id], known=known) for document in (wire, paper)} == {"wire"}


def test_edit_inside_a_copy_is_of_the_copys_origin_and_an_added_sentence_is_not(
    report: Reporting, dossier: Dossier
) -> None:
    first = report("a", f"{ONE} {TWO} {THREE}", "2025-06-02T10:00:00Z")
    added = "Our reporter counted nineteen buses leave the palace by the back gate."
    text = f"{ONE} {TWO} {THREE}".replace("six thousand", "a few thousand").replace(TWO, f"{added} {TWO}")
    copy = report("b", text, "2025-06-02T11:00:00Z")
    known = lineage(dossier, first, copy)
    assert known["b"][0].kind is DerivationKind.COPY
    assert origin_at(copy, known["b"], at(copy, "the bodies of a few thousand fallen"), known=known) == "a"
    assert origin_at(copy, known["b"], at(copy, added), known=known) == "b"


def test_sentence_worded_anew_is_of_the_origin_that_is_worked_over_and_an_own_paragraph_is_not(
    report: Reporting, dossier: Dossier
) -> None:
    first = report("a", f"{ONE} {TWO} {THREE}", "2025-06-02T10:00:00Z")
    anew = (
        "On Sunday drones burnt dozens of bombers at four airfields, to which lorries had brought them in wooden sheds."
    )
    own = "Our reporter counted nineteen buses that left the palace by its back gate before noon, one of them empty."
    rewrite = report("b", f"{ONE} {anew} {own}", "2025-06-02T11:00:00Z", source_id="post")
    known = lineage(dossier, first, rewrite)
    (derivation,) = known["b"]
    assert derivation.kind is DerivationKind.REWRITE
    (passage,) = derivation.reworded
    assert passage == Passage(at(rewrite, anew), at(first, TWO))
    assert origin_at(rewrite, known["b"], at(rewrite, anew), known=known) == "a"
    assert origin_at(rewrite, known["b"], at(rewrite, own), known=known) == "b"
    assert dict(origins_of(rewrite, known["b"], known=known))["a"] > 0.7


def test_words_taken_over_go_before_words_told_anew_and_these_before_a_credit(report: Reporting) -> None:
    document = report("c", f"{ONE} {TWO} {THREE}")
    one, two = at(document, ONE), at(document, TWO)
    whole = Passage(Span(0, len(document.text)), None)
    found = (
        Derivation("c", "a", DerivationKind.REWRITE, 0.4, (), (Passage(one, one), Passage(two, two))),
        Derivation("c", "b", DerivationKind.REWRITE, 0.3, (Passage(two, two),)),
        Derivation("c", "source:reuters", DerivationKind.CREDIT, 1.0, (whole,)),
    )
    assert [origin_at(document, found, at(document, each)) for each in (ONE, TWO, THREE)] == [
        "a",
        "b",
        "source:reuters",
    ]
    assert [origin for origin, _ in origins_of(document, found)] == ["source:reuters", "b", "a"]


def test_passage_taken_over_does_not_make_the_report_anothers(report: Reporting) -> None:
    derivation = Derivation("b", "a", DerivationKind.QUOTE, 0.6, (Passage(Span(0, len(ONE)), Span(0, len(ONE))),))
    document = report("b", f"{ONE} And that was all.")
    assert main_origin(document, (derivation,)) == "b"
    assert origins_of(document, (derivation,))[0][0] == "a"


def test_report_without_own_words_is_its_own_origin(report: Reporting) -> None:
    assert origins_of(report("a", "— …"), ()) == (("a", 1.0),)
    assert main_origin(report("a", ONE), ()) == "a"


def test_revision_of_oneself_is_no_origin(report: Reporting) -> None:
    whole = (Passage(Span(0, len(ONE)), Span(0, len(ONE))),)
    revised = Derivation("a", "rev_1", DerivationKind.REVISION, 1.0, whole)
    assert origin_at(report("a", ONE), (revised,), Span(0, 10)) == "a"


def test_circle_in_hand_made_derivations_ends(report: Reporting) -> None:
    whole = (Passage(Span(0, len(ONE)), Span(0, len(ONE))),)
    known = {
        "a": (Derivation("a", "b", DerivationKind.COPY, 1.0, whole),),
        "b": (Derivation("b", "a", DerivationKind.COPY, 1.0, whole),),
    }
    assert origin_at(report("a", ONE), known["a"], Span(0, 10), known=known) == "b"


def test_shared_origin_names_what_two_reports_share(report: Reporting, dossier: Dossier) -> None:
    credit = Credit(Span(0, 3), "The", "reuters", "text", whole=True)
    one = report("a", ONE, None, credits=(credit,))
    two = report("b", TWO, None, credits=(credit,))
    three = report("c", f"{TWO} {THREE}", None)
    found = shared_origin([one, two, three], dossier)
    assert [(shared.origin, shared.documents) for shared in found] == [("source:reuters", ("a", "b", "c"))]
    assert found[0].shares[:2] == (1.0, 1.0)
    assert shared_origin([report("a", ONE), report("b", TWO)], dossier) == ()


def test_stretches_bridge_small_edits_only() -> None:
    def passage(here: tuple[int, int], there: tuple[int, int]) -> Passage:
        return Passage(Span(*here), Span(*there))

    near = [passage((0, 50), (100, 150)), passage((60, 90), (170, 200))]
    assert len(stretches_of([near[0], passage((130, 160), (151, 181))])) == 2
    assert stretches_of(near) == [Stretch(Span(0, 90), Span(100, 200))]
    assert len(stretches_of([near[0], passage((200, 230), (170, 200))])) == 2
    assert len(stretches_of([near[0], passage((60, 90), (20, 50))])) == 2
    assert len(stretches_of([near[0], Passage(Span(60, 90), None)])) == 2


def test_part_of_a_stretch_is_mapped_to_its_place() -> None:
    stretch = Stretch(Span(10, 50), Span(110, 150))
    assert map_through(stretch, Span(20, 30)) == Span(120, 130)
    assert map_through(stretch, Span(0, 100)) == Span(110, 150)
    assert map_through(Stretch(Span(10, 100), Span(110, 115)), Span(90, 95)) == Span(110, 115)
    assert map_through(Stretch(Span(10, 50), None), Span(20, 30)) is None
