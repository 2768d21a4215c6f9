"""Where a report comes from, who took from it, and what outlets do: over a small record of a wire and its copies."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.errors import NotFoundError
from dragoman.lineage import MemoryIndex, find_derivations, signature_for
from dragoman.model import Derivation, DerivationKind, Entry, Passage, Published, Source, SourceKind
from dragoman.query import View, report_lineage, sources
from dragoman.query.drift import drift_of
from dragoman.query.lineage import delay_min, one_house
from dragoman.store import open_store
from dragoman.values import Span, parse_instant

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import ModuleType

WIRE = (
    "The envoys of both sides met on Monday in the old customs house and talked for forty minutes. The host said that "
    "34 percent of the tanks at the northern depots had reportedly been moved to the border before the talks began. "
    "A third round is to follow in the last week of July, according to the ministry of the host country. Nobody was "
    "ready to say who will lead the two sides then, or whether the leaders will come themselves."
)
COPY = WIRE.replace("forty", "fifty").replace(" of the tanks at the northern depots", "").replace(" reportedly", "")
OWN = (
    "Bakers in the hill towns have put the price of a loaf up again, for want of flour from the valley mills. Our "
    "reporter spoke with nine of them over two days, and heard that the mills have no current at night."
)
OTHER = (
    "Two climbers were brought down from the western face on Sunday by a crew that had flown through the night, and a "
    "third is still missing. Snow has closed the pass above the lake, and the huts are full of walkers who wait."
)
KNOWN = {
    "wire": Source("wire", ("The Wire", "wire"), SourceKind.AGENCY, owner="One House"),
    "post": Source("post", ("The Post",), SourceKind.NEWSPAPER, owner="One House", party="NOR"),
    "daily": Source("daily", ("The Daily",), SourceKind.NEWSPAPER, owner="Another House"),
}
TOLD = [
    ("wire-1", WIRE, "Wire", "2025-06-02T12:00:00Z"),
    ("post-1", COPY, "Post", "2025-06-02T15:00:00Z"),
    ("post-2", OWN, "Post", "2025-06-03T09:00:00Z"),
    ("daily-1", f"{OTHER} {COPY.split('. ', maxsplit=1)[0]}, Wire reported.", "Daily", "2025-06-04"),
    ("stray", "Two lines of nobody. No more is known of it.", None, None),
]


@pytest.fixture
def record(tmp_path: Path, sample: ModuleType) -> Iterator[View]:
    path = tmp_path / "lineage.db"
    documents = [sample.Told(*told).document() for told in TOLD]
    index = MemoryIndex(documents)
    with open_store(str(path), write=True, clock=sample.Clock()) as writing:
        for told, document in zip(TOLD, documents, strict=True):
            found = find_derivations(document, index, sample_dossier())
            if document.given_id == "daily-1":
                span = Span(0, 20)
                cited = Derivation(document.id, "source:herald", DerivationKind.CREDIT, None, (Passage(span, None),))
                found = (*found, cited)
            reading = sample.reading_of(sample.Told(*told))
            signature = signature_for(document)
            writing.write_reading(replace(reading, claims=(), derivations=found, signature=signature))
    with open_store(str(path), write=False) as opened:
        yield View(opened)


def sample_dossier() -> Any:
    class Nothing:
        digest = "none"

        def source(self, _: str) -> None:
            return None

        def source_named(self, _: str) -> None:
            return None

    return Nothing()


def test_report_shows_its_source_with_share_delay_house_and_passages(record: View) -> None:
    shape = report_lineage(record, "post-1", KNOWN)
    (relation,) = shape["sources"]
    assert (relation["doc"], relation["source"], relation["kind"]) == ("wire-1", "Wire", "copy")
    assert (relation["delay_min"], relation["one_house"]) == (180, True)
    assert relation["share"] is not None
    assert all(passage["there"] is not None for passage in relation["passages"])
    assert (shape["origin"], shape["owner"], shape["published_known_by"]) == ("wire-1", "One House", "option")
    assert shape["origins"][0]["origin"] == "wire-1"


def test_drift_is_shown_with_both_passages(record: View) -> None:
    drift = report_lineage(record, "post-1", KNOWN)["drift"]
    kinds = [each["kind"] for each in drift]
    assert kinds == ["figure", "hedge_lost", "scope_lost"]
    figure = drift[0]
    assert (figure["before"], figure["after"]) == ("forty", "fifty")
    assert (figure["there"]["doc"], figure["here"]["doc"]) == ("wire-1", "post-1")
    assert figure["there"]["quote"] == WIRE[figure["there"]["start"] : figure["there"]["end"]]
    assert report_lineage(record, "wire-1", KNOWN)["drift_in_copies"][: len(drift)] == drift


def test_original_shows_who_took_it_up(record: View) -> None:
    shape = report_lineage(record, "wire-1", KNOWN)
    assert (shape["copies"][0]["doc"], shape["copies"][0]["kind"]) == ("post-1", "copy")
    assert shape["sources"] == shape["drift"] == shape["revisions"] == []


def test_medium_that_is_only_credited_has_no_report(record: View) -> None:
    credit = next(each for each in report_lineage(record, "daily-1")["sources"] if each["kind"] == "credit")
    assert (credit["doc"], credit["source"], credit["delay_min"], credit["one_house"]) == (None, "herald", None, None)
    assert credit["passages"][0]["there"] is None


def test_report_without_outlet_or_date_is_shown_as_such(record: View) -> None:
    shape = report_lineage(record, "stray")
    assert (shape["source"], shape["owner"], shape["published_at"], shape["published_known_by"]) == (None,) * 4
    with pytest.raises(NotFoundError):
        report_lineage(record, "none")


def test_houses_are_told_only_where_both_owners_are_known() -> None:
    assert one_house("wire", "post", KNOWN) is True
    assert one_house("wire", "daily", KNOWN) is False
    assert one_house("wire", "nobody", KNOWN) is None
    assert one_house("nobody", "nobody", KNOWN) is True


def test_delay_needs_both_moments(sample: ModuleType) -> None:
    day = sample.Told("a", WIRE, "Wire", "2025-06-02").document()
    noon = sample.Told("b", WIRE, "Wire", "2025-06-02T12:00:00Z").document()
    assert (delay_min(noon, day), delay_min(noon, None), delay_min(noon, noon)) == (None, None, 0)


# --------------------------------------------------------------------------------------------- outlets


def test_outlets_have_own_reports_against_copies_and_whom_they_rely_on(record: View) -> None:
    post, *others = sources(record, KNOWN)
    assert (post["source"], post["reports"], post["own"], post["copies"]) == ("The Post", 2, 1, 1)
    assert post["relies_on"] == [{"source": "The Wire", "reports": 1, "delay_min": 180, "one_house": True}]
    assert (post["kind"], post["owner"], post["party"]) == ("newspaper", "One House", "NOR")
    assert post["drift"] == {"figure": 1, "hedge_lost": 1, "scope_lost": 1}
    assert post["drifts"] == []
    wire = next(each for each in others if each["source"] == "The Wire")
    assert (wire["own"], wire["taken_up"]) == (1, 1)
    stray = next(each for each in others if each["source"] is None)
    assert (stray["source_id"], stray["kind"], stray["relies_on"]) == (None, None, [])


def test_report_with_a_passage_of_another_is_its_own_in_part(record: View) -> None:
    daily = next(each for each in sources(record, KNOWN) if each["source_id"] == "daily")
    assert (daily["own"], daily["partly"]) == (1, 1)
    assert {each["source"] for each in daily["relies_on"]} >= {"herald"}


@pytest.mark.parametrize("name", ["post", "The Post", "the post"])
def test_one_outlet_can_be_asked_for_with_its_changes(record: View, name: str) -> None:
    (post,) = sources(record, KNOWN, outlet=name, with_drift=True)
    assert [drift["kind"] for drift in post["drifts"]] == ["figure", "hedge_lost", "scope_lost"]
    assert sources(record, KNOWN, outlet="nobody") == []


def test_rewrites_and_whole_credits_are_told_apart(tmp_path: Path, sample: ModuleType) -> None:
    path = tmp_path / "kinds.db"
    first = sample.Told("a", WIRE, "Wire", "2025-06-02T12:00:00Z")
    rest = [sample.Told("b", OWN, "Post", None), sample.Told("c", OWN + " More.", "Daily", "2025-06-05")]
    whole = (Passage(Span(0, 10), None),)
    made = {
        "a": (),
        "b": (Derivation(rest[0].document().id, first.document().id, DerivationKind.REWRITE, 0.4, ()),),
        "c": (Derivation(rest[1].document().id, "source:wire", DerivationKind.CREDIT, 1.0, whole),),
    }
    with open_store(str(path), write=True, clock=sample.Clock()) as writing:
        for told in (first, *rest):
            writing.write_reading(replace(sample.reading_of(told), claims=(), derivations=made[told.given_id]))
    with open_store(str(path), write=False) as opened:
        by_id = {each["source_id"]: each for each in sources(View(opened))}
    assert (by_id["post"]["rewrites"], by_id["daily"]["credited"]) == (1, 1)
    assert by_id["post"]["relies_on"][0]["delay_min"] is None
    assert by_id["daily"]["relies_on"][0]["source"] == "wire"


def kept(tmp_path: Path, sample: ModuleType, *reports: tuple[Any, tuple[Derivation, ...]]) -> Path:
    path = tmp_path / "made.db"
    with open_store(str(path), write=True, clock=sample.Clock()) as writing:
        for told, derivations in reports:
            writing.write_reading(replace(sample.reading_of(told), claims=(), derivations=derivations))
    return path


def test_sentence_is_compared_with_its_earliest_source_and_only_where_it_is_taken(
    tmp_path: Path, sample: ModuleType
) -> None:
    texts = ("The raid hit 34 tanks at the depot.", "The raid hit 38 tanks at the depot.")
    first, second = (sample.Told(name, text, "Wire", None) for name, text in zip("ab", texts, strict=True))
    last = sample.Told("c", f"The raid hit 43 tanks at the depot. {OWN}", "Post", None)
    document = last.document()
    made = tuple(
        Derivation(document.id, each.document().id, DerivationKind.REWRITE, 0.5, ()) for each in (first, second)
    )
    outside = (Passage(Span(60, 80), Span(0, 10)),)
    quoted = (Derivation(document.id, first.document().id, DerivationKind.QUOTE, 0.1, outside),)
    with open_store(str(kept(tmp_path, sample, (first, ()), (second, ()), (last, made))), write=False) as opened:
        drift = report_lineage(View(opened), "c")["drift"]
        documents = {each.id: each for each in opened.documents()}
    assert [(each["there"]["doc"], each["before"]) for each in drift] == [("a", "34")]
    assert drift_of(document, quoted, documents) == []


def test_outlet_does_not_rely_on_itself(tmp_path: Path, sample: ModuleType) -> None:
    first, again = sample.Told("a", WIRE, "Wire", "2025-06-02"), sample.Told("b", WIRE + " More.", "Wire", "2025-06-03")
    copied = (Derivation(again.document().id, first.document().id, DerivationKind.COPY, 1.0, ()),)
    with open_store(str(kept(tmp_path, sample, (first, ()), (again, copied))), write=False) as opened:
        (wire,) = sources(View(opened))
    assert (wire["own"], wire["copies"], wire["relies_on"], wire["taken_up"]) == (1, 1, [], 0)


def test_changes_entries_and_notes_of_a_report_are_shown(tmp_path: Path, sample: ModuleType) -> None:
    told = sample.Told("live", "Here it is.\n\n14:10 GMT\nOver.", "Post", "2025-06-02", "https://post.example/live")
    late = Published(parse_instant("2025-06-02T14:10:00+01:00"), "meta")
    entries = (Entry(Span(13, 28), late), Entry(Span(0, 11), None))
    document = replace(told.document(), modified=late, entries=entries, notes=("Its encoding was assumed.",))
    with open_store(str(tmp_path / "r.db"), write=True, clock=sample.Clock()) as store:
        store.write_reading(replace(sample.reading_of(told), document=document))
        shape = report_lineage(View(store), "live")
    assert (shape["modified_at"], shape["modified_at_local"], shape["modified_known_by"]) == (
        "2025-06-02T13:10:00Z",
        "2025-06-02T14:10:00+01:00",
        "meta",
    )
    assert shape["notes"] == ["Its encoding was assumed."]
    assert [(each["start"], each["end"], each["published_at"]) for each in shape["entries"]] == [
        (13, 28, "2025-06-02T13:10:00Z"),
        (0, 11, None),
    ]


def test_outlet_that_only_the_address_tells_is_named_by_the_dossier(tmp_path: Path, sample: ModuleType) -> None:
    told = sample.Told("a", "Nothing happened here.", None, "2025-06-02", "https://herald.example/a")
    document = replace(told.document(), source_id="herald")
    known = {"herald": Source("herald", ("The Herald", "Herald"), SourceKind.NEWSPAPER)}
    with open_store(str(tmp_path / "r.db"), write=True, clock=sample.Clock()) as store:
        store.write_reading(replace(sample.reading_of(told), document=document))
        assert report_lineage(View(store), "a", known)["source"] == "The Herald"
        assert report_lineage(View(store), "a")["source"] is None
