"""schema.org as JSON-LD: one line an article, a `NewsArticle` and a `Quotation` for each of its statements.

schema.org has one type for what someone said, whatever the way; `genre` keeps kind and medium apart (only
`direct` is verbatim). `creator` is the speaker where the text names one or it is known whom its words
stand for (then with `@id`, and `sameAs` in Wikidata); `creditText` are these words. Nested
statements are `isPartOf` the outer one. schema.org has no word for an addressee, so there is none.
"""

from laut.export.entries import Entry, Stream
from laut.export.json_lines import make_line
from laut.export.standing import is_person, is_wikidata, make_address
from laut.export.voices import Voice, voices_by_statement
from laut.records import Actor, Article, Reading, Statement

JsonObject = dict[str, object]

CONTEXT = "https://schema.org"


def write_graph(entry: Entry) -> str:
    """One line."""
    reading = entry.reading
    voices = voices_by_statement(reading)
    quotations = [
        _make_quotation(reading, statement, voices.get(number))
        for number, statement in enumerate(reading.statements)
    ]
    article = _make_article(reading.article, entry.text_hash)
    return make_line({"@context": CONTEXT, "@graph": [article, *quotations]}) + "\n"


def _make_article(article: Article, text_hash: str) -> JsonObject:
    day = article.published_on.isoformat() if article.published_on else None
    fields: JsonObject = {
        "@type": "NewsArticle",
        "@id": f"urn:laut:{article.id}",
        "headline": article.title,
        "url": article.url,
        "datePublished": day,
        "inLanguage": article.language,
        "author": _name("Person", article.author),
        "publisher": _name("Organization", article.outlet),
        "contributor": _name("Organization", article.agency),
        "isBasedOn": _refer(article.copy_of),
        "identifier": {"@type": "PropertyValue", "propertyID": "SHA-256", "value": text_hash},
    }
    return {key: value for key, value in fields.items() if value is not None}


def _make_quotation(reading: Reading, statement: Statement, voice: Voice | None) -> JsonObject:
    article = reading.article
    named = voice is not None and voice.is_named
    fields: JsonObject = {
        "@type": "Quotation",
        "@id": f"urn:laut:{statement.id}",
        "text": reading.words(statement.content),
        "genre": [statement.kind, statement.medium],
        "inLanguage": article.language,
        "creator": _make_creator(voice) if voice and named else None,
        "creditText": reading.words(statement.speaker) or None,
        "isBasedOn": _refer(article.id),
        "isPartOf": _refer(statement.parent),
    }
    return {key: value for key, value in fields.items() if value is not None}


def _make_creator(voice: Voice) -> JsonObject | list[JsonObject] | None:
    if not voice.standing:
        return _name("Organization" if voice.is_organisation else "Person", voice.name)
    made = [_make_actor(one.actor) for one in voice.standing]
    return made[0] if len(made) == 1 else made


def _make_actor(actor: Actor) -> JsonObject:
    kind = "Person" if is_person(actor) else "Organization"
    address = make_address(actor.id)
    made: JsonObject = {"@type": kind, "@id": address, "name": actor.name}
    return {**made, "sameAs": address} if is_wikidata(actor.id) else made


def _name(kind: str, name: str | None) -> JsonObject | None:
    return {"@type": kind, "name": name} if name else None


def _refer(name: str | None) -> JsonObject | None:
    return {"@id": f"urn:laut:{name}"} if name else None


GRAPHS = Stream(write_graph)
