"""Measures time expressions on TempEval-3's training data (TimeBank and AQUAINT): spans, values, speed.

The shared data folder comes in, a dictionary of figures goes out; nothing of the corpus is kept. Scores follow
TempEval-3 (UzZaman et al. 2013): a span is strict where it is exact, relaxed where it overlaps; a value counts
where the span overlaps and the value is the same. The creation time in the header is given, not scored.
"""

from __future__ import annotations

import html
import json
import re
import sys
import tarfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dragoman.analyse import load_analyser
from dragoman.lang.lexicon import load_time_lexicon
from dragoman.model import Document
from dragoman.resolve.times import find_times
from dragoman.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ARCHIVE = "data/tempeval3-train.tar.xz"
FOLDERS = ("TimeBank", "AQUAINT")
_TAG = re.compile(r"<(/?)(\w+)([^>]*)>|([^<]+)")


class Mark(NamedTuple):
    """One time expression: code points of the text, and its TIMEX3 value."""

    start: int
    end: int
    value: str | None


class Annotated(NamedTuple):
    """One document: its creation day, its text, what the annotators marked."""

    name: str
    day: date
    text: str
    marks: list[Mark]


def read_corpus(shared: Path) -> list[Annotated]:
    """Read the documents of TimeBank and AQUAINT from the archive."""
    with tarfile.open(shared / ARCHIVE) as archive:
        members = sorted((m for m in archive if m.name.endswith(".tml")), key=lambda member: member.name)
        kept = [member for member in members if Path(member.name).parent.name in FOLDERS]
        opened = ((member.name, archive.extractfile(member)) for member in kept)
        return [_annotated(name, file.read().decode("utf-8")) for name, file in opened if file is not None]


def _annotated(name: str, source: str) -> Annotated:
    created = re.search(r'<DCT>.*?value="(\d{4}-\d{2}-\d{2})', source, re.DOTALL)
    body = re.search(r"<TEXT>(.*?)</TEXT>", source, re.DOTALL)
    assert created is not None
    assert body is not None
    parts: list[str] = []
    marks: list[Mark] = []
    opened: list[tuple[int, str | None]] = []
    length = 0
    for closing, tag, attributes, words in _TAG.findall(body[1]):
        if words:
            parts.append(html.unescape(words))
            length += len(parts[-1])
        elif tag == "TIMEX3" and closing:
            start, value = opened.pop()
            marks.append(Mark(start, length, value))
        elif tag == "TIMEX3":
            value = re.search(r'value="([^"]*)"', attributes)
            opened.append((length, value[1] if value else None))
    return Annotated(name, date.fromisoformat(created[1]), "".join(parts), marks)


def score(pairs: Iterable[tuple[list[Mark], list[Mark]]]) -> dict[str, float]:
    """Give strict, relaxed and value precision, recall and F1 of (gold, system) pairs of documents."""
    gold_count = system_count = strict = relaxed = valued = 0
    for gold, system in pairs:
        gold_count, system_count = gold_count + len(gold), system_count + len(system)
        free = list(system)
        for mark in gold:
            over = [each for each in free if each.start < mark.end and mark.start < each.end]
            if not over:
                continue
            best = max(over, key=lambda each: min(each.end, mark.end) - max(each.start, mark.start))
            free.remove(best)
            relaxed += 1
            strict += (best.start, best.end) == (mark.start, mark.end)
            valued += best.value == mark.value
    figures: dict[str, float] = {"gold": gold_count, "system": system_count}
    for name, hits in (("strict", strict), ("relaxed", relaxed), ("value", valued)):
        precision, recall = hits / max(system_count, 1), hits / max(gold_count, 1)
        figures[f"{name}_precision"], figures[f"{name}_recall"] = round(precision, 4), round(recall, 4)
        figures[f"{name}_f1"] = round(2 * precision * recall / max(precision + recall, 1e-9), 4)
    return figures


def measure(shared: Path) -> dict[str, float]:
    """Give the scores and the words a second of the analyser and of the times alone."""
    corpus = read_corpus(shared)
    analyser, lexicon = load_analyser(load_settings().model), load_time_lexicon("en")
    begun = time.perf_counter()
    analysed = [analysis for _, analysis in analyser.pipe(_documents(corpus))]
    analysis_s = time.perf_counter() - begun
    find_times(analysed[0], corpus[0].day, lexicon)
    begun = time.perf_counter()
    found = [find_times(analysis, each.day, lexicon) for analysis, each in zip(analysed, corpus, strict=True)]
    times_s = time.perf_counter() - begun
    words = sum(len(each.text.split()) for each in corpus)
    system = [[Mark(timex.span.start, timex.span.end, timex.value) for timex in timexes] for timexes in found]
    figures = score(zip((each.marks for each in corpus), system, strict=True))
    speed = {"analyser_words_per_s": round(words / analysis_s), "times_words_per_s": round(words / times_s)}
    return {"documents": len(corpus), "words": words, **figures, **speed, "times_share": round(times_s / analysis_s, 4)}


def _documents(corpus: Iterable[Annotated]) -> Iterator[Document]:
    for each in corpus:
        yield Document(id=each.name, revision=each.name, capture_id=each.name, text=each.text, language="en")


if __name__ == "__main__":
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")
    if not (folder / ARCHIVE).is_file():
        sys.exit(f"SKIPPED: no {ARCHIVE} under {folder}; give the shared folder as the first argument.")
    print(json.dumps(measure(folder), indent=2))
