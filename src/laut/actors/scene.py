"""What an article is about, as far as linking needs it: its date, the countries it names, its outlet's."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from laut.actors.knowledge import Knowledge
from laut.records import Article, Mention

_HOME_DOMAINS = {"de": "DEU", "at": "AUT", "ch": "CHE", "li": "LIE", "lu": "LUX"}
MAIN = 0.5  # the share of all mentions of countries from which one is what the article is about


@dataclass(frozen=True, slots=True)
class Scene:
    """`countries` are shares of the mentions of countries; `main` is the country that most of them are of,
    `home` that of the outlet, both empty where there is none."""

    on: date | None
    home: str = ""
    countries: dict[str, float] = field(default_factory=dict)
    main: str = ""


def make_scene(article: Article, mentions: Iterable[Mention], base: Knowledge) -> Scene:
    """Countries by name, adjective and capital; a state counts for its country."""
    counts: Counter[str] = Counter()
    seen: set[tuple[int, int]] = set()
    for mention in mentions:
        span = mention.span
        if mention.label not in ("place", "organisation") or (span.start, span.end) in seen:
            continue
        seen.add((span.start, span.end))
        countries = find_countries(span.of(article.text), base)
        if len(countries) == 1:
            counts[countries[0]] += 1
    total = sum(counts.values())
    shares = {country: count / total for country, count in counts.items()}
    main = next((country for country, share in shares.items() if share > MAIN), "")
    return Scene(article.published_on, find_home(article), shares, main)


def find_countries(name: str, base: Knowledge) -> tuple[str, ...]:
    """The countries that a name is, lies in, or belongs to."""
    found: dict[str, None] = {}
    for place in base.places(name):
        found[country_of(place, base)] = None
    for metonym in base.metonyms(name):
        entry = base.entry(metonym.id)
        if entry:
            found[entry.country] = None
    if not found:
        found = {entry.country: None for entry in base.find(name) if entry.kind != "person"}
    return tuple(country for country in found if country)


_STATES = {"DE": "DEU", "AT": "AUT", "CH": "CHE", "US": "USA", "GB": "GBR", "ES": "ESP"}


def country_of(place: str, base: Knowledge) -> str:
    """The country of a place: itself, that of a state or of an organisation; empty where there is none."""
    if len(place) == 3:
        return place
    if place[2:3] == "-":
        return _STATES.get(place[:2], "")
    entry = base.entry(place)
    return entry.country if entry else ""


def find_home(article: Article) -> str:
    """The country of the outlet by the end of its address."""
    host = urlsplit(article.url or "").hostname or (article.outlet or "")
    return _HOME_DOMAINS.get(host.rpartition(".")[2].casefold(), "") if "." in host else ""
