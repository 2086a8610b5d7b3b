"""Articles a second from pages to a loaded archive, against reading alone: what everything else costs.

    python benchmarks/ingest.py --news news/10kgnad_test.csv --corpus quotes/gnq2024/train newsroom/train
        [--limit 2000] [--workers 2] [--json]

Every article becomes a page as news sites send it (navigation, scripts, teasers, comments, JSON-LD; about
60 KB). Ingest: `laut.batch.ingest` on the folder of pages, start of the processes and the one load included.
Reading alone: as many processes with as many threads each read the texts of the archive's articles, start of
the processes included. Exit code 1 where ingest reaches less than 90 % of reading alone.
"""

import argparse
import csv
import html
import json
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from laut.archive import iter_readings, open_archive
from laut.batch import Plan, Summary, ingest
from laut.batch.local import count_processors
from laut.export.gnq import read_gnq
from laut.pipeline import Reader

FLOOR = 0.9
_SENTENCE = re.compile(r"(?<=[.!?“\"]) (?=[A-ZÄÖÜ„\"])")


def iter_texts(news: Sequence[Path], corpora: Sequence[Path]) -> Iterator[str]:
    """The articles of csv files (topic;'text') and of folders of gnq files."""
    for path in news:
        with path.open(encoding="utf-8", newline="") as file:
            yield from (row[1] for row in csv.reader(file, delimiter=";", quotechar="'") if len(row) > 1)
    for folder in corpora:
        yield from (read_gnq(file).text for file in sorted(folder.glob("*.json")))


def make_page(text: str, number: int, chance: random.Random) -> str:
    """An article in the dress of a news site."""
    words = text.split()
    title = " ".join(words[:8])
    url = f"https://www.zeitung-{number % 7}.example/politik/artikel-{number}.html"
    day = f"2024-{number % 12 + 1:02d}-{number % 28 + 1:02d}T08:{number % 60:02d}:00+01:00"
    about = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": title, "datePublished": day,
        "author": {"@type": "Person", "name": "Ina Voss"}, "mainEntityOfPage": url,
    }  # fmt: skip
    sentences = _SENTENCE.split(text)
    paragraphs = (" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3))
    body = "\n".join(f'<p class="absatz">{html.escape(one)}</p>' for one in paragraphs)
    links = "".join(
        f'<li><a class="nav__link" href="/ressort/{one}/">Ressort {one}</a></li>' for one in range(60)
    )
    teasers = "".join(
        f'<article class="teaser"><a href="/a/{one}.html"><img src="/b/{one}.jpg" alt=""><h3>'
        f"{html.escape(' '.join(chance.sample(words, min(7, len(words)))))}</h3></a></article>"
        for one in range(30)
    )
    script = "".join(
        f"window.q.push(['slot-{one}',{{w:300,h:{chance.randrange(600)}}}]);" for one in range(600)
    )
    return (
        f'<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f'<link rel="canonical" href="{url}"><meta property="og:type" content="article">'
        f'<meta property="og:url" content="{url}"><meta property="article:published_time" content="{day}">'
        f'<script type="application/ld+json">{json.dumps(about)}</script><script>{script}</script>'
        "</head><body>"
        f"<header><nav><ul>{links}</ul></nav></header><main><article><h1>{html.escape(title)}</h1>"
        f'<div class="artikel__text">{body}</div></article></main><aside>{teasers}</aside>'
        f'<section class="kommentare"><p>Kommentare sind geschlossen.</p></section><script>{script}</script>'
        f"<footer><ul>{links}</ul><p>Impressum, Datenschutz, Kontakt</p></footer></body></html>"
    )


def read_texts(texts: Sequence[str], threads: int) -> None:
    """The main function of a process that only reads."""
    reader = Reader(threads=threads)
    for text in texts:
        reader.read(text)


def time_reading(texts: Sequence[str], processes: int, threads: int) -> float:
    """Seconds until some processes have read all texts between them."""
    context = get_context("spawn")
    began = time.perf_counter()
    running = [
        context.Process(target=read_texts, args=(texts[at::processes], threads)) for at in range(processes)
    ]
    for process in running:
        process.start()
    for process in running:
        process.join()
        if process.exitcode:
            raise SystemExit("a process that reads has failed")
    return time.perf_counter() - began


def measure(texts: Sequence[str], workers: int) -> tuple[Summary, float, list[str]]:
    """Ingest pages of these texts; the summary, the seconds, and the texts that the archive then has."""
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        pages = Path(folder, "seiten")
        pages.mkdir()
        size = 0
        for number, text in enumerate(texts):
            size += (pages / f"{number:05d}.html").write_bytes(make_page(text, number, chance).encode())
        print(f"{len(texts)} pages, {size / 1e3 / max(1, len(texts)):.0f} KB each", file=sys.stderr)
        began = time.perf_counter()
        summary = ingest([str(pages)], Path(folder, "archiv"), plan=Plan(workers=workers))
        seconds = time.perf_counter() - began
        if summary.is_interrupted:
            raise KeyboardInterrupt
        with open_archive(Path(folder, "archiv")) as archive:
            return summary, seconds, [one.article.text for one in iter_readings(archive, with_tokens=False)]


def main() -> int:
    """Measure both and print one table, or JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--news", type=Path, nargs="*", default=[], help="csv files of topic;'text'")
    parser.add_argument("--corpus", type=Path, nargs="*", default=[Path("newsroom/train")])
    parser.add_argument("--limit", type=int, default=2_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    texts = list(islice(iter_texts(arguments.news, arguments.corpus), arguments.limit))
    summary, seconds, kept = measure(texts, arguments.workers)
    threads = max(1, count_processors() // arguments.workers)
    alone = time_reading(kept, arguments.workers, threads)
    share = (len(kept) / seconds) / (len(kept) / alone) if kept else 0.0
    result = {
        "pages": len(texts),
        "articles": len(kept),
        "copies": summary.copied,
        "statements": summary.statements,
        "skipped": dict(summary.skipped),
        "ingest_articles_a_second": round(len(kept) / seconds, 2),
        "reading_articles_a_second": round(len(kept) / alone, 2),
        "share": round(share, 3),
    }
    print(json.dumps(result) if arguments.json else "\n".join(f"{k:28} {v}" for k, v in result.items()))
    return 0 if share >= FLOOR else 1


if __name__ == "__main__":
    sys.exit(main())
