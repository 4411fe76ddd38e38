"""What several processes that serve one bot share: updates that wait, leases, the pace of messages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "updates",
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("taken", sa.Text()),
        sa.Column("until", sa.DateTime(timezone=True)),
        sa.Column("done_at", sa.DateTime(timezone=True)),
    )
    waits = sa.text("done_at IS NULL")
    op.create_index(
        "ix_updates_waiting", "updates", ["place", "id"], sqlite_where=waits, postgresql_where=waits
    )
    op.create_table(
        "leases",
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "paces",
        sa.Column("chat", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("sent", sa.JSON(), nullable=False),
        sa.Column("held_until", sa.Double(), nullable=False),
    )


def downgrade() -> None:
    """Drop them."""
    for table in ("paces", "leases", "updates"):
        op.drop_table(table)
