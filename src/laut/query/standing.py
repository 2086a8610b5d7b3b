"""Whom words stand for: names → actors of an archive, and statements → their actors with the chains."""

import unicodedata
from collections.abc import Callable
from typing import Any

from laut.export.standing import trace_chain
from laut.knowledge import Base
from laut.query.clauses import Clause, parse_clauses
from laut.query.rows import Named
from laut.query.words import split_words
from laut.records import Span

Role = tuple[str, str]  # a statement's id, and speaker or addressee
Reasons = tuple[float | None, str | None, tuple[str, ...]]
NO_REASONS: Reasons = (None, None, ())
Ask = Callable[[str, dict[str, object]], list[tuple[Any, ...]]]


def find_actors(ask: Ask, name: str, base: Base | None = None) -> tuple[str, ...]:
    """The ids of an archive's actors that a name means: that very id; or all whose name has its words, and
    those whom the knowledge base knows under it."""
    clauses = tuple(one for one in parse_clauses(name) if not one.is_excluded)
    stems = [stem for clause in clauses for stem in clause.stems]
    known = [entry.id for entry in (*base.find(name), *base.find_last(name))] if base and stems else []
    part = max(map(_fold, stems), key=len, default="")
    rows = ask("actors_named", {"name": name.strip(), "ids": known, "part": part})
    if any(actor == name.strip() for actor, _, _ in rows):
        return (name.strip(),)
    return tuple(actor for actor, shown, is_known in rows if is_known or _has_clauses(shown, clauses))


def _fold(stem: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFD", stem) if not unicodedata.combining(one))


def _has_clauses(name: str, clauses: tuple[Clause, ...]) -> bool:
    stems = [word.stem for word in split_words(name)]
    return all(
        any(tuple(stems[at : at + len(one.stems)]) == one.stems for at in range(len(stems)))
        for one in clauses
    )


def find_named(ask: Ask, statements: dict[str, str], *, why: bool) -> dict[Role, tuple[Named, ...]]:
    """For each statement (id → article) and role whom it stands for; roles of unknown ones are left out."""
    asked: dict[str, object] = {"articles": sorted(set(statements.values()))}
    rows = [row for row in ask("stated_actors", asked) if row[0] in statements]
    if not rows:
        return {}
    names: dict[str, str] = dict(ask("stated_names", {"actors": sorted({row[4] for row in rows})}))
    explain = _make_explainer(ask, {row[2] for row in rows}, names) if why else None
    found: dict[Role, list[Named]] = {}
    for statement, role, article, chain, actor in rows:
        score, reason, words = explain(article, (statement, role), chain, actor) if explain else NO_REASONS
        named = Named(actor, names.get(actor, str(actor)), score, reason, words)
        found.setdefault((statement, role), []).append(named)
    return {key: tuple(named) for key, named in found.items()}


def _make_explainer(
    ask: Ask, articles: set[str], names: dict[str, str]
) -> Callable[[str, Role, int, str], Reasons]:
    """What says how sure, why, and by which mentions a role in these articles stands for an actor.

    This reads four more tables, which among a million statements takes as long again as the question itself.
    """
    asked: dict[str, object] = {"articles": sorted(articles)}
    links: dict[tuple[str, str], dict[int, tuple[float, str]]] = {}
    for article, actor, chain, score, reason in ask("stated_links", asked):
        links.setdefault((article, actor), {})[chain] = (score, reason)
    chains: dict[tuple[str, int], dict[Span, Span | None]] = {}
    for article, chain, start, end, first, last in ask("stated_members", asked):
        antecedent = None if first is None else Span(first, last)
        chains.setdefault((article, chain), {})[Span(start, end)] = antecedent
    roles = {(row[0], row[1]): (Span(row[2], row[3]),) for row in ask("stated_roles", asked)}
    texts: dict[str, str] = dict(ask("stated_texts", asked))

    def explain(article: str, role: Role, chain: int, actor: str) -> Reasons:
        own = links.get((article, actor), {})
        linked = chain if chain in own else min(own, default=chain)  # a plural is linked by its parts
        chained = chains.get((article, linked), {})
        words = trace_chain(chained, roles.get(role, ()), texts[article], names.get(actor, ""))
        return *own.get(linked, (None, None)), words

    return explain
