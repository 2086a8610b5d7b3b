"""Articles made from annotated ones: their sentences with statements, but with other words and speakers.

Of the words of four letters and more 60 % are replaced by others, drawn as often as the corpus has them, so
that index and compression meet a million different wordings; speakers follow Zipf's law; some articles copy
another one, and some statements are taken up again by later articles.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, pairwise

from gold import MAKER, SURE
from linked import link_speakers

from laut.ids import make_article_id, make_statement_id
from laut.records import Analysis, Article, Evidence, Mention, Reading, Span, Spans, Statement

ROLES = ("content", "speaker", "cue", "frame", "addressee")
REPLACED = 0.6
COPIES = 0.15
AGAIN = 0.06
LONGEST = 700
TOWNS = ("Auen", "Berg", "Tal", "See", "Stein", "Wald", "Moor", "Hafen", "Burg", "Furt")
PAPERS = ("bote", "blatt", "post", "kurier", "zeitung", "anzeiger")
OUTLETS = [town + paper for town in TOWNS for paper in PAPERS]
_PIECES = re.compile(r"\w+|\W+")


@dataclass(frozen=True, slots=True)
class Snippet:
    """Sentences with one statement (or none) in pieces; `places` has a role and its first and last piece."""

    pieces: tuple[str, ...]
    kind: str
    medium: str
    places: tuple[tuple[str, int, int], ...]
    slot: int | None  # the piece that is the whole speaker


@dataclass(slots=True)
class Made:
    """A snippet with its words."""

    snippet: Snippet
    pieces: list[str]
    is_named: bool


class Stock:
    """What articles are made of."""

    def __init__(self, readings: list[Reading]) -> None:
        self.told = [one for reading in readings for one in iter_snippets(reading)]
        self.plain = [one for reading in readings for one in _iter_plain(reading)]
        words = [
            word for reading in readings for word in _PIECES.findall(reading.article.text) if _is_open(word)
        ]
        self.small = [word for word in words if word.islower()]
        self.capital = [word for word in words if not word.islower()]
        people = [one.span.of(reading.article.text).split() for reading in readings
                  for one in reading.analysis.mentions if one.label == "person"]  # fmt: skip
        names = [words for words in people if len(words) == 2]
        first, last = sorted({words[0] for words in names}), sorted({words[1] for words in names})
        draw = random.Random(0)
        self.speakers = [f"{draw.choice(first)} {draw.choice(last)}{draw.choice(('', '', 's', 'er', 'mann'))}"
                         for _ in range(20_000)]  # fmt: skip
        self.weights = list(accumulate(1 / (rank + 10) for rank in range(len(self.speakers))))


def iter_snippets(reading: Reading) -> Iterator[Snippet]:
    """Each statement with the sentences that its roles stand in."""
    text = reading.article.text
    for statement in reading.statements:
        spans = {role: getattr(statement, role) for role in ROLES}
        every = [span for role in ROLES for span in spans[role]]
        start, end = min(span.start for span in every), max(span.end for span in every)
        for sentence in reading.analysis.sentences:
            if sentence.start < end and sentence.end > start:
                start, end = min(start, sentence.start), max(end, sentence.end)
        if end - start <= LONGEST:
            yield _cut(text, start, end, statement, spans)


def _cut(text: str, start: int, end: int, statement: Statement, spans: dict[str, Spans]) -> Snippet:
    slot = spans["speaker"][0] if len(spans["speaker"]) == 1 else None
    cuts = {start, end} | {match.end() for match in _PIECES.finditer(text, start, end)}
    cuts |= {at for one in spans.values() for span in one for at in (span.start, span.end)}
    if slot:
        inner = {at for one in spans.values() for span in one for at in (span.start, span.end)}
        keeps_slot = not any(slot.start < at < slot.end for at in inner)
        cuts = {at for at in cuts if not slot.start < at < slot.end} if keeps_slot else cuts
        slot = slot if keeps_slot else None
    ends = sorted(cuts)
    number = {at: place for place, at in enumerate(ends)}
    places = tuple((role, number[span.start], number[span.end]) for role in ROLES for span in spans[role])
    pieces = tuple(text[a:b] for a, b in pairwise(ends))
    return Snippet(pieces, statement.kind, statement.medium, places, number[slot.start] if slot else None)


def _iter_plain(reading: Reading) -> Iterator[Snippet]:
    told = [span for one in reading.statements for role in ROLES for span in getattr(one, role)]
    for sentence in reading.analysis.sentences:
        if not any(span.start < sentence.end and span.end > sentence.start for span in told):
            yield Snippet(tuple(_PIECES.findall(sentence.of(reading.article.text))), "", "", (), None)


def _is_open(word: str) -> bool:
    return len(word) >= 4 and word.isalpha()


def iter_articles(stock: Stock, seed: int, statements: int) -> Iterator[Reading]:
    """Articles with this many statements in all (or a few more), the same for the same seed."""
    draw = random.Random(seed)
    recent: list[Made] = []
    done = 0
    while done < statements:
        made = []
        for _ in range(draw.randint(4, 12)):
            again = recent and draw.random() < AGAIN
            made.append(draw.choice(recent) if again else _make(stock, draw.choice(stock.told), draw))
            recent = [*recent[-300:], made[-1]]
            made.extend(_make(stock, draw.choice(stock.plain), draw) for _ in range(draw.randint(0, 1)))
        day = date(2015, 1, 1) + timedelta(days=int(draw.random() * 4000))
        first = _join(made, day, draw, None)
        yield first
        done += len(first.statements)
        if draw.random() < COPIES:
            copy = _join(made, day + timedelta(days=draw.randint(0, 1)), draw, first.article.id)
            yield copy
            done += len(copy.statements)


def _make(stock: Stock, snippet: Snippet, draw: random.Random) -> Made:
    pieces = list(snippet.pieces)
    for place, piece in enumerate(pieces):
        if _is_open(piece) and draw.random() < REPLACED:
            pieces[place] = draw.choice(stock.small if piece.islower() else stock.capital)
    is_named = snippet.slot is not None and draw.random() < 0.7
    if is_named and snippet.slot is not None:
        pieces[snippet.slot] = draw.choices(stock.speakers, cum_weights=stock.weights)[0]
    return Made(snippet, pieces, is_named)


def _join(made: list[Made], day: date, draw: random.Random, copy_of: str | None) -> Reading:
    """An article of these snippets, one after the other."""
    text = f"{draw.choice(OUTLETS).upper()}. " if copy_of else ""
    at, texts, sentences = len(text), [text], []
    found: list[tuple[Made, list[int]]] = []
    mentions = []
    for one in made:
        ends = list(accumulate((len(piece) for piece in one.pieces), initial=at))
        sentences.append(Span(at, ends[-1]))
        texts += [*one.pieces, " "]
        at = ends[-1] + 1
        if one.snippet.kind:
            found.append((one, ends))
        if one.is_named and one.snippet.slot is not None:
            span = Span(ends[one.snippet.slot], ends[one.snippet.slot + 1])
            mentions.append(Mention(span, "name", "person", Evidence(MAKER, 0.9)))
    text = "".join(texts)
    outlet = draw.choice(OUTLETS)
    url = f"https://{outlet.lower()}.example/{day:%Y/%m/%d}/{draw.getrandbits(48):012x}"
    title = " ".join(text.split()[1:8]).strip(".,„“")
    article = Article(
        make_article_id(text, url), text, title, outlet, url, day, "url", "de", None, None, copy_of
    )
    statements = tuple(_make_statement(article, number, *one) for number, one in enumerate(found))
    reading = Reading(article, Analysis(tuple(sentences), (), tuple(mentions)), statements, MAKER)
    return link_speakers(reading, draw)


def _make_statement(article: Article, number: int, made: Made, ends: list[int]) -> Statement:
    spans: dict[str, list[Span]] = {role: [] for role in ROLES}
    for role, first, last in made.snippet.places:
        spans[role].append(Span(ends[first], ends[last]))
    words = " … ".join(span.of(article.text) for span in spans["content"])
    return Statement(
        id=make_statement_id(article.id, words, number),
        kind=made.snippet.kind,  # type: ignore[arg-type]
        medium=made.snippet.medium,  # type: ignore[arg-type]
        evidence=Evidence(MAKER, round(0.5 + (len(words) * 7 + number) % 500 / 1000, 4)),
        scores=SURE,
        **{role: tuple(one) for role, one in spans.items()},
    )
