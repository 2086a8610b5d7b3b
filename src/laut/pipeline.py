"""The few lines that join the stages; the only place that knows their order."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from operator import itemgetter
from pathlib import Path

from laut.actors.linker import Linked, Linker
from laut.encoding import Leads, Stretch
from laut.ids import make_article_id
from laut.knowledge.base import Base, load_default
from laut.language.coreference.finder import Collector
from laut.language.coreference.network import ChainNetwork, load_network
from laut.language.encoder import Encoder
from laut.language.features import Features, make_features
from laut.language.names import find_mentions
from laut.language.pieces import Pieces
from laut.models.folder import load_model
from laut.records import Analysis, Article, Chain, Mention, Reading, Span, Spans, Statement
from laut.statements.finder import Decided, choose, decide, is_likely, make_statements
from laut.statements.reader import read_stretch

SAME = 0.5  # the overlap, as a share of both together, from which a chain's member is a role's words
LONGEST_MEMBER = 200  # characters before a role's words in which a member that covers them may start
NAME_LAYERS = ["names", "inner_names", "mentions"]


def make_article(
    text: str,
    *,
    published_on: date | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
) -> Article:
    """An article from its text, exactly as given, and what is known about it."""
    origin = "given" if published_on else None
    return Article(make_article_id(text, url), text, title, outlet, url, published_on, origin)


class Reader:
    """Reads articles with one model; make it once, use it often. ModelError where the model is damaged."""

    def __init__(
        self,
        model: str | Path | None = None,
        threads: int = 2,
        *,
        actors: bool = True,
        base: Base | None = None,
    ) -> None:
        """`actors`: say who is who, by the knowledge base `base` (default: the one that comes along)."""
        self.model = load_model(model, threads)
        self.has_actors = actors
        self.base = base

    @cached_property
    def pieces(self) -> Pieces:
        """The vocabulary."""
        return Pieces(self.model.pieces)

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder with the name layers."""
        return Encoder(self.model.encoder, NAME_LAYERS)

    @cached_property
    def linker(self) -> Linker:
        """What links chains to actors."""
        return Linker(self.base or load_default())

    @cached_property
    def chains(self) -> ChainNetwork | None:
        """The networks of chains; None for a model without."""
        return load_network(self.model.path) if self.model.has_chains else None

    def read(
        self,
        text: str,
        *,
        published_on: date | None = None,
        title: str | None = None,
        outlet: str | None = None,
        url: str | None = None,
    ) -> Reading:
        """Read one German text."""
        article = make_article(text, published_on=published_on, title=title, outlet=outlet, url=url)
        return self.read_article(article)

    def iter_readings(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Read many articles, one after the other, in their order."""
        return map(self.read_article, articles)

    def read_article(self, article: Article) -> Reading:
        """Read one article: language, then statements, then actors."""
        reading, leads = self.find_statements(article)
        return self.linker.link(reading, leads) if self.has_actors and reading.analysis.chains else reading

    def ask(self, article: Article, words: Iterable[Span]) -> Linked:
        """Read one article, and say whom words mean as the speaker of a statement that was not found."""
        return self.linker.ask(*self.find_statements(article), words)

    def find_statements(self, article: Article) -> tuple[Reading, Leads]:
        """An article's language and statements, and what is known of speakers for saying who they are."""
        settings = self.model.settings
        features = make_features(article.text, self.pieces)
        tokens = features.tokens
        collector = Collector(self.chains, tokens, features.sentences) if self.chains else None
        decided, mentions = self.find_candidates(features, collector)
        chosen = choose(decided, settings.statement_thresholds)
        statements = make_statements(chosen, article.text, tokens, article.id, settings, self.model.maker)
        chains = collector.find_chains(mentions, statements, self.model.maker) if collector else ()
        analysis = make_analysis(features, mentions, chains)
        reading = Reading(article, analysis, _add_chains(statements, chains), self.model.maker)
        return reading, collector.leads if collector else Leads()

    def find_candidates(
        self, features: Features, collector: Collector | None = None
    ) -> tuple[list[Decided], list[Mention]]:
        """The statements that reach their kind's threshold, overlapping ones too; and the mentions. What
        chains need of the stretches goes to the collector."""
        settings = self.model.settings
        mentions: list[Mention] = []
        decided: list[Decided] = []
        for stretch in self.encoder.iter_stretches(features):
            named = self._find_mentions(features, stretch)
            mentions += named
            wanted: list[tuple[int, int]] = []
            for draft in read_stretch(self.model.reader, stretch, settings.anchor_threshold):
                found = decide(draft, features.tokens.forms, settings)
                if found and is_likely(found, settings.statement_thresholds):
                    decided.append(found)
                    wanted += found.roles["speaker"] + found.roles["addressee"]
            if collector:
                collector.add(stretch, named, wanted)
        return decided, mentions

    def _find_mentions(self, features: Features, stretch: Stretch) -> tuple[Mention, ...]:
        settings = self.model.settings
        first = bisect_right(features.sentences, stretch.core[0], key=itemgetter(1))
        last = bisect_left(features.sentences, stretch.core[1], key=itemgetter(0))
        return find_mentions(
            features.tokens,
            features.sentences[first:last],
            stretch.core,
            stretch.tags,
            settings.tags,
            settings.name_threshold,
            settings.name_score,
            self.model.maker,
        )


def make_analysis(
    features: Features, mentions: Iterable[Mention], chains: tuple[Chain, ...] = ()
) -> Analysis:
    """The language of an article as a record."""
    tokens = features.tokens
    spans = tuple(map(Span, tokens.starts, tokens.ends))
    sentences = tuple(Span(tokens.starts[a], tokens.ends[b - 1]) for a, b in features.sentences)
    return Analysis(sentences, spans, tuple(mentions), chains)


def _add_chains(statements: Iterable[Statement], chains: Sequence[Chain]) -> tuple[Statement, ...]:
    """The statements with the numbers of the chains that speak and that are spoken to."""
    places = {member.span: number for number, chain in enumerate(chains) for member in chain.members}
    ordered = sorted(places)
    return tuple(
        replace(
            statement,
            speaker_chains=_find_chains(statement.speaker, places, ordered),
            addressee_chains=_find_chains(statement.addressee, places, ordered),
        )
        for statement in statements
    )


def _find_chains(role: Spans, places: dict[Span, int], ordered: list[Span]) -> tuple[int, ...]:
    """The chain whose member covers a role's words best, by at least half of both together."""
    best = (0.0, -1)
    for words in role:
        first = bisect_left(ordered, words.start - LONGEST_MEMBER, key=lambda span: span.start)
        last = bisect_left(ordered, words.end, key=lambda span: span.start)
        for span in ordered[first:last]:
            shared = min(span.end, words.end) - max(span.start, words.start)
            share = shared / (max(span.end, words.end) - min(span.start, words.start))
            best = max(best, (share, places[span]), key=lambda pair: pair[0])
    return (best[1],) if best[0] >= SAME else ()
