"""What a member of a chain rests on, in words for the reader of the evidence."""

from laut.encoding import Ints
from laut.language.coreference.cluster import Bond
from laut.language.coreference.phrases import Phrases
from laut.language.coreference.words import (
    BARE,
    DEMONSTRATIVE,
    FIRST,
    KINDS,
    OWN,
    REFLEXIVE,
    RELATIVE,
    SECOND,
    THIS,
)

_GENDERS = ("masculine", "feminine", "neuter")
_KIND_NAMES = {
    FIRST: "pronoun of the first person",
    SECOND: "form of address",
    REFLEXIVE: "reflexive pronoun",
}
_KIND_NAMES |= {RELATIVE: "relative pronoun", DEMONSTRATIVE: "demonstrative"}
SHOWN = 40  # characters of the antecedent


def explain(i: int, bond: Bond, p: Phrases, forms: list[str]) -> str:
    """One line, such as "same last name" or "pronoun er, masculine, subject before: Lawrow"."""
    j = bond.antecedent
    shown = _shorten(" ".join(forms[p.start[j] : p.end[j]]))
    if bond.by_rule:
        return f"{forms[p.head[i]]} in the words of the speaker {shown}"
    if p.kind[i] > BARE:
        return ", ".join(_describe_pronoun(i, j, p, forms)) + f": {shown}"
    return f"{_compare_words(i, j, p)}: {shown}"


def _describe_pronoun(i: int, j: int, p: Phrases, forms: list[str]) -> list[str]:
    kind = int(p.kind[i])
    parts = [
        f"{_KIND_NAMES.get(kind, 'pronoun' if KINDS[kind] == 'personal' else KINDS[kind])} {forms[p.head[i]]}"
    ]
    if p.number[i, 1] > 0.8:
        parts.append("plural")
    elif p.gender[i].max() > 0.8:
        parts.append(_GENDERS[int(p.gender[i].argmax())])
    sentences = int(p.sentence[i] - p.sentence[j])
    subject = "subject" if p.role[j] == 1 else "phrase"
    place = {0: "of the same sentence", 1: "of the sentence before"}.get(
        sentences, f"{sentences} sentences before"
    )
    return [*parts, f"{subject} {place}"]


def _same(ids: Ints, i: int, j: int) -> bool:
    return bool(ids[i] and ids[i] == ids[j])


def _compare_words(i: int, j: int, p: Phrases) -> str:
    if _same(p.text, i, j):
        return "the same words"
    if _same(p.last, i, j):
        return "the same name" if _same(p.first_name, i, j) else "same last name"
    if _same(p.initials, i, j) or (p.letters[i] and p.letters[i] == p.initials[j]):
        return "abbreviation of"
    if p.initials[i] and p.initials[i] == p.letters[j]:
        return "abbreviated as"
    if _same(p.stem, i, j):
        return "same noun"
    if set(p.words[i].tolist()) & set(p.words[j].tolist()) - {0}:
        return "a word in common"
    if _same(p.suffix, i, j) or _same(p.prefix, i, j):
        return "related noun"
    if 0 <= p.start[i] - p.end[j] <= 2:
        return "apposition to"
    if p.kind[i] in (THIS, OWN):
        return "phrase with dieser or a possessive, likeliest by meaning"
    return "description, likeliest by meaning"


def _shorten(words: str) -> str:
    return words if len(words) <= SHOWN else words[: SHOWN - 1].rsplit(" ", 1)[0] + " …"
