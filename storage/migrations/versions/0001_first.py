"""People, documents, banks, sessions, attempts and scores."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

OWN_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the first tables."""
    op.create_table(
        "users",
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
    )
    op.create_table(
        "documents",
        sa.Column("sha256", sa.Text(), primary_key=True),
        sa.Column("text", sa.Text(), nullable=False),
    )
    op.create_table(
        "banks",
        sa.Column("hash", sa.Text(), primary_key=True),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("documents", sa.JSON(), nullable=False),
    )
    op.create_table(
        "sessions",
        sa.Column("id", OWN_KEY, primary_key=True),
        sa.Column("user_id", sa.BigInteger(), sa.ForeignKey("users.id"), nullable=False, index=True),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("bank_hash", sa.Text(), sa.ForeignKey("banks.hash"), nullable=False),
        sa.Column("start_key", sa.Text(), nullable=False, unique=True),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("summary_message_id", sa.BigInteger(), nullable=True),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "asked",
        sa.Column("session_id", OWN_KEY, sa.ForeignKey("sessions.id"), primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True),
        sa.Column("question_id", sa.Text(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
    )
    op.create_table(
        "attempts",
        sa.Column("id", OWN_KEY, primary_key=True),
        sa.Column("session_id", OWN_KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), sa.ForeignKey("users.id"), nullable=False, index=True),
        sa.Column("bank_hash", sa.Text(), sa.ForeignKey("banks.hash"), nullable=False),
        sa.Column("question_id", sa.Text(), nullable=False),
        sa.Column("choice", sa.Text(), nullable=False),
        sa.Column("fraction", sa.Double(), nullable=False),
        sa.Column("mark", sa.Double(), nullable=False),
        sa.Column("answered_at", MOMENT, nullable=False),
        sa.UniqueConstraint("session_id", "position", "user_id"),
        sa.ForeignKeyConstraint(["session_id", "position"], ["asked.session_id", "asked.position"]),
    )
    op.create_table(
        "scores",
        sa.Column("user_id", sa.BigInteger(), sa.ForeignKey("users.id"), primary_key=True),
        sa.Column("slug", sa.Text(), primary_key=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("right", sa.Integer(), nullable=False),
        sa.Column("mark", sa.Double(), nullable=False),
    )


def downgrade() -> None:
    """Drop the first tables, the ones that others point to last."""
    for table in ("scores", "attempts", "asked", "sessions", "banks", "documents", "users"):
        op.drop_table(table)
