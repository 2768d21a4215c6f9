"""Measure place finding: spans, coordinates and speed, on public corpora and on the training reports.

The folder with the measuring data comes in, a dictionary of figures goes out. Adjectives ("Turkish"), which
TR-News and LGL label as toponyms, are left out on both sides: the codebook has no places there. The peers' figures are
for toponyms that are given, so "on found" is the one to set beside them.

Source: Gritta, Pilehvar & Collier (2020) for the corpora and accuracy at 161 km; Halterman (2023), Mordecai 3.
"""

from __future__ import annotations

import json
import math
import sys
import tarfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from dragoman.analyse import load_analyser
from dragoman.model import Document
from dragoman.resolve.gazetteer import Gazetteer, open_gazetteer
from dragoman.resolve.gazetteer_keys import place_key
from dragoman.resolve.places import find_places
from dragoman.resolve.places_lexicon import PlaceLexicon
from dragoman.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dragoman.model import Analysis, PlaceMention

CORPORA = {"lgl": "lgl.xml", "tr_news": "TR-News.xml"}
PUBLISHED = {"lgl": 0.827, "tr_news": 0.873}
"""Mordecai 3, accuracy at 161 km with toponyms given. Source: Halterman (2023), table 2."""
NEAR_KM = 161.0
SHIFT = 40
"""How far a TR-News offset may lie from its words (117 of 1,319 do, after markup was cut)."""


@dataclass(frozen=True)
class Toponym:
    """One labelled place name; coordinates None where the corpus has none."""

    start: int
    end: int
    phrase: str
    lat: float | None
    lon: float | None


def measure(shared: Path) -> dict[str, Any]:
    """Give the figures for every corpus under ``shared/data``.

    Raises:
        FileNotFoundError: The measuring data is not there.
    """
    gazetteer = open_gazetteer(load_settings())
    finder = Finder(gazetteer)
    figures: dict[str, Any] = {
        name: _measure_corpus(finder, load_corpus(shared, file)) for name, file in CORPORA.items()
    }
    for name, value in PUBLISHED.items():
        figures[name]["published_mordecai3_acc161"] = value
    figures["gold_train"] = measure_gold(finder, shared)
    figures["words_per_s"] = round(finder.words / finder.spent_s)
    return figures


class Finder:
    """The stage under measure, with the time that it takes on top of the analysis."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.lexicon = PlaceLexicon.from_data(gazetteer.lexicon)
        self.words, self.spent_s = 0, 0.0

    def analyses(self, texts: Iterable[str]) -> Iterator[Analysis]:
        """Analyse texts with the model of the settings."""
        documents = [_document(n, text) for n, text in enumerate(texts)]
        for _, analysis in load_analyser(load_settings().model).pipe(documents):
            yield analysis

    def find(self, analysis: Analysis) -> tuple[PlaceMention, ...]:
        """Find the places of one text, timed."""
        began = time.process_time()
        found = find_places(analysis, self.gazetteer, self.lexicon)
        self.spent_s += time.process_time() - began
        self.words += len(analysis.text.split())
        return found

    def is_adjective(self, phrase: str) -> bool:
        """Whether a labelled phrase is an adjective or a people's name."""
        return phrase in self.lexicon.demonyms or phrase.removesuffix("s") in self.lexicon.demonyms


def load_corpus(shared: Path, file: str) -> list[tuple[str, list[Toponym]]]:
    """Read one corpus: each text with its labelled toponyms."""
    with tarfile.open(shared / "data" / "geoparsing-lgl-trnews.tar.xz") as archive:
        stream = archive.extractfile(file)
        if stream is None:
            message = f"{file} is not in the archive"
            raise FileNotFoundError(message)
        root = ET.parse(stream).getroot()  # noqa: S314 (a local, known file)
    return [(article.findtext("text") or "", list(_toponyms(article))) for article in root]


def _toponyms(article: ET.Element) -> Iterator[Toponym]:
    text = article.findtext("text") or ""
    for node in article.iter("toponym"):
        phrase = (node.findtext("phrase") or "").strip()
        labelled = int(node.findtext("start") or 0)
        start = text.find(phrase, max(0, labelled - SHIFT), labelled + len(phrase) + SHIFT)
        if start < 0 or not phrase:
            continue
        lat, lon = node.findtext(".//lat"), node.findtext(".//lon")
        yield Toponym(start, start + len(phrase), phrase, float(lat) if lat else None, float(lon) if lon else None)


