"""Full disks, lost permissions, kills, other writers, readers meanwhile, damage: one sentence each."""

import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
from filled import count_rows, fill, list_files, write_articles

from laut.archive import check_archive, find_ids, load_parts, open_archive, open_index, write_part
from laut.archive.folder import NEW
from laut.archive.migrate import NEWEST
from laut.errors import ArchiveError

TESTS = str(Path(__file__).parent)


def make_archive(tmp_path: Path, count: int = 4) -> Path:
    """A closed archive of some articles."""
    with open_archive(tmp_path / "archive", write=True) as archive:
        fill(archive, count)
    return archive.path


def start(code: str, *argv: str | Path, limit: int | None = None) -> subprocess.Popen[str]:
    """Start Python code in a process of its own, with the largest size that a file may have there."""

    def hold() -> None:
        if limit is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    begin = f"import sys; sys.path.insert(0, {TESTS!r})\nfrom filled import *\nfrom laut.archive import *\n"
    return subprocess.Popen(
        [sys.executable, "-c", begin + code, *map(str, argv)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=hold,
    )


LOAD = """
from laut.errors import ArchiveError
try:
    with open_archive(sys.argv[1], write=True) as archive:
        print(load_parts(archive).articles)
except ArchiveError as error:
    print(error)
"""


@pytest.mark.parametrize("limit", [1_000, 1_600_000])
def test_a_full_disk_is_one_sentence(tmp_path: Path, limit: int) -> None:
    path = make_archive(tmp_path)
    with open_archive(path, write=True) as archive:
        before = count_rows(archive)
        write_articles(archive, "p", range(4, 40))
    out, _ = start(LOAD, path, limit=limit).communicate(timeout=60)
    assert out == (
        f"{path}: the disk is full: free some space; "
        "nothing was loaded, the archive is as it was: run `laut archive load` again\n"
    )
    assert list_files(path) <= {"archive.duckdb", "index", "lock", "parts"}
    with open_archive(path) as archive:
        assert count_rows(archive) == before
        assert check_archive(archive) == []
    assert start(LOAD, path).communicate(timeout=60)[0] == "36\n"


def test_a_full_disk_spoils_no_part(tmp_path: Path) -> None:
    path = make_archive(tmp_path)
    code = """
from laut.errors import ArchiveError
archive = open_archive(sys.argv[1], write=True)
try:
    write_articles(archive, "p", range(4, 40))
except ArchiveError as error:
    print(error)
"""
    out, _ = start(code, path, limit=500).communicate(timeout=60)
    part = path / "parts" / "p"
    assert out == (
        f"{part}: the disk is full: free some space; the part was not written, run the command again\n"
    )
    with open_archive(path, write=True) as archive:
        assert list_files(archive.parts) == set()
        assert load_parts(archive).parts == 0


def test_a_full_disk_spoils_no_index(tmp_path: Path) -> None:
    path = make_archive(tmp_path)
    code = LOAD.replace("load_parts(archive).articles", "rebuild_index(archive)")
    out, _ = start(code, path, limit=200).communicate(timeout=60)
    assert out == (
        f"{path}: the disk is full: free some space; "
        "the index was not made: run `laut archive rebuild` again\n"
    )
    with open_archive(path) as archive:
        assert check_archive(archive) == []
        assert len(list_files(path / "index")) == 1


def test_lost_permissions_are_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_archive(tmp_path)
    with open_archive(path, write=True) as archive:
        write_articles(archive, "p", [9])
        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", _refuse)
            with pytest.raises(
                ArchiveError, match="writing is not permitted: change that; nothing was loaded"
            ):
                load_parts(archive)
            with pytest.raises(ArchiveError, match="writing is not permitted: change that; the part was not"):
                write_part(archive.parts / "q", [])
        assert len(find_ids(archive)) == 4
        assert load_parts(archive).articles == 1


def _refuse(*_: object) -> None:
    raise PermissionError(13, "Permission denied")


def test_another_writer_is_refused(tmp_path: Path) -> None:
    path = make_archive(tmp_path)
    code = "archive = open_archive(sys.argv[1], write=True); print('open', flush=True); sys.stdin.read()"
    with open_archive(path, write=True):
        assert "another laut process is writing" in start(LOAD, path).communicate(timeout=60)[0]
        with pytest.raises(ArchiveError, match="another laut process is writing"):
            open_archive(path, write=True)
    other = start(f"import time\n{code.replace('sys.stdin.read()', 'time.sleep(60)')}", path)
    assert other.stdout
    assert other.stdout.readline() == "open\n"
    with pytest.raises(ArchiveError, match="wait until it is done"):
        open_archive(path, write=True)
    other.kill()
    other.communicate()
    open_archive(path, write=True).close()


def test_readers_keep_their_snapshot_while_a_load_runs(tmp_path: Path) -> None:
    path = make_archive(tmp_path)
    code = """
with open_archive(sys.argv[1]) as archive:
    index = open_index(archive)
    searcher = index.searcher()
    print(len(find_ids(archive)), searcher.num_docs, flush=True)
    sys.argv[2:] and sys.stdin.readline()
"""
    reader = subprocess.Popen(
        [sys.executable, "-c", f"import sys\nfrom laut.archive import *\n{code}" + """
with open_archive(sys.argv[1]) as fresh:
    hits = searcher.search(index.parse_query("Meldung", ["title"]), 99).hits
    print(len(find_ids(archive := fresh)), len({searcher.doc(at)["id"][0] for _, at in hits}))
""", str(path), "wait"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert reader.stdout
    assert reader.stdout.readline() == "4 12\n"
    with open_archive(path) as here, open_archive(path, write=True) as writer:
        write_articles(writer, "p", range(4, 9))
        assert load_parts(writer).articles == 5
        assert (len(find_ids(here)), len(find_ids(writer))) == (4, 9)
        assert open_index(writer).searcher().num_docs == 27
        here.refresh()
        assert len(find_ids(here)) == 9
    assert reader.communicate("go\n", timeout=60)[0] == "9 12\n"


def test_readers_in_a_loop_never_fail_while_loads_run(tmp_path: Path) -> None:
    path = make_archive(tmp_path)
    code = """
import time
end = time.monotonic() + 2
seen = set()
while time.monotonic() < end:
    with open_archive(sys.argv[1]) as archive:
        seen.add((len(find_ids(archive)), open_index(archive).searcher().num_docs))
print(sorted(seen))
"""
    reader = start(code, path)
    with open_archive(path, write=True) as archive:
        for number in range(4, 10):
            write_articles(archive, f"p{number}", [number])
            load_parts(archive)
    out, _ = reader.communicate(timeout=60)
    assert all(documents == 3 * articles for articles, documents in eval(out))


@pytest.mark.parametrize("seconds", [0.02, 0.1, 0.4])
def test_a_killed_load_loses_nothing(tmp_path: Path, seconds: float) -> None:
    path = make_archive(tmp_path)
    code = """
archive = open_archive(sys.argv[1], write=True)
print("open", flush=True)
for number in range(4, 12):
    write_articles(archive, f"p{number}", [number])
    if number % 2:
        load_parts(archive)
"""
    process = start(code, path)
    assert process.stdout
    assert process.stdout.readline() == "open\n"
    time.sleep(seconds)
    process.kill()
    process.communicate()
    with open_archive(path) as reader:
        assert check_archive(reader) == []
    with open_archive(path, write=True) as archive:
        assert NEW not in list_files(path)
        load_parts(archive)
        write_articles(archive, "again", range(4, 12))
        load_parts(archive)
        assert len(find_ids(archive)) == 12
        assert check_archive(archive) == []
        assert len(list_files(path / "index")) == 1


def test_a_missing_archive_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"there is no archive at .*: make one with `laut ingest"):
        open_archive(tmp_path / "none")
    assert list_files(tmp_path) == set()


def test_a_folder_of_other_things_becomes_no_archive(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("Lieber Leser", encoding="utf-8")
    with pytest.raises(ArchiveError, match=r"is a folder of other things \(brief.txt\)"):
        open_archive(tmp_path, write=True)
    with pytest.raises(ArchiveError, match="File exists"):
        open_archive(tmp_path / "brief.txt", write=True)
    assert list_files(tmp_path) == {"brief.txt"}


def test_damage_is_one_sentence(tmp_path: Path) -> None:
    path = make_archive(tmp_path)
    (path / "archive.duckdb").write_bytes(b"no database " * 2000)
    with pytest.raises(ArchiveError, match="cannot be read: if it is damaged, restore it from a backup"):
        open_archive(path)
    with pytest.raises(ArchiveError):
        open_archive(path, write=True)


def test_another_database_is_no_archive(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "archive.duckdb")) as other:
        other.execute("CREATE TABLE versions (number VARCHAR)")
    with pytest.raises(ArchiveError, match="this is no archive of laut"):
        open_archive(tmp_path)


def test_a_newer_archive_is_refused_and_an_older_one_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_archive(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr("laut.archive.folder.NEWEST", 0)
        with pytest.raises(ArchiveError, match="was made by a newer laut"):
            open_archive(path)
    monkeypatch.setattr("laut.archive.folder.NEWEST", NEWEST + 1)
    monkeypatch.setattr(
        "laut.archive.migrate.find_migrations",
        lambda: {NEWEST + 1: "ALTER TABLE runs ADD COLUMN more INTEGER"},
    )
    with pytest.raises(ArchiveError, match="was made by an older laut: bring it up to date"):
        open_archive(path)
    with open_archive(path, write=True) as archive:
        assert archive.connection.execute("SELECT more FROM runs").fetchall() == [(None,)]
        assert len(find_ids(archive)) == 4
    open_archive(path).close()


def test_parts_that_lost_something_count_as_never_written(tmp_path: Path) -> None:
    with open_archive(tmp_path / "archive", write=True) as archive:
        for number, name in enumerate("pqrs"):
            write_articles(archive, name, [number])
        with pytest.raises(ArchiveError, match="there is a complete part of this name"):
            write_articles(archive, "q", [1])
        (archive.parts / "p" / "complete.json").write_text("{", encoding="utf-8")
        (archive.parts / "q" / "articles.parquet").write_bytes(b"PAR1")
        (archive.parts / "r" / "spans.parquet").unlink()
        loaded = load_parts(archive)
        assert (loaded.parts, loaded.articles) == (1, 1)
        assert list_files(archive.parts) == set()
        assert check_archive(archive) == []


def test_parts_of_another_version_are_kept(tmp_path: Path) -> None:
    with open_archive(tmp_path / "archive", write=True) as archive:
        write_articles(archive, "p", [1])
        marker = archive.parts / "p" / "complete.json"
        marker.write_text(marker.read_text("utf-8").replace('"format": 1', '"format": 99'), encoding="utf-8")
        with pytest.raises(ArchiveError, match="p was written by another version of laut"):
            load_parts(archive)
        assert list_files(archive.parts) == {"p"}


def test_only_the_writer_loads(tmp_path: Path) -> None:
    with (
        open_archive(make_archive(tmp_path)) as reader,
        pytest.raises(ArchiveError, match="open for reading only"),
    ):
        load_parts(reader)
