"""An archive for tests of corrections: three articles, and actors that the machine found, some wrong."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from invented import make_reading

from laut.archive import (
    Archive,
    Run,
    iter_readings,
    load_parts,
    make_run,
    open_archive,
    open_index,
    write_part,
)
from laut.archive.corrections import Proposer, add_corrections, list_corrections
from laut.archive.corrections.add import Effect
from laut.archive.corrections.propose import make_id
from laut.knowledge import Base
from laut.records import (
    Action,
    Actor,
    Analysis,
    Chain,
    Correction,
    Evidence,
    Link,
    Member,
    Mention,
    Reading,
    Span,
    Statement,
)

KERZ = Actor("x00000000000000aa", "Ina Kerz", "person")
POHL = Actor("Q900000001", "Arne Pohl", "person")
KERTZ = Actor("x00000000000000bb", "Ina Kertz", "person")
ACTORS = {"Ina Kerz": KERZ, "Arne Pohl": POHL, "Ina Kertz": KERTZ}
FOUND = Evidence("links@1", 0.9, "the same name")

TEXTS = (
    "Vertreterin Ina Kerz sagte: „Die Brücke ist morsch.“ Sie meinte: „Das Geld fehlt.“ "
    "Arne Pohl rief ihr zu: „Unsinn!“ Dann rief er noch einmal: „Unsinn!“",
    "Statikerin Ina Kertz warnte: „Die Halle ist marode.“ Niemand widersprach.",
    "Ina Kerz und Ina Kertz erklärten: „Wir bleiben dabei.“ Arne Pohl schwieg.",
)


class NoBase:
    """A knowledge base that knows one actor more."""

    def find(self, name: str) -> tuple[Actor, ...]:
        return (self.known,) if name == self.known.name else ()

    def actor(self, id: str) -> Actor | None:  # noqa: A002
        return self.known if id == self.known.id else None

    known = Actor("Q900000002", "Ulla Brandhofer", "person")


def make_base() -> Base:
    """The base of these tests."""
    return NoBase()  # type: ignore[return-value]


def _spans(text: str, *words: str) -> tuple[Span, ...]:
    found, at = [], 0
    for one in words:
        start = text.index(one, at)
        found.append(Span(start, start + len(one)))
        at = start + len(one)
    return tuple(found)


def _chain(text: str, *words: str, parts: tuple[int, ...] = ()) -> Chain:
    spans = _spans(text, *words)
    first = Evidence("chains@1", 0.8, "named")
    members = tuple(
        Member(span, "name" if " " in span.of(text) else "pronoun", first, spans[0] if number else None)
        for number, span in enumerate(spans)
    )
    return Chain(members, "person", parts)


def make_readings() -> list[Reading]:
    """What the machine found: in the first article she, who says that money is lacking, is taken for Pohl; in
    the third "Ina Kerz und Ina Kertz" are two."""
    first = make_reading(
        TEXTS[0],
        [
            ("direct", "speech", {"content": ("„Die Brücke ist morsch.“",), "speaker": ("Ina Kerz",)}),
            ("direct", "speech", {"content": ("„Das Geld fehlt.“",), "speaker": ("Sie",)}),
            (
                "direct",
                "speech",
                {"content": ("„Unsinn!“",), "speaker": ("Arne Pohl",), "addressee": ("ihr",)},
            ),
            ("direct", "speech", {"content": ("2#„Unsinn!“",), "speaker": ("er noch",)}),
        ],
    )
    second = make_reading(
        TEXTS[1],
        [
            (
                "direct",
                "speech",
                {"content": ("„Die Halle ist marode.“",), "speaker": ("Statikerin Ina Kertz",)},
            )
        ],
    )
    third = make_reading(
        TEXTS[2],
        [
            (
                "direct",
                "speech",
                {"content": ("„Wir bleiben dabei.“",), "speaker": ("Ina Kerz und Ina Kertz",)},
            )
        ],
    )
    one, two, three = TEXTS
    return [
        _join(first, (_chain(one, "Ina Kerz"), _chain(one, "Arne Pohl", "er"), _chain(one, "Sie"),
                      _chain(one, "ihr")),
              ("Ina Kerz", "Arne Pohl", "Arne Pohl", "Ina Kerz"), ((0,), (2,), (1,), (1,)), {2: (3,)}),
        _join(second, (_chain(two, "Ina Kertz"),), ("Ina Kertz",), ((0,),), {}),
        _join(third, (_chain(three, "Ina Kerz"), _chain(three, "Ina Kertz"),
                      _chain(three, "Ina Kerz und Ina Kertz", parts=(0, 1))),
              ("Ina Kerz", "Ina Kertz"), ((2,),), {}),
    ]  # fmt: skip


def _join(
    reading: Reading,
    chains: tuple[Chain, ...],
    names: tuple[str, ...],
    speakers: tuple[tuple[int, ...], ...],
    addressees: dict[int, tuple[int, ...]],
) -> Reading:
    statements = tuple(
        replace(one, speaker_chains=chain, addressee_chains=addressees.get(number, ()))
        for number, (one, chain) in enumerate(zip(reading.statements, speakers, strict=True))
    )
    links = tuple(Link(number, ACTORS[name].id, FOUND, ("Q1",)) for number, name in enumerate(names))
    actors = tuple(ACTORS[name] for name in dict.fromkeys(names))
    text = reading.article.text
    mentions = tuple(
        Mention(Span(at, at + len(name)), "name", "person", FOUND)
        for name in ACTORS if (at := text.find(name)) >= 0
    )  # fmt: skip
    analysis = Analysis((), (), mentions, chains)
    return replace(reading, analysis=analysis, statements=statements, links=links, actors=actors)


FIRST, SECOND, THIRD = make_readings()
BRIDGE, MONEY, NONSENSE, AGAIN = FIRST.statements
HALL, STAY = SECOND.statements[0], THIRD.statements[0]


def reread(archive: Archive, *readings: Reading, model: str = "test@2") -> None:
    """Let another model's readings replace what was found."""
    run: Run = make_run("reread", model)
    after = [replace(one, model=model) for one in readings]
    write_part(archive.parts / run.id, after, run=run, replaces=True)
    load_parts(archive)


