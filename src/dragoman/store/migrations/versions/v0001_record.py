"""The first schema: facts with guards against change, derived tables, and the search index.

Frozen once released: a later change is a later file, whatever ``schema.py`` says by then.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

FACTS = (
    "captures", "documents", "revisions", "headers", "runs", "activations", "claims", "statements", "judgements",
)  # fmt: skip


def upgrade() -> None:
    """Make every table, guard and index."""
    _create_reports()
    _create_readings()
    _create_lineage()
    _create_record()
    _create_indexes()
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
        _search_sqlite()
    else:
        _guard_postgresql()
        _search_postgresql()


def _order() -> sa.Column[int]:
    return sa.Column("n", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True)


def _texts(*names: str, nullable: bool = False) -> tuple[sa.Column[str], ...]:
    return tuple(sa.Column(name, sa.Text, nullable=nullable) for name in names)


def _points_at(name: str, target: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, sa.ForeignKey(target), nullable=False)


def _id() -> sa.Column[str]:
    return sa.Column("id", sa.Text, nullable=False, unique=True)


def _create_reports() -> None:
    op.create_table(
        "captures",
        _order(),
        _id(),
        *_texts("location", "media_type"),
        sa.Column("payload", sa.LargeBinary, nullable=False),
        *_texts("sha256"),
        sa.Column("size_bytes", sa.BigInteger, nullable=False),
        *_texts("url", "source", "published", nullable=True),
        *_texts("captured_at", "recorded_at"),
    )
    op.create_table("documents", _order(), _id(), *_texts("recorded_at"))
    op.create_table(
        "revisions",
        _order(),
        _id(),
        _points_at("document_id", "documents.id"),
        *_texts("title", nullable=True),
        *_texts("text", "recorded_at"),
    )
    op.create_table(
        "headers",
        _order(),
        _id(),
        _points_at("document_id", "documents.id"),
        _points_at("revision", "revisions.id"),
        _points_at("capture_id", "captures.id"),
        *_texts("given_id", "known_from", "language", "unread", nullable=True),
        *_texts("body", "recorded_at"),
    )


def _create_readings() -> None:
    op.create_table(
        "runs",
        _order(),
        _id(),
        _points_at("document_id", "documents.id"),
        _points_at("revision", "revisions.id"),
        *_texts("engine", "dossier", "recorded_at"),
    )
    op.create_table(
        "activations",
        _order(),
        _points_at("run_id", "runs.id"),
        _points_at("revision", "revisions.id"),
        *_texts("recorded_at"),
    )
    op.create_table(
        "claims",
        _order(),
        _points_at("run_id", "runs.id"),
        *_texts("id", "label"),
        _points_at("document_id", "documents.id"),
        *_texts("frame", "status", "body"),
        sa.UniqueConstraint("run_id", "id"),
        sa.UniqueConstraint("run_id", "label"),
    )
    op.create_table(
        "statements",
        _order(),
        _points_at("run_id", "runs.id"),
        *_texts("id"),
        _points_at("document_id", "documents.id"),
        *_texts("body"),
        sa.UniqueConstraint("run_id", "id"),
    )
    op.create_table("judgements", _order(), _id(), *_texts("kind", "reviewer", "body", "recorded_at"))


def _create_lineage() -> None:
    op.create_table(
        "derivations",
        _order(),
        _points_at("revision", "revisions.id"),
        *_texts("document_id", "of_id", "kind"),
        sa.Column("share", sa.Float, nullable=True),
        *_texts("body"),
    )
    op.create_table(
        "lineage_slots",
        sa.Column("slot", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("value", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("revision", sa.BigInteger, sa.ForeignKey("revisions.n"), primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )


def _create_record() -> None:
    op.create_table(
        "events",
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("id", sa.Text, primary_key=True),
        *_texts("frame"),
        *_texts("process", nullable=True),
        *_texts("title", "body"),
    )
    op.create_table(
        "event_claims",
        sa.Column("event_id", sa.Text, sa.ForeignKey("events.id"), primary_key=True),
        sa.Column("claim_id", sa.Text, primary_key=True),
        sa.Column("n", sa.Integer, nullable=False),
    )
    op.create_table(
        "event_aliases",
        sa.Column("former_id", sa.Text, primary_key=True),
        sa.Column("event_id", sa.Text, sa.ForeignKey("events.id"), primary_key=True),
    )
    op.create_table(
        "rounds",
        sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
        _points_at("event_id", "events.id"),
        *_texts("process", nullable=True),
        sa.Column("number", sa.Integer, nullable=True),
        *_texts("state", "body"),
    )
    op.create_table(
        "search_entries",
        sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
        *_texts("kind", "ref", "title", "body"),
    )
    op.create_table(
        "folds",
        sa.Column("activations", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("headers", sa.BigInteger, nullable=False),
        sa.Column("judgements", sa.BigInteger, nullable=False),
    )


def _create_indexes() -> None:
    for name, table, column in (
        ("headers_of_document", "headers", "document_id"),
        ("headers_by_given_id", "headers", "given_id"),
        ("headers_of_revision", "headers", "revision"),
        ("headers_of_capture", "headers", "capture_id"),
        ("runs_of_revision", "runs", "revision"),
        ("activations_of_revision", "activations", "revision"),
        ("activations_of_run", "activations", "run_id"),
        ("claims_by_id", "claims", "id"),
        ("derivations_of_document", "derivations", "document_id"),
        ("derivations_of_revision", "derivations", "revision"),
        ("events_in_order", "events", "n"),
        ("event_claims_by_claim", "event_claims", "claim_id"),
    ):
        op.create_index(name, table, [column])


def _guard_sqlite() -> None:
    for table in FACTS:
        for deed in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def _guard_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    for table in FACTS:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )


def _search_sqlite() -> None:
    """Index reports as they come in, by trigger, so that no writer can forget it."""
    tokenize = "tokenize = 'porter unicode61 remove_diacritics 2'"
    op.execute(
        "CREATE VIRTUAL TABLE search_reports USING fts5"
        f"(title, text, content='revisions', content_rowid='n', {tokenize})"
    )
    op.execute(
        "CREATE TRIGGER revisions_searchable AFTER INSERT ON revisions "
        "BEGIN INSERT INTO search_reports(rowid, title, text) VALUES (new.n, new.title, new.text); END"
    )
    op.execute(
        "CREATE VIRTUAL TABLE search_derived USING fts5"
        f"(title, body, content='search_entries', content_rowid='n', {tokenize})"
    )


def _search_postgresql() -> None:
    for table, words in (("revisions", "text"), ("search_entries", "body")):
        op.execute(
            f"CREATE INDEX {table}_searchable ON {table} USING gin "
            f"(to_tsvector('english', coalesce(title, '') || ' ' || {words}))"
        )
