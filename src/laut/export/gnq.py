"""The format of the German news quotation corpus (gnq2024): one JSON document an article.

Reading gives the text, the corpus's tokens and the annotated statements; writing gives the same shape
from a `Reading`, so that the corpus's official scorer runs on it. A file that says the same thing twice
(token numbers and characters, words and offsets) is refused where the two disagree.
"""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from laut.errors import InputError
from laut.records import Reading, Span, Spans, Statement
from laut.statements.labels import ROLES

KIND_NAMES = {
    "direct": "Direct",
    "indirect": "Indirect",
    "reported": "Reported",
    "free_indirect": "FreeIndirect",
    "indirect_free_indirect": "IndirectFreeIndirect",
}
MEDIUM_NAMES = {
    "speech": "Speech",
    "speech_writing": "SW",
    "writing": "Writing",
    "speech_thought": "ST",
    "thought": "Thought",
    "thought_writing": "TW",
}
ROLE_NAMES = {
    "content": "quote",
    "speaker": "speaker",
    "cue": "cue",
    "frame": "frame",
    "addressee": "addressee",
}
NAME_LABELS = {"PER": "person", "ORG": "organisation", "LOC": "place", "OTH": "other"}

_KINDS = {name: kind for kind, name in KIND_NAMES.items()}
_MEDIA = {name: medium for medium, name in MEDIUM_NAMES.items()}
_NO_MEDIUM = "none"
_JSON_TYPES: dict[type, str] = {
    dict: "object",
    list: "list",
    str: "string",
    int: "whole number",
    bool: "bool",
}
_MISSING = object()

JsonObject = dict[str, object]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class GnqPart:
    """One role of an annotation: its pieces in characters and its token numbers, both as given."""

    spans: Spans = ()
    token_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class GnqAnnotation:
    """One annotated statement, `parts` in the order of `ROLES`; medium is None where the corpus says none."""

    kind: str
    medium: str | None
    parts: tuple[GnqPart, ...]
    is_nested: bool = False
    has_nested: bool = False

    def part(self, role: str) -> GnqPart:
        """The part of a role (content, speaker, cue, frame, addressee)."""
        return self.parts[ROLES.index(role)]


@dataclass(frozen=True, slots=True)
class GnqName:
    """A name that an article of the project's own carries: PER, ORG, LOC or OTH."""

    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class GnqDocument:
    """One article; tokens ascend without overlap, sentences span tokens, `names` is None where unknown."""

    name: str
    text: str
    tokens: Spans
    sentences: Spans
    annotations: tuple[GnqAnnotation, ...]
    names: tuple[GnqName, ...] | None = None


def find_token_ids(spans: Spans, tokens: Spans) -> tuple[int, ...]:
    """The numbers of the tokens of which some span covers at least one character, ascending."""
    found = {number for span in spans for number in _covered(span, tokens)}
    return tuple(sorted(found))


def _covered(span: Span, tokens: Spans) -> range:
    if span.start >= span.end:
        return range(0)
    first = bisect_right(tokens, span.start, key=lambda token: token.end)
    return range(first, bisect_left(tokens, span.end, key=lambda token: token.start))


def read_gnq(path: Path) -> GnqDocument:
    """Read one file; InputError where it is not in the format."""
    try:
        return parse_gnq(path.read_bytes().decode("utf-8-sig"), str(path))
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(f"{path}: cannot be read ({reason}); check its name and permissions") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8 (byte {error.start}); save it as UTF-8") from error


def parse_gnq(source: str, where: str) -> GnqDocument:
    """The document that a JSON text holds; `where` names it in an InputError."""
    try:
        raw = json.loads(source)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: is not valid JSON ({error}); give a file in the gnq format") from error
    name, text = _take(raw, "documentName", str, where), _take(raw, "originalText", str, where)
    for key, value in (("documentName", name), ("originalText", text)):
        if _has_lone_surrogate(value):
            raise InputError(f"{where}: {key!r} holds half a surrogate pair; write the file as UTF-8 again")
    tokens = _parse_tokens(_take(raw, "tokens", list, where), text, where)
    return GnqDocument(
        name=name,
        text=text,
        tokens=tokens,
        sentences=_parse_sentences(_take(raw, "sentences", list, where), text, tokens, where),
        annotations=tuple(_iter_annotations(_take(raw, "annotations", list, where), text, tokens, where)),
        names=_parse_names(_take(raw, "names", list, where), text, where) if "names" in raw else None,
    )


def _has_lone_surrogate(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)


def _take(holder: object, key: str, kind: type[T], where: str) -> T:
    """The value of a key, of the kind it must have."""
    if not isinstance(holder, dict):
        raise InputError(f"{where}: is no JSON object; give a file in the gnq format")
    value = holder.get(key, _MISSING)
    if value is _MISSING:
        raise InputError(f"{where}: {key!r} is missing; give a file in the gnq format")
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise InputError(f"{where}: {key!r} is no {_JSON_TYPES[kind]}; give a file in the gnq format")
    return value


