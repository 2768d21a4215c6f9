"""Reports: the bytes that came in, the text read from them, and what a report was made from.

``Capture`` follows the WARC record, ``Document.published`` is TimeML's document creation time,
``Derivation`` follows PROV's wasDerivedFrom. Texts are frozen here: no later stage changes one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from dragoman.values import Instant, Span


class SourceKind(StrEnum):
    """What kind of publisher it is."""

    AGENCY = "agency"
    STATE_MEDIA = "state_media"
    PUBLIC_BROADCASTER = "public_broadcaster"
    NEWSPAPER = "newspaper"
    BROADCASTER = "broadcaster"
    ONLINE = "online"
    AGGREGATOR = "aggregator"
    MINISTRY = "ministry"
    THINK_TANK = "think_tank"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class LineFields:
    """Under which keys a crawler's JSON lines carry what is known of a report.

    Each is a path of keys with dots between them (``html.requested_url``), or None where the crawler has no such key.

    Attributes:
        when: Paths that are all there in a line of this crawler, and not in those of others.
    """

    when: tuple[str, ...]
    text: str
    id: str | None = None
    url: str | None = None
    title: str | None = None
    source: str | None = None
    published: str | None = None
    byline: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher of reports, or a crawler that carries them.

    Attributes:
        id: Slug that is unique in the dossier (``reuters``, ``tass``).
        names: Shown name first, then every other name and spelling.
        domains: Host names, without ``www.``.
        party: State or side it answers to (ISO 3166-1 alpha-3 or a short name), or None.
        credits: How its material is credited in others' texts ("(AP)", "TASS", "dpa").
        feeds: Addresses of its feeds, which ``watch`` polls.
        fields: For a crawler: where its JSON lines have what; None for everyone else.
    """

    id: str
    names: tuple[str, ...]
    kind: SourceKind = SourceKind.UNKNOWN
    owner: str | None = None
    party: str | None = None
    country: str | None = None
    languages: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    fields: LineFields | None = None


FEED_ENTRY = "application/vnd.dragoman.feed-entry+json"
"""What a feed itself gives of a report: ``{id, url, title, source, published, html or text}``."""
TELEGRAM_MESSAGE = "application/vnd.dragoman.telegram-message+json"
"""A message as Telegram exports it, beside its channel: ``{chat: {id, name, type}, message}``."""


@dataclass(frozen=True, slots=True)
class Capture:
    """One thing that came in, byte for byte, before anything was read from it.

    Attributes:
        id: Content id over the payload, the media type and what the user said of it.
        where: File path, URL or ``-``, with ``:LINE`` for a JSON line; for messages only.
        media_type: ``text/plain``, ``text/html``, ``application/json`` (one JSON line), ``FEED_ENTRY`` or
            ``TELEGRAM_MESSAGE``; of a page that was fetched with the charset that its server declared.
        payload: The bytes as they came.
        sha256: Hex digest of the payload.
        url, source, published: What the user said of it, over what the bytes say; ``url`` of a page that was fetched
            is where it stood.
        captured_at: Aware UTC.
        listed: When the feed that lists it says it came out; it is not kept with the bytes.
    """

    id: str
    where: str
    media_type: str
    payload: bytes
    sha256: str
    captured_at: datetime
    url: str | None = None
    source: str | None = None
    published: Instant | None = None
    listed: Instant | None = None


@dataclass(frozen=True, slots=True)
class SetAside:
    """An input that was not read, with the reason; the run goes on.

    Attributes:
        where: File path, URL or ``-``, with ``:LINE`` for a JSON line.
        code: The error's stable code (``DG3xx``).
        reason: The whole message.
    """

    where: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Published:
    """When a report came out, and how that is known.

    Attributes:
        instant: With the offset as printed, or a bare day.
        known_by: ``option``, ``json``, ``meta``, ``feed``, ``url``, ``text``.
    """

    instant: Instant
    known_by: str


class ZoneKind(StrEnum):
    """Parts of a text that are not the report's own words on its matter."""

    TITLE = "title"
    DATELINE = "dateline"
    BYLINE = "byline"
    CREDIT = "credit"
    CAPTION = "caption"
    TEASER = "teaser"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Zone:
    """A marked stretch of the text; it is never removed, since offsets count in the text as given."""

    span: Span
    kind: ZoneKind


