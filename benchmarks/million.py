"""How quick are the questions to an archive of a million statements, and how large is it?

    python benchmarks/million.py [--corpus newsroom/train] [--statements 1000000] [--archive FOLDER]

Makes the archive in a temporary folder (or takes the one at --archive, made by an earlier call), through the
same parts and the same load as `laut ingest`. The questions are asked in a fresh process: their words, names
and ids are drawn from the archive's own statements, so that frequent words are asked for often. Exit code 1
where a bar is missed: p95 of each question 150 ms, archive 1 GB, memory 1 GB.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing import Pool
from pathlib import Path

from gold import iter_gold
from synthetic import Stock, iter_articles

from laut.archive import Archive, load_parts, make_run, open_archive, write_part
from laut.query import said, search, sql, trace, who
from laut.query.words import is_weighty, split_words

SLOWEST = 0.150
LARGEST = 10**9
A_PART = 25_000
EACH = 200
WARM_UP = 20
ASKED = ("search", "who", "said", "actor", "trace")  # actor: everything that one said, by id
ACTORS = """
    SELECT actor FROM statement_actors
    WHERE actor IS NOT NULL AND hash(statement) % 100 = 7
    ORDER BY statement
"""
PICKED = """
    SELECT content, speaker, id FROM statements
    WHERE content IS NOT NULL AND hash(id) % 100 = 7
    ORDER BY id
"""
Question = Callable[[Archive], int]


def make_archive(path: Path, corpus: Path, statements: int) -> None:
    """Write the parts with two processes, then load them."""
    began = time.perf_counter()
    with open_archive(path, write=True) as archive:
        jobs = [(corpus, archive.parts / f"{seed:03}", seed) for seed in range(-(-statements // A_PART))]
        with Pool(2) as pool:
            pool.starmap(make_part, jobs, chunksize=1)
        written = time.perf_counter()
        loaded = load_parts(archive)
        done = time.perf_counter()
    print(
        f"made: {loaded.articles:,} articles, {loaded.statements:,} statements; parts written in "
        f"{written - began:.0f} s by two processes, loaded and indexed in {done - written:.0f} s",
        flush=True,
    )


def make_part(corpus: Path, folder: Path, seed: int) -> None:
    """One part of the archive."""
    stock = Stock(list(iter_gold(corpus)))
    write_part(folder, iter_articles(stock, seed, A_PART), run=make_run("benchmark"))


def draw_questions(archive: Archive, draw: random.Random) -> dict[str, list[Question]]:
    """The same questions for the same archive and draw."""
    rows = [tuple(map(str, row)) for row in sql(archive, PICKED).rows]
    named = [row for row in rows if row[1] != "None" and len(row[1].split()) == 2]
    weighty = [row for row in rows if len(pick_words(row[0])) >= 3]
    actors = [str(row[0]) for row in sql(archive, ACTORS).rows]
    questions: dict[str, list[Question]] = {name: [] for name in ASKED}
    for number in range(WARM_UP + EACH):
        words = pick_words(draw.choice(weighty)[0])
        asked = " ".join(draw.sample(words, 1 + number % 3))
        questions["search"].append(lambda archive, asked=asked: len(search(archive, asked).rows))  # type: ignore[misc]
        asked = " ".join(draw.sample(words, 1 + number % 2))
        questions["who"].append(lambda archive, asked=asked: len(who(archive, asked).rows))  # type: ignore[misc]
        name = draw.choice(named)[1]
        name = name.split()[-1] if number % 2 else name
        questions["said"].append(lambda archive, name=name: len(said(archive, name).rows))  # type: ignore[misc]
        actor = draw.choice(actors)
        questions["actor"].append(lambda archive, actor=actor: len(said(archive, actor).rows))  # type: ignore[misc]
        told = draw.choice(weighty)
        asked = told[0] if number % 3 == 0 else told[2]
        questions["trace"].append(lambda archive, asked=asked: len(trace(archive, asked).variants))  # type: ignore[misc]
    return questions


def pick_words(content: str) -> list[str]:
    """The words that one would look for."""
    return [word.folded for word in split_words(content) if is_weighty(word) and len(word.folded) > 2]


def ask_all(path: Path) -> dict[str, list[float]]:
    """For each question the seconds of asking it and the rows that came; this process's memory in bytes."""
    with open_archive(path) as archive:
        questions = draw_questions(archive, random.Random(1))
    result: dict[str, list[float]] = {}
    with open_archive(path) as archive:
        for asked in questions.values():
            for question in asked[:WARM_UP]:
                question(archive)
        for name, asked in questions.items():
            seconds, rows = [], []
            processor = time.process_time()
            for question in asked[WARM_UP:]:
                began = time.perf_counter()
                rows.append(question(archive))
                seconds.append(time.perf_counter() - began)
            result[name] = sorted(seconds)
            result[f"{name} processor"] = [(time.process_time() - processor) / EACH]
            result[f"{name} rows"] = [float(statistics.mean(rows))]
    status = Path("/proc/self/status").read_text("ascii").splitlines()
    sizes = {line.split(":")[0]: int(line.split()[1]) * 1024 for line in status if line.endswith("kB")}
    result["memory"] = [float(sizes["VmHWM"]), float(sizes["RssAnon"])]
    return result


def find_size(path: Path) -> dict[str, int]:
    """Bytes of the archive's files, by what they are."""
    sizes: dict[str, int] = {}
    for file in path.rglob("*"):
        if file.is_file():
            kind = file.relative_to(path).parts[0]
            sizes[kind] = sizes.get(kind, 0) + file.stat().st_size
    return sizes


def report(path: Path, result: dict[str, list[float]]) -> bool:
    """Print the figures; whether all bars are met."""
    is_good = True
    for name in ASKED:
        seconds = result[name]
        p50, p95 = (seconds[int(share * (len(seconds) - 1))] for share in (0.5, 0.95))
        is_good &= p95 <= SLOWEST
        print(
            f"{name:8} p50 {p50 * 1000:6.1f} ms   p95 {p95 * 1000:6.1f} ms   "
            f"longest {seconds[-1] * 1000:6.1f} ms   mean {result[f'{name} processor'][0] * 1000:.0f} ms "
            f"of all processors together, {result[f'{name} rows'][0]:.1f} rows"
        )
    sizes, (peak, own) = find_size(path), result["memory"]
    listed = ", ".join(f"{kind} {size / 1e6:.0f}" for kind, size in sorted(sizes.items()))
    print(f"archive  {sum(sizes.values()) / 1e6:.0f} MB ({listed})")
    print(
        f"memory   {peak / 1e6:.0f} MB at most, the index's files included; {own / 1e6:.0f} MB its own, last"
    )
    return is_good and sum(sizes.values()) <= LARGEST and peak <= LARGEST


def main() -> int:
    """Make the archive where it is missing, ask, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, default=Path("newsroom/train"))
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--archive", type=Path)
    parser.add_argument("--ask", action="store_true", help="only ask, and print the measurements as JSON")
    arguments = parser.parse_args()
    if arguments.ask:
        print(json.dumps(ask_all(arguments.archive)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.archive or Path(folder) / "archive"
        if not path.exists():
            make_archive(path, arguments.corpus, arguments.statements)
        command = [sys.executable, __file__, "--ask", "--archive", str(path)]
        shown = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=os.environ)
        return 0 if report(path, json.loads(shown.stdout)) else 1


if __name__ == "__main__":
    sys.exit(main())
