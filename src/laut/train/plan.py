"""What is trained on, and in which stages: two literal tables.

Passes and stages follow the log in LAB.md; `CORPORA` names each corpus as the folder of the corpora has it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from laut.train.corpora.coreference import NEWS, add_chains, read_chained, read_chained_news
from laut.train.corpora.examples import Example
from laut.train.corpora.names import pack, read_germeval, read_mope, read_wikineural
from laut.train.corpora.news import read_judged
from laut.train.corpora.statements import read_gnq, read_polnear, read_redewiedergabe, read_spkatt
from laut.train.trainer import Stage

LABELS = Path("labels")  # made by hand; training is started from the repository's root


@dataclass(frozen=True)
class Corpus:
    """Where a corpus lies under the corpora folder, how it is read, its licence, and whether it is German."""

    folder: str
    read: Callable[[Path], Iterable[Example]]
    licence: str
    is_german: bool = True


def read_titled(folder: Path) -> Iterator[Example]:
    """gnq articles; two in five begin with their headline (it stands in the file name), as in newspapers."""
    for i, example in enumerate(add_chains(read_gnq(folder), LABELS / "chains.gnq.tsv")):
        yield _add_title(example) if i % 5 < 2 else example


def _add_title(example: Example) -> Example:
    title = re.sub(r"^\d+ - | \(\d{4}-\d\d-\d\d\)$", "", example.name) + "\n\n"
    example.text = title + example.text
    for statement in example.statements:
        statement.roles = {
            role: [(a + len(title), b + len(title)) for a, b in spans]
            for role, spans in statement.roles.items()
        }
    example.chains = [[(a + len(title), b + len(title)) for a, b in chain] for chain in example.chains]
    return example


CORPORA = {
    "gnq": Corpus("quotes/gnq2024/train", read_titled, "CC BY-NC-SA 4.0"),
    "newsroom": Corpus(
        "newsroom/train",
        lambda folder: add_chains(read_gnq(folder), LABELS / "chains.newsroom.tsv"),
        "CC BY-SA 4.0",
    ),
    "speeches": Corpus("quotes/spkatt2023/train", read_spkatt, "CC BY-SA 4.0"),
    "prose": Corpus("quotes/redewiedergabe", read_redewiedergabe, "CC BY-NC-SA 4.0"),
    "english": Corpus("quotes/polnear_en/train", read_polnear, "not stated", is_german=False),
    "names": Corpus(
        "ner/germeval14", lambda folder: pack(read_germeval(folder, held_out=False)), "CC BY 4.0"
    ),
    "wiki": Corpus("ner/wikineural_de", lambda folder: pack(read_wikineural(folder)), "CC BY-NC-SA 4.0"),
    "mope": Corpus("ner/mope_l3", lambda folder: pack(read_mope(folder)), "not stated"),
    "chains": Corpus("coref", read_chained, "CC BY-NC-SA 4.0"),
    "news": Corpus(
        NEWS, lambda table: read_chained_news(table, LABELS / "chains.10kgnad.tsv"), "CC BY-NC-SA 4.0"
    ),
    "judged": Corpus(NEWS, lambda table: read_judged(table, LABELS / "reported.tsv"), "CC BY-NC-SA 4.0"),
}

ANCHOR_HEADS = (("statements", 5), ("speeches", 1), ("prose", 1), ("english", 1))

STAGES = (
    Stage(
        "pretrain", {"english": 0.18, "speeches": 0.36, "names": 0.36, "wiki": 0.11, "mope": 0.18}, epochs=1
    ),
    Stage(
        "finetune",
        {"gnq": 1, "newsroom": 1, "names": 0.4, "mope": 0.12},
        epochs=6,
        batch_pieces=1700,
        averaging=0.998,
    ),
    Stage(
        "polish",
        {"gnq": 1, "newsroom": 2, "speeches": 0.15, "names": 0.3, "mope": 0.15},
        epochs=4,
        rate=1.3e-4,
        head_rate=5e-4,
        batch_pieces=1700,
        averaging=0.998,
    ),
    Stage(
        "together",
        {"gnq": 1, "newsroom": 1.5, "chains": 2, "news": 2, "judged": 1, "names": 0.25, "mope": 0.12},
        epochs=3,
        rate=1.1e-4,
        head_rate=5e-4,
        batch_pieces=1700,
        averaging=0.998,
    ),
    Stage(
        "further",
        {"gnq": 1, "newsroom": 1.5, "chains": 1.5, "news": 1.5, "judged": 1, "names": 0.2, "mope": 0.1},
        epochs=2,
        rate=1.1e-4,
        head_rate=5e-4,
        batch_pieces=1700,
        averaging=0.998,
        kept=0.5,
    ),
    Stage(
        "last",
        {"gnq": 0.5, "newsroom": 1, "chains": 0.7, "news": 0.7, "judged": 1.4, "names": 0.1, "mope": 0.05},
        epochs=1,
        rate=6e-5,
        head_rate=3e-4,
        batch_pieces=1700,
        averaging=0.998,
        kept=0.5,
    ),
)

# What the tagger learns names from, last of all, on the finished encoder: one text in so many.
NAMES = {"names": 1, "newsroom": 1, "mope": 10, "wiki": 10}
