"""Classes that play by polls: their rules, polls, votes and messages; homework."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

OWN_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
OPEN_CLASS = sa.text("kind = 'class' AND ended_at IS NULL")


def upgrade() -> None:
    """Add to the tables of sessions and attempts, and create those of a class."""
    op.create_table(
        "assignments",
        sa.Column("id", OWN_KEY, primary_key=True),
        sa.Column("code", sa.Text(), nullable=False, unique=True),
        sa.Column("start_key", sa.Text(), nullable=False, unique=True),
        sa.Column("host_id", sa.BigInteger(), sa.ForeignKey("users.id"), nullable=False),
        sa.Column("chat_title", sa.Text(), nullable=False),
        sa.Column("bank_hash", sa.Text(), sa.ForeignKey("banks.hash"), nullable=False),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("told_at", MOMENT, nullable=True),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "assigned",
        sa.Column("session_id", OWN_KEY, sa.ForeignKey("sessions.id"), primary_key=True),
        sa.Column("assignment_id", OWN_KEY, sa.ForeignKey("assignments.id"), nullable=False, index=True),
    )
    # Added without a batch: a batch would copy the table, and dropping the old one would delete its children.
    op.add_column("sessions", sa.Column("kind", sa.Text(), nullable=False, server_default="solo"))
    op.add_column("sessions", sa.Column("thread_id", sa.BigInteger(), nullable=False, server_default="0"))
    op.create_index(
        "uq_sessions_open_class",
        "sessions",
        ["chat_id", "thread_id"],
        unique=True,
        sqlite_where=OPEN_CLASS,
        postgresql_where=OPEN_CLASS,
    )
    op.add_column("attempts", sa.Column("seconds", sa.Double(), nullable=True))
    op.create_table(
        "classes",
        sa.Column("session_id", OWN_KEY, sa.ForeignKey("sessions.id"), primary_key=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=True),
        sa.Column("scoring", sa.Text(), nullable=False),
        sa.Column("teams", sa.Integer(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=True),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("extensions", sa.Integer(), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=True),
    )
    op.create_table(
        "players",
        sa.Column("session_id", OWN_KEY, sa.ForeignKey("sessions.id"), primary_key=True),
        sa.Column("user_id", sa.BigInteger(), sa.ForeignKey("users.id"), primary_key=True),
        sa.Column("team", sa.Integer(), nullable=True),
    )
    op.create_table(
        "polls",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("session_id", OWN_KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("posted_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["session_id", "position"], ["asked.session_id", "asked.position"]),
    )
    op.create_index("ix_polls_session_id", "polls", ["session_id", "position"])
    op.create_table(
        "tallies",
        sa.Column("poll_id", sa.Text(), primary_key=True),
        sa.Column("votes", sa.Integer(), nullable=False),
    )
    op.create_table(
        "votes",
        sa.Column("poll_id", sa.Text(), primary_key=True),
        sa.Column("user_id", sa.BigInteger(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("option", sa.Integer(), nullable=False),
        sa.Column("voted_at", MOMENT, nullable=False),
    )
    op.create_table(
        "posts",
        sa.Column("id", OWN_KEY, primary_key=True),
        sa.Column("session_id", OWN_KEY, sa.ForeignKey("sessions.id"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False, index=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("after_id", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.UniqueConstraint("session_id", "kind", "position", "turn", "chat_id"),
    )


def downgrade() -> None:
    """Drop what was added, the tables that others point to last."""
    for table in ("posts", "votes", "tallies", "polls", "players", "classes", "assigned", "assignments"):
        op.drop_table(table)
    op.drop_column("attempts", "seconds")
    op.drop_index("uq_sessions_open_class", "sessions")
    for column in ("thread_id", "kind"):
        op.drop_column("sessions", column)
