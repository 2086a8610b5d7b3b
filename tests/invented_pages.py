"""Invented pages and captures for the tests of `laut.document`."""

import json
from datetime import UTC, datetime

from laut.records import Article, Capture, Given, Skip

PARAGRAPHS = (
    "Lindquell (dpa) - Die Brücke über die Aue ist seit Montag gesperrt. Der Verkehr wird über die "
    "Nordstraße umgeleitet, wie die Stadt mitteilte. Die Sperrung dauert nach ersten Schätzungen "
    "mindestens drei Wochen.",
    "„Die Träger sind in einem erbärmlichen Zustand“, sagte die Statikerin Ina Kerz am Dienstag vor dem "
    "Rathaus. Man habe den Rost jahrelang übermalt, statt ihn zu entfernen. Nun müsse die Stadt rasch "
    "handeln.",
    "Der Dezernent Arne Pohl wies die Vorwürfe zurück. Die Kosten von zwölf Millionen Euro trage ohnehin "
    "der Bund, erklärte er. Eine Entscheidung über den Neubau soll der Rat im Herbst treffen, hieß es aus"
    " der Verwaltung.",
)
TEXT = "\n\n".join(PARAGRAPHS)
ENGLISH = (
    "The bridge has been closed since Monday, and the traffic is being led through the north of the town,"
    " said the mayor, who has been in office for ten years. They will decide on the new bridge in the "
    "autumn. "
) * 3
HUNGARIAN = (
    "A hidat hétfő óta lezárták, a forgalmat az északi úton vezetik el, közölte a város. A szakértő "
    "szerint a tartók rossz állapotban vannak, és évekig csak átfestették a rozsdát. A döntést ősszel "
    "hozza meg a tanács. "
) * 3
CAPTURED = datetime(2024, 3, 8, 6, tzinfo=UTC)
URL = "https://www.auenbote.example/lokales/bruecke-gesperrt.html"
NAVIGATION = "".join(
    f'<li><a href="/{name}">{name}</a></li>' for name in ("Politik", "Sport", "Wetter", "Abo")
)


def make_page(
    head: str = "", body: str = "", language: str = "de", paragraphs: tuple[str, ...] = PARAGRAPHS
) -> str:
    """A news page with navigation, teasers and a footer around the article."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    menu = f"<ul>{NAVIGATION}</ul>"
    return (
        f'<!doctype html><html lang="{language}"><head><title>Brücke gesperrt | Auenbote</title>{head}</head>'
        f"<body><header><nav>{menu}</nav></header><main><article><h1>Brücke über die Aue gesperrt</h1>{body}"
        f"{text}</article><aside><h3>Mehr zum Thema</h3><a href='/x'>Schwimmbad öffnet</a></aside></main>"
        f"<footer>{menu}<p>© Auenbote Verlag, alle Rechte vorbehalten</p></footer></body></html>"
    )


def make_json_ld(**fields: object) -> str:
    """The script element of a news article."""
    article = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(article)}</script>'


def make_capture(
    content: str | bytes,
    media_type: str | None = "text/html",
    url: str | None = URL,
    charset: str | None = None,
    name: str = "seite",
    retrieved_at: datetime | None = CAPTURED,
    warc_record_id: str | None = None,
    given: Given = Given(),  # noqa: B008 a frozen record
) -> Capture:
    """A capture of one item of the source `quelle`."""
    body = content.encode() if isinstance(content, str) else content
    return Capture("c0", "quelle", name, body, media_type, charset, url, retrieved_at, warc_record_id, given)


def need_article(result: Article | Skip) -> Article:
    """The result, which must be an article."""
    assert isinstance(result, Article), result
    return result


def need_reason(result: Article | Skip) -> str:
    """The reason of the result, which must be a skip."""
    assert isinstance(result, Skip), result
    assert (result.source, result.name) == ("quelle", "seite")
    return result.reason
