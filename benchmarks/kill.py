"""Does an archive come out the same, whenever its ingest is killed? kill -9 at 20 random moments.

    python benchmarks/kill.py [--corpus newsroom/train] [--limit 120] [--kills 20] [--seed 1] [--loads]

Each round ends the whole process group (the workers too, or with --alone only the parent) at a random moment:
half of them early, half anywhere in the time that a whole run takes, its load included. A round that was
killed is gone on with by the next, and a last one goes to the end. With --loads the articles are read
before, and it is the load alone that is killed. Exit code 1 unless the exports of all readings are byte-equal
to those of an archive that nobody disturbed, captures and skips are the same, and `check` finds no fault.
"""

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from laut.archive import check_archive, iter_readings, open_archive
from laut.export.gnq import read_gnq
from laut.export.json_lines import write_json

RUN = """
import sys
from pathlib import Path
from laut.batch import Plan, ingest
if __name__ == "__main__":
    summary = ingest([sys.argv[1]], Path(sys.argv[2]), plan=Plan(workers=2))
    print(summary.read, summary.known)
"""
# The same without its loads: what it read stays in parts.
READ = RUN.replace(
    "if __name__", "from laut.batch import local\nlocal.load_parts = lambda _: local.Loaded()\nif __name__"
)
LOAD = """
import sys
from laut.archive import load_parts, open_archive
with open_archive(sys.argv[2], write=True) as archive:
    print(load_parts(archive).articles, 0)
"""
QUERIES = (
    "SELECT id FROM captures ORDER BY 1",
    "SELECT source, name, reason, detail FROM skips ORDER BY ALL",
    "SELECT * EXCLUDE (run, reread) FROM articles ORDER BY id",
)


def write_table(path: Path, corpus: Path, limit: int) -> None:
    """Articles as a table, with addresses; some of them twice, some of them none."""
    rows = []
    for number, file in enumerate(sorted(corpus.glob("*.json"))[:limit]):
        rows.append({"text": read_gnq(file).text, "url": f"https://www.beispiel.example/{number}"})
        if number % 10 == 3:
            rows += [{"text": " "}, rows[-2]]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def start(table: Path, place: Path, code: str) -> "subprocess.Popen[str]":
    """An ingest, or a load, in a process group of its own."""
    command = [sys.executable, "-c", code, str(table), str(place)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)


def run_whole(table: Path, place: Path, code: str = RUN) -> float:
    """Seconds that an undisturbed ingest or load takes."""
    began = time.perf_counter()
    process = start(table, place, code)
    out, _ = process.communicate()
    if process.returncode:
        raise SystemExit(f"it failed with exit code {process.returncode}")
    print(f"a whole run: {out.split()[0]} articles, {out.split()[1]} known", file=sys.stderr)
    return time.perf_counter() - began


def find_digest(place: Path) -> tuple[str, int]:
    """The digest of everything that an archive exports, and its number of articles; fails on any fault."""
    digest, count = hashlib.sha256(), 0
    with open_archive(place) as archive:
        for reading in iter_readings(archive):
            digest.update(write_json(reading).encode() + b"\n")
            count += 1
        for query in QUERIES:
            digest.update(repr(archive.connection.execute(query).fetchall()).encode())
        problems = check_archive(archive)
    if problems:
        raise SystemExit(f"{place}: {problems[:5]}")
    return digest.hexdigest()[:16], count


def kill_often(table: Path, place: Path, code: str, seconds: float, arguments: argparse.Namespace) -> int:
    """Kill one run after the other; how many were still running. A load that was quicker is set back."""
    chance = random.Random(arguments.seed)
    kept, killed = place.with_name("vorher"), 0
    for number in range(arguments.kills):
        if arguments.loads:
            shutil.copytree(place, kept)
        process = start(table, place, code)
        time.sleep(chance.uniform(0.0, seconds / (1 if number % 2 else 4)))
        if process.poll() is None:
            (os.kill if arguments.alone else os.killpg)(process.pid, signal.SIGKILL)
            killed += process.wait() == -signal.SIGKILL
        if arguments.loads and not any((place / "parts").iterdir()):
            shutil.rmtree(place)
            shutil.copytree(kept, place)
        shutil.rmtree(kept, ignore_errors=True)
    return killed


def main() -> int:
    """Kill and compare."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, default=Path("newsroom/train"))
    parser.add_argument("--limit", type=int, default=120)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--alone", action="store_true", help="kill the parent only")
    parser.add_argument("--loads", action="store_true", help="kill loads of parts that are written already")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        table, whole, broken = Path(folder, "t.jsonl"), Path(folder, "ganz"), Path(folder, "zerhackt")
        write_table(table, arguments.corpus, arguments.limit)
        seconds = run_whole(table, whole)
        code = LOAD if arguments.loads else RUN
        if arguments.loads:
            run_whole(table, broken, READ)
            trial = Path(folder, "probe")
            shutil.copytree(broken, trial)
            seconds = run_whole(table, trial, LOAD)
        killed = kill_often(table, broken, code, seconds, arguments)
        run_whole(table, broken, code)
        expected, found = find_digest(whole), find_digest(broken)
    what = "load" if arguments.loads else "ingest"
    print(f"{killed} of {arguments.kills} kills hit a running {what} ({seconds:.1f} s undisturbed)")
    print(f"undisturbed {expected}, killed {found}: {'equal' if expected == found else 'DIFFERENT'}")
    return 0 if expected == found else 1


if __name__ == "__main__":
    sys.exit(main())
