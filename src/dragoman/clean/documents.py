"""Documents: one capture comes in, one document goes out, its text frozen and what is known of it beside it.

What the user said wins over what the bytes say. Text and JSON are kept code point for code point (of a text
file, only the byte order mark is left off: it is the encoding's signature); a page's text is what the article
holds. Zones and credits are marked in the text as given, never removed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.clean.crawlers import crawlers
from dragoman.clean.credits import find_credits
from dragoman.clean.dated import find_day
from dragoman.clean.decode import decode_text
from dragoman.clean.feed_report import read_entry
from dragoman.clean.headings import find_headings, find_title
from dragoman.clean.html_report import read_html
from dragoman.clean.identity import document_id, revision_id
from dragoman.clean.json_report import read_json
from dragoman.clean.language import tell_language
from dragoman.clean.live import find_entries
from dragoman.clean.reading import Reading, check_characters, check_text
from dragoman.clean.rules import rules_for
from dragoman.clean.sources import find_source
from dragoman.clean.telegram_report import read_message
from dragoman.clean.zones import find_zones
from dragoman.model import FEED_ENTRY, TELEGRAM_MESSAGE, Document, Published, Zone, ZoneKind

if TYPE_CHECKING:
    from dragoman.dossier import Dossier
    from dragoman.model import Capture, Credit, Entry


def to_document(capture: Capture, dossier: Dossier) -> Document:
    """Read one capture.

    Args:
        capture: From ``ingest``.
        dossier: Whose sources are looked up.

    Returns:
        The document; without a publication date it has ``published`` None, and where a date was given but
        cannot be read, a note says so.

    Raises:
        DocumentError: DG302 to DG307, the capture is no report; the message says why.
    """
    reading = _said(_read(capture, dossier), capture)
    language = tell_language(reading.text)
    reading, zones, found_credits = _marks(reading, language, dossier)
    report_id = document_id(reading.given_id, reading.source, reading.url, reading.text)
    return Document(
        id=report_id,
        revision=revision_id(report_id, reading.text, reading.title),
        capture_id=capture.id,
        text=reading.text,
        given_id=reading.given_id,
        url=reading.url,
        title=reading.title,
        source=reading.source,
        source_id=find_source(reading.source, reading.url, dossier),
        published=reading.published,
        byline=reading.byline or _byline(reading.text, zones),
        language=language,
        zones=zones,
        credits=found_credits,
        notes=reading.notes,
        modified=reading.modified,
        entries=_entries(reading, language),
    )


def _read(capture: Capture, dossier: Dossier) -> Reading:
    kind, _, parameter = capture.media_type.partition("; charset=")
    if kind == "application/json":
        return read_json(capture.payload, capture.where, crawlers(dossier.sources))
    if kind == FEED_ENTRY:
        return read_entry(capture.payload, capture.where)
    if kind == TELEGRAM_MESSAGE:
        return read_message(capture.payload, capture.where)
    if kind == "text/html":
        return read_html(capture.payload, capture.where, capture.url, parameter or None)
    text, notes = decode_text(capture.payload, capture.where)
    check_text(text, capture.where)
    return Reading(text=text, title=find_title(text), notes=notes)


def _said(reading: Reading, capture: Capture) -> Reading:
    """Put what the user said over what the bytes say."""
    for value, what in ((capture.url, "--url"), (capture.source, "--source")):
        check_characters(value or "", what, capture.where)
    published = Published(capture.published, "option") if capture.published else _listed(reading, capture)
    notes = (
        reading.notes if capture.published is None else tuple(n for n in reading.notes if "publication date" not in n)
    )
    url, source = capture.url or reading.url, capture.source or reading.source
    return replace(reading, url=url, source=source, published=published, notes=notes)


def _listed(reading: Reading, capture: Capture) -> Published | None:
    """Give the page's own time; where it has no more than a day, the time by the feed that lists it counts."""
    own, listed = reading.published, capture.listed
    if listed is None or (own is not None and (own.instant.moment is not None or listed.moment is None)):
        return own
    return Published(listed, "feed")


def _marks(
    reading: Reading, language: str | None, dossier: Dossier
) -> tuple[Reading, tuple[Zone, ...], tuple[Credit, ...]]:
    """Give zones and credits, and the reading with the day that its own head names where nothing else dates it."""
    rules = rules_for(language)
    headings = find_headings(reading.text, reading.title)
    around = find_zones(reading.text, rules, headings)
    found = find_credits(reading.text, rules, dossier, [zone.span.end for zone in around])
    marked = {*around, *found.zones}
    dated = find_day(reading.text, found.dateline, language) if reading.published is None else None
    if dated is not None:
        reading = replace(reading, published=dated.published)
        if dated.line is not None:
            marked.add(Zone(dated.line, ZoneKind.DATELINE))
    zones = sorted(marked, key=lambda zone: (zone.span.start, -zone.span.end, zone.kind))
    return reading, tuple(zones), found.credits


def _entries(reading: Reading, language: str | None) -> tuple[Entry, ...]:
    if reading.entries is not None:
        return reading.entries
    return find_entries(reading.text, language, reading.modified or reading.published)


def _byline(text: str, zones: tuple[Zone, ...]) -> str | None:
    """Give the names of a byline that stands in the text, without its "By"."""
    for zone in zones:
        words = zone.span.of(text)
        if zone.kind is ZoneKind.BYLINE and words[:3].casefold() == "by ":
            return words[3:].strip()
    return None