def _take_span(entry: object, text: str, where: str) -> Span:
    start, end = _take(entry, "charBegin", int, where), _take(entry, "charEnd", int, where)
    if not 0 <= start <= end <= len(text):
        raise InputError(
            f"{where}: characters {start} to {end} lie outside the text of {len(text)}; correct the offsets"
        )
    return Span(start, end)


def _iter_spans(entries: list[object], text: str, where: str) -> Iterator[Span]:
    for number, entry in enumerate(entries):
        yield _take_span(entry, text, f"{where}[{number}]")


def _parse_tokens(entries: list[object], text: str, where: str) -> Spans:
    tokens = tuple(_iter_spans(entries, text, f"{where}: tokens"))
    end = 0
    for number, (token, entry) in enumerate(zip(tokens, entries, strict=True)):
        here = f"{where}: tokens[{number}]"
        if token.start < end or token.start == token.end:
            raise InputError(f"{here}: is empty or overlaps the token before it; correct the offsets")
        if _take(entry, "text", str, here) != token.of(text):
            raise InputError(f"{here}: its 'text' is not what stands at its offsets; count in code points")
        end = token.end
    return tokens


def _parse_sentences(entries: list[object], text: str, tokens: Spans, where: str) -> Spans:
    sentences = tuple(_iter_spans(entries, text, f"{where}: sentences"))
    if [number for sentence in sentences for number in _covered(sentence, tokens)] != list(
        range(len(tokens))
    ):
        raise InputError(f"{where}: its sentences do not hold every token once; correct 'sentences'")
    return sentences


def _iter_annotations(entries: list[object], text: str, tokens: Spans, where: str) -> Iterator[GnqAnnotation]:
    for number, entry in enumerate(entries):
        here = f"{where}: annotations[{number}]"
        kind = _take(entry, "type", str, here)
        if kind not in _KINDS:
            raise InputError(f"{here}: type {kind!r} is unknown; use one of {', '.join(_KINDS)}")
        parts = [
            _parse_part(
                _take(entry, ROLE_NAMES[role], dict, here), text, tokens, f"{here}.{ROLE_NAMES[role]}"
            )
            for role in ROLES
        ]
        nesting = [_take(entry, key, bool, here) for key in ("isNested", "hasNested")]
        yield GnqAnnotation(_KINDS[kind], _parse_medium(entry, here), tuple(parts), *nesting)


def _parse_medium(entry: object, where: str) -> str | None:
    if isinstance(entry, dict) and entry.get("medium", _NO_MEDIUM) in (_NO_MEDIUM, None):
        return None
    medium = _take(entry, "medium", str, where)
    if medium not in _MEDIA:
        raise InputError(f"{where}: medium {medium!r} is unknown; use one of {', '.join(_MEDIA)} or none")
    return _MEDIA[medium]


def _parse_part(entry: object, text: str, tokens: Spans, where: str) -> GnqPart:
    token_ids = _take(entry, "tokenIds", list, where)
    for number in token_ids:
        if type(number) is not int or not 0 <= number < len(tokens):
            raise InputError(
                f"{where}: token {number!r} is none of the {len(tokens)} tokens; correct 'tokenIds'"
            )
    spans = tuple(_iter_spans(_take(entry, "spans", list, where), text, f"{where}.spans"))
    if set(token_ids) != set(find_token_ids(spans, tokens)):
        raise InputError(f"{where}: 'tokenIds' and 'spans' name different words; correct one of them")
    return GnqPart(spans, tuple(token_ids))


def _parse_names(entries: list[object], text: str, where: str) -> tuple[GnqName, ...]:
    names = []
    for number, entry in enumerate(entries):
        here = f"{where}: names[{number}]"
        label = _take(entry, "label", str, here)
        if label not in NAME_LABELS:
            raise InputError(f"{here}: label {label!r} is unknown; use one of {', '.join(NAME_LABELS)}")
        names.append(GnqName(label, _take_span(entry, text, here)))
    return tuple(names)


def make_gnq(reading: Reading, tokens_of: GnqDocument | None = None, name: str | None = None) -> JsonObject:
    """A reading in the corpus's format, with its own tokens and sentences or with those of `tokens_of`."""
    return make_gnq_from_document(make_document(reading, tokens_of, name))


def make_document(
    reading: Reading, tokens_of: GnqDocument | None = None, name: str | None = None
) -> GnqDocument:
    """The same as a document; pieces grow to whole tokens, and a content without any token is left out.

    InputError where `tokens_of` is of another text. The default name is that of `tokens_of`, else the title.
    """
    article, analysis = reading.article, reading.analysis
    if tokens_of is not None and tokens_of.text != article.text:
        raise InputError(f"{tokens_of.name}: the reading is of another text; read this document's own text")
    source = tokens_of or GnqDocument(
        article.title or article.id, article.text, analysis.tokens, analysis.sentences, ()
    )
    found = [_make_annotation(statement, source.tokens) for statement in reading.statements]
    return GnqDocument(
        name if name is not None else source.name,
        article.text,
        source.tokens,
        _make_sentences(source.sentences, source.tokens),
        tuple(_mark_nested([annotation for annotation in found if annotation.part("content").token_ids])),
    )


