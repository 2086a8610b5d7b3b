"""Articles in the markup form (README.md) → the gnq format, with every mistake named.

usage: python newsroom/markup.py ARTICLE.txt… FOLDER
"""

import json
import re
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from laut.errors import InputError
from laut.export.gnq import (
    KIND_NAMES,
    MEDIUM_NAMES,
    GnqDocument,
    GnqName,
    make_document,
    make_gnq_from_document,
)
from laut.language.sentences import find_sentences
from laut.language.tokens import find_tokens
from laut.pipeline import make_article
from laut.records import Analysis, Evidence, Reading, RoleScores, Span, Spans, Statement

ROLES = {"Q": "content", "S": "speaker", "C": "cue", "F": "frame", "A": "addressee"}
KINDS = {name: kind for kind, name in KIND_NAMES.items()}
MEDIA = {name: medium for medium, name in MEDIUM_NAMES.items()}
NAMES = ("PER", "ORG", "LOC", "OTH")
SURE = RoleScores(1.0, 1.0, 1.0, 1.0, 1.0)


def read_markup(path: Path) -> GnqDocument:
    """The document of one file; InputError says what is wrong where."""
    parts = re.split(r"(?m)^=== (?:TEXT|STATEMENTS|NAMES)\n", path.read_text("utf-8"))
    if len(parts) != 4:
        raise InputError(f"{path}: needs one line each === TEXT, === STATEMENTS, === NAMES")
    header = dict(re.findall(r"(?m)^(\w+): (.*)$", parts[0]))
    text = parts[1].strip("\n")
    blocks = [block for block in re.split(r"\n\s*\n", parts[2]) if block.strip()]
    statements = tuple(
        _read_block(block, text, f"{path}: statement {i}") for i, block in enumerate(blocks, 1)
    )
    tokens = find_tokens(text)
    sentences = tuple(Span(tokens.starts[a], tokens.ends[b - 1]) for a, b in find_sentences(text, tokens))
    analysis = Analysis(sentences, tuple(map(Span, tokens.starts, tokens.ends)), ())
    published = date.fromisoformat(header["date"])
    reading = Reading(make_article(text, published_on=published, title=header["title"]), analysis, statements)
    document = make_document(reading, name=f"{header['id']} - {header['title']} ({published})")
    return replace(document, names=_read_names(parts[3], text, str(path)))


def _read_block(block: str, text: str, where: str) -> Statement:
    lines = block.strip().splitlines()
    kind, _, medium = lines[0].strip().partition("/")
    if kind not in KINDS or medium not in MEDIA:
        raise InputError(f"{where}: the first line must be Kind/Medium, it is {lines[0]!r}")
    given = {}
    for line in lines[1:]:
        key, _, value = line.partition(": ")
        if key not in ROLES or key in given or not value.strip():
            raise InputError(f"{where}: cannot read the line {line!r}")
        given[key] = [_read_piece(piece) for piece in value.strip().split(" | ")]
    if "Q" not in given:
        raise InputError(f"{where}: has no content (Q)")
    content = _locate(text, given["Q"], where, must_be_clear=True)
    spans = {"content": _join(content, text)}
    if "F" in given:
        spans["frame"] = tuple(_locate(text, given["F"], where, near=content))
    for key in "SCA":
        if key in given:
            near = spans.get("frame", spans["content"])
            spans[ROLES[key]] = tuple(_locate(text, given[key], where, near, inside=spans.get("frame", ())))
    return Statement("", KINDS[kind], MEDIA[medium], evidence=Evidence("hand", 1.0), scores=SURE, **spans)


def _read_piece(piece: str) -> tuple[int | None, str]:
    match = re.match(r"(\d+)#", piece)
    return (int(match[1]), piece[match.end() :].strip()) if match else (None, piece.strip())


def _locate(
    text: str,
    pieces: list[tuple[int | None, str]],
    where: str,
    near: "Spans | list[Span]" = (),
    inside: Spans = (),
    must_be_clear: bool = False,
) -> list[Span]:
    spans: list[Span] = []
    for number, piece in pieces:
        found = find_occurrences(text, piece)
        if not found or (number or 0) > len(found):
            raise InputError(f"{where}: does not stand in the text (that often): {piece!r}")
        later = [o for o in found if spans and o.start >= spans[-1].end]
        framed = [o for o in found if any(f.start <= o.start and o.end <= f.end for f in inside)]
        if number:
            spans.append(found[number - 1])
        elif len(found) == 1:
            spans.append(found[0])
        elif later:
            spans.append(later[0])
        elif must_be_clear:
            raise InputError(f"{where}: {len(found)} occurrences of {piece!r}; write 1# or 2# … before it")
        elif framed:
            spans.append(framed[0])
        else:
            first, last = near[0].start, near[-1].end
            spans.append(min(found, key=lambda o: (max(0, first - o.end, o.start - last), o.start > first)))
    return sorted(spans)


def find_occurrences(text: str, piece: str) -> list[Span]:
    """Where a piece stands in the text, at word borders."""
    before = r"(?<!\w)" if piece[0].isalnum() else ""
    after = r"(?!\w)" if piece[-1].isalnum() else ""
    return [Span(m.start(), m.end()) for m in re.finditer(before + re.escape(piece) + after, text)]


def _join(spans: list[Span], text: str) -> Spans:
    joined: list[Span] = []
    for span in spans:
        if joined and not text[joined[-1].end : span.start].strip():
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)


def _read_names(block: str, text: str, where: str) -> tuple[GnqName, ...]:
    entries = []
    for line in filter(str.strip, block.splitlines()):
        label, _, values = line.partition(": ")
        if label not in NAMES:
            raise InputError(f"{where}: names: {label!r} is none of {', '.join(NAMES)}")
        entries += [(label, value.strip()) for value in values.split(" ; ") if value.strip()]
    found: list[GnqName] = []
    for label, value in sorted(entries, key=lambda entry: -len(entry[1])):
        for span in find_occurrences(text, value):
            if not any(span.start < n.span.end and n.span.start < span.end for n in found):
                found.append(GnqName(label, span))
    return tuple(sorted(found, key=lambda name: name.span))


def show(document: GnqDocument) -> str:
    """What every role was resolved to, for a second reading."""
    rows = [f"{document.name}: {len(document.annotations)} statements, {len(document.names or ())} names"]
    for number, annotation in enumerate(document.annotations, 1):
        rows.append(f" {number:2} {annotation.kind} {annotation.medium}")
        for role in ROLES.values():
            words = " | ".join(span.of(document.text) for span in annotation.part(role).spans)
            rows += [f"      {role:9} {words}"] if words else []
    return "\n".join(rows)


def main(paths: list[str]) -> int:
    """Convert every file but the last argument, the folder; 1 if one of them has a mistake."""
    *files, folder = map(Path, paths)
    failed = False
    for file in files:
        try:
            document = read_markup(file)
        except InputError as error:
            sys.stderr.write(f"{error}\n")
            failed = True
            continue
        target = folder / f"{file.stem}.json"
        source = json.dumps(make_gnq_from_document(document), ensure_ascii=False, separators=(",", ":"))
        target.write_text(source + "\n", "utf-8")
        sys.stdout.write(show(document) + "\n")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
