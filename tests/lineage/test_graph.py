"""The whole graph: the order of arrival changes nothing, one more report is compared with few, a rebuild is equal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.lineage import MemoryIndex, affected_reports, find_derivations, signature_of
from dragoman.lineage.ranking import most_alike
from dragoman.lineage.signatures import SURE_WORDS, equal_parts
from dragoman.model.ports import MINHASH_SLOTS, MOST_ALIKE, MOST_HOLDERS, keyed_values

if TYPE_CHECKING:
    from conftest import Reporting
    from dragoman.dossier import Dossier
    from dragoman.model import Derivation, Document

WIRE = (
    "The envoys of both sides met on Monday in the old customs house and talked for forty minutes. The "
    "host said that the tanks at the northern depots had been moved to the border before the talks began. A third "
    "round is to follow in the last week of July, and nobody would say who is to lead the two sides then."
)
OWN = (
    "Bakers in the hill towns have put the price of a loaf up again, for want of flour from the valley mills. Our "
    "reporter spoke with nine of them over two days, and heard that the mills have no current at night or at noon."
)
STORY = (
    "The ferry to the outer islands is back after eleven weeks in dock, with a new engine and the old captain, and it "
    "will leave at seven each morning but Sundays until the first snow closes the harbour road."
)
FURNITURE = (
    "Write to the desk at any hour and we will read it, though we cannot answer every letter that comes. Our paper "
    "belongs to those who make it, and takes money from no party, ministry or bank."
)
CITING = "The envoys of both sides met on Monday in the old customs house, TASS reported."


@pytest.fixture(scope="module")
def reports(report: Reporting) -> list[Document]:
    return [
        report("wire", WIRE, "2025-06-02T10:00:00Z", source_id="tass"),
        report("copy", f"{WIRE} {OWN[:104]}", "2025-06-02T12:00:00Z", source_id="post"),
        report("copy-of-copy", f"{WIRE} {OWN[:104]}", "2025-06-02T14:00:00Z", source_id="daily"),
        report("own", OWN, "2025-06-01T08:00:00Z", source_id="reuters"),
        report("undated", WIRE.replace("forty", "fifty"), None),
        report("page", f"{OWN[104:]} {FURNITURE}", "2025-06-02T15:00:00Z", source_id="post"),
        report("next page", f"{STORY} {FURNITURE}", "2025-06-02T16:00:00Z", source_id="post"),
        report("last page", f"{FURNITURE}", "2025-06-03T09:00:00Z", source_id="post"),
        report("citing", f"{CITING} {STORY[:90]}", "2025-06-02T11:00:00Z", source_id="daily"),
    ]


def grown(reports: list[Document], dossier: Dossier) -> dict[str, tuple[Derivation, ...]]:
    """Take reports in one by one, as an intake does: later ones that are at hand already are looked at again."""
    index = MemoryIndex()
    known: dict[str, tuple[Derivation, ...]] = {}
    by_id = {each.id: each for each in reports}
    for document in reports:
        known[document.id] = find_derivations(document, index, dossier)
        affected = affected_reports(document, index, dossier)
        index.add(document)
        for name in affected:
            known[name] = find_derivations(by_id[name], index, dossier)
    return known


@given(order=st.permutations(range(9)))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_order_of_arrival_does_not_change_the_graph(
    reports: list[Document], dossier: Dossier, order: list[int]
) -> None:
    whole = MemoryIndex(reports)
    rebuilt = {document.id: find_derivations(document, whole, dossier) for document in reports}
    assert grown([reports[i] for i in order], dossier) == rebuilt


def test_graph_is_not_empty(reports: list[Document], dossier: Dossier) -> None:
    kinds = {name: [(d.of, d.kind.value) for d in found] for name, found in grown(reports, dossier).items()}
    assert kinds["wire"] == kinds["own"] == []
    assert ("wire", "rewrite") in kinds["copy-of-copy"]
    assert ("own", "quote") in kinds["copy"]


def test_run_of_words_is_found_in_reports_of_any_length(report: Reporting) -> None:
    run = " ".join(f"word{i}" for i in range(SURE_WORDS))
    one = report("a", f"{' '.join(f'left{i}' for i in range(900))} {run} {' '.join(f'right{i}' for i in range(900))}")
    other = report("b", f"{' '.join(f'other{i}' for i in range(40))} {run}")
    assert equal_parts(signature_of(one), signature_of(other)) > 0
    assert equal_parts(signature_of(one), signature_of(report("c", OWN))) == 0


def test_typographic_signs_and_case_make_no_other_signature(report: Reporting) -> None:
    plain = report("a", f'He said: "{WIRE}" - and left.')
    printed = report("b", f"HE SAID: “{WIRE.upper()}” – AND LEFT.")
    assert signature_of(plain) == signature_of(printed)


def test_fingerprints_share_the_slot_after_the_last() -> None:
    values = keyed_values(tuple(range(MINHASH_SLOTS + 3)))
    assert values[MINHASH_SLOTS - 1 :] == [
        (MINHASH_SLOTS - 1, MINHASH_SLOTS - 1),
        *((MINHASH_SLOTS, MINHASH_SLOTS + i) for i in range(3)),
    ]


def test_one_more_report_is_compared_with_a_few_hundred_at_most() -> None:
    crowd = list(range(MOST_HOLDERS + 1))
    assert most_alike([crowd], 1) == []
    assert len(most_alike([crowd[:-1]], 1)) == MOST_ALIKE
    assert most_alike([crowd, [7, 9], [9]], 1) == [9, 7]
    assert most_alike([[7, 9], [9]], 2) == [9]
