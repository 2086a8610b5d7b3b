"""A small archive of invented articles to put questions to."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from invented import make_reading

from laut.archive import Archive, load_parts, make_run, open_archive, write_part
from laut.records import Kind, Medium, Reading

Told = tuple[Kind, Medium, dict[str, tuple[str, ...]]]

QUOTE = "Die Brücke ist in einem erbärmlichen Zustand, und die Kosten trägt der Bund"
SHORT = "„Die Brücke ist in einem erbärmlichen Zustand“"
ALTERED = "„Die Brücke ist in einem hervorragenden Zustand, und die Kosten trägt der Bund“"


def make_article(
    text: str,
    told: Sequence[Told],
    *,
    outlet: str,
    day: str | None,
    title: str,
    people: tuple[str, ...] = (),
    copy_of: str | None = None,
) -> Reading:
    """One article of an outlet; `told` as in `invented.make_reading`."""
    reading = make_reading(text, list(told), people, title)
    article = replace(
        reading.article, outlet=outlet, published_on=date.fromisoformat(day) if day else None, copy_of=copy_of
    )
    return replace(reading, article=article)


def make_articles() -> list[Reading]:
    """Six articles: a statement, its copy, a shortened, a retold, an altered one; another topic, undated."""
    content, said = {"content": (f"„{QUOTE}“",)}, {"cue": ("sagte",)}
    first = make_article(
        f"„{QUOTE}“, sagte Statikerin Ina Kerz am Montag in Auenstadt.",
        [("direct", "speech", {**content, "speaker": ("Statikerin Ina Kerz",), **said})],
        outlet="Auenbote", day="2024-03-04", title="Brücke gesperrt", people=("Ina Kerz",),
    )  # fmt: skip
    copy = make_article(
        f"AUENSTADT. „{QUOTE}“, sagte Statikerin Ina Kerz am Montag.",
        [("direct", "speech", {**content, "speaker": ("Ina Kerz",), **said})],
        outlet="Talblatt", day="2024-03-04", title="Sperrung in Auenstadt", people=("Ina Kerz",),
        copy_of=first.article.id,
    )  # fmt: skip
    short = make_article(
        f"Kerz nannte es so: {SHORT}. Niemand widersprach.",
        [("direct", "speech", {"content": (SHORT,), "speaker": ("Kerz",)})],
        outlet="Bergpost", day="2024-03-06", title="Streit um Sperrung", people=("Kerz",),
    )  # fmt: skip
    retold = make_article(
        "Die Brücke sei in einem erbärmlichen Zustand, die Kosten trage der Bund, teilte sie mit.",
        [("indirect", "speech", {
            "content": ("Die Brücke sei in einem erbärmlichen Zustand, die Kosten trage der Bund",),
            "speaker": ("sie",), "cue": ("teilte", "mit"),
        })],
        outlet="Bergpost", day="2024-04-02", title="Bund soll zahlen",
    )  # fmt: skip
    altered = make_article(
        f"{ALTERED}, so Dezernent Arne Pohl. "
        "Der Minister meinte: „Darüber wird noch zu reden sein in Berlin.“",
        [
            ("direct", "speech", {
                "content": (ALTERED,),
                "speaker": ("Dezernent Arne Pohl",), "cue": ("so",),
            }),
            ("direct", "speech", {
                "content": ("„Darüber wird noch zu reden sein in Berlin.“",), "speaker": ("Der Minister",),
                "cue": ("meinte",),
            }),
        ],
        outlet="Auenbote", day="2024-05-20", title="Alles gut", people=("Arne Pohl",),
    )  # fmt: skip
    other = make_article(
        "Es heißt, der Weizen stehe hervorragend. Die Ernte begann im Regen und endete im Sturm.",
        [("indirect", "speech", {"content": ("der Weizen stehe hervorragend",), "cue": ("Es heißt",)})],
        outlet="Talblatt", day=None, title="\x1b[31mErnte",
    )  # fmt: skip
    return [first, copy, short, retold, altered, other]


def make_archive(path: Path) -> Archive:
    """An archive of these articles, open for reading."""
    with open_archive(path, write=True) as archive:
        write_part(archive.parts / "one", make_articles(), run=make_run("test"))
        load_parts(archive)
    return open_archive(path)
