"""Text and publication time read from 258 saved article pages of 41 countries, beside three other tools in one run.

The pages of ``news-html.tar.xz`` with the text, title and publication time that their publishers' own parsers give come
in (fundus, MIT); word F1 of the article's text for each tool, and the share of right publication times, go out. The
others get the same pages in the same run, and ``f1_above_best`` is how far dragoman's is above the best of theirs:
plain trafilatura, and newspaper4k and readability-lxml in an environment of their own (``requirements/peers.txt``).
"""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import tarfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any, NamedTuple

from dragoman.clean.documents import to_document
from dragoman.dossier import load_dossier
from dragoman.errors import DocumentError
from dragoman.model import Capture, Document, ZoneKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WORD = re.compile(r"\w+")
LEFT_OUT = frozenset({ZoneKind.BOILERPLATE, ZoneKind.TEASER})
PEERS = Path(__file__).resolve().parent.parent / ".venv" / "peers" / "bin" / "python"


class Page(NamedTuple):
    """One saved page with what is expected of it."""

    name: str
    html: bytes
    url: str
    text: str
    published: datetime | None


def measure(shared: Path) -> dict[str, Any]:
    pages = list(read_pages(shared / "data" / "news-html.tar.xz"))
    dossier = load_dossier(["base", "ukraine"])
    began = time.process_time()
    documents = [read(page, dossier) for page in pages]
    took = time.process_time() - began
    ours = [own_text(document) if document else "" for document in documents]
    times = [is_right(document, page) for document, page in zip(documents, pages, strict=True) if page.published]
    expected = [page.text for page in pages]
    others_f1 = {name: mean_f1(texts, expected) for name, texts in others(pages).items()}
    ours_f1 = mean_f1(ours, expected)
    return {
        "pages": len(pages),
        "text_f1": {"dragoman": ours_f1} | others_f1,
        "f1_above_best": round(ours_f1 - max(others_f1.values()), 4),
        "publication_right": round(mean(times), 4),
        "publication_known": len(times),
        "pages_s": round(len(pages) / took, 1),
    }


def read_pages(path: Path) -> Iterator[Page]:
    """Give each page with the expected text that most of its words stand in."""
    with tarfile.open(path) as archive:  # read once from end to end: going back in it unpacks it all again
        files = {member.name: file.read() for member in archive if (file := archive.extractfile(member)) is not None}
    for name in sorted(files):
        if name.endswith(".html.gz"):
            folder, file_name = name.rsplit("/", 1)
            expected = json.loads(files[f"{folder}/{file_name.split('_', 1)[0]}.json"])
            url = json.loads(files[f"{folder}/meta.info"])[file_name]["url"]
            html = gzip.decompress(files[name])
            found = best_fit(html.decode("utf-8", "replace"), expected.values())
            if found is not None:
                yield Page(file_name, html, url, text_of(found), published_of(found))


def best_fit(html: str, versions: Any) -> dict[str, Any] | None:
    """Give the expected article whose words stand in the page; a publisher has one for each form of its pages."""
    words = set(WORD.findall(html))
    rated = []
    for i, version in enumerate(versions):
        expected = WORD.findall(text_of(version))
        if expected:
            rated.append((sum(word in words for word in expected) / len(expected), -i, version))
    best = max(rated, key=lambda each: each[:2], default=None)
    return best[2] if best and best[0] > 0.8 else None


def text_of(version: dict[str, Any]) -> str:
    body = version.get("body") or {}
    parts = list(body.get("summary") or ())
    for section in body.get("sections") or ():
        parts += [*section["headline"], *section["paragraphs"]]
    return "\n".join(parts)


def published_of(version: dict[str, Any]) -> datetime | None:
    given = version.get("publishing_date")
    return datetime.fromisoformat(given) if given else None


def read(page: Page, dossier: Any) -> Document | None:
    now = datetime.now(UTC)
    capture = Capture("cap", page.name, "text/html", page.html, "0" * 64, now, url=page.url)
    try:
        return to_document(capture, dossier)
    except DocumentError as error:
        print(f"{page.name}: {error}")
        return None


def own_text(document: Document) -> str:
    text, at, kept = document.text, 0, []
    for zone in document.zones:
        if zone.kind in LEFT_OUT and zone.span.end > at:
            kept.append(text[at : max(at, zone.span.start)])
            at = zone.span.end
    return "".join([*kept, text[at:]])


def mean_f1(found: Sequence[str | None], expected: Sequence[str]) -> float:
    """Give the mean over the pages that count for a tool."""
    return round(mean(f1(text, right) for text, right in zip(found, expected, strict=True) if text is not None), 4)


def f1(found: str, expected: str) -> float:
    one, other = Counter(WORD.findall(found.casefold())), Counter(WORD.findall(expected.casefold()))
    common = (one & other).total()
    return 2 * common / (one.total() + other.total()) if common else 0.0


def is_right(document: Document | None, page: Page) -> bool:
    """Whether the instant is the expected one, or the day is where either is without a zone."""
    if document is None or document.published is None or page.published is None:
        return False
    found = document.published.instant
    if found.moment is None or page.published.tzinfo is None:
        return found.isoformat()[:10] == page.published.date().isoformat()
    return abs((found.moment - page.published).total_seconds()) < 60


def others(pages: list[Page]) -> dict[str, list[str | None]]:
    """Give the texts that the other tools find, one a page, by tool."""
    return {"trafilatura": [tried(page) for page in pages]} | peers(pages)


def tried(page: Page) -> str:
    """Give what plain trafilatura takes for the text; nothing where it fails, and that is said."""
    from trafilatura import extract  # noqa: PLC0415  (slow to load)

    try:
        return extract(page.html, url=page.url, include_comments=False) or ""
    except Exception as error:  # noqa: BLE001  another's code on pages in any language
        print(f"{page.name}: {type(error).__name__}: {str(error).splitlines()[0][:80]}")
        return ""


def peers(pages: list[Page]) -> dict[str, list[str | None]]:
    """Give what the tools find that have an environment of their own; nothing, said aloud, where it is missing."""
    if not PEERS.is_file():
        print("left out: newspaper4k and readability-lxml; `make bench` installs them")
        return {}
    asked = [{"name": page.name, "url": page.url, "html": page.html.decode("utf-8", "replace")} for page in pages]
    lines = "".join(json.dumps(each) + "\n" for each in asked)
    command = [str(PEERS), str(Path(__file__).with_name("page_peers.py"))]
    done = subprocess.run(command, input=lines, text=True, encoding="utf-8", stdout=subprocess.PIPE, check=True)
    return dict(json.loads(done.stdout))
