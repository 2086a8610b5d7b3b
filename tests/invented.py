"""Invented readings for tests, made by hand or drawn by hypothesis."""

from datetime import date
from typing import cast, get_args

from hypothesis import strategies as st

from laut.ids import make_article_id, make_statement_id
from laut.records import (
    Actor,
    ActorKind,
    Analysis,
    Article,
    Chain,
    Evidence,
    Form,
    Kind,
    Label,
    Link,
    Medium,
    Member,
    Mention,
    Reading,
    RoleScores,
    Span,
    Spans,
    Statement,
    Tenure,
)  # fmt: skip

TEXT = """Brücke gesperrt

Die Brücke sei „in einem erbärmlichen Zustand“, sagte Statikerin Ina Kerz dem „Auenboten“. Die Kosten trage
der Bund. Die Halle wird abgerissen. Dies teilte Dezernent Arne Pohl mit. Es heißt, der Vertrag sei nichtig.
„Unsinn“, so Kerz.
"""
SCORES = RoleScores(content=0.9, speaker=0.8, cue=0.7, frame=0.6, addressee=0.95)


def find_spans(text: str, *pieces: str) -> Spans:
    """Where the pieces stand, each after the one before; `2#Kerz` is the second Kerz from there."""
    spans, at = [], 0
    for piece in pieces:
        number, _, words = piece.rpartition("#")
        start = at - 1
        for _ in range(int(number or 1)):
            start = text.index(words, start + 1)
        at = start + len(words)
        spans.append(Span(start, at))
    return tuple(spans)


def make_reading(
    text: str,
    statements: list[tuple[Kind, Medium, dict[str, tuple[str, ...]]]],
    people: tuple[str, ...] = (),
    title: str | None = None,
) -> Reading:
    """A reading of these statements; each lies in the first longer one that has its words."""
    article = Article(
        make_article_id(text), text, title, published_on=date(2024, 3, 5), published_from="given"
    )
    made: list[Statement] = []
    for kind, medium, roles in statements:
        spans = {role: find_spans(text, *pieces) for role, pieces in roles.items()}
        content = spans["content"]
        parent = next((one.id for one in made if one.content[0].start <= content[0].start
                       and content[-1].end <= one.content[-1].end), None)  # fmt: skip
        words = " … ".join(span.of(text) for span in content)
        name = make_statement_id(article.id, words, len(made))
        made.append(
            Statement(
                name, kind, medium, evidence=Evidence("test@1", 0.87), scores=SCORES, parent=parent, **spans
            )
        )
    mentions = (
        Mention(find_spans(text, name)[0], "name", "person", Evidence("test@1", 0.9)) for name in people
    )
    return Reading(article, Analysis((), (), tuple(mentions)), tuple(made), "test@1")


def make_example() -> Reading:
    """Nested, discontinuous, addressed and speakerless statements, and a surname that stands for a name."""
    kerz = {"speaker": ("Statikerin Ina Kerz",), "cue": ("sagte",), "addressee": ("dem „Auenboten“",)}
    return make_reading(
        TEXT,
        [
            ("indirect", "speech", {"content": ("Die Brücke sei „in einem erbärmlichen Zustand“",), **kerz}),
            ("direct", "speech", {"content": ("„in einem erbärmlichen Zustand“",), **kerz}),
            (
                "indirect_free_indirect",
                "speech",
                {"content": ("Die Kosten trage\nder Bund.",), "speaker": kerz["speaker"]},
            ),
            (
                "indirect",
                "speech_writing",
                {
                    "content": ("Die Halle wird abgerissen", "Dies"),
                    "speaker": ("Dezernent Arne Pohl",),
                    "cue": ("teilte", "mit"),
                    "frame": ("teilte Dezernent Arne Pohl mit",),
                },
            ),
            ("indirect", "speech_writing", {"content": ("der Vertrag sei nichtig",), "cue": ("Es heißt",)}),
            ("direct", "speech", {"content": ("„Unsinn“",), "speaker": ("2#Kerz",), "cue": ("so",)}),
        ],
        people=("Ina Kerz", "Arne Pohl"),
    )


def _drawn_spans(size: int) -> st.SearchStrategy[Spans]:
    ends = st.tuples(st.integers(0, size), st.integers(0, size))
    return st.lists(ends.map(sorted).map(lambda pair: Span(*pair)), max_size=2).map(tuple)


