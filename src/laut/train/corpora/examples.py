"""What every corpus is read into: a text with statements and layers of names, all as character spans."""

from dataclasses import dataclass, field

Spans = list[tuple[int, int]]


@dataclass
class GoldStatement:
    """One annotated statement; kind and medium are None where the corpus does not say."""

    roles: dict[str, Spans]
    kind: str | None = None
    medium: str | None = None


@dataclass
class Example:
    """One text of one corpus. `head` names the anchor head, `layers` the name layers it is annotated for.
    `chains` holds who is who, each chain its members; `judged` one sentence and what was said of it."""

    name: str
    text: str
    head: str | None = None
    statements: list[GoldStatement] = field(default_factory=list)
    known_roles: tuple[str, ...] = ()
    layers: dict[str, list[tuple[int, int, str]]] = field(default_factory=dict)
    chains: list[Spans] = field(default_factory=list)
    judged: tuple[int, int, str] | None = None


def merge_spans(spans: Spans, text: str) -> Spans:
    """Neighbouring spans with nothing but white space between them, joined."""
    merged: Spans = []
    for start, end in sorted(spans):
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
