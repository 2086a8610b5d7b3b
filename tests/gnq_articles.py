"""Invented documents in the gnq format, made from invented readings with the project's own tokens."""

from dataclasses import replace

from hypothesis import strategies as st
from invented import SCORES, make_example

from laut.export.gnq import GnqDocument, make_document
from laut.ids import make_article_id
from laut.language.sentences import find_sentences
from laut.language.tokens import find_tokens
from laut.records import Analysis, Article, Evidence, Kind, Mention, Reading, Span, Spans, Statement
from laut.statements.labels import KINDS, MEDIA, ROLES

NAME = "17 - Brücke gesperrt (2024-03-05)"
WORDS = st.sampled_from(
    ["Die", "Straße", "sei", "„gut“", "»nein«", "«ja»", '"so"', "‚kaum‘", "›halb‹", "Kerz'", "Größe", "ß",
     "19:30", "er,", "sagte", "Ulla", "O’Dell.", "z.B.", "'90", '19"', "…\n\n", "\u00ad", "", "-", "🇨🇭",
     "naïve", "n\u0303och"]
)  # fmt: skip
TEXTS = st.lists(WORDS, max_size=40).map(" ".join)


def analyse(reading: Reading) -> Reading:
    """The reading with the tokens and sentences that the project finds in its text."""
    tokens = find_tokens(reading.article.text)
    spans = tuple(map(Span, tokens.starts, tokens.ends))
    ranges = find_sentences(reading.article.text, tokens)
    sentences = tuple(Span(spans[first].start, spans[end - 1].end) for first, end in ranges)
    return replace(reading, analysis=Analysis(sentences, spans, reading.analysis.mentions))


def make_articles() -> tuple[Reading, GnqDocument]:
    """The invented example as a reading with tokens, and as a gold document that says the same."""
    reading = analyse(make_example())
    return reading, make_document(reading, name=NAME)


def make_statement(kind: Kind, content: Spans = (), score: float = 0.5) -> Statement:
    """A statement of speech with a score of its own, and invented scores of its roles."""
    return Statement("s0", kind, "speech", content, Evidence("test@1", score), SCORES)


@st.composite
def analysed_readings(draw: st.DrawFn) -> Reading:
    """A reading of any text, with its tokens, and statements whose roles are any characters of it."""
    text = draw(TEXTS | st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
    edge = st.integers(0, len(text))
    spans = st.lists(st.tuples(edge, edge).map(sorted).map(lambda pair: Span(*pair)), max_size=3).map(tuple)
    statements = st.builds(
        Statement,
        id=st.just("s0"),
        kind=st.sampled_from(KINDS),
        medium=st.sampled_from(MEDIA),
        evidence=st.just(Evidence("test@1", 0.5)),
        scores=st.just(SCORES),
        **dict.fromkeys(ROLES, spans),
    )
    found = tuple(draw(st.lists(statements, max_size=4)))
    mentions: tuple[Mention, ...] = ()
    return analyse(Reading(Article(make_article_id(text), text), Analysis((), (), mentions), found, "test@1"))
