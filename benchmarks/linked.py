"""Synthetic articles in which it is known who speaks, with about a dozen chains each.

Who is not named ("er", "die Ministerin") stands for whom was named before; other names of the article are
linked too.
"""

import random
import re
from dataclasses import replace
from datetime import date

from gold import MAKER

from laut.ids import make_actor_id
from laut.records import Actor, Article, Chain, Evidence, Link, Member, Reading, Span, Tenure

OTHERS = 6  # names of an article that do not speak
_CAPITALS = re.compile(r"\b[A-ZÄÖÜ]\w{3,}")


def link_speakers(reading: Reading, draw: random.Random) -> Reading:
    """The reading with a chain for each name that speaks, and whoever is not named in that of a name before;
    and with chains of other names."""
    text = reading.article.text
    named = {mention.span for mention in reading.analysis.mentions}
    chains: dict[str, list[Member]] = {}
    statements, last = [], ""
    for statement in reading.statements:
        if len(statement.speaker) == 1:
            span = statement.speaker[0]
            words = span.of(text)
            last = words if span in named or not last else last
            members = chains.setdefault(last, [])
            before = members[-1].span if members else None
            reason = (
                f"pronoun {words[:20]}, subject of the sentence before: {last[:40]}"
                if before
                else "opens the chain"
            )
            score = round(0.5 + draw.random() / 2, 4)
            members.append(
                Member(span, "name" if span in named else "pronoun", Evidence(MAKER, score, reason), before)
            )
            statement = replace(statement, speaker_chains=(list(chains).index(last),))
        statements.append(statement)
    capitals = list(_CAPITALS.finditer(text))
    for first, second in zip(
        *[iter(draw.sample(capitals, min(2 * OTHERS, len(capitals) // 2 * 2)))] * 2, strict=True
    ):
        one, other = sorted((Span(*first.span()), Span(*second.span())))
        reason = f"same last name: {one.of(text)}"
        chains.setdefault(one.of(text), []).extend(
            (Member(one, "name", Evidence(MAKER, 1.0, "opens the chain")),
             Member(other, "nominal", Evidence(MAKER, round(draw.random(), 4), reason), one))
        )  # fmt: skip
    actors = {name: _make_actor(name) for name in chains}
    links = tuple(_link(number, actor, reading.article, draw) for number, actor in enumerate(actors.values()))
    analysis = replace(
        reading.analysis, chains=tuple(Chain(tuple(members), "person") for members in chains.values())
    )
    known = tuple({actor.id: actor for actor in actors.values()}.values())
    return replace(reading, analysis=analysis, statements=tuple(statements), links=links, actors=known)


def _make_actor(name: str) -> Actor:
    """The same for the same name; a third of them are in the knowledge base."""
    local = make_actor_id(name, "person")
    number = int(local[1:], 16)
    if number % 3:
        return Actor(local, name, "person")
    start = date(2000 + number % 24, 1, 1)
    return Actor(f"Q{number % 10**7}", name, "person", (Tenure("foreign_minister", "DEU", start),))


def _link(number: int, actor: Actor, article: Article, draw: random.Random) -> Link:
    score = round(0.5 + draw.random() / 2, 4)
    if actor.id.startswith("x"):
        return Link(number, actor.id, Evidence(MAKER, score, "a name that the base does not have"))
    candidates = (actor.id, *(f"Q{draw.randrange(10**7)}" for _ in range(draw.randrange(4))))
    reason = f"the same name; held the office (Minister, Land) on {article.published_on}"
    return Link(number, actor.id, Evidence(MAKER, score, reason), candidates)
