"""Whatever the order in which the example reports come in, one by one, the record is that of all at once."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.ingest import Said
from dragoman.merge import Standing, fold
from dragoman.pipeline import Engine, Intake
from dragoman.pipeline.refold import shown_names
from dragoman.settings import load_settings
from dragoman.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from dragoman.model import ActiveClaim

pytestmark = pytest.mark.model
NOW = datetime(2025, 9, 1, 9, 0, tzinfo=UTC)
ORDERS = 5  # two hundred were tried by hand; each costs more than a second


@pytest.fixture(scope="module")
def knowledge(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[ActiveClaim], dict[str, Any]]:
    """The claims of the corpus on the talks with Iran, and what the dossier knows."""
    examples = root / "src" / "dragoman" / "examples"
    packs = f"base,iran-us,{examples / 'outlets'}"
    engine = Engine(load_settings({"DRAGOMAN_DOSSIER": packs, "DRAGOMAN_READER": "rules"}))
    path = str(tmp_path_factory.mktemp("record") / "record.db")
    with open_store(path, write=True, clock=lambda: NOW) as store:
        Intake(store, engine, lambda: NOW).run([str(examples / "iran-us-2025")], said=Said())
        claims = list(store.active_claims())
    known = {
        "processes": engine.dossier.processes,
        "places": engine.gazetteer,
        "shown": shown_names(engine),
        "actors": engine.dossier.actors,
    }
    return claims, known


@pytest.mark.parametrize("seed", range(ORDERS))
def test_the_record_is_the_same_in_any_order(knowledge: tuple[list[ActiveClaim], dict[str, Any]], seed: int) -> None:
    claims, known = knowledge
    reports: dict[str, list[ActiveClaim]] = defaultdict(list)
    for active in claims:
        reports[active.document.id].append(active)
    order = sorted(reports)
    chance = random.Random(seed)  # noqa: S311  an order, no secret
    chance.shuffle(order)
    standing = Standing(**known)
    for report in order:
        standing.update(reports[report])
    again = chance.choice(order)  # read again: out, and in as it was
    standing.update(removed=[active.claim.id for active in reports[again]])
    assert standing.update(reports[again]) == fold(claims, **known)