@dataclass(frozen=True, slots=True)
class Credit:
    """Words that say whose material this is.

    Attributes:
        span: Where the words stand.
        quote: The words.
        source: Id of the credited source in the dossier, or None where it is not known.
        of: ``text`` or ``image``; only a text credit says where the text comes from.
        whole: Whether it credits the whole text ("(AP)" in a dateline), not a part ("with files from").
        translated: True where the words say that the text is a translation of that source's; None where they do not.
    """

    span: Span
    quote: str
    source: str | None
    of: str
    whole: bool = False
    translated: bool | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One dated entry of a live page: a stretch of its text with when it came out, None where that is not known."""

    span: Span
    published: Published | None


@dataclass(frozen=True, slots=True)
class Document:
    """The text of one report in one revision, with what is known about it.

    Attributes:
        id: Of the report through all its revisions: over its given id within its source, else its URL, else its text.
        revision: Over the id, the text and the title; a new text under the same id is a new revision.
        given_id: The id that the input carried, shown as ``doc`` in exports; None if it had none.
        source: Name of the outlet as given, or None.
        source_id: The dossier's id for that outlet, or None.
        text: Frozen; NFC is *not* applied, code points are as they came.
        language: ISO 639-1, or None where it cannot be told.
        modified: When the page says that it was last changed, and how that is known; None where it does not say.
        entries: Of a live page, in the order of the text; empty for any other report.
        notes: What a reader of the record should know of how the text was read, one sentence each: a date that
            could not be read, an encoding that was assumed. Empty where nothing was.
    """

    id: str
    revision: str
    capture_id: str
    text: str
    given_id: str | None = None
    url: str | None = None
    title: str | None = None
    source: str | None = None
    source_id: str | None = None
    published: Published | None = None
    byline: str | None = None
    language: str | None = None
    zones: tuple[Zone, ...] = ()
    credits: tuple[Credit, ...] = ()
    notes: tuple[str, ...] = ()
    modified: Published | None = None
    entries: tuple[Entry, ...] = ()

    @property
    def doc(self) -> str:
        """The name used in exports: the given id, else our own."""
        return self.given_id or self.id

    def told_at(self, offset: int) -> Instant | None:
        """Give when what stands at an offset came out: with its entry on a live page, else with the page."""
        own = (each.published for each in self.entries if each.span.start <= offset < each.span.end)
        told = next(own, None) or self.published
        return None if told is None else told.instant

    def day_at(self, offset: int) -> date | None:
        """Give the day that "yesterday" at an offset counts from, in the outlet's zone: an entry's own on a live page.

        None where it is not known; the page's day is then no stand-in for an entry's.
        """
        told = self.published
        for entry in self.entries:
            if entry.span.start <= offset < entry.span.end:
                told = entry.published
        return None if told is None else told.instant.day


MEDIUM = "source:"
"""How the name of a credited medium begins, where that of an earlier report, or of an origin, would stand."""


class DerivationKind(StrEnum):
    """How one report comes from another."""

    COPY = "copy"
    REWRITE = "rewrite"
    TRANSLATION = "translation"
    QUOTE = "quote"
    CREDIT = "credit"
    REVISION = "revision"


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that two reports share: ``here`` in the later, ``there`` in the earlier (None: not at hand)."""

    here: Span
    there: Span | None


@dataclass(frozen=True, slots=True)
class Derivation:
    """One report comes, in part or whole, from another report or from an agency.

    Attributes:
        document_id: The later report.
        of: Id of the earlier report, or ``source:<id>`` of a credited agency.
        share: Part of the later report's own text that is shared, 0 to 1; 1 for a credit of the whole text, None for
            one of a part.
        passages: Runs of equal words; of a translation, sentences with those that they render.
        reworded: Sentences of a copy or rewrite that tell in other words what its original tells.
    """

    document_id: str
    of: str
    kind: DerivationKind
    share: int | float | None
    passages: tuple[Passage, ...] = field(default=())
    reworded: tuple[Passage, ...] = field(default=())
