"""Invented articles in which it is known whom the words stand for."""

from dataclasses import replace
from datetime import date

from asked import make_article
from invented import find_spans

from laut.records import Actor, Chain, Evidence, Form, Label, Link, Member, Reading, Span, Tenure

MAKER = "chains@1"
LINKER = "links@1"
KERZ = Actor("x00000000000000aa", "Ina Kerz", "person")
POHL = Actor(
    "Q42",
    "Arne Pohl",
    "person",
    (Tenure("mayor", "Q7", date(2020, 1, 1)), Tenure("mayor", "Q8", None, date(2019, 1, 1))),
)
OFFICE = Actor("laut:ministry-aue", "Bauamt Aue", "organisation")

TALK = """Ina Kerz traf Arne Pohl. Die Brücke sei marode, sagte sie ihm. Das Bauamt schwieg.
Beide forderten Geld. Er wolle warten, sagte der Bürgermeister. „Nie“, rief jemand."""


def make_chain(
    text: str, label: Label, *members: tuple[str, Form], parts: tuple[int, ...] = (), at: int = 0
) -> Chain:
    """A chain of these words, each behind the one before and resting on it."""
    made: list[Member] = []
    for span, (words, form) in zip(
        (Span(one.start + at, one.end + at) for one in find_spans(text[at:], *(one for one, _ in members))),
        members,
        strict=True,
    ):
        before = made[-1].span if made else None
        reason = f"{form} {words}: {before.of(text)}" if before else "opens the chain"
        made.append(Member(span, form, Evidence(MAKER, 0.9 if before else 1.0, reason), before))
    return Chain(tuple(made), label, parts)


def make_talk(day: str = "2024-06-01", outlet: str = "Auenbote", lead: str = "") -> Reading:
    """A woman ("sie") and a man ("ihm", "der Bürgermeister"), both together ("Beide"), and somebody."""
    text = lead + TALK
    told = [
        ("indirect", "speech", {"content": ("Die Brücke sei marode",), "speaker": ("sie",),
                                "cue": ("sagte",), "addressee": ("ihm",)}),
        ("reported", "speech", {"content": ("Geld",), "speaker": ("Beide",), "cue": ("forderten",)}),
        ("indirect", "speech", {"content": ("Er wolle warten",), "speaker": ("der Bürgermeister",),
                                "cue": ("sagte",)}),
        ("direct", "speech", {"content": ("„Nie“",), "speaker": ("jemand",), "cue": ("rief",)}),
    ]  # fmt: skip
    reading = make_article(
        text,
        told,
        outlet=outlet,
        day=day,
        title="Treffen in Aue",
        people=("Ina Kerz", "Arne Pohl"),  # type: ignore[arg-type]
    )
    chains = (
        make_chain(text, "person", ("Ina Kerz", "name"), ("sie", "pronoun")),
        make_chain(
            text, "person", ("Arne Pohl", "name"), ("ihm", "pronoun"), ("der Bürgermeister", "nominal")
        ),
        make_chain(text, "organisation", ("Das Bauamt", "name")),
        make_chain(text, "person", ("Beide", "pronoun"), parts=(0, 1)),
        make_chain(text, "other", ("Die Brücke", "nominal")),
        make_chain(text, "person", ("jemand", "pronoun")),
    )
    links = (
        Link(0, KERZ.id, Evidence(LINKER, 0.95, "a name that the base does not have")),
        Link(1, POHL.id, Evidence(LINKER, 0.8, "the same name; held the office (mayor)"), ("Q42", "Q43")),
        Link(2, OFFICE.id, Evidence(LINKER, 0.7, "the same name"), (OFFICE.id,)),
        Link(5, None, Evidence(LINKER, 0.2, "nobody is named"), ("Q43",)),
    )
    speakers, addressees = ((0,), (3,), (1,), (5,)), ((1,), (), (), ())
    statements = tuple(
        replace(one, speaker_chains=speaker, addressee_chains=addressee)
        for one, speaker, addressee in zip(reading.statements, speakers, addressees, strict=True)
    )
    analysis = replace(reading.analysis, chains=chains)
    return replace(
        reading, analysis=analysis, statements=statements, links=links, actors=(KERZ, POHL, OFFICE)
    )
