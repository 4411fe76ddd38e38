"""The schema's history, brought up to date at start-up; knows alembic, no query."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Text, column, inspect, select, table

from questions.errors import DatabaseNewer

if TYPE_CHECKING:
    from alembic.config import Config


def migrate(connection: Connection) -> None:
    """Run the migrations that the database has not seen, in one transaction.

    Raises:
        DatabaseNewer: [Q041] The database has seen migrations that this version does not know.
    """
    if _is_up_to_date(connection):
        connection.rollback()
        return
    upgrade(connection)
    connection.commit()


def upgrade(connection: Connection) -> None:
    """Run the migrations that the database has not seen, and leave it to the caller to commit.

    Raises:
        DatabaseNewer: [Q041] The database has seen migrations that this version does not know.
    """
    # Alembic takes a tenth of the whole start, and most starts find nothing for it to do.
    from alembic import command
    from alembic.util import CommandError

    config = _config()
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        if "Can't locate revision" not in str(error):
            raise
        raise newer() from error


def newer() -> DatabaseNewer:
    """Return the error that says a database has seen migrations which this version does not know."""
    return DatabaseNewer(
        f"The database was written by a newer version than this one, which knows it up to {newest()}",
        advice="Install that version again, or set DATABASE_URL to another file",
    )


def newest() -> str:
    """Return the revision to which the migrations lead."""
    return max(known())


def known() -> frozenset[str]:
    """Return every revision that this version knows: the files are named by their numbers."""
    names = [file.name[:4] for file in files("storage.migrations").joinpath("versions").iterdir()]
    return frozenset(name for name in names if name.isdecimal())


def _is_up_to_date(connection: Connection) -> bool:
    """Whether the database has seen the newest migration."""
    if not inspect(connection).has_table("alembic_version"):
        return False
    seen = connection.execute(select(column("version_num", Text)).select_from(table("alembic_version")))
    return list(seen.scalars()) == [newest()]


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    config.set_main_option("path_separator", "os")
    return config
