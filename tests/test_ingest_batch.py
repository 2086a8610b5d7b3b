"""From sources to an archive: nothing is lost or doubled, whoever is killed when."""

import argparse
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from invented_web import Reply, make_page, serve

from laut.archive import iter_readings, open_archive
from laut.batch import Plan, Summary, ingest
from laut.batch.work import Shard
from laut.batch.workers import split_shard
from laut.cli.ingest import add_arguments, make_options, run
from laut.errors import ArchiveError, LautError, SettingError
from laut.export.json_lines import write_json
from laut.ingest import Options
from laut.records import Capture, Skip

ONE = Plan(workers=1)
SPEAKERS = ("Annegret Holtkamp", "Ina Voss", "Jost Wehmeier")
RUN = """
import sys
from pathlib import Path
from laut.batch import Plan, ingest
if __name__ == "__main__":
    summary = ingest([sys.argv[1]], Path(sys.argv[2]), plan=Plan(workers=1))
    sys.exit(130 if summary.is_interrupted else 0)
"""


def make_text(number: int) -> str:
    speaker = SPEAKERS[number % 3]
    return (
        f"Die Brücke Nummer {number} sei marode, sagte Bürgermeisterin {speaker} am Montag. "
        f"„Wir sperren sie noch in dieser Woche“, kündigte sie an. Von {number} Gutachten wisse sie nichts."
    )


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table of nine articles, one of them twice, and two that are none."""
    rows = [{"text": make_text(number), "url": f"https://beispiel.de/{number}"} for number in range(9)]
    rows[4:4] = [
        {"text": " "},
        {"text": "The mayor said that the bridge was closed and would be for the year. " * 4},
    ]
    rows.append({"text": make_text(99), "url": "https://beispiel.de/3"})
    path = tmp_path / "artikel.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def dump(place: Path) -> tuple[list[str], list[tuple[str, ...]]]:
    """All that an archive says, the runs and their times left out."""
    with open_archive(place) as archive:
        skips = archive.connection.execute(
            "SELECT source, name, reason, detail FROM skips ORDER BY ALL"
        ).fetchall()
        return [write_json(reading) for reading in iter_readings(archive)], skips


def test_a_second_run_brings_nothing(table: Path, tmp_path: Path) -> None:
    seen: list[int] = []
    first = ingest(
        [str(table)], tmp_path / "archiv", plan=Plan(workers=2), watch=lambda one: seen.append(one.done)
    )
    assert (first.read, first.known, dict(first.skipped)) == (
        9,
        0,
        {"empty": 1, "language": 1, "repeated": 1},
    )
    assert (first.loaded.articles, first.loaded.captures) == (9, 10)
    assert seen[-1] == first.done == 12
    before = dump(tmp_path / "archiv")
    again = ingest([str(table)], tmp_path / "archiv", plan=ONE)
    assert (again.read, again.known) == (0, 10)
    assert not again.loaded.is_new
    assert dump(tmp_path / "archiv") == before
    assert len(before[0]) == 9


def test_a_killed_run_goes_on_as_if_nothing_had_been(table: Path, tmp_path: Path) -> None:
    ingest([str(table)], tmp_path / "ganz", plan=ONE)
    command = [sys.executable, "-c", RUN, str(table), str(tmp_path / "zerhackt")]
    for wait, number in (
        (0.8, signal.SIGKILL),
        (1.8, signal.SIGKILL),
        (2.2, signal.SIGINT),
        (1.5, signal.SIGTERM),
    ):
        process = subprocess.Popen(command)
        time.sleep(wait)
        process.send_signal(number)
        assert process.wait(60) in (-9, 130, 0, -2, -15, 1)
    assert subprocess.run(command, check=False).returncode == 0
    assert dump(tmp_path / "zerhackt") == dump(tmp_path / "ganz")


def test_a_killed_worker_is_replaced(table: Path, tmp_path: Path) -> None:
    killed: list[int] = []

    def watch(_: Summary) -> None:
        for child in multiprocessing.active_children()[: 1 - len(killed)]:
            assert child.pid
            os.kill(child.pid, signal.SIGKILL)
            killed.append(child.pid)

    sources = [str(table), str(table.parent / "mehr.jsonl")]
    more = [{"text": make_text(number)} for number in range(100, 140)]
    Path(sources[1]).write_text("".join(json.dumps(row) + "\n" for row in more), "utf-8")
    summary = ingest(sources, tmp_path / "archiv", plan=ONE, watch=watch)
    assert len(killed) == 1
    assert summary.read == 49
    assert "crashed" not in summary.skipped


def test_a_shard_that_kills_is_tried_one_by_one() -> None:
    items = (Capture("c1", "q", "n1", b"x"), Skip("q", "n2", "empty", "…"), Capture("c3", "q", "n3", b"y"))
    shards = split_shard(Shard("r-1", items))
    assert [shard.items for shard in shards] == [(item,) for item in items]
    ((skip,),) = (shard.items for shard in split_shard(shards[0]))
    assert isinstance(skip, Skip)
    assert (skip.name, skip.reason) == ("n1", "crashed")
    assert split_shard(shards[1])[0].items == (items[1],)
    assert len({shard.name for shard in (*shards, *split_shard(shards[0]))}) == 4


def test_what_cannot_be_done_is_one_sentence(table: Path, tmp_path: Path) -> None:
    with pytest.raises(LautError):
        ingest([str(table)], tmp_path / "archiv", plan=Plan(model=tmp_path / "keines"))
    (tmp_path / "datei").write_text("x")
    with pytest.raises(ArchiveError):
        ingest([str(table)], tmp_path / "datei", plan=ONE)
    with open_archive(tmp_path / "archiv", write=True), pytest.raises(ArchiveError, match="another"):
        ingest([str(table)], tmp_path / "archiv", plan=ONE)


def test_pages_are_asked_again_only_when_they_changed(tmp_path: Path) -> None:
    with serve() as web:
        web.pages["/a"] = Reply(
            make_page(" ".join(map(make_text, range(4)))),
            headers={"Content-Type": "text/html", "ETag": '"1"'},
        )
        options = Options(allow_private=True, delay=0)
        first = ingest([f"{web.url}/a"], tmp_path / "archiv", options, ONE)
        again = ingest([f"{web.url}/a"], tmp_path / "archiv", options, ONE)
    assert (first.read, dict(again.skipped), again.loaded.is_new) == (1, {"unchanged": 1}, False)


def test_articles_outside_the_period_stay_out_and_may_come_later(tmp_path: Path) -> None:
    rows = [{"text": make_text(1), "date": "2024-03-05"}, {"text": make_text(2), "date": "2019-03-05"}]
    rows.append({"text": make_text(3)})
    path = tmp_path / "t.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    first = ingest([str(path)], tmp_path / "archiv", Options(since=date(2024, 1, 1)), ONE)
    again = ingest([str(path)], tmp_path / "archiv", plan=ONE)
    assert (first.read, first.skipped) == (1, Counter(period=2))
    assert (again.read, again.known) == (2, 1)


def test_hosts_are_those_of_the_articles(tmp_path: Path) -> None:
    """A page in a file names its address itself."""
    for host in ("beispiel.de", "anderswo.de"):
        link = f'<link rel="canonical" href="https://www.{host}/a/b.html"></head>'
        page = make_page(" ".join(map(make_text, range(4)))).decode().replace("</head>", link)
        (tmp_path / f"{host}.html").write_text(page, "utf-8")
    summary = ingest([str(tmp_path)], tmp_path / ".archiv", Options(hosts=("beispiel.de",)), ONE)
    assert (summary.read, summary.skipped) == (1, Counter(host=1))


def test_varieties_of_german_are_those_that_sources_declare(tmp_path: Path) -> None:
    for number, tag in enumerate(("de-AT", "de_CH", "de")):
        page = make_page(" ".join(map(make_text, range(4 * number, 4 * number + 4)))).decode()
        marked = page.replace('<html lang="de">', f'<html lang="{tag}">')
        assert f'"{tag}"' in marked
        (tmp_path / f"{number}.html").write_text(marked, "utf-8")
    options = make_options(parse("x", "--language", "de-at", "--language", "DE-CH"))
    some = ingest([str(tmp_path)], tmp_path / ".archiv", options, ONE)
    rest = ingest([str(tmp_path)], tmp_path / ".archiv", Options(languages=("de",)), ONE)
    assert (some.read, some.skipped) == (2, Counter(variety=1))
    assert (rest.read, rest.known) == (1, 2)
    with open_archive(tmp_path / ".archiv") as archive:
        found = [one.article.language for one in iter_readings(archive, with_tokens=False)]
    assert sorted(found) == ["de", "de-AT", "de-CH"]


def parse(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return parser.parse_args(words)


def test_the_command(table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = str(tmp_path / "archiv")
    assert run(parse(str(table), "--archive", place, "--workers", "1", "--limit", "6", "--json")) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["read"], told["skipped"], told["loaded"]["articles"]) == (4, {"empty": 1, "language": 1}, 4)
    assert run(parse(str(table), "--archive", place, "--workers", "1")) == 0
    shown = capsys.readouterr().err
    assert "5 articles read" in shown
    assert "5 were in the archive already" in shown
    assert run(parse(str(tmp_path / "nichts.txt"), "--archive", place)) == 1
    assert "1 unreadable" in capsys.readouterr().err


def test_options_of_the_command() -> None:
    words = ["x", "--columns", "text=body", "--host", "Beispiel.de", "--largest", "3", "--contact", "a@b.de"]
    options = make_options(parse(*words, "--since", "2024-01-01"))
    assert (options.columns, options.hosts, options.largest) == (
        {"text": "body"},
        ("beispiel.de",),
        3_000_000,
    )
    assert options.user_agent.endswith(" a@b.de")
    for wrong in (
        ["--columns", "x"],
        ["--contact", "a\nb"],
        ["--since", "2024-02-01", "--until", "2024-01-01"],
    ):
        with pytest.raises(SettingError):
            make_options(parse("x", *wrong))
    for wrong in (["--delay", "nan"], ["--workers", "0"], ["--since", "gestern"], ["--language", "en"]):
        with pytest.raises(SystemExit):
            parse("x", *wrong)
