"""Texts of a report: an index, so that the revisions of one report are found without reading all.

Frozen once released: a later change is a later file.
"""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index."""
    op.create_index("revisions_of_document", "revisions", ["document_id"])


def downgrade() -> None:
    """Take the index away; every text stays."""
    op.drop_index("revisions_of_document", "revisions")
