"""Robustness: bad texts are read without a fall, every span verbatim, in time that grows with their length.

The shipped example reports are mutated in ways that wires, scrapers and OCR mutate text (seeded, so the same each
time), and texts without ends are made of them at n, 2n and 4n characters. `falls` and `not_verbatim` must be 0. Of
each kind `growth` is the processor time of linking and extraction for 4n over four times that for n: 1 is linear. What
analyses a text is spaCy's, in blocks of bounded length, and is measured apart for the line of a megabyte.
"""

from __future__ import annotations

import json
import random
import time
from typing import TYPE_CHECKING, Any

from dragoman.model import Document, Published
from dragoman.pipeline import Engine, examples
from dragoman.settings import load_settings
from dragoman.values import parse_instant

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NEEDS_SHARED = False
SEED = 20250602
TEXTS = 40
"""Reports that each mutation is done to."""
N = 30_000
MEGABYTE = 1_000_000
FOREIGN = (
    "Die Delegationen trafen sich am Montag in Istanbul und vereinbarten einen Austausch von Gefangenen.",
    "Делегации встретились в Стамбуле в понедельник и договорились об обмене пленными.",  # noqa: RUF001  letters of that language
    "التقى الوفدان في إسطنبول يوم الاثنين واتفقا على تبادل الأسرى.",
    "双方代表团周一在伊斯坦布尔会晤，同意交换战俘。",  # noqa: RUF001  its own comma
)


def measure(_: Path) -> dict[str, Any]:
    engine = Engine(load_settings())
    texts = [row["text"] for row in _reports()]
    list(engine.read([_document("Talks were held in Istanbul.")]))
    chance = random.Random(SEED)  # noqa: S311  not for secrets
    mutated = {name: _read_all(engine, [f(t, chance) for t in texts[:TEXTS]]) for name, f in MUTATIONS.items()}
    endless = {name: _growth(engine, make("\n\n".join(texts))) for name, make in ENDLESS.items()}
    return {
        "texts": TEXTS * len(MUTATIONS),
        "falls": sum(found["falls"] for found in mutated.values()),
        "not_verbatim": sum(found["not_verbatim"] for found in mutated.values()),
        "claims": {name: found["claims"] for name, found in mutated.items()},
        "growth": endless,
        "megabyte": _megabyte(engine, ENDLESS["unpunctuated"]("\n\n".join(texts))),
    }


def _reports() -> Iterator[dict[str, Any]]:
    for path in sorted(examples().reports.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def _document(text: str) -> Document:
    return Document("d", "d", "c", text, published=Published(parse_instant("2025-06-03"), "case"))


def _read_all(engine: Engine, texts: list[str]) -> dict[str, int]:
    found = {"falls": 0, "not_verbatim": 0, "claims": 0}
    for text in texts:
        try:
            ((_, extraction),) = engine.read([_document(text)])
        except Exception:  # noqa: BLE001  that is what is counted
            found["falls"] += 1
            continue
        found["claims"] += len(extraction.claims)
        found["not_verbatim"] += sum(text[e.start : e.end] != e.quote for c in extraction.claims for e in c.evidence)
        spans = (e for s in extraction.statements for e in s.content)
        found["not_verbatim"] += sum(text[e.start : e.end] != e.quote for e in spans)
    return found


def _growth(engine: Engine, text: str) -> dict[str, float]:
    """Give the processor time of n, 2n and 4n characters, the least of two, and how it grows."""
    took = [min(_after_analysis_s(engine, _filled(text, N * times)) for _ in range(2)) for times in (1, 2, 4)]
    return {"n_s": took[0], "two_n_s": took[1], "four_n_s": took[2], "ratio": took[2] / (4 * took[0])}


def _filled(text: str, length: int) -> str:
    return (text * (length // len(text) + 1))[:length]


def _after_analysis_s(engine: Engine, text: str) -> float:
    document = _document(text)
    analysis = engine._analyser.analyse(document)  # noqa: SLF001  the stages apart
    started = time.process_time()
    engine._extractor.extract(document, analysis, engine._resolver.resolve(document, analysis))  # noqa: SLF001
    return time.process_time() - started


def _megabyte(engine: Engine, text: str) -> dict[str, float]:
    """Read one line of a megabyte through the engine as a user does."""
    started = time.process_time()
    found = _read_all(engine, [_filled(text, MEGABYTE)])
    return {"cpu_s": time.process_time() - started, **found}


def _cut(text: str, chance: random.Random) -> str:
    start = chance.randrange(max(1, len(text) // 2))
    return text[start : start + chance.randrange(1, len(text))] or text[:1]


def _letters(text: str, chance: random.Random) -> str:
    """Lose, double and swap one letter in twenty, as OCR and hasty typing do."""
    found = []
    for letter in text:
        how = chance.random()
        found.append(
            "" if how < 0.02 else letter * 2 if how < 0.04 else chance.choice("lI1O0 ") if how < 0.05 else letter
        )
    return "".join(found) or "x"


def _sentences(text: str, chance: random.Random) -> str:
    parts = text.split(". ")
    chance.shuffle(parts)
    return ". ".join(parts)


def _foreign(text: str, chance: random.Random) -> str:
    parts = text.split(". ")
    return ". ".join(part + ". " + chance.choice(FOREIGN) if chance.random() < 0.5 else part for part in parts)


def _bare(text: str) -> str:
    return "".join(c for c in text if c.isalnum() or c == " ")


MUTATIONS: dict[str, Any] = {
    "truncated": _cut,
    "letters": _letters,
    "shuffled": _sentences,
    "mixed_language": _foreign,
    "capitals": lambda text, _: text.upper(),
    "small_letters": lambda text, _: text.lower(),
    "unpunctuated": lambda text, _: _bare(text),
    "one_line": lambda text, _: " ".join(text.split()),
    "a_word_a_line": lambda text, _: "\n".join(text.split()),
    "marks_left_open": lambda text, chance: "".join(c + ("“" if chance.random() < 0.01 else "") for c in text),
    "backwards": lambda text, _: text[::-1],
}
ENDLESS: dict[str, Any] = {
    "one_line": lambda text: " ".join(text.split()) + " ",
    "unpunctuated": lambda text: _bare(" ".join(text.split())) + " ",
    "capitals": lambda text: " ".join(text.split()).upper() + " ",
    "quotations": lambda text: " ".join(f"“{part}”" for part in text.split(". ") if part) + " ",
    "said_that": lambda text: " ".join(f"officials said that {part}," for part in text.split(". ")) + " ",
    "figures": lambda _: "On 2 June 2025 at 14:05, 367 drones and 1,000 prisoners, 5 to 7 km, 30 percent; ",
    "marks": lambda _: '“ ” ( ) — ‘ ’ " , ; : ',
}
