"""The chain of judgements, the seals of runs, and the seal of the fold, made for what is on record already.

Frozen once released: a later change is a later file. The digests are those of ``digests`` on the day of release.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from alembic import op

if TYPE_CHECKING:
    from collections.abc import Iterable

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

FACTS = ("chain", "seals")
SEALED = (
    "SELECT 'claims', id, label, document_id, frame, status, body FROM claims WHERE run_id = :run ORDER BY n",
    "SELECT 'statements', id, document_id, body FROM statements WHERE run_id = :run ORDER BY n",
)


def upgrade() -> None:
    """Make the tables, chain and seal what is there, and guard it; the fold's seal comes with the next rebuild."""
    order = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.create_table(
        "chain",
        sa.Column("n", order, primary_key=True, autoincrement=True),
        sa.Column("judgement_id", sa.Text, sa.ForeignKey("judgements.id"), nullable=False, unique=True),
        sa.Column("hash", sa.Text, nullable=False),
    )
    op.create_table(
        "seals",
        sa.Column("n", order, primary_key=True, autoincrement=True),
        sa.Column("run_id", sa.Text, sa.ForeignKey("runs.id"), nullable=False, unique=True),
        sa.Column("sha256", sa.Text, nullable=False),
    )
    op.add_column("folds", sa.Column("seal", sa.Text, nullable=True))
    _chain()
    _seal()
    _guard(op.get_bind().dialect.name)


def downgrade() -> None:
    """Take away what ``upgrade`` made; every other fact stays."""
    op.drop_table("chain")
    op.drop_table("seals")
    op.drop_column("folds", "seal")


def _chain() -> None:
    found = "0" * 64
    for judgement, body in _rows("SELECT id, body FROM judgements ORDER BY n"):
        found = hashlib.sha256(f"{found}\n{body}".encode()).hexdigest()
        values = {"judgement": judgement, "hash": found}
        op.get_bind().execute(sa.text("INSERT INTO chain (judgement_id, hash) VALUES (:judgement, :hash)"), values)


def _seal() -> None:
    for (run,) in _rows("SELECT id FROM runs ORDER BY n"):
        found = hashlib.sha256()
        for sql in SEALED:
            for row in _rows(sql, run=run):
                found.update(json.dumps(tuple(row), ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
        values = {"run": run, "sha256": found.hexdigest()}
        op.get_bind().execute(sa.text("INSERT INTO seals (run_id, sha256) VALUES (:run, :sha256)"), values)


def _rows(sql: str, **values: str) -> Iterable[Any]:
    return op.get_bind().execute(sa.text(sql), values).fetchall()


def _guard(dialect: str) -> None:
    for table in FACTS:
        if dialect == "sqlite":
            for deed in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                )
        else:
            op.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            )
