"""Reading → an archive in a folder: DuckDB tables, a search index, and the parts on their way in.

Workers write parts (`write_part`), one process merges them (`load_parts`), anyone reads (`open_archive`).
"""

from laut.archive.check import Problem, check_archive
from laut.archive.folder import Archive, open_archive
from laut.archive.index import open_index, rebuild_index
from laut.archive.info import Info, find_info, find_skips
from laut.archive.load import Loaded, load_parts
from laut.archive.part import Run, make_run, write_part
from laut.archive.reread import Change, reread_articles
from laut.archive.restore import find_ids, iter_readings, read_article

__all__ = [
    "Archive",
    "Change",
    "Info",
    "Loaded",
    "Problem",
    "Run",
    "check_archive",
    "find_ids",
    "find_info",
    "find_skips",
    "iter_readings",
    "load_parts",
    "make_run",
    "open_archive",
    "open_index",
    "read_article",
    "rebuild_index",
    "reread_articles",
    "write_part",
]
