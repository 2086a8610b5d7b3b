"""W3C Web Annotation: one `AnnotationPage` an article, one a line, with an `Annotation` for each statement.

The target is the statement's content and the body its other roles, each piece a `SpecificResource` with a
position and a quote selector; kind and medium are tags. Whom a role stands for is a resource of its own
(`http://www.wikidata.org/entity/Q…`, else `urn:laut:actor:…`). Positions count code points, as the
Recommendation asks, in the article's text as laut holds it, which is therefore the source (`urn:laut:a…`);
the page that it was taken from is its `via`. What the model has no word for (role, score, parent, an actor's
name and the mentions that led there) is under `laut:`.
"""

from laut.export.entries import Entry, Stream
from laut.export.json_lines import make_line
from laut.export.standing import Standing, Standings, find_standings, make_address
from laut.export.wording import describe_manner
from laut.records import Reading, Span, Statement

JsonObject = dict[str, object]

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"laut": "urn:laut:"}]
AROUND = 32  # characters of prefix and suffix, as annotation clients write them
_ROLES = ("speaker", "cue", "frame", "addressee")


def write_annotations(entry: Entry) -> str:
    """One line."""
    reading = entry.reading
    source = _make_source(entry)
    page: JsonObject = {
        "@context": CONTEXT,
        "id": f"urn:laut:{reading.article.id}:statements",
        "type": "AnnotationPage",
        "items": [
            _make_annotation(reading, statement, source, standings)
            for statement, standings in zip(reading.statements, find_standings(reading), strict=True)
        ],
    }
    return make_line(page) + "\n"


def _make_source(entry: Entry) -> JsonObject:
    article = entry.reading.article
    source: JsonObject = {
        "id": f"urn:laut:{article.id}",
        "type": "Text",
        "format": "text/plain",
        "language": article.language,
        "laut:sha256": entry.text_hash,
    }
    if article.url:
        source["via"] = article.url
    return source


def _make_annotation(
    reading: Reading, statement: Statement, source: JsonObject, standings: Standings
) -> JsonObject:
    text = reading.article.text
    body: list[JsonObject] = [
        {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": value}
        for value in (statement.kind, statement.medium)
    ]
    body.append(
        {
            "type": "TextualBody",
            "purpose": "describing",
            "value": describe_manner(statement),
            "language": "en",
        }
    )
    for role in _ROLES:
        for span in getattr(statement, role):
            piece = _make_piece(text, span, str(source["id"]))
            body.append({**piece, "purpose": "identifying", "laut:role": role})
    body += [_make_actor(one, "speaker") for one in standings.speaker]
    body += [_make_actor(one, "addressee") for one in standings.addressee]
    made: JsonObject = {
        "id": f"urn:laut:{statement.id}",
        "type": "Annotation",
        "motivation": "classifying",
        "creator": {"type": "Software", "name": statement.evidence.maker},
        "body": body,
        "target": [_make_piece(text, span, source) for span in statement.content] or source,
        "laut:score": statement.evidence.score,
    }
    if statement.parent:
        made["laut:parent"] = {"id": f"urn:laut:{statement.parent}"}
    return made


def _make_actor(standing: Standing, role: str) -> JsonObject:
    return {
        "type": "SpecificResource",
        "source": make_address(standing.actor.id),
        "purpose": "identifying",
        "laut:role": role,
        "laut:name": standing.actor.name,
        "laut:score": standing.score,
        "laut:chain": list(standing.chain),
    }


def _make_piece(text: str, span: Span, source: JsonObject | str) -> JsonObject:
    return {
        "type": "SpecificResource",
        "source": source,
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": span.of(text),
                "prefix": text[max(0, span.start - AROUND) : span.start],
                "suffix": text[span.end : span.end + AROUND],
            },
        ],
    }


PAGES = Stream(write_annotations)