def _measure_corpus(finder: Finder, corpus: list[tuple[str, list[Toponym]]]) -> dict[str, Any]:
    tally = Tally(finder)
    for (_, gold), analysis in zip(corpus, finder.analyses(text for text, _ in corpus), strict=True):
        tally.add([t for t in gold if not finder.is_adjective(t.phrase)], finder.find(analysis))
    return tally.figures()


class Tally:
    """Counts over one corpus."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self.gold = self.found = self.overlap = self.exact = 0
        self.located = self.located_found = self.near = self.absent = self.linked = 0

    def add(self, gold: list[Toponym], found: tuple[PlaceMention, ...]) -> None:
        """Count one document."""
        self.gold += len(gold)
        self.found += len(found)
        for toponym in gold:
            match = next((m for m in found if m.span.start < toponym.end and toponym.start < m.span.end), None)
            self.overlap += match is not None
            self.exact += match is not None and (match.span.start, match.span.end) == (toponym.start, toponym.end)
            self._locate(toponym, match)

    def _locate(self, toponym: Toponym, match: PlaceMention | None) -> None:
        if toponym.lat is None or toponym.lon is None:
            return
        self.located += 1
        self.absent += not any(
            p.lat is not None
            and p.lon is not None
            and distance_km((p.lat, p.lon), (toponym.lat, toponym.lon)) <= NEAR_KM
            for p in self._finder.gazetteer.find(toponym.phrase)
        )
        if match is None:
            return
        self.located_found += 1
        if match.lat is not None and match.lon is not None:
            self.linked += 1
            self.near += distance_km((match.lat, match.lon), (toponym.lat, toponym.lon)) <= NEAR_KM

    def figures(self) -> dict[str, Any]:
        """Give the rates."""
        return {
            "toponyms": self.gold,
            "f1_overlap": _f1(self.overlap, self.found, self.gold),
            "f1_exact": _f1(self.exact, self.found, self.gold),
            "precision_overlap": _rate(self.overlap, self.found),
            "recall_overlap": _rate(self.overlap, self.gold),
            "acc161_on_linked": _rate(self.near, self.linked),
            "acc161_on_found": _rate(self.near, self.located_found),
            "acc161_over_all": _rate(self.near, self.located),
            "absent_from_gazetteer": _rate(self.absent, self.located),
        }


def measure_gold(finder: Finder, shared: Path) -> dict[str, Any]:
    """Give how many of the training claims' places are found in their evidence, and with the right country.

    A gold place may be named outside the claim's evidence; ``recall_of_printed`` sets those aside.
    """
    folder = shared / "data" / "gold"
    reports = {row["id"]: row for row in map(json.loads, (folder / "train.jsonl").open(encoding="utf-8"))}
    claims = [
        claim for claim in map(json.loads, (folder / "gold-train.jsonl").open(encoding="utf-8")) if claim["places"]
    ]
    wanted = sorted({claim["doc"] for claim in claims})
    found = {
        doc: finder.find(analysis)
        for doc, analysis in zip(wanted, finder.analyses(reports[doc]["text"] for doc in wanted), strict=True)
    }
    total = printed = named = named_printed = country = 0
    for claim in claims:
        mentions = [m for m in found[claim["doc"]] if _in_evidence(m, claim["evidence"])]
        for place in claim["places"]:
            total += 1
            is_printed = any(place["name"].lower() in span["quote"].lower() for span in claim["evidence"])
            printed += is_printed
            same = [m for m in mentions if _same_name(m.name, place["name"])]
            named += bool(same)
            named_printed += is_printed and bool(same)
            country += any(m.country == place["country"] for m in same)
    return {
        "places": total,
        "printed_in_evidence": _rate(printed, total),
        "recall_by_name": _rate(named, total),
        "recall_of_printed": _rate(named_printed, printed),
        "country_right_on_found": _rate(country, named),
    }


def _in_evidence(mention: PlaceMention, evidence: list[dict[str, Any]]) -> bool:
    return any(mention.span.start < span["end"] and span["start"] < mention.span.end for span in evidence)


def _same_name(ours: str, gold: str) -> bool:
    one, other = place_key(ours), place_key(gold)
    return one in other or other in one


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Give the great-circle distance between two points (latitude, longitude in degrees)."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(math.radians, point)) for point in (one, other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(min(1.0, half)))


def _document(n: int, text: str) -> Document:
    return Document(id=f"doc_{n}", revision=f"rev_{n}", capture_id="", text=text)


def _rate(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0


def _f1(right: int, found: int, gold: int) -> float:
    return round(2 * right / (found + gold), 3) if found + gold else 0.0


if __name__ == "__main__":
    shared_folder = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[2] / "shared")
    print(json.dumps({"at": datetime.now(UTC).isoformat(timespec="seconds")} | measure(shared_folder), indent=2))
