"""`card.json` → `card.md`: the knowledge base's card for a person."""

from typing import Any

Row = list[str]
Card = dict[str, Any]

_HEAD = """# The knowledge base {version}

Who there is, what they are called and who held which office when: one SQLite file ({megabytes:.1f} MB) that
`laut` reads and never writes. Made by `python -m laut.knowledge`; every number here is counted in the file.

**Licence.** The file mixes the sources below. Names and facts of *dboes* are under CC BY 4.0 (name it when
you pass the file on); the others ask for nothing. No running text of any source is in it.
"""

_NOT_SHIPPED = """
Nothing of these is in the file: *countries* (ODbL: its share-alike would bind the base, and the tables name
countries themselves), *CountryInfo* and the lists of *parties* (no licence stated; CountryInfo's codes are
wrong for several countries).
"""

_LIMITS = """
## Known gaps

- Ministers, spokespeople, leaders of parties and heads of organisations are those of the hand tables;
  outside the German-speaking countries, the EU and the largest states few are there.
- Members of parliaments have no dates where EveryPolitician (2015) alone knows them, and members who came
  later are missing outside Germany and the United States. Members of German state parliaments are those of
  March 2026.
- REIGN names many leaders by last name only, and ends are known to the month: on such days an answer is
  marked uncertain. Its leaders after March 2021 come from the Factbook (May 2026) and the hand tables, so
  that in countries without hand tables somebody who came and went in between is missing.
- The Factbook gives the date of the latest re-election for some; who held the office before that date is
  then unknown, or known from REIGN.
- People of one name, country and sex whose year of birth is not known may have become one.
- `laut:` ids are made of names; one may give way to a Wikidata id in a later version.
"""


def render_card(card: Card) -> str:
    """The whole page."""
    parts = [_HEAD.format(megabytes=card["bytes"] / 1e6, **card)]
    parts += ["\n## Sources\n", table(["source", "what", "as of", "licence", "actors"], _source_rows(card))]
    parts += [_NOT_SHIPPED, "\n## Actors\n", table(["kind", "actors"], _counts(card["kinds"]))]
    parts.append(
        f"\n{card['with_wikidata_id']:,} have a Wikidata id. {card['names']:,} names, "
        f"{card['titles']:,} titles of {card['offices']:,} offices.\n"
    )
    parts += ["\n## Tenures\n", table(["office", "tenures"], _counts(card["tenures"]))]
    parts += [table(["source of the dates", "tenures"], _counts(card["tenures_by_source"]))]
    offices = list(next(iter(card["years"].values()), {}))
    words = [office.replace("_", " ") for office in offices]
    rows = [[str(year), *map(str, counts.values())] for year, counts in card["years"].items()]
    parts += [f"\n## Countries with a known holder, by year (of {len(card['countries'])} with any)\n"]
    parts += [table(["year", *words], rows)]
    parts += [f"\n## By country: years with a known holder (of {len(card['years'])}), people\n"]
    parts += [table(["country", "people", *words], _country_rows(card, offices))]
    parts += [_LIMITS]
    for office in offices:
        gaps, what = card["gaps"][office], office.replace("_", " ")
        if 2 * len(gaps) <= len(card["countries"]):
            parts.append(f"- No {what} known for {card['as_of']}: {_join(gaps)}.\n")
        else:
            known = [place for place in card["countries"] if place not in gaps]
            parts.append(
                f"- A {what} is known for {card['as_of']} in these countries only: {_join(known)}.\n"
            )
    return "".join(parts)


def table(head: Row, rows: list[Row]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n" + "".join("| " + " | ".join(line) + " |\n" for line in lines)


def _source_rows(card: Card) -> list[Row]:
    columns = ("name", "what", "as_of", "licence")
    return [[*(source[column] for column in columns), f"{source['actors']:,}"] for source in card["sources"]]


def _counts(counts: dict[str, int]) -> list[Row]:
    return [[name, f"{count:,}"] for name, count in counts.items()]


def _country_rows(card: Card, offices: list[str]) -> list[Row]:
    return [
        [
            f"{country['name']} ({place})",
            f"{country['people']:,}",
            *(str(country[office]) for office in offices),
        ]
        for place, country in card["countries"].items()
    ]


def _join(places: list[str]) -> str:
    return " ".join(places) or "none"
