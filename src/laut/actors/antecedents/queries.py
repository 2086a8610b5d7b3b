"""The words of a speaker without a name → what they ask for: a man, a woman, a body of a kind, an author."""

import re
from dataclasses import dataclass

from laut.actors.knowledge import Knowledge
from laut.actors.offices import Office, parse_office
from laut.actors.portrait import Page
from laut.actors.wording import DETERMINERS, OWN, REPORTS, THIS
from laut.knowledge.codes import make_set
from laut.knowledge.senses import find_senses
from laut.records import Span

FORMS = (
    "he", "she", "me", "this m", "this", "adverb", "self", "document", "der", "die", "das", "des", "own",
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
_DATIVE = make_set("von mit nach laut bei aus seitens gemäß gegenüber zu in auf")
_REPORT_PART = re.compile(
    r"s?(angaben|informationen|berichte?n?|kreisen?|quellen|darstellung|meldung(en)?|studie)$"
)
_SHE = make_set("""sie ihr ihre ihrer ihrem ihren ihres""")
_HE = make_set("""er ihm ihn sein seine seiner seinem seinen seines""")
_ME = make_set("""ich mir mein meine meiner meinem meinen wir uns unser unsere unserer unserem unseren""")
_THIS_MAN = make_set("""dieser der jener letzterer ersterer""")
_NO_NOUNS = make_set(
    """man es viele vieler vielen einige einiger einigen manche mancher manchen andere anderer anderen beide
    beiden beider jemand niemand alle allen aller wer mehrere mehrerer mehreren"""
)
_PRONOUNS = _HE | _SHE | _ME | ADVERBS | DETERMINERS | _NO_NOUNS
_BY_ARTICLE = {"der": "der", "die": "die", "das": "das", "dem": "des", "des": "des", "den": "des"}
_BY_ARTICLE |= dict.fromkeys(("ein", "eine", "einer", "einem", "einen", "eines"), "indefinite")
_BY_ARTICLE |= dict.fromkeys(OWN, "own")
_MARKS = '„“"»«.,'
_DOCUMENT_WORDS = 4  # among the first of which the document stands


@dataclass(frozen=True, slots=True)
class Query:
    """`form`, of `FORMS`, is what kind of words they are; `noun` their first noun in small letters, `senses`
    the kinds of actor that it can mean (`laut.knowledge.senses`), `countries` those that the words name;
    `sentence` is the number of theirs."""

    span: Span
    sentence: int
    words: str
    form: str
    noun: str
    office: Office | None
    senses: int
    countries: frozenset[str]


def make_query(span: Span, page: Page, base: Knowledge) -> Query:
    """What a speaker's words ask for."""
    shown = span.of(page.text)
    lower = [token.casefold() for token in _split(shown)]
    noun = find_noun(_skip_possessor(shown, base)) or find_noun(shown)
    form = find_noun_form(lower) if noun else find_pronoun_form(frozenset(lower))
    if form == "der" and _is_oblique(span, page.text):
        form = "die"
    return Query(
        span,
        page.number_of_sentence(span.start),
        " ".join(lower),
        form,
        noun.casefold(),
        parse_office(shown, base) if noun else None,
        find_noun_senses(noun.casefold()) if noun and form != "self" else 0,
        frozenset(place for word in re.split(r"[\s-]+", shown) for place in base.places(word.strip(_MARKS))),
    )


def _skip_possessor(words: str, base: Knowledge) -> str:
    """What stands after a name in the genitive or a place that the words begin with: of "Merkels Team" Team,
    of "Der Berliner Senat" Senat."""
    tokens = words.split()
    at = len(DETERMINERS.intersection(token.casefold() for token in tokens[:1]))
    first, rest = "".join(tokens[at : at + 1]), " ".join(tokens[at + 1 :])
    is_owner = at == 0 and first.endswith(("s", "'", "’"))
    is_place = first.endswith("er") and rest[:1].isupper() and bool(base.places(first))
    return rest if first[:1].isupper() and (is_owner or is_place) else words


def _is_oblique(span: Span, text: str) -> bool:
    """Whether words that begin with "der" stand in the genitive or dative: a woman or a body, not a man."""
    before, after = text[: span.start].rstrip().rpartition(" ")[2], text[span.end : span.end + 9].split()
    is_attribute = before[:1].isupper() and before.casefold() in REPORTS
    return is_attribute or before.casefold() in _DATIVE or after[:1] == ["zufolge"]


def find_noun_senses(noun: str) -> int:
    """What kinds of actor a noun in small letters stands for; of Armeeangaben those of Armee."""
    word = noun.rpartition("-")[2]
    before = _REPORT_PART.sub("", word)
    return (find_senses(before) if before and before != word else 0) or find_senses(word)


def _split(words: str) -> list[str]:
    return [token.strip(_MARKS) for token in words.split()]


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
    """The form of words with a noun, by their article; documents by themselves, and "eigenen Angaben"."""
    if lower[0].startswith("eigen"):
        return "self"
    if not DOCUMENTS.isdisjoint(lower[:_DOCUMENT_WORDS]):
        return "document"
    return _BY_ARTICLE.get(lower[0], "bare")
