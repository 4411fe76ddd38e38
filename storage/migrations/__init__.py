"""The schema's history, brought up to date at start-up; knows alembic, no query."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from questions.errors import DatabaseNewer


def migrate(connection: Connection) -> None:
    """Run the migrations that the database has not seen, in one transaction.

    Raises:
        DatabaseNewer: [Q041] The database has seen migrations that this version does not know.
    """
    upgrade(connection)
    connection.commit()


def upgrade(connection: Connection) -> None:
    """Run the migrations that the database has not seen, and leave it to the caller to commit.

    Raises:
        DatabaseNewer: [Q041] The database has seen migrations that this version does not know.
    """
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
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def known() -> frozenset[str]:
    """Return every revision that this version knows."""
    return frozenset(one.revision for one in ScriptDirectory.from_config(_config()).walk_revisions())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    config.set_main_option("path_separator", "os")
    return config