NASTY = st.sampled_from(list("„“«»\"'<>&\x1b[\x00\x85\u2028\u202e\u2066\u00ad\u200f\ud800\udfff\r\n\t …🇨🇭ä"))
TEXTS = st.text(NASTY | st.characters(), max_size=60)
CHANCES = st.floats(0, 1)


ACTORS = ("Q1", "Q2", "laut:government-aue", "x0123456789abcdef")


def _drawn_numbers(count: int) -> st.SearchStrategy[tuple[int, ...]]:
    return st.lists(st.integers(0, max(0, count - 1)), max_size=min(2, count), unique=True).map(tuple)


@st.composite
def _drawn_chains(
    draw: st.DrawFn, spans: st.SearchStrategy[Span], evidence: st.SearchStrategy[Evidence]
) -> tuple[tuple[Chain, ...], tuple[Link, ...], tuple[Actor, ...]]:
    """Up to three chains, with parts that may go in circles, links of some, and the actors of these."""
    count = draw(st.integers(0, 3))
    labels = st.sampled_from(cast(list[Label], list(get_args(Label))))
    forms = st.sampled_from(cast(list[Form], list(get_args(Form))))
    members = st.lists(st.builds(Member, spans, forms, evidence, st.none() | spans), min_size=1, max_size=3)
    chains = tuple(
        draw(st.builds(Chain, members.map(tuple), labels, _drawn_numbers(count))) for _ in range(count)
    )
    candidates = st.lists(st.sampled_from(ACTORS), max_size=2, unique=True).map(tuple)
    links = tuple(
        draw(st.builds(Link, st.just(number), st.none() | st.sampled_from(ACTORS), evidence, candidates))
        for number in sorted(draw(st.sets(st.integers(0, count - 1)) if count else st.just(set[int]())))
    )
    tenures = st.builds(Tenure, TEXTS, TEXTS, st.none() | st.dates(), st.none() | st.dates())
    kinds = st.sampled_from(cast(list[ActorKind], list(get_args(ActorKind))))
    offices = st.lists(tenures, max_size=2).map(tuple)
    named = dict.fromkeys(link.actor for link in links if link.actor is not None)
    actors = tuple(draw(st.builds(Actor, st.just(name), TEXTS, kinds, offices)) for name in named)
    return chains, links, actors


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Any reading there can be, with spans that overlap, nest, repeat, are empty, and with odd parents."""
    text = draw(TEXTS)
    spans = _drawn_spans(len(text))
    evidence = st.builds(Evidence, TEXTS, CHANCES, TEXTS)
    article = draw(st.builds(
        Article, id=st.text("a0", min_size=1, max_size=3), text=st.just(text), title=st.none() | TEXTS,
        outlet=st.none() | TEXTS, url=st.none() | TEXTS, published_on=st.none() | st.dates(),
        published_from=st.none() | st.just("given"), language=st.just("de"),
        author=st.none() | st.just("Pia Moor"), agency=st.none() | st.just("dpa"),
        copy_of=st.none() | st.text("a0", min_size=1, max_size=3),
    ))  # fmt: skip
    names = st.sampled_from(["s1", "s2", "s3", "s4"])
    one_span = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(
        lambda pair: Span(*sorted(pair))
    )
    chains, links, actors = draw(_drawn_chains(one_span, evidence))
    numbers = _drawn_numbers(len(chains))
    statements = draw(st.lists(st.builds(
        Statement, id=names, kind=st.sampled_from(cast(list[Kind], list(get_args(Kind)))),
        medium=st.sampled_from(cast(list[Medium], list(get_args(Medium)))), content=spans, evidence=evidence,
        scores=st.builds(RoleScores, CHANCES, CHANCES, CHANCES, CHANCES, CHANCES), speaker=spans, cue=spans,
        frame=spans, addressee=spans, parent=st.none() | names, speaker_chains=numbers,
        addressee_chains=numbers,
    ), max_size=3))  # fmt: skip
    mentions = st.lists(st.builds(
        Mention, one_span, st.sampled_from(cast(list[Form], list(get_args(Form)))),
        st.sampled_from(cast(list[Label], list(get_args(Label)))), evidence,
    ), max_size=3).map(tuple)  # fmt: skip
    analysis = draw(st.builds(Analysis, spans, spans, mentions, st.just(chains)))
    return Reading(article, analysis, tuple(statements), draw(TEXTS), links, actors)
