"""How well ``dragoman lint`` tells what the record has on sentences of our own over the example reports.

    python bench/lint.py [--held] [--wrong]

Sixty sentences, a third of which was kept back while the check was made: ``tuned`` and ``held`` are told apart. The
figures are the share of verdicts that are right, and how many invented sentences were called supported.
"""

from __future__ import annotations

import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from ruamel.yaml import YAML

from dragoman.ingest import Said
from dragoman.pipeline import Engine, Intake, examples, rebuild
from dragoman.pipeline.drafts import iter_drafts
from dragoman.query import View, lint
from dragoman.settings import load_settings
from dragoman.store import open_store

NEEDS_SHARED = False
SENTENCES = Path(__file__).with_name("lint_sentences.yaml")


class Case(NamedTuple):
    """A sentence, what the check should say of it, and whether it was kept back."""

    say: str
    want: str
    is_held: bool


def measure(shared: Path) -> dict[str, Any]:
    del shared
    told = verdicts(cases())
    return {
        "accuracy": _accuracy(told),
        "tuned": _accuracy([(case, got) for case, got in told if not case.is_held]),
        "held": _accuracy([(case, got) for case, got in told if case.is_held]),
        "invented_supported": sum(case.want == "not-in-record" and got == "supported" for case, got in told),
        "sentences": len(told),
    }


def cases() -> list[Case]:
    found = YAML(typ="safe").load(SENTENCES.read_text(encoding="utf-8"))
    return [Case(row["say"], want, bool(row.get("held"))) for want, rows in found.items() for row in rows]


def verdicts(wanted: list[Case]) -> list[tuple[Case, str]]:
    with TemporaryDirectory() as folder:
        return judge(make_record(Path(folder) / "examples.db"), wanted)


def make_record(path: Path) -> Path:
    """Read the example reports into a record."""
    engine = _engine()
    clock = lambda: datetime.now(UTC)  # noqa: E731
    with open_store(str(path), write=True, clock=clock) as store:
        Intake(store, engine, clock).run([str(examples().reports)], said=Said())
        rebuild(store, engine)
    return path


def judge(record: Path, wanted: list[Case]) -> list[tuple[Case, str]]:
    """Give the verdict of the check on each sentence, taken by itself."""
    drafts = iter_drafts(_engine(), [case.say for case in wanted])
    with open_store(str(record), write=False) as store:
        view = View(store)
        return [(case, lint(view, draft)[0]["verdict"]) for case, draft in zip(wanted, drafts, strict=True)]


def _engine() -> Engine:
    return Engine(load_settings())


def _accuracy(told: list[tuple[Case, str]]) -> float:
    return round(sum(case.want == got for case, got in told) / len(told), 3) if told else 0.0


if __name__ == "__main__":
    judged = verdicts([case for case in cases() if case.is_held == ("--held" in sys.argv)])
    for case, got in judged:
        if case.want != got:
            print(f"{case.want:14} {got:14} {case.say}")
    print(_accuracy(judged), Counter((case.want, got) for case, got in judged))
