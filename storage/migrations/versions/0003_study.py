"""Self-study: typed answers, hints, cards and their reviews, how somebody studies, reports and claims."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

OWN_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add to the tables of sessions and what they asked, and create those of study."""
    op.add_column("sessions", sa.Column("mode", sa.Text(), nullable=False, server_default="quiz"))
    for name in ("typed", "helped"):
        op.add_column("asked", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("asked", sa.Column("bank_hash", sa.Text(), nullable=True))
    op.add_column("asked", sa.Column("shown_at", MOMENT, nullable=True))
    op.create_table(
        "learners",
        sa.Column("user_id", sa.BigInteger(), sa.ForeignKey("users.id"), primary_key=True),
        sa.Column("zone", sa.Text(), nullable=True),
        sa.Column("retention", sa.Double(), nullable=False),
        sa.Column("new_a_day", sa.Integer(), nullable=False),
        sa.Column("goal", sa.Integer(), nullable=False),
        sa.Column("remind_at", sa.Integer(), nullable=True),
        sa.Column("reminded_on", sa.Date(), nullable=True),
    )
    op.create_table(
        "cards",
        sa.Column("user_id", sa.BigInteger(), sa.ForeignKey("users.id"), primary_key=True),
        sa.Column("slug", sa.Text(), primary_key=True),
        sa.Column("question_id", sa.Text(), primary_key=True),
        sa.Column("bank_hash", sa.Text(), sa.ForeignKey("banks.hash"), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=True),
        sa.Column("stability", sa.Double(), nullable=False),
        sa.Column("difficulty", sa.Double(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("reviewed_at", MOMENT, nullable=False),
        sa.Column("missed", sa.Boolean(), nullable=False),
        sa.Column("met_at", MOMENT, nullable=False),
    )
    op.create_index("ix_cards_user_id", "cards", ["user_id", "due_at"])
    op.create_table(
        "reviews",
        sa.Column("id", OWN_KEY, primary_key=True),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("question_id", sa.Text(), nullable=False),
        sa.Column("session_id", OWN_KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.Column("learnt", sa.Boolean(), nullable=False),
        sa.Column("reviewed_at", MOMENT, nullable=False),
        sa.Column("counted_at", MOMENT, nullable=False),
        sa.UniqueConstraint("session_id", "position"),
        sa.ForeignKeyConstraint(
            ["user_id", "slug", "question_id"], ["cards.user_id", "cards.slug", "cards.question_id"]
        ),
    )
    op.create_index("ix_reviews_card", "reviews", ["user_id", "slug", "question_id"])
    op.create_index("ix_reviews_user_id", "reviews", ["user_id", "reviewed_at"])
    op.create_table(
        "reports",
        sa.Column("id", OWN_KEY, primary_key=True),
        sa.Column("user_id", sa.BigInteger(), sa.ForeignKey("users.id"), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("bank_hash", sa.Text(), sa.ForeignKey("banks.hash"), nullable=False),
        sa.Column("question_id", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reported_at", MOMENT, nullable=False),
        sa.UniqueConstraint("user_id", "slug", "question_id"),
    )
    op.create_table(
        "claims",
        sa.Column("id", OWN_KEY, primary_key=True),
        sa.Column("user_id", sa.BigInteger(), sa.ForeignKey("users.id"), nullable=True, index=True),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("bank_hash", sa.Text(), sa.ForeignKey("banks.hash"), nullable=False),
        sa.Column("question_id", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("claimed_at", MOMENT, nullable=False),
        sa.UniqueConstraint("slug", "question_id", "answer"),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Drop what was added, the tables that others point to last."""
    for table in ("claims", "reports", "reviews", "cards", "learners"):
        op.drop_table(table)
    for column in ("shown_at", "bank_hash", "helped", "typed"):
        op.drop_column("asked", column)
    op.drop_column("sessions", "mode")