class Person:
    """Somebody who corrects an archive."""

    def __init__(self, archive: Archive, name: str = "anna") -> None:
        self.archive, self.name = archive, name

    def propose(self, why: str = "it is so", **options: str) -> Proposer:
        """A proposer of this person."""
        return Proposer(self.archive, self.name, why, make_base, **options)  # type: ignore[arg-type]

    def add(self, *corrections: Correction, keep: bool = True, latest: bool = True) -> Effect:
        """Keep corrections."""
        return add_corrections(self.archive, corrections, keep=keep, latest=latest)

    def find_states(self) -> list[tuple[str, str]]:
        """Action and state of each correction."""
        return [(one.correction.action, one.state) for one in list_corrections(self.archive)]


def make_correction(number: int, action: Action, subject: str, value: Sequence[Actor] = (), article: str = "",
                    words: str = "") -> Correction:  # fmt: skip
    """A correction without a look at any archive; `number` orders them."""
    made_at = datetime(2024, 3, 5, 12, 0, 0, number, tzinfo=UTC)
    ids, articles = tuple(actor.id for actor in value), (article,) if article else ()
    name = make_id(made_at, "carl", action, subject, ids, articles)
    return Correction(name, made_at, "carl", "so", action, subject, ids, articles, words, actors=tuple(value))


@contextmanager
def open_filled(path: Path) -> Iterator[Archive]:
    """A new archive of the three articles."""
    with open_archive(path, write=True) as archive:
        write_part(archive.parts / "p1", make_readings(), run=make_run("ingest", "test@1"))
        load_parts(archive)
        yield archive


def find_speakers(archive: Archive, statement: Statement, role: str = "speaker") -> list[str | None]:
    """Whom the archive has."""
    query = "SELECT actor FROM statement_actors WHERE statement = ? AND role = ? ORDER BY number"
    return [name for (name,) in archive.connection.execute(query, [statement.id, role]).fetchall()]


def find_indexed(archive: Archive, field: str, value: str) -> set[str]:
    """The statements that the index finds."""
    index = open_index(archive)
    searcher = index.searcher()
    found = searcher.search(index.parse_query(f'{field}:"{value}"', []), 99).hits
    return {str(searcher.doc(place)["id"][0]) for _, place in found}


def read_all(archive: Archive) -> list[Reading]:
    """All readings, without tokens."""
    return list(iter_readings(archive, with_tokens=False))
