"""The schema's history, brought up to date at start-up; knows alembic, no query."""

from __future__ import annotations

from importlib.resources import files

from sqlalchemy import Connection, Text, column, inspect, select, table

from questions.errors import DatabaseNewer


def migrate(connection: Connection) -> None:
    """Run the migrations that the database has not seen, in one transaction.

    Raises:
        DatabaseNewer: [Q041] The database has seen migrations that this version does not know.
    """
    if _is_up_to_date(connection):
        connection.rollback()
        return
    # Alembic takes a tenth of the whole start, and most starts find nothing for it to do.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

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


def _is_up_to_date(connection: Connection) -> bool:
    """Whether the database has seen the newest migration: the files are named by their numbers."""
    if not inspect(connection).has_table("alembic_version"):
        return False
    known = [file.name[:4] for file in files("storage.migrations").joinpath("versions").iterdir()]
    seen = connection.execute(select(column("version_num", Text)).select_from(table("alembic_version")))
    return list(seen.scalars()) == [max(name for name in known if name.isdecimal())]
