"""The SQL files: numbered ones that bring an archive's tables up to date (migrations/), and the queries."""

from importlib.resources import files

import duckdb

NEWEST = 4


def read_query(name: str) -> str:
    """The SQL of queries/NAME.sql."""
    return (files("laut.archive") / "queries" / f"{name}.sql").read_text("utf-8")


def find_migrations() -> dict[int, str]:
    """Number → SQL of every migration, in order."""
    folder = files("laut.archive") / "migrations"
    found = sorted(folder.iterdir(), key=lambda entry: entry.name)
    return {int(entry.name[:4]): entry.read_text("utf-8") for entry in found}


def read_version(connection: duckdb.DuckDBPyConnection) -> int:
    """The number of the last migration that an archive has had, 0 for an empty database."""
    names = "SELECT table_name FROM duckdb_tables() WHERE database_name = current_database()"
    if ("versions",) not in connection.execute(names).fetchall():
        return 0
    row = connection.execute("SELECT max(migration) FROM versions").fetchone()
    return int(row[0]) if row and row[0] is not None else 0


def migrate(connection: duckdb.DuckDBPyConnection) -> int:
    """Apply what is missing, within the transaction that is open; gives how many were applied."""
    connection.execute("CREATE TABLE IF NOT EXISTS versions (migration INTEGER NOT NULL)")
    done = read_version(connection)
    missing = {number: sql for number, sql in find_migrations().items() if number > done}
    for number, sql in missing.items():
        connection.execute(sql)
        connection.execute("INSERT INTO versions VALUES (?)", [number])
    return len(missing)
