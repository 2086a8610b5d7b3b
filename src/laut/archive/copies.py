"""Which articles repeat another one: found among all that the archive has, when new ones are loaded.

Pairs are kept (table `repeats`), and the originals chosen from all of them, so that neither the order of
loads nor their number matters. An article that came without a signature keeps the `copy_of` it came with.
"""

import duckdb

from laut.archive.migrate import read_query


def mark_copies(connection: duckdb.DuckDBPyConnection) -> None:
    """Find what the articles in `changed` repeat, or what repeats them; set copy_of, add what that alters."""
    fresh = "SELECT id FROM changed SEMI JOIN signatures ON article = id"
    new = {name for (name,) in connection.execute(fresh).fetchall()}
    if not new:
        return
    from laut.document.copies import Pair, choose_originals, find_pairs, make_rank

    def find_text(name: str) -> str:
        row = connection.execute("SELECT text FROM articles WHERE id = ?", [name]).fetchone()
        return str(row[0]) if row else ""

    signatures = dict(connection.execute("SELECT article, signature FROM signatures").fetchall())
    found = list(find_pairs(signatures, find_text, new))
    if not found:
        return
    columns = {
        "first": [pair.first for pair in found],
        "second": [pair.second for pair in found],
        "overlap": [pair.overlap for pair in found],
    }
    connection.execute(read_query("load_repeats"), columns)
    pairs = [
        Pair(*row) for row in connection.execute("SELECT first, second, overlap FROM repeats").fetchall()
    ]
    repeated = "SELECT first FROM repeats UNION SELECT second FROM repeats"
    ranked = f"SELECT id, published_on, url FROM articles WHERE id IN ({repeated})"
    ranks = [make_rank(*row) for row in connection.execute(ranked).fetchall()]
    copies = choose_originals(ranks, pairs)
    chosen = {"copies": list(copies), "originals": list(copies.values())}
    connection.execute(read_query("load_copies"), chosen)
    connection.execute(read_query("load_marks"))
