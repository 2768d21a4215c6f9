"""Entries known: a live page counts as published from its first entry, where that came out before the page's own date.

Frozen once released: a later change is a later file. Instants are written as they were on the day of release.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from alembic import op

if TYPE_CHECKING:
    from collections.abc import Mapping

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Date live pages by their first entry; what their claims are part of is folded again."""
    _date_again(by_entries=True)


def downgrade() -> None:
    """Date live pages by their own date alone."""
    _date_again(by_entries=False)


def _date_again(*, by_entries: bool) -> None:
    link = op.get_bind()
    found = link.execute(sa.text("SELECT n, body FROM headers WHERE body LIKE '%\"entries\":%'")).fetchall()
    if not found:
        return
    _set_guard(link.dialect.name, guarded=False)
    for n, body in found:
        header = json.loads(body)
        told = [header, *header["entries"]] if by_entries else [header]
        known = min((_stamp(each["published"]) for each in told if each.get("published")), default=None)
        link.execute(sa.text("UPDATE headers SET known_from = :known WHERE n = :n"), {"known": known, "n": n})
    _set_guard(link.dialect.name, guarded=True)
    link.execute(sa.text("UPDATE folds SET seal = NULL, headers = 0"))  # to be folded again, whole


def _stamp(published: Mapping[str, Any]) -> str:
    instant = published["instant"]
    if instant.get("moment"):
        known = datetime.fromisoformat(instant["moment"]).astimezone(UTC)
    else:
        known = datetime.combine(date.fromisoformat(instant["day"]) + timedelta(days=1), time.min, tzinfo=UTC)
    return known.isoformat(timespec="microseconds").replace("+00:00", "Z")


def _set_guard(dialect: str, *, guarded: bool) -> None:
    """Let headers be changed, or guard them again; as the first migration did."""
    if dialect == "sqlite":
        made = "BEFORE UPDATE ON headers BEGIN SELECT RAISE(ABORT, 'headers is append-only'); END"
        op.execute(f"CREATE TRIGGER headers_no_update {made}" if guarded else "DROP TRIGGER headers_no_update")
    else:
        made = "BEFORE UPDATE OR DELETE OR TRUNCATE ON headers FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        op.execute(
            f"CREATE TRIGGER headers_append_only {made}" if guarded else "DROP TRIGGER headers_append_only ON headers"
        )
