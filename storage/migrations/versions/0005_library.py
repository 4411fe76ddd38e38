"""Who sees a book and who may change it, teachers and invitations, what people are asked to write, jobs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

OWN_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the columns and create the tables."""
    op.add_column("books", sa.Column("visibility", sa.Text(), nullable=False, server_default="link"))
    op.add_column("shelved", sa.Column("archived", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "editors",
        sa.Column("user_id", sa.BigInteger(), sa.ForeignKey("users.id"), primary_key=True),
        sa.Column("book_id", OWN_KEY, sa.ForeignKey("books.id"), primary_key=True),
    )
    op.create_table(
        "teachers",
        sa.Column("user_id", sa.BigInteger(), sa.ForeignKey("users.id"), primary_key=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "invitations",
        sa.Column("code", sa.Text(), primary_key=True),
        sa.Column("book_id", OWN_KEY, sa.ForeignKey("books.id")),
        sa.Column("made_by", sa.BigInteger(), sa.ForeignKey("users.id"), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True)),
    )
    op.create_table(
        "prompts",
        sa.Column("user_id", sa.BigInteger(), sa.ForeignKey("users.id"), primary_key=True),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "jobs",
        sa.Column("id", OWN_KEY, primary_key=True),
        sa.Column("user_id", sa.BigInteger(), sa.ForeignKey("users.id"), nullable=False, unique=True),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Text()),
        sa.Column("text", sa.Text()),
        sa.Column("engine", sa.Text(), nullable=False, server_default="rules"),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Drop them, and the columns."""
    for table in ("jobs", "prompts", "invitations", "teachers", "editors"):
        op.drop_table(table)
    op.drop_column("shelved", "archived")
    op.drop_column("books", "visibility")
