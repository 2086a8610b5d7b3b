"""The words in which people are shown what the labels of records mean."""

from collections.abc import Iterator

from laut.records import Label, Reading, Statement

KINDS = {
    "direct": "direct",
    "indirect": "indirect",
    "reported": "reported",
    "free_indirect": "free indirect",
    "indirect_free_indirect": "indirect/free indirect",
}
MEDIA = {
    "speech": "speech",
    "speech_writing": "speech or writing",
    "writing": "writing",
    "speech_thought": "speech or thought",
    "thought": "thought",
    "thought_writing": "thought or writing",
}
LABELS: dict[Label, str] = {
    "person": "people",
    "organisation": "organisations",
    "place": "places",
    "group": "groups",
    "office": "offices",
    "other": "other names",
}


def describe_manner(statement: Statement) -> str:
    """Kind and medium, such as `indirect · speech`."""
    return f"{KINDS[statement.kind]} · {MEDIA[statement.medium]}"


def count_words(number: int, one: str, many: str) -> str:
    """A number with its noun, such as `1 statement`."""
    return f"{number} {one if number == 1 else many}"


def iter_names(reading: Reading) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """Per label what is mentioned, in order of the first mention, with how often; pronouns are left out, and
    so is what only repeats a name: "der Agentur Tass" beside "Tass"."""
    found: dict[str, dict[str, int]] = {label: {} for label in LABELS}
    mentions = reading.analysis.mentions
    named = {(m.label, m.span.end) for m in mentions if m.form == "name"}
    for mention in mentions:
        is_repeated = mention.form == "nominal" and (mention.label, mention.span.end) in named
        if mention.form != "pronoun" and not is_repeated:
            words = " ".join(mention.span.of(reading.article.text).split())
            found[mention.label][words] = found[mention.label].get(words, 0) + 1
    for label, plural in LABELS.items():
        if found[label]:
            yield plural, list(found[label].items())
