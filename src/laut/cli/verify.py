"""`laut verify "QUOTE"`: is it in the archive verbatim, altered, under another speaker, or not at all?"""

import argparse
from dataclasses import asdict

from laut.archive import open_archive
from laut.cli.actor_tables import add_actors, open_base
from laut.cli.messages import print_message
from laut.cli.place import add_archive, find_archive
from laut.cli.stated import make_diff, make_place, make_speaker, write_diff
from laut.cli.tables import Column, add_output, clean, has_colours, make_text, print_answer
from laut.query import Match, Place, Verdict, verify

COLUMNS = (Column("where", 2), Column("speaker", 2), Column("words", 1), Column("statement", 5))
ANSWERS = {
    "verbatim": "verbatim: the archive has it in these words",
    "altered": "altered: the archive has it in other words",
    "another speaker": "another speaker: the archive has it, but not from {speaker}",
    "unattributed": "unattributed: its words stand in an article, but no statement of anyone has them",
    "not found": "not found: the archive has no statement like it",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `laut verify`."""
    parser.epilog = "Example: laut verify 'Die Lage ist ernst' --speaker Dressel"
    parser.add_argument(
        "quote", nargs="+", metavar="QUOTE", help="the quotation's words; […] marks what it leaves out"
    )
    parser.add_argument(
        "--speaker", metavar="NAME", help="who is supposed to have said it: a name, or an actor's id"
    )
    add_actors(parser)
    add_archive(parser)
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the answer and what it rests on; 0 whatever the answer. SettingError, ArchiveError."""
    with open_archive(find_archive(arguments)) as archive:
        base = open_base(arguments) if arguments.speaker else None
        verdict = verify(archive, " ".join(arguments.quote), speaker=arguments.speaker, base=base)
    if not (arguments.json or arguments.csv):
        print_message(f"laut: {ANSWERS[verdict.answer].format(speaker=arguments.speaker)}")
    coloured = not (arguments.json or arguments.csv) and has_colours(arguments)
    print_answer(
        arguments,
        make_records(verdict, is_flat=arguments.csv),
        COLUMNS,
        lambda: (
            *((make_place(one.statement), make_speaker(one.statement), _describe(one),
               make_diff(one.changes, coloured) if one.changes else make_text(clean(one.statement.content)))
              for one in verdict.matches),
            *((f"{one.published_on or 'undated'} {one.outlet or ''}", "", "text",
               one.title or one.url or one.article) for one in verdict.places),
        ),
    )  # fmt: skip
    return 0


def _describe(one: Match) -> str:
    words = "verbatim" if one.is_verbatim else "altered"
    return f"{words}, another speaker" if one.agrees is False else words


def make_records(verdict: Verdict, *, is_flat: bool) -> list[dict[str, object]]:
    """One object with everything, or flat rows, one a match, each with the answer."""
    if not is_flat:
        return [asdict(verdict)]
    rows: list[Match | Place] = [*verdict.matches, *verdict.places]
    return [_flatten(verdict, row) for row in rows] or [_flatten(verdict, None)]


def _flatten(verdict: Verdict, row: Match | Place | None) -> dict[str, object]:
    one = row.statement if isinstance(row, Match) else None
    place = one or (row if isinstance(row, Place) else None)
    return {
        "quote": verdict.quote,
        "answer": verdict.answer,
        "distance": row.distance if isinstance(row, Match) else None,
        "agrees": row.agrees if isinstance(row, Match) else None,
        "id": one.id if one else None,
        "speaker": one.speaker if one else None,
        "speaker_actor": "|".join(actor.id for actor in one.speaker_actors) or None if one else None,
        "speaker_actor_name": "|".join(actor.name for actor in one.speaker_actors) or None if one else None,
        "content": one.content if one else None,
        "changes": write_diff(row.changes) if isinstance(row, Match) else None,
        "article": place.article if place else None,
        "published_on": place.published_on if place else None,
        "outlet": place.outlet if place else None,
        "title": place.title if place else None,
        "url": place.url if place else None,
    }
