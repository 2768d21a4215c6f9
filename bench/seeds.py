"""The two seed articles, row by row: what their record must hold, each row a named check that prints what it found.

Both articles are ingested from their raw text files with their publication days, as a user would, and the claims and
statements are exported. A row passes or not; none is weighed. `measure` gives 1 or 0 a row and their sum.
"""

from __future__ import annotations

import json
import sys
import tempfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from dragoman.exports import json_lines
from dragoman.ingest import Said
from dragoman.lineage import shared_origin
from dragoman.pipeline import Engine, Intake, rebuild
from dragoman.query import View, talks
from dragoman.settings import load_settings
from dragoman.store import open_store
from dragoman.values import parse_instant

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DAYS = {"000": "2025-06-03", "004": "2025-07-22"}


class Seeds:
    """Claims, statements and rounds of the two articles, with the questions that rows ask."""

    def __init__(
        self, claims: list[Any], statements: list[Any], board: list[Any], documents: list[Any], shared: int
    ) -> None:
        self.claims, self.statements, self.board = claims, statements, board
        self.first, self.second = documents
        self.shared = shared

    def find(self, doc: Any, frame: str, **wanted: Any) -> list[Any]:
        """Give the claims of one article and frame whose fields equal those wanted; `day` is the first day."""
        day = wanted.pop("day", None)
        found = [c for c in self.claims if c["doc"] == doc.doc and c["frame"] == frame]
        found = [c for c in found if all(c[key] == value for key, value in wanted.items())]
        return [c for c in found if day is None or (c["time"] or {}).get("start") == day]

    def voices(self, claims: list[Any]) -> set[str]:
        """Give the names of all voices behind some claims."""
        return {v["name"] for c in claims for v in c["attribution"]}


def names(claims: list[Any], role: str) -> set[str]:
    return {f["name"] for c in claims for f in c["roles"][role]}


def parties(claims: list[Any], role: str) -> set[str]:
    return {f["party"] for c in claims for f in c["roles"][role] if f["party"]}


def places(claims: list[Any]) -> set[str]:
    return {p["name"] for c in claims for p in c["places"]}


def figures(claims: list[Any], measure: str) -> list[tuple[Any, Any, Any]]:
    return [(q["value"], q["low"], q["high"]) for c in claims for q in c["quantities"] if q["measure"] == measure]


def has(words: set[str], *parts: str) -> bool:
    """Whether each part stands in one of the words."""
    return all(any(part.casefold() in word.casefold() for word in words) for part in parts)


def second_round(s: Seeds) -> list[Any]:
    return s.find(s.first, "talks", round=2)


def first_round(s: Seeds) -> list[Any]:
    return s.find(s.first, "talks", round=1)


def third_round(s: Seeds) -> list[Any]:
    return s.find(s.second, "talks", day="2025-07-23")


def web(s: Seeds) -> list[Any]:
    return [c for c in s.find(s.first, "strike") if c["name"] and "spider" in c["name"].casefold()]


