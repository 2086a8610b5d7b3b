"""Corpora of reported speech: gnq2024 (the project's own too), SpkAtt-2023, Redewiedergabe, PolNeAR."""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from laut.evaluate.germeval import join_tokens
from laut.export.gnq import KIND_NAMES, MEDIUM_NAMES, ROLE_NAMES
from laut.statements.labels import ROLES
from laut.train.corpora.examples import Example, GoldStatement, Spans, merge_spans

_KINDS = {name: kind for kind, name in KIND_NAMES.items()}
_MEDIA = {name: medium for medium, name in MEDIUM_NAMES.items()}


def read_gnq(folder: Path) -> Iterator[Example]:
    """Articles in the gnq format; a file's own `names` (if any) become the layer `names`."""
    for path in sorted(folder.glob("*.json")):
        document = json.loads(path.read_text("utf-8"))
        example = Example(path.stem, document["originalText"], "statements", known_roles=ROLES)
        for annotation in document["annotations"]:
            roles = {
                role: [(s["charBegin"], s["charEnd"]) for s in annotation[name]["spans"]]
                for role, name in ROLE_NAMES.items()
            }
            if roles["content"]:
                kind, medium = _KINDS[annotation["type"]], _MEDIA.get(annotation["medium"])
                example.statements.append(GoldStatement(roles, kind, medium))
        if "names" in document:
            example.layers["plain_names"] = [
                (n["charBegin"], n["charEnd"], n["label"]) for n in document["names"]
            ]
        yield example


def read_spkatt(folder: Path) -> Iterator[Example]:
    """Bundestag speeches; statements are the cues that have a message."""
    parts = {"content": "Message", "speaker": "Source", "cue": "Cue", "addressee": "Addr"}
    for path in sorted(folder.rglob("*.json")):
        document = json.loads(path.read_text("utf-8"))
        ids, tokens = [], []
        for sentence in document["Sentences"]:
            ids += [f"{sentence['SentenceId']}:{i}" for i in range(len(sentence["Tokens"]))]
            tokens += sentence["Tokens"]
        text, spans = join_tokens(tokens)
        where = dict(zip(ids, spans, strict=True))
        example = Example(path.stem, text, "speeches", known_roles=tuple(parts))
        for annotation in document["Annotations"]:
            roles = {
                role: merge_spans([where[i] for i in annotation[part] if i in where], text)
                for role, part in parts.items()
            }
            if roles["content"]:
                example.statements.append(GoldStatement(roles))
        yield example


def read_redewiedergabe(folder: Path) -> Iterator[Example]:
    """Historic German prose and newspapers, 1840–1919; an instance's parts share its number."""
    columns = {"stwr": "content", "speaker": "speaker", "intexpr": "cue", "frame": "frame"}
    for path in sorted(folder.glob("rwk_*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        text, spans = join_tokens(row["tok"] or "-" for row in rows)
        found: dict[str, dict[str, Spans]] = defaultdict(lambda: defaultdict(list))
        for row, span in zip(rows, spans, strict=True):
            for column, role in columns.items():
                for value in re.split(r"[|,; ]", row.get(column) or ""):
                    if re.search(r"\.\d+$", value):
                        found[value.rsplit(".", 1)[1]][role].append(span)
        example = Example(path.stem, text, "prose", known_roles=("content", "speaker", "cue", "frame"))
        for parts in found.values():
            if parts["content"]:
                roles = {role: merge_spans(parts[role], text) for role in columns.values()}
                example.statements.append(GoldStatement(roles))
        yield example


def read_polnear(folder: Path) -> Iterator[Example]:
    """English political news; of several annotators of a text the first is taken."""
    for path in sorted((folder / "text").glob("*.txt")):
        files = sorted((folder / "attributions").glob(path.stem + "_*.ann"))
        if not files:
            continue
        text = path.read_text("utf-8")
        example = Example(path.stem, text, "english", known_roles=("content", "speaker", "cue"))
        example.statements = list(_read_brat(files[0].read_text("utf-8"), text))
        yield example


def _read_brat(annotations: str, text: str) -> Iterator[GoldStatement]:
    roles = {"Content": "content", "Source": "speaker", "Cue": "cue"}
    marked: dict[str, Spans] = {}
    for line in annotations.splitlines():
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            pieces = rest.partition("\t")[0].partition(" ")[2]
            marked[key] = [(int(a), int(b)) for a, b in (p.split() for p in pieces.split(";") if p)]
        elif key.startswith("E"):
            parts: dict[str, Spans] = {role: [] for role in roles.values()}
            for argument in rest.split():
                name, _, target = argument.partition(":")
                name = name.rstrip("0123456789")
                if name in roles:
                    parts[roles[name]] += marked.get(target, [])
            if parts["content"]:
                yield GoldStatement({role: merge_spans(spans, text) for role, spans in parts.items()})
