"""`python -m laut.evaluate.bench`: articles a second, time to the first result, peak memory.

Every figure is a median of fresh processes: text in, JSON out, one process, two threads. The articles are
those of newsroom/test (or of `--corpus`), about 250 tokens each.
"""

import argparse
import json
import platform
import statistics
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from laut.evaluate.tasks import find_gnq_files
from laut.export.gnq import read_gnq

_COLD = "import sys, laut; laut.read(sys.stdin.read())"
_MANY = """
import json, resource, sys, time
from laut import Reader
from laut.export.json_lines import write_json
texts = json.load(sys.stdin)
reader = Reader(threads=int(sys.argv[1]))
write_json(reader.read("„Es regnet“, sagte sie."))
began = time.perf_counter()
for text in texts:
    write_json(reader.read(text))
seconds = time.perf_counter() - began
print(json.dumps([len(texts) / seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""
_TIMED = "import time; t = time.perf_counter(); {}; print(time.perf_counter() - t)"
LARGE = 5_000_000


def run_many(texts: Sequence[str], threads: int) -> tuple[float, float]:
    """Articles a second and peak memory (MB) of reading some texts in one fresh process."""
    rate, memory = json.loads(_run(_MANY, json.dumps(list(texts)), str(threads)))
    return rate, memory


def time_first(text: str) -> float:
    """Seconds from the start of a fresh interpreter's import to the first reading."""
    return float(_run(_TIMED.format(_COLD.replace("; ", ";")), text))


def _run(code: str, given: str, *arguments: str) -> str:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, input=given, capture_output=True, text=True, check=True).stdout


def main() -> int:
    """Measure and print one table, or JSON."""
    parser = argparse.ArgumentParser(prog="python -m laut.evaluate.bench", description=main.__doc__)
    parser.add_argument("--corpus", type=Path, default=Path("newsroom/test"), help="folder of gnq files")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--large", action="store_true", help="also read one text of 5 MB (many minutes)")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    texts = [read_gnq(file).text for file in find_gnq_files(arguments.corpus)]
    runs = [run_many(texts, arguments.threads) for _ in range(arguments.runs)]
    result = {
        "date": date.today().isoformat(),
        "machine": f"{platform.machine()}, Python {platform.python_version()}, {arguments.threads} threads",
        "articles": len(texts),
        "articles_a_second": round(statistics.median(rate for rate, _ in runs), 2),
        "peak_memory_mb": round(max(memory for _, memory in runs)),
        "first_result_s": round(statistics.median(time_first(texts[0]) for _ in range(arguments.runs)), 2),
    }
    if arguments.large:
        joined = "\n\n".join(texts)
        large = (joined + "\n\n") * (LARGE // len(joined.encode()) + 1)
        result["peak_memory_5mb_mb"] = round(run_many([large[: LARGE - LARGE // 20]], arguments.threads)[1])
    print(json.dumps(result) if arguments.json else "\n".join(f"{k:20} {v}" for k, v in result.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
