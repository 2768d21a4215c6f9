"""Migrate: bring a store's schema up to the one this version needs, or back to an older one, with what it holds.

An open connection comes in; the migrations are run in one transaction of the caller. Alembic is
imported only when something is to be done.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection

HEAD = "0006"
"""The newest migration; versions are four digits, so that they sort as they follow each other."""


def upgrade(connection: Connection) -> None:
    """Run the migrations that the store lacks; the caller begins and commits."""
    from alembic import command  # noqa: PLC0415  a third of a second, and only for a new or older store

    command.upgrade(_config_on(connection), HEAD)


def downgrade(connection: Connection, version: str) -> None:
    """Bring a store back to an older schema, for an older version of the program; the caller begins and commits.

    Args:
        connection: To the store.
        version: The schema wanted, ``0001`` at the lowest: what is below it holds no record.
    """
    from alembic import command  # noqa: PLC0415  as above

    command.downgrade(_config_on(connection), version)


def _config_on(connection: Connection) -> Config:
    import logging  # noqa: PLC0415

    config = alembic_config()
    config.attributes["connection"] = connection
    logging.getLogger("alembic").setLevel(logging.WARNING)
    return config


def alembic_config() -> Config:
    """Give Alembic's configuration: where the migrations are, and nothing else."""
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    return config