ROWS: dict[str, Callable[[Seeds], bool]] = {
    "second round, 2 June": lambda s: bool(s.find(s.first, "talks", round=2, day="2025-06-02", status="occurred")),
    "second round, palace in Istanbul": lambda s: has(places(second_round(s)), "Ciragan", "Istanbul"),
    "second round, Russia and Ukraine": lambda s: parties(second_round(s), "actor") >= {"RUS", "UKR"},
    "second round, Umerov head": lambda s: any(
        f["as"] == "head" and "Umerov" in f["name"] for c in second_round(s) for f in c["roles"]["delegate"]
    ),
    "second round, Medinsky": lambda s: has(names(second_round(s), "delegate"), "Medinsky"),
    "second round, Turkey mediates": lambda s: (
        "TUR" in parties(second_round(s), "mediator") or "TUR" in parties(s.find(s.first, "mediation"), "mediator")
    ),
    "second round, over one hour": lambda s: (None, 1.0, None) in figures(second_round(s), "duration"),
    "second round, outcome by Turkish officials": lambda s: any(
        "Turkish officials" in {v["name"] for v in o["attribution"]} for c in second_round(s) for o in c["outcome"]
    ),
    "first round, 16 May in Istanbul": lambda s: (
        bool(s.find(s.first, "talks", round=1, day="2025-05-16")) and has(places(first_round(s)), "Istanbul")
    ),
    "first round, under two hours": lambda s: (None, None, 2.0) in figures(first_round(s), "duration"),
    "first round, exchange agreed": lambda s: bool(s.find(s.first, "exchange", status="planned")),
    "first round, no ceasefire": lambda s: bool(s.find(s.first, "ceasefire", status="not_occurred")),
    "third round, planned in Istanbul": lambda s: (
        any(c["status"] == "planned" for c in third_round(s)) and has(places(third_round(s)), "Istanbul")
    ),
    "third round, chain of Zelenskyy and Umerov": lambda s: has(s.voices(third_round(s)), "Zelensky", "Umjerow"),
    "third round, chain of TASS and a source": lambda s: has(s.voices(third_round(s)), "TASS", "source"),
    "third round, the source is no side": lambda s: (
        not any(v["party"] == "RUS" for c in third_round(s) for v in c["attribution"] if v["kind"] == "unnamed")
    ),
    "rounds of May and June join those of the first article": lambda s: all(
        any(len(r["counts_docs"]) > 1 for r in s.board if r["round"] == n) for n in (1, 2)
    ),
    "Spider Web, drones of Ukraine": lambda s: (
        any(c["mode"] == "drone" for c in web(s)) and "UKR" in parties(web(s), "actor")
    ),
    "Spider Web, 117 drones": lambda s: (117.0, None, None) in figures(web(s), "drones"),
    "Spider Web, four airfields": lambda s: (4.0, None, None) in figures(web(s), "count"),
    "Spider Web, Belaya in Irkutsk": lambda s: has(places(web(s)), "Belaya", "Irkutsk"),
    "Spider Web, over 4,000 km": lambda s: (None, 4000.0, None) in figures(web(s), "distance"),
    "Spider Web, 34 percent according to reports": lambda s: any(
        q["measure"] == "share" and q["value"] == 34 for c in web(s) for q in c["quantities"]
    ),
    "Spider Web, Tu-95 and Tu-22M3": lambda s: has(names(web(s), "target"), "Tu-95", "Tu-22"),
    "Spider Web, A-50 reportedly": lambda s: any(
        "A-50" in f["name"] and f["hedged"] for c in web(s) for f in c["roles"]["target"]
    ),
    "Spider Web, supervised by Zelensky reportedly": lambda s: has(names(web(s), "delegate"), "Zelensky"),
    "Spider Web, no date of its own": lambda s: bool(web(s)) and all(c["time"] is None for c in web(s)),
    "threat on logistics": lambda s: bool(s.find(s.second, "threat")),
    "Russia's attacks go on": lambda s: any(
        "RUS" in parties([c], "actor") for c in s.find(s.second, "strike", status="ongoing")
    ),
    "demand of a ceasefire": lambda s: any("USA" in parties([c], "actor") for c in s.find(s.second, "proposal")),
    "demand of aircraft systems": lambda s: any(
        "aircraft systems" in q["quote"]
        for c in s.find(s.second, "proposal")
        for q in (c["content"] or {}).get("spans", ())
    ),
    "Crimea 2014": lambda s: bool(s.find(s.second, "capture", day="2014-01-01")),
    "invasion of February 2022": lambda s: bool(s.find(s.second, "clash", day="2022-02-01")),
    "analysts on pressure are a statement": lambda s: any(
        "nalysts" in (t["source"] or {}).get("quote", "") for t in s.statements
    ),
    "self-defence is Ukraine's statement": lambda s: any(
        "self-defense" in q["quote"] for t in s.statements for q in t["content"]
    ),
    "the second article's origin is dpa": lambda s: any(c.source == "dpa" and c.of == "text" for c in s.second.credits),
    "the first has no stated origin": lambda s: not any(c.of == "text" for c in s.first.credits),
    "neither copies the other": lambda s: s.shared == 0,
}


def measure(shared: Path) -> dict[str, Any]:
    seeds = read_seeds(shared / "seeds")
    found = {name: int(row(seeds)) for name, row in ROWS.items()}
    for name, passed in found.items():
        sys.stderr.write(f"  {'yes' if passed else 'NO '}  {name}\n")
    return {"rows_right": sum(found.values()), "rows": len(found), "row": found}


def read_seeds(folder: Path) -> Seeds:
    """Ingest both articles into a record of their own and give what can be exported."""
    engine = Engine(load_settings())
    with (
        tempfile.TemporaryDirectory() as where,
        open_store(f"{where}/seeds.db", write=True, clock=lambda: datetime.now(UTC)) as store,
    ):
        for path in sorted(folder.glob("*.txt")):
            said = Said(source=path.stem[:3], published=parse_instant(DAYS[path.stem[:3]]))
            Intake(store, engine, lambda: datetime.now(UTC)).run([str(path)], said=said)
        rebuild(store, engine)
        view = View(store)
        claims, statements = (
            [json.loads(line) for line in json_lines(kind, view)] for kind in ("claims", "statements")
        )
        documents = list(store.documents())
        board: list[Any] = [dict(row) for row in talks(view)]
        for row in board:
            row["counts_docs"] = {c["doc"] for c in claims if c["event"] == row["event_id"]}
        return Seeds(claims, statements, board, documents, len(shared_origin(documents, engine.dossier)))
