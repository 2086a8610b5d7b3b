"""Texts with chains → tensors: the encoder's vectors, word classes, gold spans, phrases and pairs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor

from laut.evaluate.mmax import ChainedText
from laut.language.coreference.compare import make_features
from laut.language.coreference.finder import find_labels, find_range, list_names, make_saying
from laut.language.coreference.network import Rules
from laut.language.coreference.pairs import iter_pairs, make_singles
from laut.language.coreference.phrases import Phrases, Words, describe_phrases, mark_names
from laut.language.coreference.spans import choose_spans, list_spans
from laut.language.coreference.voices import make_voices
from laut.language.coreference.words import REFLEXIVE, RELATIVE, hash_form
from laut.language.features import Features
from laut.language.features import make_features as make_text_features
from laut.pipeline import Reader, make_article
from laut.records import Reading, Span
from laut.train.chains.network import OUTPUTS, Tagger
from laut.train.corpora.coreference import NEWSROOM, UNKNOWN, ClassedText

NO_RELATIVES = ("pcc2", NEWSROOM)  # schemes that mark no relative and no reflexive pronouns
TALKS = "parcorfull"  # spoken, annotated by other rules: learned from with less weight, never measured


@dataclass(slots=True)
class Encoded:
    """A text's T tokens: vectors [T, W], hashes [T] and shapes [T, 6]."""

    features: Features
    vectors: Tensor
    words: Tensor
    endings: Tensor
    shapes: Tensor


@dataclass(slots=True)
class Classed:
    """An encoded text with the classes [T, 5] of its words."""

    encoded: Encoded
    classes: Tensor


@dataclass(slots=True)
class Pairs:
    """The phrases of a text that are compared: vectors' spans, what is known of each and of each pair, the
    gold."""

    spans: list[tuple[int, int]]
    phrases: Phrases
    starts: Tensor
    ends: Tensor
    singles: Tensor
    later: Tensor
    earlier: Tensor
    features: Tensor
    is_same: Tensor


@dataclass(slots=True)
class Document:
    """A text with chains as both networks of phrases see it. `starts`, `lengths`: all spans; `is_phrase`,
    `is_chained` the gold of each; `chances` and `known` what the tagger says and the hashes' vectors."""

    text: ChainedText
    reading: Reading
    encoded: Encoded
    chances: Tensor
    known: Tensor
    words: Words
    starts: Tensor
    lengths: Tensor
    is_phrase: Tensor
    is_chained: Tensor
    chain_of: dict[tuple[int, int], int]
    odds: Tensor = field(default_factory=lambda: torch.zeros(0, 2))
    pairs: Pairs | None = None


def encode(text: str, reader: Reader) -> Encoded:
    """The frozen encoder's vectors of a text."""
    features = make_text_features(text, reader.pieces)
    vectors = np.zeros((len(features.tokens), 384), dtype=np.float32)
    for stretch in reader.encoder.iter_stretches(features):
        first, last = stretch.core
        vectors[first:last] = stretch.vectors[first - stretch.start : last - stretch.start]
    hashes = [hash_form(form) for form in features.tokens.forms]
    words, endings, shapes = (torch.tensor([h[part] for h in hashes]) for part in range(3))
    return Encoded(features, torch.from_numpy(vectors), words, endings, shapes)


def make_classed(text: ClassedText, reader: Reader) -> Classed:
    """A text of a treebank; tokens that are cut otherwise there stay unknown."""
    encoded = encode(text.text, reader)
    tokens = encoded.features.tokens
    nothing = (UNKNOWN,) * len(OUTPUTS)
    rows = [text.words.get(span, nothing) for span in zip(tokens.starts, tokens.ends, strict=True)]
    return Classed(encoded, torch.tensor(rows))


