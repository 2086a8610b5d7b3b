"""The words of a speaker without a name → what they ask for: a man, a woman, a body of a kind, an author."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from laut.actors.knowledge import Knowledge
from laut.actors.offices import Office, parse_office
from laut.actors.portrait import Page
from laut.actors.wording import DETERMINERS, OWN, REPORTS, THIS
from laut.knowledge.codes import make_set
from laut.records import Span

FORMS = (
    "he", "she", "me", "this m", "this", "adverb", "document", "der", "die", "das", "des", "own",
    "indefinite", "bare", "other",
)  # fmt: skip
# demnach, danach: what is said rests on somebody's account.
ADVERBS = make_set(
    """demnach danach wonach hiernach demzufolge darin davon dabei darauf dazu hierzu daraus damit dafür
    dagegen demgegenüber worin wozu darüber hierbei hierin wobei derzufolge"""
)
DOCUMENTS = REPORTS | make_set(
    """schreiben brief antrag gesetz gesetzentwurf entwurf urteil untersuchung plan pläne vorschlag
    interview gespräch vertrag abkommen resolution fazit ergebnis ergebnisse statistik dokument
    dokumente text artikel buch blog tweet video beschluss entscheidung klage anklageschrift gutachten
    regel verordnung pressekonferenz zahlen daten abschlussbericht untersuchungsbericht analyse papier
    programm konzept kommentar"""
)
_BODIES = {
    "party": "partei fraktion union koalition opposition liberalen grünen sozialdemokraten linkspartei",
    "government": "regierung kabinett senat administration führung junta militärjunta regime",
    "authority": """ministerium behörde amt polizei gericht gerichtshof staatsanwaltschaft kommission rat
        präsidium gremium ausschuss botschaft verwaltung präsidialamt ermittler anklage kammer parlament
        feuerwehr""",
    "company": """unternehmen konzern firma hersteller bank versicherer gesellschaft betreiber bahn
        fluggesellschaft airline autobauer betreiberin""",
    "association": """organisation verband verein gewerkschaft stiftung bündnis institut gruppe bewegung
        vereinigung initiative kirche klub club institution universität miliz rebellen verbraucherschützer""",
    "media": """zeitung magazin blatt sender agentur nachrichtenagentur zeitschrift portal nachrichtenmagazin
        tageszeitung fernsehsender rundfunk wochenzeitung""",
}
BODIES = tuple(_BODIES)
_BODY_OF = {noun: kind for kind, nouns in _BODIES.items() for noun in nouns.split()}
_BODY_NOUN = re.compile(f"({'|'.join(sorted(_BODY_OF, key=len, reverse=True))})(?:s|es|en|n)?$")
_SHE = make_set("""sie ihr ihre ihrer ihrem ihren ihres""")
_HE = make_set("""er ihm ihn sein seine seiner seinem seinen seines""")
_ME = make_set("""ich mir mein meine meiner meinem meinen wir uns unser unsere unserer unserem unseren""")
_THIS_MAN = make_set("""dieser der jener letzterer ersterer""")
_PRONOUNS = _HE | _SHE | _ME | ADVERBS | DETERMINERS
_BY_ARTICLE = {"der": "der", "die": "die", "das": "das", "dem": "des", "des": "des", "den": "des"}
_BY_ARTICLE |= dict.fromkeys(("ein", "eine", "einer", "einem", "einen", "eines"), "indefinite")
_BY_ARTICLE |= dict.fromkeys(OWN, "own")
_DOCUMENT_WORDS = 4  # among the first of which the document stands
_ENDINGS = ("", "s", "es", "n", "en", "in", "innen")
_SHORTEST = 5  # letters of the last part of a compound


@dataclass(frozen=True, slots=True)
class Query:
    """`form`, of `FORMS`, is what kind of words they are; `noun` their first noun in small letters, `body`,
    of `BODIES`, what kind of body it is, `person` how surely it is a person's (1) or a body's (−1);
    `sentence` is the number of theirs."""

    span: Span
    sentence: int
    words: str
    form: str
    noun: str
    office: Office | None
    body: str
    person: float


def make_query(span: Span, page: Page, base: Knowledge) -> Query:
    """What a speaker's words ask for."""
    shown = span.of(page.text)
    lower = [token.casefold() for token in _split(shown)]
    noun = find_noun(shown)
    form = find_noun_form(lower) if noun else find_pronoun_form(frozenset(lower))
    return Query(
        span,
        page.number_of_sentence(span.start),
        " ".join(lower),
        form,
        noun.casefold(),
        parse_office(shown, base) if noun else None,
        find_body(noun),
        weigh_noun(noun.casefold()) if noun else 0.0,
    )


def _split(words: str) -> list[str]:
    return [token.strip('„“"»«.,') for token in words.split()]


def find_noun(words: str) -> str:
    """The first noun of some words; empty for pronouns and adverbs, with a capital letter too."""
    return next((t for t in _split(words) if t[:1].isupper() and t.casefold() not in _PRONOUNS), "")


def find_pronoun_form(lower: frozenset[str]) -> str:
    """The form of words without a noun."""
    for form, words in (("adverb", ADVERBS), ("me", _ME), ("he", _HE), ("she", _SHE), ("this m", _THIS_MAN)):
        if lower & words:
            return form
    return "this" if lower & (THIS | DETERMINERS) else "other"


def find_noun_form(lower: list[str]) -> str:
    """The form of words with a noun, by their article; documents by themselves."""
    if not DOCUMENTS.isdisjoint(lower[:_DOCUMENT_WORDS]):
        return "document"
    return _BY_ARTICLE.get(lower[0], "bare")


def find_body(noun: str) -> str:
    """The kind of body that a noun means, by its last part: Innenministerium → authority; empty for none."""
    found = _BODY_NOUN.search(noun.casefold())
    return _BODY_OF[found[1]] if found else ""


@lru_cache(maxsize=8192)
def weigh_noun(noun: str) -> float:
    """How surely a noun in small letters is a person's (1) or a body's (−1), by what stands before names in
    newspapers; a compound by its last part; 0 where nothing is known."""
    known = load_nouns()
    forms = [noun.removesuffix(ending) for ending in _ENDINGS if noun.endswith(ending)]
    for form in forms:
        if form in known:
            return known[form]
    for first in range(1, len(noun) - _SHORTEST + 1):
        for form in forms:
            if len(form) - first >= _SHORTEST and form[first:] in known:
                return 0.8 * known[form[first:]]
    return 0.0


@cache
def load_nouns() -> Mapping[str, float]:
    """Nouns and how surely they are a person's, as `laut.train.antecedents` counted them."""
    rows = (files(__package__) / "nouns.tsv").read_text("utf-8").splitlines()
    return {noun: float(value) for noun, _, value in (row.partition("\t") for row in rows)}
