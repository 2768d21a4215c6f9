"""Schema: the tables of the record, as SQLAlchemy Core sees them.

Facts are appended and never changed (triggers in the migrations hold it); derived tables are rebuilt from them.
Bodies are JSON texts made by ``codec``; stamps are texts made by ``stamps``; ``n`` is the order of recording.
This file describes the newest schema; how a store gets there is in ``migrations``, and a test compares the two.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from dragoman.store.schema_ground import ground_tables, sortable

METADATA = MetaData()


def _order() -> Column[int]:
    return Column("n", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True)


def _text(name: str, *, known: bool = True) -> Column[str]:
    return Column(name, Text, nullable=not known)


def _number(name: str, *, known: bool = True) -> Column[int]:
    return Column(name, Integer, nullable=not known)


def _nth_of_event() -> tuple[Column[str], Column[int]]:
    return (
        Column("event_id", Text, ForeignKey("events.id"), primary_key=True),
        Column("n", Integer, primary_key=True, autoincrement=False),
    )


def _points_at(name: str, target: str) -> Column[str]:
    return Column(name, Text, ForeignKey(target), nullable=False)


FACTS: tuple[Table, ...] = (
    Table(
        "captures",
        METADATA,
        _order(),
        Column("id", Text, nullable=False, unique=True),
        _text("location"),
        _text("media_type"),
        Column("payload", LargeBinary, nullable=False),  # zlib
        _text("sha256"),
        Column("size_bytes", BigInteger, nullable=False),  # before compression
        _text("url", known=False),
        _text("source", known=False),
        _text("published", known=False),  # as the user gave it, with its offset
        _text("captured_at"),
        _text("recorded_at"),
    ),
    Table(
        "documents",
        METADATA,
        _order(),
        Column("id", Text, nullable=False, unique=True),
        _text("recorded_at"),
    ),
    Table(
        "revisions",
        METADATA,
        _order(),
        Column("id", Text, nullable=False, unique=True),
        _points_at("document_id", "documents.id"),
        _text("title", known=False),
        _text("text"),
        _text("recorded_at"),
        Index("revisions_of_document", "document_id"),
    ),
    Table(  # what was known about a revision when a capture of it was read
        "headers",
        METADATA,
        _order(),
        Column("id", Text, nullable=False, unique=True),
        _points_at("document_id", "documents.id"),
        _points_at("revision", "revisions.id"),
        _points_at("capture_id", "captures.id"),
        _text("given_id", known=False),
        _text("known_from", known=False),  # publication in UTC, or the end of its day; null: not known
        _text("language", known=False),
        _text("unread", known=False),  # why no claims were drawn from it; null: it was read
        _text("body"),
        _text("recorded_at"),
        Index("headers_of_document", "document_id"),
        Index("headers_by_given_id", "given_id"),
        Index("headers_of_revision", "revision"),
        Index("headers_of_capture", "capture_id"),
    ),
    Table(
        "runs",
        METADATA,
        _order(),
        Column("id", Text, nullable=False, unique=True),
        _points_at("document_id", "documents.id"),
        _points_at("revision", "revisions.id"),
        _text("engine"),
        _text("dossier"),
        _text("recorded_at"),
        Index("runs_of_revision", "revision"),
    ),
    Table(
        "activations",
        METADATA,
        _order(),
        _points_at("run_id", "runs.id"),
        _points_at("revision", "revisions.id"),
        _text("recorded_at"),
        Index("activations_of_revision", "revision"),
        Index("activations_of_run", "run_id"),
    ),
    Table(  # the id is over the revision, so two runs of one revision may give a claim of one id
        "claims",
        METADATA,
        _order(),
        _points_at("run_id", "runs.id"),
        _text("id"),
        _text("label"),
        _points_at("document_id", "documents.id"),
        _text("frame"),
        _text("status"),
        _text("body"),
        UniqueConstraint("run_id", "id"),
        UniqueConstraint("run_id", "label"),
        Index("claims_by_id", "id"),
    ),
    Table(
        "statements",
        METADATA,
        _order(),
        _points_at("run_id", "runs.id"),
        _text("id"),
        _points_at("document_id", "documents.id"),
        _text("body"),
        UniqueConstraint("run_id", "id"),
    ),
    Table(
        "judgements",
        METADATA,
        _order(),
        Column("id", Text, nullable=False, unique=True),
        _text("kind"),
        _text("reviewer"),
        _text("body"),
        _text("recorded_at"),
    ),
    Table(  # a link a judgement, each over the one before
        "chain",
        METADATA,
        _order(),
        Column("judgement_id", Text, ForeignKey("judgements.id"), nullable=False, unique=True),
        _text("hash"),
    ),
    Table(  # over the claims and statements of a run
        "seals",
        METADATA,
        _order(),
        Column("run_id", Text, ForeignKey("runs.id"), nullable=False, unique=True),
        _text("sha256"),
    ),
)
"""Append-only: no row is ever changed or removed."""

DERIVED: tuple[Table, ...] = (
    Table(
        "derivations",
        METADATA,
        _order(),
        _points_at("revision", "revisions.id"),
        _text("document_id"),
        _text("of_id"),
        _text("kind"),
        Column("share", Float, nullable=True),
        _text("body"),
        Index("derivations_of_document", "document_id"),
        Index("derivations_of_revision", "revision"),
        Index("derivations_by_of", "of_id"),
    ),
    Table(  # MinHash signatures, a row a slot: reports with equal slots may share words
        "lineage_slots",
        METADATA,
        Column("slot", Integer, primary_key=True, autoincrement=False),
        Column("value", BigInteger, primary_key=True, autoincrement=False),
        Column("revision", BigInteger, ForeignKey("revisions.n"), primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    ),
    Table(
        "events",
        METADATA,
        sortable("place"),  # in canonical order
        Column("id", Text, primary_key=True),
        _text("frame"),
        _text("process", known=False),
        _text("title"),
        _text("body"),
        Index("events_in_order", "place"),
    ),
    Table(
        "event_claims",
        METADATA,
        Column("event_id", Text, ForeignKey("events.id"), primary_key=True),
        Column("claim_id", Text, primary_key=True),
        Column("n", Integer, nullable=False),
        Index("event_claims_by_claim", "claim_id"),
    ),
    Table(
        "event_aliases",
        METADATA,
        Column("former_id", Text, primary_key=True),
        Column("event_id", Text, ForeignKey("events.id"), primary_key=True),
        Index("event_aliases_of_event", "event_id"),
    ),
    Table(
        "rounds",
        METADATA,
        Column("event_id", Text, ForeignKey("events.id"), primary_key=True),
        _text("process", known=False),
        Column("number", Integer, nullable=True),
        _text("state"),
        _text("body"),
    ),
    Table(  # events and actors as ``search`` finds them; reports are found by their revisions
        "search_entries",
        METADATA,
        Column("n", Integer, primary_key=True, autoincrement=False),
        _text("kind"),
        _text("ref"),
        _text("title"),
        _text("body"),
        Index("search_entries_by_ref", "ref", "kind"),
    ),
    Table(  # an event as lists have it (``model.listing``): what is compared and put in order, and no more
        "event_list",
        METADATA,
        Column("event_id", Text, ForeignKey("events.id"), primary_key=True),
        _text("frame"),
        _text("status"),
        _text("process", known=False),
        *map(_text, ("starts", "ends")),
        _number("dated"),
        _number("first_day", known=False),
        _number("last_day", known=False),
        _text("published"),
        *map(_number, ("origins", "reports", "disputed", "hedged")),
        _text("part_of", known=False),
        *map(_text, ("parties", "voices", "actors")),
        _text("place", known=False),
        *map(_text, ("places", "words")),
        Index("event_list_by_time", "starts", "ends", "event_id"),
        Index("event_list_by_frame", "frame", "starts", "ends", "event_id"),
        *(Index(f"event_list_by_{name}", name, "event_id") for name in ("published", "origins", "reports")),
        *(Index(f"event_list_by_{name}", name) for name in ("part_of", "status", "process", "voices")),
    ),
    Table(
        "dispute_list",
        METADATA,
        *_nth_of_event(),
        _text("kind"),
        _text("verdict"),
        _number("is_shut"),
        *map(_text, ("starts", "ends")),
        Index("dispute_list_by_time", "starts", "ends", "event_id", "n"),
        Index("dispute_list_open_first", "is_shut", "starts", "ends", "event_id", "n"),
    ),
    Table(
        "figure_list",
        METADATA,
        *_nth_of_event(),
        _text("measure"),
        _number("points"),
        *map(_text, ("starts", "ends")),
        Index("figure_list_by_time", "starts", "ends", "event_id", "n"),
        Index("figure_list_by_points", "points", "starts", "ends", "event_id", "n"),
    ),
    *ground_tables(METADATA),
)
"""Rebuilt at will from the facts, with the same result."""

TABLES = {table.name: table for table in (*FACTS, *DERIVED)}
