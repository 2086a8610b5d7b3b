"""Does `laut verify` put quotations in the right class? 200 of them that are altered by one word (replaced,
left out, put in), under a swapped speaker, or invented; and 100 untouched ones beside them.

    python benchmarks/verify.py [--corpus newsroom/train] [--unseen newsroom/test] [--more FOLDER] [--curve]

The archive holds the corpus (and --more, for company); invented quotations are those of the unseen articles.
Exit code 1 below 97 %.
"""

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from gold import iter_gold

from laut.archive import Archive, load_parts, make_run, open_archive, write_part
from laut.query import verify
from laut.query.words import is_weighty, split_words
from laut.records import Reading, Statement

asked = import_module("laut.query.verify")  # the module, whose name in laut.query is the function
SHORTEST = 6  # words, of which WEIGHTY are no function words: what is shorter is nobody's in particular
FLOOR = 0.97
WEIGHTY = 3
SHARES = {"altered": 67, "another speaker": 67, "not found": 66, "verbatim": 100}


@dataclass(frozen=True, slots=True)
class Case:
    """A quotation, whom it is said to be from, and the right answer."""

    quote: str
    speaker: str
    answer: str


def make_cases(known: list[Reading], unseen: list[Reading], draw: random.Random) -> list[Case]:
    """The quotations, drawn from those long enough whose speaker is named."""
    told, new = list(_iter_told(known)), list(_iter_told(unseen))
    draw.shuffle(told)
    draw.shuffle(new)
    vocabulary = [
        word for quote, _ in new for word in quote.split() if any(map(is_weighty, split_words(word)))
    ]
    names = sorted({speaker for _, speaker in told})
    cases = []
    for answer, share in SHARES.items():
        for number in range(share):
            quote, speaker = new.pop() if answer == "not found" else told.pop()
            if answer == "altered":
                quote = alter(quote, number, vocabulary, draw)
            if answer == "another speaker":
                speaker = draw.choice([one for one in names if not _share_word(one, speaker)])
            cases.append(Case(quote, speaker, answer))
    return cases


def _iter_told(readings: list[Reading]) -> Iterator[tuple[str, str]]:
    for reading in readings:
        for statement in reading.statements:
            words = split_words(reading.words(statement.content))
            name = _find_name(reading, statement)
            if name and len(words) >= SHORTEST and sum(map(is_weighty, words)) >= WEIGHTY:
                yield reading.words(statement.content), name


def _find_name(reading: Reading, statement: Statement) -> str:
    """The first name among a speaker's words, empty where there is none."""
    for mention in reading.analysis.mentions:
        if any(one.start <= mention.span.start and mention.span.end <= one.end for one in statement.speaker):
            return mention.span.of(reading.article.text)
    return ""


def _share_word(one: str, other: str) -> bool:
    return bool({word.stem for word in split_words(one)} & {word.stem for word in split_words(other)})


def alter(quote: str, number: int, vocabulary: list[str], draw: random.Random) -> str:
    """The quotation with one word replaced, left out, or put in, in turn."""
    words = split_words(quote)
    inner = words[1:-1]
    place = draw.choice([word for word in inner if is_weighty(word)] or inner).span
    word = draw.choice(vocabulary)
    if number % 3 == 0:
        return quote[: place.start] + word + quote[place.end :]
    if number % 3 == 1:
        return quote[: place.start] + quote[place.end :]
    return f"{quote[: place.start]}{draw.choice((word, 'nicht'))} {quote[place.start :]}"


def ask_all(archive: Archive, cases: list[Case], show: bool) -> Counter[tuple[str, str]]:
    """How often each right answer got each answer."""
    answers = Counter[tuple[str, str]]()
    for case in cases:
        verdict = verify(archive, case.quote, speaker=case.speaker)
        answers[case.answer, verdict.answer] += 1
        if show and verdict.answer != case.answer:
            best = verdict.matches[0].statement if verdict.matches else None
            print(f"  {case.answer} → {verdict.answer}: {case.quote!r} ({case.speaker})")
            print(f"      {best.content!r} ({best.speaker})" if best else "      nothing")
    return answers


def share_right(answers: Counter[tuple[str, str]], classes: set[str]) -> float:
    """The share of right answers among the quotations of some classes."""
    asked_for = sum(count for (right, _), count in answers.items() if right in classes)
    return (
        sum(count for (right, got), count in answers.items() if right == got and right in classes) / asked_for
    )


def main() -> int:
    """Build the archive in a temporary folder, ask, print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, default=Path("newsroom/train"))
    parser.add_argument("--unseen", type=Path, default=Path("newsroom/test"))
    parser.add_argument(
        "--more", type=Path, action="append", default=[], help="further gnq files in the archive"
    )
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--curve", action="store_true", help="the shares at other thresholds too")
    arguments = parser.parse_args()
    known, unseen = list(iter_gold(arguments.corpus)), list(iter_gold(arguments.unseen))
    cases = make_cases(known, unseen, random.Random(arguments.seed))
    with tempfile.TemporaryDirectory() as folder:
        with open_archive(Path(folder) / "archive", write=True) as archive:
            everything = [*known, *(reading for more in arguments.more for reading in iter_gold(more))]
            write_part(archive.parts / "one", everything, run=make_run("benchmark"))
            load_parts(archive)
        with open_archive(Path(folder) / "archive") as archive:
            answers = ask_all(archive, cases, show=True)
            for threshold in (0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6) if arguments.curve else ():
                asked.ALTERED = threshold
                curve = ask_all(archive, cases, show=False)
                each = {name: round(share_right(curve, {name}), 3) for name in SHARES}
                print(f"altered up to {threshold}: {each}")
    for name, count in SHARES.items():
        wrong = {got: number for (right, got), number in answers.items() if right == name and got != name}
        print(f"{name:16} {count:4}   right {share_right(answers, {name}):.3f}   wrong {wrong or ''}")
    share = share_right(answers, set(SHARES) - {"verbatim"})
    print(f"200 altered, swapped or invented: {share:.3f} right (floor {FLOOR})")
    return 0 if share >= FLOOR else 1


if __name__ == "__main__":
    sys.exit(main())
