"""Times against recognizers-text: how much faster time expressions are resolved, on the same real reports.

Processor seconds of one process: ours for the times alone (`times_faster`), ours with the analysis that everything else
needs too (`whole_faster`), and Microsoft's recognizers-text (`pip install recognizers-text-date-time`), which needs
none. Without that package the measure is skipped, aloud.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import sys
import time
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from dragoman.analyse import load_analyser
from dragoman.lang.lexicon import load_time_lexicon
from dragoman.model import Document, Published
from dragoman.resolve.times import find_times
from dragoman.settings import load_settings
from dragoman.values import parse_instant
from speed import NEWS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

REPORTS = 12
DAY = date(2025, 5, 21)
PACKAGE = "recognizers_date_time"


def measure(shared: Path) -> dict[str, Any]:
    if importlib.util.find_spec(PACKAGE) is None:
        print("SKIPPED times_speed: recognizers-text-date-time is not installed", file=sys.stderr)
        return {}
    documents = _documents(shared / "data" / NEWS)
    analyser, lexicon = load_analyser(load_settings().model), load_time_lexicon("en")
    analyses = [analyser.analyse(d) for d in documents]
    analysis_s = _took(lambda: [analyser.analyse(d) for d in documents])
    times_s = _took(lambda: [find_times(a, DAY, lexicon) for a in analyses])
    theirs_s = _took(lambda: [_theirs(d) for d in documents])
    return {
        "reports": len(documents),
        "times_s_a_report": times_s / len(documents),
        "recognizers_s_a_report": theirs_s / len(documents),
        "times_faster": theirs_s / times_s,
        "whole_faster": theirs_s / (times_s + analysis_s),
    }


def _documents(news: Path) -> list[Document]:
    found = []
    with gzip.open(news, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row.get("text"):
                day = Published(parse_instant("2025-05-21"), "json")
                found.append(Document(row["id"], row["id"], "c", row["text"], published=day))
            if len(found) == REPORTS:
                break
    return found


def _theirs(document: Document) -> Any:
    from recognizers_date_time import recognize_datetime  # noqa: PLC0415  only where it is installed

    return recognize_datetime(document.text, "en-us", reference=datetime(2025, 5, 21))  # noqa: DTZ001  it takes no zone


def _took(work: Callable[[], Any]) -> float:
    work()
    started = time.process_time()
    work()
    return time.process_time() - started
