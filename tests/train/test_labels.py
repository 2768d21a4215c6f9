"""Labels and pairs: where readers say that an event is first told, and which claims are theirs too."""

from __future__ import annotations

import pytest
from tests.extract.build import text_of

from dragoman.model import Claim, Evidence, Status

TALKS = "Russia and Ukraine held talks in Istanbul on 2 June."
MET = "Putin met Zelensky."


def gold(frame: str, *spans: tuple[int, int], **keys: object) -> dict[str, object]:
    evidence = [{"start": a, "end": b} for a, b in spans]
    return {"frame": frame, "status": "planned", "salience": "main", "hedged": True, "evidence": evidence, **keys}


def claim(frame: str, *spans: tuple[int, int]) -> Claim:
    evidence = tuple(Evidence(a, b, "x" * (b - a)) for a, b in spans)
    return Claim("id", "c1", "d", "r", frame, Status.OCCURRED, evidence)


def test_an_event_is_first_told_in_its_earliest_evidence() -> None:
    pytest.importorskip("numpy")
    from dragoman.train.labels import STATUSES, labels_of
    from dragoman.train.reports import Report

    text = text_of(TALKS, MET)
    second = len(TALKS) + 1
    claims = [gold("talks", (second, second + 5), (0, 5)), gold("unknown", (0, 5))]
    report = Report("d", "train", text.document, text.analysis, text.lookup.mentions, claims)  # type: ignore[arg-type]
    labels = labels_of(report, {"strike": 0, "talks": 1})
    assert labels.first.tolist() == [[0, 1], [0, 0]]
    assert labels.told.tolist() == [[0, 1], [0, 1]]
    assert labels.main.tolist() == labels.hedged.tolist() == labels.told.tolist()
    assert labels.status.tolist() == [[-1, STATUSES.index("planned")], [-1, STATUSES.index("planned")]]


def test_claims_pair_by_frame_and_shared_evidence() -> None:
    pytest.importorskip("scipy")
    from dragoman.train.pairing import pair

    readers = [gold("talks", (0, 50)), gold("strike", (0, 50)), gold("talks", (60, 90))]
    ours = [claim("talks", (60, 100)), claim("talks", (0, 45)), claim("talks", (0, 9)), claim("aid", (0, 50))]
    assert pair(readers, ours) == [(0, 1), (2, 0)]
    assert pair([], ours) == pair(readers, []) == []


def test_confidence_that_is_right_as_often_as_it_says_has_no_error() -> None:
    pytest.importorskip("scipy")
    from dragoman.train.judge import calibration_error

    assert calibration_error([(0.5, True), (0.5, False)]) == 0
    assert calibration_error([(1.0, False), (1.0, False)]) == 1
    assert calibration_error([]) == 0


def test_folds_deal_each_file_out_alike_and_always_the_same() -> None:
    from dragoman.train.reports import Report
    from dragoman.train.run import FOLDS, fold_of

    text = text_of(MET)
    made = [
        Report(f"{part}{n}", part, text.document, text.analysis, text.lookup.mentions)
        for part in ("a", "b")
        for n in range(10)
    ]
    folds = fold_of(made)
    assert folds == fold_of(made[::-1])
    for part in ("a", "b"):
        assert sorted(f for (p, _), f in folds.items() if p == part) == sorted(n % FOLDS for n in range(10))