def make_document(text: ChainedText, reader: Reader, tagger: Tagger) -> Document:
    """A text with chains, read by the model as it stands (names, statements) and tagged."""
    encoded = encode(text.text, reader)
    features = encoded.features
    with torch.no_grad():
        odds = tagger(encoded.vectors, encoded.words, encoded.endings, encoded.shapes)
        parts = [part.softmax(1) for part in odds.split(list(OUTPUTS.values()), 1)]
        known = torch.cat([tagger.words(encoded.words), tagger.endings(encoded.endings), encoded.shapes], 1)
    words = Words(parts[0].argmax(1).numpy(), parts[1].numpy(), parts[2].numpy(), parts[4].numpy())
    reading = reader.read_article(make_article(text.text))
    mark_names(words.tags, *list_names(reading.analysis.mentions, features.tokens))
    starts, lengths = list_spans(features.sentences, 0, len(features.tokens))
    numbers = {
        span: i for i, span in enumerate(zip(starts.tolist(), (starts + lengths).tolist(), strict=True))
    }
    chain_of = {
        find_range(Span(*extent), features.tokens): number
        for number, chain in enumerate(text.chains)
        for extent in chain
    }
    singles = [find_range(Span(*extent), features.tokens) for extent in text.singles]
    document = Document(
        text,
        reading,
        encoded,
        torch.cat(parts, 1),
        known,
        words,
        torch.from_numpy(starts),
        torch.from_numpy(lengths),
        torch.zeros(len(starts)),
        torch.zeros(len(starts)),
        chain_of,
    )
    for gold, spans in ((document.is_phrase, [*chain_of, *singles]), (document.is_chained, chain_of)):
        gold[[numbers[span] for span in spans if span in numbers]] = 1
    return document


def add_pairs(document: Document, rules: Rules) -> None:
    """Choose the phrases by the odds of the spans, as the runtime does, and list their pairs. Where a corpus
    marks no relative and no reflexive pronouns, they are no phrases."""
    features = document.encoded.features
    tokens, reading = features.tokens, document.reading
    chosen = choose_spans(
        document.starts.numpy(),
        document.lengths.numpy(),
        document.odds.numpy(),
        document.words.tags,
        tokens.forms,
        list_names(reading.analysis.mentions, tokens)[0],
        _list_wanted(document),
        (0, len(tokens)),
        rules.phrase_floor,
        rules.phrase_share,
    )
    if document.text.scheme in NO_RELATIVES:
        kinds = _describe(document, [row[:2] for row in chosen]).kind.tolist()
        chosen = [row for row, kind in zip(chosen, kinds, strict=True) if kind not in (RELATIVE, REFLEXIVE)]
    spans = [row[:2] for row in chosen]
    phrases = _describe(document, spans)
    sayings = [make_saying(statement, tokens) for statement in reading.statements]
    voices = make_voices(spans, sayings, len(tokens))
    blocks = list(iter_pairs(phrases))
    later, earlier = (np.concatenate([block[side] for block in blocks]) for side in (2, 3))
    odds = np.array([row[2:] for row in chosen], dtype=np.float32).reshape(-1, 2)
    known = make_features(phrases, voices, later, earlier).astype(np.float16)
    singles = make_singles(phrases, voices, odds, int(document.text.scheme == TALKS))
    chains = np.array([document.chain_of.get(span, -1 - i) for i, span in enumerate(spans)])
    document.pairs = Pairs(
        spans,
        phrases,
        torch.from_numpy(phrases.start),
        torch.from_numpy(phrases.end),
        torch.from_numpy(singles),
        torch.from_numpy(later),
        torch.from_numpy(earlier),
        torch.from_numpy(known),
        torch.from_numpy(chains[later] == chains[earlier]),
    )


def _describe(document: Document, spans: Sequence[tuple[int, int]]) -> Phrases:
    features = document.encoded.features
    labels = find_labels(spans, document.reading.analysis.mentions, document.words.tags, features.tokens)
    firsts = np.array([a for a, _ in features.sentences])
    return describe_phrases(
        spans, labels, features.tokens.forms, document.words, np.array(features.sentence_numbers()), firsts
    )


def _list_wanted(document: Document) -> Iterable[tuple[int, int]]:
    tokens = document.encoded.features.tokens
    for mention in document.reading.analysis.mentions:
        if mention.form == "name":
            yield find_range(mention.span, tokens)
    for statement in document.reading.statements:
        for span in (*statement.speaker, *statement.addressee):
            yield find_range(span, tokens)
