from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.errors import UnknownNameError
from dragoman.exports import EXPORTS, json_lines
from dragoman.exports.claims import claim_line
from dragoman.exports.statements import statement_line
from dragoman.model import (
    ActiveClaim,
    Derivation,
    DerivationKind,
    Filler,
    Passage,
    PlaceRef,
    Precision,
    QuantityRef,
    Roles,
)
from dragoman.query import View
from dragoman.store import open_store
from dragoman.values import Span

if TYPE_CHECKING:
    from types import ModuleType

SCORER = Path(__file__).parents[3] / "shared" / "tools" / "score_claims.py"

CLAIM_KEYS = [
    "doc", "id", "event", "part_of", "about", "frame", "mode", "status", "hedged", "round", "name", "time", "places",
    "roles", "quantities", "attribution", "content", "outcome", "salience", "evidence",
]  # fmt: skip


def lines(name: str, view: View) -> list[dict[str, Any]]:
    return [json.loads(line) for line in json_lines(name, view)]


def test_an_export_that_does_not_exist_is_told_with_those_that_do(view: View) -> None:
    assert {"claims", "events", "exchanges", "figures", "lineage", "statements", "talks"} <= set(EXPORTS)
    with pytest.raises(UnknownNameError, match=r"claims, .*commitments, events"):
        next(json_lines("pictures", view))


def test_a_line_is_one_line(view: View) -> None:
    assert isinstance(json_lines("claims", view), Iterator)
    assert all("\n" not in line for name in EXPORTS for line in json_lines(name, view))


def test_claims_have_the_codebooks_fields_in_its_form(view: View) -> None:
    claims = lines("claims", view)
    assert [list(claim) for claim in claims] == [CLAIM_KEYS] * 8
    first = claims[0]
    assert (first["doc"], first["id"], first["frame"], first["round"]) == ("palace", "c1", "talks", 2)
    assert first["time"] == {"start": "2025-06-02", "end": "2025-06-02", "granularity": "day"}
    assert first["places"] == [
        {
            "name": "Istanbul",
            "country": "TR",
            "adm1": "TR-34",
            "lat": 41.01,
            "lon": 28.95,
            "precision": "settlement",
        }
    ]
    assert first["roles"]["actor"] == [{"name": "Ukraine", "party": "UKR"}, {"name": "Russia", "party": "RUS"}]
    assert first["roles"]["delegate"][0] == {"name": "Rustem Umerov", "party": "UKR", "as": "head"}
    (duration,) = first["quantities"]
    assert duration["attribution"] == [
        {"name": "Turkey's foreign ministry", "kind": "office", "party": "TUR", "chain": 0}
    ]
    assert first["outcome"][0]["quote"] == "return the bodies of 6,000 soldiers"
    assert first["outcome"][0]["attribution"][0]["name"] == "Umerov"
    assert first["salience"] == "main"


def test_claims_of_one_event_have_its_id(view: View) -> None:
    events = {(claim["doc"], claim["id"]): claim["event"] for claim in lines("claims", view)}
    assert events["palace", "c1"] == events["copy", "c1"] == events["hour", "c1"]
    assert events["palace", "c1"] != events["next", "c1"]


def test_spans_are_verbatim(view: View, sample: ModuleType) -> None:
    texts = {told.given_id: told.text for told in sample.REPORTS}
    for claim in lines("claims", view):
        spans = claim["evidence"] + claim["outcome"] + (claim["content"]["spans"] if claim["content"] else [])
        assert all(texts[claim["doc"]][span["start"] : span["end"]] == span["quote"] for span in spans)


def test_about_is_null_one_label_or_a_list(view: View) -> None:
    active = next(iter(view.all_claims()))
    told = [claim_line(_with(active, about=about), None)["about"] for about in ((), ("c2",), ("c2", "c3"))]
    assert told == [None, "c2", ["c2", "c3"]]


def test_a_claim_of_no_event_has_none(view: View) -> None:
    line = claim_line(next(iter(view.all_claims())), None)
    assert line["event"] is line["part_of"] is None


