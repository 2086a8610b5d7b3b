"""The few lines that join the stages; the only place that knows their order."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from operator import itemgetter
from pathlib import Path

from laut.encoding import Stretch
from laut.ids import make_article_id
from laut.language.encoder import Encoder
from laut.language.features import Features, make_features
from laut.language.names import find_mentions
from laut.language.pieces import Pieces
from laut.models.folder import load_model
from laut.records import Analysis, Article, Mention, Reading, Span
from laut.statements.finder import Decided, choose, decide, is_likely, make_statements
from laut.statements.reader import read_stretch

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

    def __init__(self, model: str | Path | None = None, threads: int = 2) -> None:
        self.model = load_model(model, threads)

    @cached_property
    def pieces(self) -> Pieces:
        """The vocabulary."""
        return Pieces(self.model.pieces)

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder with the name layers."""
        return Encoder(self.model.encoder, NAME_LAYERS)

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
        """Read one article: language, then statements."""
        settings = self.model.settings
        features = make_features(article.text, self.pieces)
        tokens = features.tokens
        decided, mentions = self.find_candidates(features)
        chosen = choose(decided, settings.statement_thresholds)
        statements = make_statements(chosen, article.text, tokens, article.id, settings, self.model.maker)
        return Reading(article, make_analysis(features, mentions), statements, self.model.maker)

    def find_candidates(self, features: Features) -> tuple[list[Decided], list[Mention]]:
        """The statements that reach their kind's threshold, overlapping ones too; and the mentions."""
        settings = self.model.settings
        mentions: list[Mention] = []
        decided: list[Decided] = []
        for stretch in self.encoder.iter_stretches(features):
            mentions += self._find_mentions(features, stretch)
            for draft in read_stretch(self.model.reader, stretch, settings.anchor_threshold):
                found = decide(draft, features.tokens.forms, settings)
                if found and is_likely(found, settings.statement_thresholds):
                    decided.append(found)
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


def make_analysis(features: Features, mentions: Iterable[Mention]) -> Analysis:
    """The language of an article as a record."""
    tokens = features.tokens
    spans = tuple(map(Span, tokens.starts, tokens.ends))
    sentences = tuple(Span(tokens.starts[a], tokens.ends[b - 1]) for a, b in features.sentences)
    return Analysis(sentences, spans, tuple(mentions))
