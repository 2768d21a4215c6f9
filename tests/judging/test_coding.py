"""Two codings side by side: pairs by their words, values by the codebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.judging.coding import COMPARED, DONE, Coding, coded_claims, codings_of, shared_part, side_by_side

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.model import Document, Judgement


def code(judge: Callable[..., Any], document: Document, words: str, frame: str = "talks", **how: Any) -> Judgement:
    start = document.text.index(words)
    place = {"start": start, "end": start + len(words), "quote": words}
    key = {"document": document.id, "revision": document.revision, "frame": frame, **place}
    return judge("code", key, {"frame": frame, **how.pop("slots", {})}, **how)


def test_codings_are_kept_by_report_and_coder(document: Document, judge: Callable[..., Any]) -> None:
    first = code(judge, document, "Envoys", by="ada")
    other = code(judge, document, "Umerov said", by="bela", day=2)
    done = judge("code", {"document": document.id}, DONE, by="bela", day=3)
    found = codings_of([first, other, done, judge("note", {"document": document.id, "start": 0, "end": 1})])
    assert found["doc_1", "ada"] == Coding("ada", "doc_1", [first], is_done=False)
    assert found["doc_1", "bela"] == Coding("bela", "doc_1", [other], is_done=True)


def test_pairs_share_their_words_and_the_frame_comes_first(document: Document, judge: Callable[..., Any]) -> None:
    mine = Coding(
        "ada", "doc_1", [code(judge, document, "Envoys of Ukraine"), code(judge, document, "Umerov left", day=2)]
    )
    theirs = Coding(
        "bela",
        "doc_1",
        [
            code(judge, document, "Envoys of Ukraine and Russia", "mediation", by="bela"),
            code(judge, document, "Envoys", by="bela", day=2),
            code(judge, document, "1,200 prisoners", "exchange", by="bela", day=3),
        ],
    )
    sides = side_by_side(coded_claims(document, mine), coded_claims(document, theirs))
    told = [(s.first and s.first.claim.evidence[0].quote, s.second and s.second.claim.evidence[0].quote) for s in sides]
    assert told == [
        ("Envoys of Ukraine", "Envoys"),
        (None, "Envoys of Ukraine and Russia"),
        (None, "1,200 prisoners"),
        ("Umerov left", None),
    ]


def test_no_coding_and_lost_words_give_no_claims(
    document: Document, revised: Callable[..., Document], judge: Callable[..., Any]
) -> None:
    coding = Coding("ada", "doc_1", [code(judge, document, "Envoys")])
    assert coded_claims(document, None) == []
    assert coded_claims(revised("Other words altogether."), coding) == []


def test_the_compared_values_are_plain(document: Document, judge: Callable[..., Any]) -> None:
    slots = {
        "roles": {"actor": [{"name": "Russia", "party": "RUS"}, {"name": "Ukraine"}]},
        "time": {"start": "2025-06-02", "end": "2025-06-02", "granularity": "day"},
        "quantities": [{"measure": "duration", "value": 40, "unit": "min"}],
        "content": {"spans": ["Envoys"], "issue": "aid"},
    }
    (coded,) = coded_claims(document, Coding("ada", "doc_1", [code(judge, document, "Envoys", slots=slots)]))
    told = {name: value(coded.claim) for name, value in COMPARED.items()}
    assert told["actor"] == ["RUS", "Ukraine"]
    assert told["time"] == slots["time"]
    assert told["quantities"] == [["duration", 40.0, None, None, "min"]]
    assert told["issue"] == "aid"
    assert shared_part(coded.claim, coded.claim) == 1.0
