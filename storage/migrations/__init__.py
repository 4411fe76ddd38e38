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
    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        if "Can't locate revision" not in str(error):
            raise
        newest = ScriptDirectory.from_config(config).get_current_head()
        raise DatabaseNewer(
            f"The database was written by a newer version than this one, which knows it up to {newest}",
            advice="Install that version again, or set DATABASE_URL to another file",
        ) from error
    connection.commit()
