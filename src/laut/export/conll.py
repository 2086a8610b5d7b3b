"""CoNLL-U Plus: one token a line, blank lines between sentences, one `# newdoc` an article.

The columns ID, FORM and MISC are those of CoNLL-U (MISC has SpaceAfter and TokenRange, the characters of the
article's text), the others are laut's: LAUT:NAMES, LAUT:ROLES and LAUT:CHAINS, in which `B-` begins a piece
and `I-` goes on, as in `B-person`, `B-content:s0123…|I-cue:s4567…` and `B-2`; mentions nest and statements
overlap, hence lists. What a statement has beside its words stands in `# statement ID` lines behind `#
newdoc`, whom a chain stands for in `# chain NUMBER` lines. Pieces grow to whole tokens; what no token covers
is white space.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from laut.export.entries import Entry, Stream
from laut.export.standing import Standings, find_standings
from laut.records import Mention, Reading, Span, Spans, Statement
from laut.statements.labels import ROLES

COLUMNS = ("ID", "FORM", "MISC", "LAUT:NAMES", "LAUT:ROLES", "LAUT:CHAINS")

_BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def write_conll(entry: Entry) -> str:
    """One article; sentences without tokens are left out."""
    reading = entry.reading
    tokens = reading.analysis.tokens
    names = ((_label(mention), (mention.span,)) for mention in reading.analysis.mentions)
    tags_of = [_tag_tokens(one, tokens) for one in (names, _iter_roles(reading), _iter_members(reading))]
    lines = list(_iter_comments(entry))
    for number, span in enumerate(_cover(reading.analysis.sentences, tokens), 1):
        lines.append(f"# sent_id = {reading.article.id}-{number}")
        lines.append(
            f"# text = {_squeeze(Span(tokens[span.start].start, tokens[span.end - 1].end), reading)}"
        )
        for place, index in enumerate(range(span.start, span.end), 1):
            columns = (_squeeze(tokens[index], reading), _make_misc(index, tokens))
            tags = ("|".join(found[index]) or "_" for found in tags_of)
            lines.append("\t".join((str(place), *columns, *tags)))
        lines.append("")
    return "\n".join(lines) + "\n" if tokens else ""


def _iter_comments(entry: Entry) -> Iterator[str]:
    article = entry.reading.article
    yield f"# newdoc id = {article.id}"
    known = {
        "title": article.title,
        "outlet": article.outlet,
        "url": article.url,
        "published_on": article.published_on and article.published_on.isoformat(),
        "agency": article.agency,
        "copy_of": article.copy_of,
        "model": entry.reading.model,
        "text_hash": entry.text_hash,
    }
    for name, value in known.items():
        if value:
            yield f"# {name} = {_BREAKS.sub(' ', value)}"
    for statement, standings in zip(entry.reading.statements, find_standings(entry.reading), strict=True):
        yield f"# statement {statement.id} = {_describe(statement, standings)}"
    yield from _iter_chains(entry.reading)


def _iter_chains(reading: Reading) -> Iterator[str]:
    """Whom chains stand for; `parts` are those of a plural."""
    names = {actor.id: actor.name for actor in reading.actors}
    links = {link.chain: link for link in reading.links if link.actor is not None}
    for number, chain in enumerate(reading.analysis.chains):
        fields = {"label": chain.label, "parts": ",".join(map(str, chain.parts))}
        if link := links.get(number):
            score = f"{link.evidence.score:.4f}"
            fields |= {"actor": link.actor or "", "name": names.get(link.actor or "", ""), "score": score}
        yield f"# chain {number} = {_join_fields(fields)}"


def _join_fields(fields: Mapping[str, str | None]) -> str:
    return "|".join(f"{name}={_BREAKS.sub(' ', value)}" for name, value in fields.items() if value)


def _describe(statement: Statement, standings: Standings) -> str:
    fields: dict[str, str | None] = {
        "kind": statement.kind,
        "medium": statement.medium,
        "score": f"{statement.evidence.score:.4f}",
        "parent": statement.parent,
        "speaker_actor": ",".join(one.actor.id for one in standings.speaker),
        "addressee_actor": ",".join(one.actor.id for one in standings.addressee),
    }
    return _join_fields(fields)


def _label(mention: Mention) -> str:
    return mention.label if mention.form == "name" else f"{mention.label}:{mention.form}"


def _iter_roles(reading: Reading) -> Iterator[tuple[str, Spans]]:
    for statement in reading.statements:
        for role in ROLES:
            yield f"{role}:{statement.id}", getattr(statement, role)


def _iter_members(reading: Reading) -> Iterator[tuple[str, Spans]]:
    for number, chain in enumerate(reading.analysis.chains):
        for member in chain.members:
            yield str(number), (member.span,)


def _tag_tokens(labelled: Iterable[tuple[str, Spans]], tokens: Spans) -> dict[int, list[str]]:
    """For each token the tags of the pieces that cover some of it."""
    found: dict[int, list[str]] = defaultdict(list)
    for label, spans in labelled:
        for span in sorted(span for span in spans if span.start < span.end):
            first = bisect_right(tokens, span.start, key=lambda token: token.end)
            for index in range(first, bisect_left(tokens, span.end, key=lambda token: token.start)):
                found[index].append(f"{'B' if index == first else 'I'}-{label}")
    return found


def _cover(sentences: Spans, tokens: Spans) -> Iterator[Span]:
    """The tokens (from, to) of each sentence; every token is in one, also where sentences leave it out."""
    starts = [sentence.start for sentence in sorted(sentences)]
    begin = 0
    for index in range(1, len(tokens) + 1):
        if index == len(tokens) or _find(starts, tokens[index]) != _find(starts, tokens[begin]):
            yield Span(begin, index)
            begin = index


def _find(starts: list[int], token: Span) -> int:
    return max(0, bisect_right(starts, token.start) - 1)


def _make_misc(index: int, tokens: Spans) -> str:
    token = tokens[index]
    joined = index + 1 < len(tokens) and tokens[index + 1].start == token.end
    return f"{'SpaceAfter=No|' if joined else ''}TokenRange={token.start}:{token.end}"


def _squeeze(span: Span, reading: Reading) -> str:
    """The words of a span in one line; `_` would mean none."""
    return _BREAKS.sub(" ", span.of(reading.article.text)).strip() or "\ufffd"


TOKENS = Stream(write_conll, head=f"# global.columns = {' '.join(COLUMNS)}\n")
