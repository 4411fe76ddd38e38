"""What a list tells of a book stands with the book: its title, and how many questions it has."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; the bot counts the questions when it starts."""
    op.add_column("books", sa.Column("title", sa.Text(), nullable=False, server_default=""))
    for name in ("asked", "in_class"):
        op.add_column("books", sa.Column(name, sa.Integer()))
    op.execute("UPDATE books SET title = (SELECT title FROM banks WHERE banks.hash = books.bank_hash)")


def downgrade() -> None:
    """Drop them."""
    for name in ("in_class", "asked", "title"):
        op.drop_column("books", name)
