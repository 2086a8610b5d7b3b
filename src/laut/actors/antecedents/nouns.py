"""Words without a name and an entity → whether their noun may say it: titles, offices, kinds, countries,
texts."""

import re
from collections.abc import Iterator

from laut.actors.antecedents.case import Case, find_places_before
from laut.actors.antecedents.entities import Entity
from laut.actors.antecedents.queries import Query
from laut.knowledge.senses import A_BODY, A_PERSON, A_TEXT, PERSON

_NUMBER = re.compile(r"\d+")
_AROUND = 50  # characters around a name in which a noun belongs to it
_ARTICLES = {"das": "n", "die": "f", "zur": "f", "den": "m", "im": "mn", "am": "mn", "vom": "mn", "zum": "mn"}
_ARTICLES |= {"beim": "mn", "dem": "mn", "des": "mn"}
_LONGEST = 5  # characters of an article and a space
_PLURAL = 0.5  # the chance from which words stand for several


def compare_nouns(case: Case, n: int) -> Iterator[tuple[str, float]]:
    """Features by name of entity number `n`."""
    query, entity, text = case.query, case.floor.entities[n], case.floor.page.text
    noun = query.noun
    stems = {stem for stem in (noun, noun.rstrip("sne") if len(noun) > 4 else "") if len(stem) > 3}
    yield "title", any(is_called(stem, title) for stem in stems for title in entity.titles)
    yield "in name", any(stem in name.casefold() for stem in stems for name in entity.names)
    called = [p.of(text).casefold() for p in find_places_before(entity, query) if p not in entity.places]
    yield "called before", any(stem in words for stem in stems for words in called)
    around = [
        f"{text[max(0, p.start - _AROUND) : p.start]} {text[p.end : p.end + _AROUND]}" for p in entity.places
    ]
    yield "near noun", any(stem in words.casefold() for stem in stems for words in around)
    slugs = {title.office for title in query.office.titles} if query.office else set()
    yield "office", bool(slugs & entity.offices)
    yield "other office", bool(slugs and entity.offices) and not slugs & entity.offices
    yield "country", _compare_countries(query, entity)
    yield "holder", _is_holder(case, n)
    yield "other article", _has_other_article(case, n)
    yield "woman's noun", noun.endswith("in") and entity.is_person and entity.gender == "m"
    first, mark, _ = noun.partition("-")
    yield "party", bool(mark) and first in entity.parties
    names = [name.casefold() for name in entity.names]
    yield "name in noun", any(name == first or (len(name) > 3 and noun.startswith(name)) for name in names)
    numbers = set(_NUMBER.findall(query.words))
    yield "number", any(numbers & set(_NUMBER.findall(words)) for words in around)
    yield from _compare_senses(case, n)
    yield from _compare_texts(case, n)


def _compare_countries(query: Query, entity: Entity) -> int:
    """1 where the words name the entity's country, −1 where they name another one, 0 where one is open."""
    if query.countries & entity.countries:
        return 1
    countries = [{code for code in codes if len(code) == 3} for codes in (query.countries, entity.countries)]
    return -1 if all(countries) else 0


def _is_holder(case: Case, n: int) -> bool:
    """Whether a person holds the office that the words say, by the base; nobody else is called so here."""
    entity, own = case.floor.entities[n], case.floor.own.get(case.query.span)
    if not own or not case.query.office or not entity.is_person or own.link.actor != entity.actor:
        return False
    others = (one for one in case.floor.entities if one is not entity and one.is_person)
    return not any(is_called(case.query.noun, title) for one in others for title in one.titles)


def _has_other_article(case: Case, n: int) -> bool:
    """Whether a body's articles contradict a pronoun: "das Bundeskriminalamt" is no "er" and no "sie"."""
    floor, entity, form = case.floor, case.floor.entities[n], case.query.form
    if entity.is_person or form not in ("he", "she"):
        return False
    text = floor.page.text
    before = (text[max(0, p.start - _LONGEST) : p.start].split() for p in entity.places)
    genders = {_ARTICLES.get(words[-1].casefold(), "") for words in before if words}
    wanted = "m" if form == "he" else "f"
    return any(genders) and not any(wanted in gender for gender in genders)


def _compare_senses(case: Case, n: int) -> Iterator[tuple[str, float]]:
    entity, asked = case.floor.entities[n], case.query.senses & ~PERSON
    if not case.query.senses & ~A_TEXT:
        return
    sort = A_PERSON if entity.is_person else A_BODY
    is_group = not entity.is_person and case.lead is not None and case.lead.plural > _PLURAL
    yield "sort", 1 if case.query.senses & sort else 0 if is_group else -1
    same = asked & entity.senses
    yield "sense", bool(same)
    yield "sense, only", bool(same) and sum(bool(one.senses & asked) for one in case.floor.entities) == 1
    yield "other sense", bool(asked & sort) and bool(entity.senses & ~PERSON) and not same


def _compare_texts(case: Case, n: int) -> Iterator[tuple[str, float]]:
    page, entity = case.floor.page, case.floor.entities[n]
    sentences = {page.number_of_sentence(text.start) for text in case.texts}
    beside = [p for p in entity.places if page.number_of_sentence(p.start) in sentences]
    yield "with text", bool(beside)
    yield "subject with text", any(case.floor.is_subject(p) for p in beside)
    yield "after text", any(0 < p.start - text.end < 25 for p in beside for text in case.texts)


def is_called(stem: str, title: str) -> bool:
    """Whether somebody with a title may be called by a noun: both in small letters."""
    return title.endswith(stem) or (len(title) > 4 and stem.endswith(title))
