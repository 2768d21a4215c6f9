"""The fold on record, patched report by report, has the rows that a fold from scratch gives."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.judging import key_of
from dragoman.merge import Patching, Standing
from dragoman.model import (
    Capture,
    Claim,
    Content,
    Derivation,
    DerivationKind,
    Document,
    Evidence,
    Filler,
    Judgement,
    Passage,
    PlaceRef,
    Precision,
    Process,
    ProcessRound,
    Published,
    QuantityRef,
    Roles,
    Run,
    Status,
    Voice,
    VoiceKind,
)
from dragoman.store import Basis, Reading, open_store
from dragoman.store.checks_derived import DERIVED_LOOKS, look_at_search
from dragoman.store.digests import FOLDED
from dragoman.values import Instant, Interval, Span, content_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from dragoman.store import Store

NOW = datetime(2025, 7, 1, tzinfo=UTC)
FIRST = date(2025, 5, 20)
PROCESS = Process("talks", ("the talks",), ("RUS", "UKR"), None, rounds=(ProcessRound(1), ProcessRound(2)))
BOTH = (Filler("Russia", "RUS"), Filler("Ukraine", "UKR"))
WORDS = ("a round of talks was held", "prisoners came home by bus", "many drones flew at night", "envoys spoke again")
SLOT = 40


def claim_of(chance: random.Random, report: str, n: int, day: date) -> Claim:
    """Make a claim of one of the kinds that meet, follow and hold each other."""
    words = chance.choice(WORDS)
    kind = chance.choice(("talks", "exchange", "strike", "proposal"))
    time = Interval.day(day - timedelta(days=chance.randint(0, 2))) if chance.random() < 0.6 else None
    if chance.random() < 0.1:
        time = Interval.days(day - timedelta(days=90), day)
    counted = {"exchange": ("exchanged", (1000, 390, 307)), "strike": ("drones", (9, 90, 900))}.get(kind)
    figures = (QuantityRef(counted[0], value=float(chance.choice(counted[1]))),) if counted else ()
    return Claim(
        id=content_id("clm", report, n),
        label=f"c{n}",
        document_id=report,
        revision=report,
        frame=kind,
        mode={"talks": "round", "exchange": "prisoners", "strike": "drone"}.get(kind, "offer"),
        round=chance.choice((None, 1, 2)) if kind == "talks" else None,
        name="Spider Web" if kind == "strike" and chance.random() < 0.2 else None,
        status=chance.choice((Status.OCCURRED, Status.OCCURRED, Status.PLANNED)),
        evidence=(Evidence(n * SLOT, n * SLOT + len(words), words),),
        time=time,
        places=(PlaceRef("Istanbul", Precision.SETTLEMENT, "TR"),) if chance.random() < 0.4 else (),
        roles=Roles(actor=BOTH if kind != "strike" else BOTH[:1], target=BOTH[1:] if kind == "strike" else ()),
        quantities=figures,
        attribution=(Voice("A spokesman", VoiceKind.PERSON, chance.choice(("RUS", "UKR"))),),
        content=Content((Evidence(n * SLOT, n * SLOT + 5, words[:5]),), "prisoners") if kind == "proposal" else None,
    )


def reading_of(number: int, *, version: str = "1", of: str | None = None, seed: int = 0) -> Reading:
    """Make a report of up to three claims, and what a version of an engine reads in it."""
    chance = random.Random(f"{seed} {number} {version}")  # noqa: S311  orders, not secrets
    name = f"report-{number:03}"
    day = FIRST + timedelta(days=number % 9)
    claims = tuple(claim_of(chance, name, n, day) for n in range(chance.randint(1, 3)))
    text = ""
    for claim in claims:
        text = text.ljust(claim.evidence[0].start) + claim.evidence[0].quote
    text = text.ljust(3 * SLOT)
    published = None if number % 11 == 10 else Published(Instant(day, None), "json")
    document = Document(
        f"doc_{name}", content_id("rev", text, number), f"cap_{number}", text, published=published, source="A"
    )
    capture = Capture(document.capture_id, f"{name}.txt", "text/plain", text.encode(), f"sha{number}", NOW)
    run = Run(content_id("run", name, version), document.id, document.revision, version, "dossier", NOW)
    whole = (Passage(Span(0, len(text)), Span(0, len(text))),)
    derivations = () if of is None else (Derivation(document.id, of, DerivationKind.COPY, 1.0, whole),)
    claims = tuple(replace(claim, document_id=document.id, revision=document.revision) for claim in claims)
    return Reading(capture, document, derivations, run, claims, ())


KNOWN: dict[str, Any] = {"processes": [PROCESS]}


def rebuild(store: Store) -> None:
    standing = Standing(judgements=store.judgements(), **KNOWN)
    folded = standing.update(store.active_claims())
    assert store.fold.replace(folded, Basis(store.newest_facts(), "rules"), standing.ground())


def patch(store: Store) -> int:
    """Patch the fold, and give how many events were made anew."""
    fold = store.fold
    basis, documents = fold.basis("rules"), fold.changed()
    patching = Patching(fold.recall(documents), fold.rulings(), **KNOWN)
    made = patching.run(fold.claims_of(documents), store.judgements())
    assert fold.apply(made, patching.rules, basis)
    return len(made.made)


def folded_rows(store: Store) -> dict[str, list[str]]:
    """Give the rows of a fold, but for the numbers of search entries, and the seal."""
    told = {}
    for table, columns in FOLDED.items():
        told[table] = sorted(map(repr, store._link.rows(f"SELECT {columns} FROM {table}")))  # noqa: S608
    told["seal"] = [str(seal) for (seal,) in store._link.rows("SELECT seal FROM folds")]
    told["lists"] = sorted(map(repr, store._link.rows("SELECT * FROM event_list")))
    return told


def see_that_it_is_a_rebuild(store: Store) -> None:
    patched = folded_rows(store)
    assert [found for look in (*DERIVED_LOOKS, look_at_search) for found in look(store._link)] == []
    rebuild(store)
    for table, rows in folded_rows(store).items():
        assert (table, rows) == (table, patched[table])


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    with open_store(store_url, write=True, clock=lambda: NOW) as opened:
        rebuild(opened)
        yield opened


def grow(store: Store, readings: Iterable[Reading]) -> None:
    for reading in readings:
        store.write_reading(reading)
        patch(store)


@pytest.mark.parametrize("seed", range(4))
def test_reports_in_any_order_give_the_record_of_a_rebuild(store: Store, seed: int) -> None:
    numbers = list(range(14))
    random.Random(seed).shuffle(numbers)  # noqa: S311
    grow(store, (reading_of(number, seed=seed) for number in numbers))
    see_that_it_is_a_rebuild(store)


def test_a_report_that_is_read_again_takes_its_former_claims_place(store: Store) -> None:
    grow(store, (reading_of(number) for number in range(8)))
    grow(store, (reading_of(number, version="2") for number in (1, 5)))
    see_that_it_is_a_rebuild(store)


def test_an_origin_that_changes_changes_the_counts_of_copies(store: Store) -> None:
    first = reading_of(0)
    grow(store, (reading_of(number) for number in (1, 2, 3)))
    store.write_reading(first)
    whole = (Passage(Span(0, 3 * SLOT), Span(0, 3 * SLOT)),)
    one, two = reading_of(1).document, reading_of(2).document
    store.replace_derivations(one.revision, [Derivation(one.id, first.document.id, DerivationKind.COPY, 1.0, whole)])
    store.replace_derivations(two.revision, [Derivation(two.id, one.id, DerivationKind.COPY, 1.0, whole)])
    assert store.fold.changed() == {first.document.id, one.id, two.id}
    patch(store)
    see_that_it_is_a_rebuild(store)


def test_what_people_decide_and_take_back_is_patched_in(store: Store) -> None:
    grow(store, (reading_of(number) for number in range(9)))
    actives = list(store.active_claims())
    keys = [key_of(active) for active in actives]
    talks = [key for key in keys if key["frame"] == "talks"]
    decided = [
        ("reject", keys[0], None),
        ("edit", keys[1], {"status": "ongoing"}),
        ("cannot-link", talks[0], talks[1:3]),
        ("must-link", talks[0], [talks[-1]]),
        ("set", keys[2], {"field": "name", "value": "The Night"}),
        ("add", {**keys[3], "claim": None}, {"frame": "talks", "status": "planned"}),
        ("note", keys[3], "look again"),
    ]
    made = []
    for n, (kind, target, value) in enumerate(decided):
        when = NOW + timedelta(minutes=n)
        made.append(Judgement(f"jdg_{n}", kind, target, value, "ada", "so it is", when))
        store.add_judgement(made[-1])
        patch(store)
        see_that_it_is_a_rebuild(store)
    for n, each in enumerate(made, start=len(made)):
        when = NOW + timedelta(minutes=n)
        store.add_judgement(Judgement(f"jdg_{n}", "undo", each.target, each.id, "ada", "no", when))
        patch(store)
    see_that_it_is_a_rebuild(store)


def test_a_patch_leaves_alone_what_it_does_not_touch(store: Store) -> None:
    grow(store, (reading_of(number) for number in range(12)))
    before = set(folded_rows(store)["events"])
    store.write_reading(reading_of(20))
    made = patch(store)
    after = set(folded_rows(store)["events"])
    assert len(after - before) <= made + len(reading_of(20).claims)
    assert len(before & after) > len(before) // 3


def test_a_patch_of_a_fold_that_is_another_by_now_is_refused(store: Store) -> None:
    grow(store, [reading_of(0)])
    store.write_reading(reading_of(1))
    fold = store.fold
    basis, documents = fold.basis("rules"), fold.changed()
    patching = Patching(fold.recall(documents), fold.rulings(), **KNOWN)
    made = patching.run(fold.claims_of(documents), ())
    rebuild(store)
    before = folded_rows(store)
    assert not fold.apply(made, patching.rules, basis)
    store.write_reading(reading_of(2))
    assert not fold.apply(made, patching.rules, fold.basis("rules")._replace(seen=basis.seen))
    assert folded_rows(store) == before


def test_a_fold_without_ground_or_by_other_rules_is_not_patched(store: Store) -> None:
    assert store.fold.is_by("rules")
    assert not store.fold.is_by("other rules")
    store.fold.replace(Standing().update())
    assert not store.fold.is_by("rules")


def is_cut(monkeypatch: pytest.MonkeyPatch, store: Store, run: Any, steps: int) -> bool:
    """Patch the fold, and break off at a step; whether it came to that."""
    left = steps

    def cut(link: Any, sql: str, **values: Any) -> None:
        nonlocal left
        is_step = not sql.startswith(("BEGIN", "ROLLBACK", "COMMIT"))
        left -= is_step
        if is_step and left == 0:
            raise KeyboardInterrupt
        run(link, sql, **values)

    with monkeypatch.context() as patched:
        patched.setattr(type(store._link), "run", cut)
        try:
            patch(store)
        except KeyboardInterrupt:
            return True
    return False


def test_a_patch_that_is_cut_short_leaves_the_fold_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(str(tmp_path / "record.db"), write=True, clock=lambda: NOW) as store:
        rebuild(store)
        grow(store, (reading_of(number) for number in range(6)))
        before = folded_rows(store)
        store.write_reading(reading_of(6))
        run, steps = type(store._link).run, 0
        while is_cut(monkeypatch, store, run, steps := steps + 1):
            assert folded_rows(store) == before
        assert steps > 10
        see_that_it_is_a_rebuild(store)