def test_what_is_said_of_a_value_alone_stands_with_it(view: View) -> None:
    active = next(iter(view.all_claims()))
    target = Filler("a Tu-95", "RUS", effect="hit", hedged=True, attribution=active.claim.quantities[0].attribution)
    changed = _with(
        active,
        roles=Roles(target=(target,)),
        places=(PlaceRef("Sevastopol", Precision.SETTLEMENT, "UA", administered_by="RU"),),
        quantities=(QuantityRef("drones", vague=True, words="dozens", hedged=True, effect="hit"),),
    )
    line = claim_line(changed, None)
    (told,) = line["roles"]["target"]
    assert (told["effect"], told["hedged"], told["attribution"][0]["party"]) == ("hit", True, "TUR")
    assert line["places"][0]["administered_by"] == "RU"
    (figure,) = line["quantities"]
    assert (figure["vague"], figure["words"], figure["hedged"], figure["effect"]) == (True, "dozens", True, "hit")


def _with(active: ActiveClaim, **fields: Any) -> ActiveClaim:
    return replace(active, claim=replace(active.claim, **fields))


def test_statements_say_who_by_which_cue_what(view: View) -> None:
    first, _ = lines("statements", view)
    assert (first["doc"], first["party"], first["issue"], first["kind"]) == ("palace", "UKR", "remains", "indirect")
    assert (first["source"]["quote"], first["cue"]["quote"]) == ("Umerov", "said")
    assert first["content"][0]["quote"].startswith("The sides agreed")


def test_a_statement_that_only_the_layout_attributes_has_no_cue(view: View) -> None:
    document, statement = next(iter(view.statements()))
    line = statement_line(document, replace(statement, source=None, cue=None, voices=()))
    assert line["source"] is line["cue"] is line["party"] is None


def test_lineage_names_reports_by_the_ids_of_their_inputs(view: View, sample: ModuleType) -> None:
    told = {line["doc"]: line for line in lines("lineage", view)}
    assert list(told) == ["palace", "copy", "hour", "next"]
    copy = told["copy"]
    assert copy["origin"] == "palace"
    assert [part["origin"] for part in copy["origins"]] == ["palace", "copy"]
    assert sum(part["share"] for part in copy["origins"]) == pytest.approx(1)
    (derivation,) = copy["derivations"]
    assert (derivation["of"], derivation["kind"]) == ("palace", "copy")
    (passage,) = derivation["passages"]
    assert sample.COPY[slice(*passage["here"].values())] == sample.PALACE[slice(*passage["there"].values())]
    assert told["hour"]["published_at"] == told["hour"]["published_at_local"] == "2025-06-03"
    assert told["palace"]["published_at"] == "2025-06-02T14:05:00Z"


def test_an_undated_report_and_a_bare_credit_are_told_with_null(tmp_path: Path, sample: ModuleType) -> None:
    undated = replace(sample.HOUR_REPORT, published=None)
    reading = sample.reading_of(undated)
    here = Span(0, len(undated.text))
    credit = Derivation(reading.document.id, "source:reuters", DerivationKind.CREDIT, None, (Passage(here, None),))
    with open_store(str(tmp_path / "record.db"), write=True, clock=sample.Clock()) as store:
        store.write_reading(replace(reading, derivations=(credit,)))
        (line,) = lines("lineage", View(store))
        (active,) = store.active_claims()
    assert line["published_at"] is line["published_at_local"] is None
    assert line["origin"] == line["doc"] == "hour"  # a credit without a share does not make the report another's
    assert active.origin == "source:reuters"
    assert line["derivations"][0]["passages"][0]["there"] is None


@pytest.mark.shared
@pytest.mark.skipif(not SCORER.exists(), reason="the scorer is not at hand")
def test_the_scorer_reads_what_is_exported(view: View, tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text("\n".join(json_lines("claims", view)) + "\n", "utf-8")
    command = [sys.executable, str(SCORER), str(path), str(path), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    score = json.loads(done.stdout)
    assert "1.0" in json.dumps(score)
