"""Lists: events, disputes and figures as rows with indexes, made for the fold that is on record.

Frozen once released, but for the rows: they are derived, and made by the rule of the day on which this is run, as a
rebuild makes them; a column that came later is made by the migration that brings it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from alembic import op

from dragoman.model import Event
from dragoman.model.listing import listed, listed_disputes, listed_figures
from dragoman.store import codec

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BATCH_ROWS = 500
INDEXES = {
    "event_list": (
        ("event_list_by_time", ("starts", "ends", "event_id")),
        ("event_list_by_frame", ("frame", "starts", "ends", "event_id")),
        ("event_list_by_published", ("published", "event_id")),
        ("event_list_by_origins", ("origins", "event_id")),
        ("event_list_by_reports", ("reports", "event_id")),
        ("event_list_by_part_of", ("part_of",)),
        ("event_list_by_status", ("status",)),
        ("event_list_by_process", ("process",)),
        ("event_list_by_voices", ("voices",)),
    ),
    "dispute_list": (
        ("dispute_list_by_time", ("starts", "ends", "event_id", "n")),
        ("dispute_list_open_first", ("is_shut", "starts", "ends", "event_id", "n")),
    ),
    "figure_list": (
        ("figure_list_by_time", ("starts", "ends", "event_id", "n")),
        ("figure_list_by_points", ("points", "starts", "ends", "event_id", "n")),
    ),
}


def upgrade() -> None:
    """Make the tables, fill them from the events on record, and make the indexes."""
    tables = _create()
    _fill(*tables)
    for table, indexes in INDEXES.items():
        for name, columns in indexes:
            op.create_index(name, table, list(columns))
    op.create_index("derivations_by_of", "derivations", ["of_id"])


def downgrade() -> None:
    """Take away what ``upgrade`` made; every fact and every event stays."""
    op.drop_index("derivations_by_of", "derivations")
    for table in INDEXES:
        op.drop_table(table)


def _create() -> tuple[sa.Table, sa.Table, sa.Table]:
    events = op.create_table(
        "event_list",
        sa.Column("event_id", sa.Text, sa.ForeignKey("events.id"), primary_key=True),
        *_texts("frame", "status"),
        *_texts("process", nullable=True),
        *_texts("starts", "ends"),
        *_numbers("dated"),
        *_numbers("first_day", "last_day", nullable=True),
        *_texts("published"),
        *_numbers("origins", "reports", "disputed", "hedged"),
        *_texts("part_of", nullable=True),
        *_texts("parties", "voices", "actors"),
        *_texts("place", nullable=True),
        *_texts("places", "words"),
    )
    disputes = op.create_table("dispute_list", *_key(), *_texts("kind", "verdict"), *_numbers("is_shut"), *_when())
    figures = op.create_table("figure_list", *_key(), *_texts("measure"), *_numbers("points"), *_when())
    return events, disputes, figures


def _texts(*names: str, nullable: bool = False) -> tuple[sa.Column[str], ...]:
    return tuple(sa.Column(name, sa.Text, nullable=nullable) for name in names)


def _numbers(*names: str, nullable: bool = False) -> tuple[sa.Column[int], ...]:
    return tuple(sa.Column(name, sa.Integer, nullable=nullable) for name in names)


def _key() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("event_id", sa.Text, sa.ForeignKey("events.id"), primary_key=True),
        sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
    )


def _when() -> tuple[sa.Column[str], ...]:
    return _texts("starts", "ends")


def _fill(events: sa.Table, disputes: sa.Table, figures: sa.Table) -> None:
    ids = [str(found) for (found,) in op.get_bind().execute(sa.text("SELECT id FROM events ORDER BY n")).fetchall()]
    for first in range(0, len(ids), BATCH_ROWS):
        some = [_event(found) for found in ids[first : first + BATCH_ROWS]]
        _add(events, [listed(event)._asdict() for event in some])
        _add(disputes, [row._asdict() for event in some for row in listed_disputes(event)])
        _add(figures, [row._asdict() for event in some for row in listed_figures(event)])


def _event(event_id: str) -> Event:
    sql = sa.text("SELECT body FROM events WHERE id = :event_id")
    return codec.from_text(Event, str(op.get_bind().execute(sql, {"event_id": event_id}).scalar_one()))


def _add(table: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
    columns: Iterable[str] = table.columns.keys()
    op.bulk_insert(table, [{name: row[name] for name in columns} for row in rows])  # nothing where there are no rows
