"""Banks that people make in the chat, and whose shelves they stand on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

OWN_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "books",
        sa.Column("id", OWN_KEY, primary_key=True),
        sa.Column("code", sa.Text(), nullable=False, unique=True),
        sa.Column("owner_id", sa.BigInteger(), sa.ForeignKey("users.id"), nullable=False),
        sa.Column("bank_hash", sa.Text(), sa.ForeignKey("banks.hash"), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "shelved",
        sa.Column("user_id", sa.BigInteger(), sa.ForeignKey("users.id"), primary_key=True),
        sa.Column("book_id", OWN_KEY, sa.ForeignKey("books.id"), primary_key=True),
    )


def downgrade() -> None:
    """Drop them, the one that points to the other first."""
    for table in ("shelved", "books"):
        op.drop_table(table)
