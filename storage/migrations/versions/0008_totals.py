"""The leaderboard adds nothing up any more, and what is asked by person or chat has its index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

INDEXES = (("sessions", "chat_id"), ("players", "user_id"), ("votes", "user_id"))


def upgrade() -> None:
    """Make the table, add up what there is, and make the indexes."""
    op.create_table(
        "totals",
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("right", sa.Integer(), nullable=False),
        sa.Column("mark", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_totals_user_id_users")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_totals")),
    )
    op.execute(
        'INSERT INTO totals (user_id, answered, "right", mark) '
        'SELECT user_id, sum(answered), sum("right"), sum(mark) FROM scores GROUP BY user_id'
    )
    op.create_index("ix_totals_mark", "totals", ["mark", "user_id"])
    for table, column in INDEXES:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def downgrade() -> None:
    """Drop them."""
    for table, column in INDEXES:
        op.drop_index(op.f(f"ix_{table}_{column}"), table_name=table)
    op.drop_table("totals")
