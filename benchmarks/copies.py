"""Near-duplicates: precision and recall on agency-style edits at 10 levels, as a table for LAB.md.

    python benchmarks/copies.py --texts news/10kgnad_test.csv

Each article is one that an agency sent. Its copy at level L has a new headline, another outlet's spelling and
words (each place with a chance of L/10), a new lead from level 3 on (two sentences from level 7), 2 L % of
its sentences dropped, and is cut from the end by 7 L %: at level 10 about a quarter of the report is left.
Leads and headlines come from articles that are kept out of the search. Unrelated are all pairs of different
articles; those of the same topic stand for the same day, which the corpus does not have.

Exit code 1 where precision is below 0.99 or recall below 0.95 at the threshold that laut uses.
"""

import argparse
import csv
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from time import process_time

from laut.document.copies import (
    OVERLAP,
    Hashes,
    compare_shingles,
    find_shingles,
    iter_candidates,
    make_signature,
)

LEVELS = range(1, 11)
THRESHOLDS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8)
PRECISION, RECALL = 0.99, 0.95
DONORS = 128
# Two outlets' ways with the same words; each stands for a place where house styles differ.
STYLES = (
    ("Prozent", "%"), ("Millionen", "Mio."), ("Milliarden", "Mrd."), ("Euro", "€"), ("ß", "ss"), ('"', "„"),
    ("zwei", "2"), ("drei", "3"), ("vier", "4"), ("zehn", "10"), ("sagte", "erklärte"), ("sagt", "meint"),
    ("laut", "nach Angaben von"), ("aber", "jedoch"), ("auch", "ebenfalls"), ("mehr als", "über"),
    ("etwa", "rund"), ("derzeit", "zurzeit"), ("wegen", "aufgrund"), ("nun", "jetzt"), ("wurde", "ist"),
    ("bereits", "schon"), ("allerdings", "indes"), ("am Montag", "gestern"), ("am Dienstag", "gestern"),
    ("am Mittwoch", "gestern"), ("am Donnerstag", "gestern"), ("am Freitag", "gestern"),
    ("heuer", "in diesem Jahr"), ("Jänner", "Januar"), ("US-", "amerikanische "), ("damit", "somit"),
    ("nur", "lediglich"), ("weil", "da"), ("müssen", "haben zu"), ("sowie", "und"), (" – ", ", "),
    ("rund um", "um"), ("Unternehmen", "Firma"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the benchmark; those of one `origin` are copies of each other, level 0 the report itself."""

    origin: int
    level: int
    topic: str
    words: str


def main() -> int:
    """Print the tables; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, required=True, help="the news/10kgnad_test.csv of the corpora")
    parser.add_argument("--each", type=int, default=100, help="copies a level (default 100)")
    arguments = parser.parse_args()
    texts = make_texts(arguments.texts, arguments.each)
    started = process_time()
    signatures = [make_signature(text.words) for text in texts]
    signed = process_time()
    shingles = [find_shingles(text.words) for text in texts]
    candidates = set(iter_candidates(signatures))
    overlaps = {(a, b): compare_shingles(shingles[a], shingles[b]) for a, b in candidates}
    print(f"{len(texts)} texts, {1000 * (signed - started) / len(texts):.2f} ms a signature, "
          f"{len(candidates)} candidates of {len(texts) * (len(texts) - 1) // 2} pairs")  # fmt: skip
    pairs = list(iter_copies(texts))
    print_levels(texts, pairs, overlaps)
    unseen = [overlap for a, b, overlap in iter_unrelated(texts, shingles) if (a, b) not in candidates]
    largest = max(unseen, default=0.0)
    print(f"\n{len(unseen)} unrelated pairs of one topic are no candidates; largest overlap {largest:.3f}")
    return print_curve(texts, pairs, overlaps)


def make_texts(path: Path, each: int) -> list[Text]:
    """All articles but the donors, and `each` copies a level of those with 100 words or more."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter=";", quotechar="'"))
    chance = random.Random(4)
    chance.shuffle(rows)
    sentences = [
        one for _, text in rows[:DONORS] for one in split_sentences(text) if 8 <= len(one.split()) <= 40
    ]
    reports = rows[DONORS:]
    long = [number for number, (_, text) in enumerate(reports) if len(text.split()) >= 100]
    made = [Text(number, 0, topic, text) for number, (topic, text) in enumerate(reports)]
    for level in LEVELS:
        for number in chance.sample(long, each):
            topic, text = reports[number]
            made.append(Text(number, level, topic, edit(text, level, sentences, chance)))
    return made


def edit(text: str, level: int, donors: list[str], chance: random.Random) -> str:
    """A report as another outlet prints it."""
    sentences = split_sentences(text)
    kept = [one for one in sentences if chance.random() >= 0.02 * level] or sentences
    words = " ".join(kept).split()
    body = " ".join(words[: max(20, round(len(words) * (1 - 0.07 * level)))])
    for ours, theirs in STYLES:
        pattern = re.compile(
            rf"\b{re.escape(ours)}\b" if ours.isalpha() and len(ours) > 1 else re.escape(ours)
        )
        body = pattern.sub(lambda match, new=theirs: new if chance.random() < level / 10 else match[0], body)
    leads = chance.sample(donors, (level >= 3) + (level >= 7))
    headline = " ".join(chance.choice(donors).split()[:7])
    return f"{headline}\n\n{' '.join(leads)} {body}"


def split_sentences(text: str) -> list[str]:
    """Roughly, by full stops."""
    return re.split(r"(?<=[.!?])\s+(?=[A-ZÄÖÜ„\"])", text)


def iter_copies(texts: list[Text]) -> Iterator[tuple[int, int]]:
    """The report and each copy of it."""
    reports = {text.origin: number for number, text in enumerate(texts) if text.level == 0}
    yield from ((reports[text.origin], number) for number, text in enumerate(texts) if text.level)


def iter_unrelated(texts: list[Text], shingles: list[Hashes]) -> Iterator[tuple[int, int, float]]:
    """Every pair of different reports of one topic, with its overlap."""
    topics: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        if text.level == 0:
            topics[text.topic].append(number)
    for members in topics.values():
        for a, b in combinations(members, 2):
            yield a, b, compare_shingles(shingles[a], shingles[b])


def print_levels(
    texts: list[Text], pairs: list[tuple[int, int]], overlaps: dict[tuple[int, int], float]
) -> None:
    """Recall by level: what the signatures propose, and what the threshold keeps."""
    counts, proposed, found = Counter[int](), Counter[int](), Counter[int]()
    lowest = dict.fromkeys(LEVELS, 1.0)
    for pair in pairs:
        level = texts[pair[1]].level
        counts[level] += 1
        proposed[level] += pair in overlaps
        found[level] += overlaps.get(pair, 0) >= OVERLAP
        lowest[level] = min(lowest[level], overlaps.get(pair, 0))
    print("\n| level | candidates | recall | lowest overlap |\n|---|---|---|---|")
    for level in LEVELS:
        n = counts[level]
        print(f"| {level} | {proposed[level] / n:.3f} | {found[level] / n:.3f} | {lowest[level]:.2f} |")


def print_curve(
    texts: list[Text], pairs: list[tuple[int, int]], overlaps: dict[tuple[int, int], float]
) -> int:
    """Precision and recall by threshold; a pair counts as right if both are of one report."""
    code = 0
    print(
        "\n| overlap at least | precision | recall | wrong pairs | of them one topic |\n|---|---|---|---|---|"
    )
    for threshold in sorted({*THRESHOLDS, OVERLAP}):
        kept = [pair for pair, overlap in overlaps.items() if overlap >= threshold]
        wrong = [(a, b) for a, b in kept if texts[a].origin != texts[b].origin]
        same = sum(texts[a].topic == texts[b].topic for a, b in wrong)
        recall = sum(overlaps.get(pair, 0) >= threshold for pair in pairs) / len(pairs)
        # Against the pairs of report and copy alone: copies of copies would only flatter it.
        right = recall * len(pairs)
        precision = right / (right + len(wrong))
        mark = " ←" if threshold == OVERLAP else ""
        print(f"| {threshold}{mark} | {precision:.4f} | {recall:.4f} | {len(wrong)} | {same} |")
        if threshold == OVERLAP and (precision < PRECISION or recall < RECALL):
            code = 1
    return code


if __name__ == "__main__":
    sys.exit(main())