def _make_annotation(statement: Statement, tokens: Spans) -> GnqAnnotation:
    parts = tuple(_make_part(getattr(statement, role), tokens) for role in ROLES)
    return GnqAnnotation(statement.kind, statement.medium, parts)


def _make_part(spans: Spans, tokens: Spans) -> GnqPart:
    """Pieces grown to whole tokens; pieces that share a token become one."""
    ranges: list[range] = []
    for span in sorted(spans):
        covered = _covered(span, tokens)
        if covered and ranges and covered.start < ranges[-1].stop:
            ranges[-1] = range(ranges[-1].start, max(covered.stop, ranges[-1].stop))
        elif covered:
            ranges.append(covered)
    pieces = tuple(Span(tokens[numbers[0]].start, tokens[numbers[-1]].end) for numbers in ranges)
    return GnqPart(pieces, tuple(number for numbers in ranges for number in numbers))


def _make_sentences(sentences: Spans, tokens: Spans) -> Spans:
    """Sentences as the corpus has them: each from its first to its last token; every token is in one."""
    starts = [sentence.start for sentence in sorted(sentences)]
    found: dict[int, Span] = {}
    for token in tokens:
        number = max(0, bisect_right(starts, token.start) - 1)
        found[number] = Span(found[number].start if number in found else token.start, token.end)
    return tuple(found.values())


def _mark_nested(annotations: list[GnqAnnotation]) -> Iterator[GnqAnnotation]:
    """Nested is a content all of whose tokens are another's; two equal ones are nested in each other."""
    contents = [frozenset(annotation.part("content").token_ids) for annotation in annotations]
    for number, annotation in enumerate(annotations):
        others = contents[:number] + contents[number + 1 :]
        yield replace(
            annotation,
            is_nested=any(contents[number] <= other for other in others),
            has_nested=any(contents[number] >= other for other in others),
        )


def make_gnq_from_document(document: GnqDocument) -> JsonObject:
    """A document as JSON; `read_gnq` and this give back a corpus file exactly."""
    ranges = [_covered(sentence, document.tokens) for sentence in document.sentences]
    made: JsonObject = {
        "annotations": [
            _write_annotation(number, annotation, document)
            for number, annotation in enumerate(document.annotations)
        ],
        "documentName": document.name,
        "originalText": document.text,
        "sentences": [_write_sentence(number, document, ranges[number]) for number in range(len(ranges))],
        "tokens": [
            {
                **_write_offsets(token),
                "id": i,
                "sentence": s + 1,
                "text": token.of(document.text),
                "word": w + 1,
            }
            for s, numbers in enumerate(ranges)
            for w, (i, token) in enumerate((i, document.tokens[i]) for i in numbers)
        ],
    }
    if document.names is not None:
        made["names"] = [{**_write_offsets(name.span), "label": name.label} for name in document.names]
    return made


def _write_offsets(span: Span) -> JsonObject:
    return {"charBegin": span.start, "charEnd": span.end}


def _write_sentence(number: int, document: GnqDocument, numbers: range) -> JsonObject:
    """One sentence; as in the corpus its `text` goes on through the gap behind it up to the last space."""
    span, tokens = document.sentences[number], document.tokens
    after = tokens[numbers.stop].start if numbers.stop < len(tokens) else len(document.text)
    gap = document.text[span.end : after]
    return {
        **_write_offsets(span),
        "begin": numbers.start,
        "end": numbers.stop,
        "id": number,
        "text": span.of(document.text) + gap[: gap.rfind(" ") + 1],
        "tokenIds": list(numbers),
        "tokens": [tokens[i].of(document.text) for i in numbers],
    }


def _write_annotation(number: int, annotation: GnqAnnotation, document: GnqDocument) -> JsonObject:
    return {
        **{ROLE_NAMES[role]: _write_part(annotation.part(role), document) for role in ROLES},
        "hasNested": annotation.has_nested,
        "id": number,
        "isNested": annotation.is_nested,
        "medium": MEDIUM_NAMES[annotation.medium] if annotation.medium else _NO_MEDIUM,
        "type": KIND_NAMES[annotation.kind],
    }


def _write_part(part: GnqPart, document: GnqDocument) -> JsonObject:
    return {
        "spans": [_write_piece(span, document.tokens) for span in part.spans],
        "text": " ".join(span.of(document.text) for span in part.spans),
        "tokenIds": list(part.token_ids),
    }


def _write_piece(span: Span, tokens: Spans) -> JsonObject:
    numbers = _covered(span, tokens)
    return {**_write_offsets(span), "begin": numbers.start, "end": numbers.stop}
