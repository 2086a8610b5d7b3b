"""Two phrases → what is known about the pair, as numbers: words in common, agreement, places, who speaks."""

import numpy as np
from numpy.typing import NDArray

from laut.encoding import Floats, Ints
from laut.knowledge.senses import A_BODY, A_PERSON, A_TEXT, PERSON
from laut.language.coreference.pairs import Voices
from laut.language.coreference.phrases import Phrases
from laut.language.coreference.words import (
    BARE,
    FIRST,
    INDEFINITE,
    NAME,
    OWN,
    POSSESSIVE,
    REFLEXIVE,
    RELATIVE,
    SECOND,
    THIS,
)

_SORTS = (A_PERSON, A_BODY, A_TEXT)
_PEOPLE_AND_BODIES = (1, 2, 3, 5, 6)  # labels of phrases: person, organisation, place, office, group
_SORTS_OF_LABELS = (A_PERSON, A_BODY, A_BODY, A_PERSON, A_PERSON)
_SENTENCES = np.array([0, 1, 2, 3, 5, 8, 13])
_PHRASES = np.array([1, 2, 3, 4, 6, 9, 15, 30])
_TOKENS = np.array([0, 1, 2, 3, 5, 9, 20])
Column = NDArray[np.floating] | NDArray[np.bool_] | Ints

PAIR_NAMES = (
    "same text",
    "same noun",
    "same stem",
    "same prefix",
    "same suffix",
    "same last name",
    "last name is first",
    "other first names",
    "same first name",
    "abbreviation",
    "shared words",
    "all words",
    "shared modifiers",
    "other modifiers",
    "both named, no word shared",
    "other generation",
    "other salutation",
    "gender",
    "number",
    "gender clash",
    "number clash",
    "person clash",
    "same person",
    "same label",
    "other label",
    "same sense",
    "same sort",
    "other sort",
    "sense of the label",
    "sense of another label",
    "later inside",
    "earlier inside",
    "touching",
    "comma between",
    "bracket",
    "nested heads",
    "same role",
    "both subjects",
    "earlier subject",
    "same statement",
    "same level of speech",
    "speaker of it",
    "inside, later speaks",
    "both speak",
    "addressee of it",
    "both quoted",
    "earlier is nearest that agrees",
    "earlier opens its sentence",
    "later definite, earlier indefinite",
    "later this",
    "relative after",
    "same sentence",
    "earlier in heading",
    "one sentence back, subject",
    "own possessor inside",
    "earlier person",
    "later person",
    "earlier place",
    "later pronoun, earlier name",
    "same pronoun",
    "possessive after subject",
    "reflexive and subject",
    *(f"sentences {n}" for n in range(len(_SENTENCES) + 1)),
    *(f"phrases {n}" for n in range(len(_PHRASES) + 1)),
    *(f"tokens {n}" for n in range(len(_TOKENS) + 1)),
)


def make_features(p: Phrases, v: Voices, i: Ints, j: Ints) -> Floats:
    """[P, F]: what is known about each pair (later i, earlier j), in the order of `PAIR_NAMES`; all pairs of
    one later phrase are to be given together."""
    columns = [
        *_compare_words(p, i, j),
        *_compare_agreement(p, i, j),
        *_compare_senses(p, i, j),
        *_compare_places(p, i, j),
        *_compare_voices(v, i, j),
        *_compare_forms(p, i, j),
    ]
    buckets = [
        np.eye(len(edges) + 1, dtype=np.float32)[np.searchsorted(edges, values)]
        for edges, values in (
            (_SENTENCES, p.sentence[i] - p.sentence[j]),
            (_PHRASES, i - j),
            (_TOKENS, p.start[i] - p.end[j]),
        )
    ]
    return np.concatenate([np.stack([np.asarray(c, np.float32) for c in columns], 1), *buckets], 1)


def _compare_words(p: Phrases, i: Ints, j: Ints) -> list[Column]:
    last, first = _same(p.last, i, j), _same(p.first_name, i, j)
    has_first_names = (p.first_name[i] > 0) & (p.first_name[j] > 0)
    named = (p.last[i] > 0) & (p.last[j] > 0)
    crossed = ((p.initials[i] == p.letters[j]) & (p.letters[j] > 0)) | (
        (p.letters[i] == p.initials[j]) & (p.letters[i] > 0)
    )
    shared, modifiers = _shared(p.words, i, j), _shared(p.modifiers, i, j)
    count = (p.words[i] > 0).sum(1)
    has_modifiers = (p.modifiers[i, 0] > 0) & (p.modifiers[j, 0] > 0)
    stem = _same(p.stem, i, j)
    return [
        _same(p.text, i, j),
        _same(p.noun, i, j),
        stem,
        _same(p.prefix, i, j) & ~stem,
        _same(p.suffix, i, j) & ~stem,
        last,
        named & (p.first_name[j] > 0) & ~last,
        last & has_first_names & ~first,
        first & last,
        crossed,
        np.minimum(shared, 3) / 3,
        (shared == count) & (count > 0),
        modifiers > 0,
        has_modifiers & (modifiers == 0),
        named & (shared == 0) & ~crossed,
        p.generation[i] * p.generation[j] == 2,
        p.salutation[i] * p.salutation[j] == 2,
    ]


def _agreement(p: Phrases, i: Ints, j: Ints) -> tuple[Floats, Floats]:
    """How likely gender and number agree; the genders of plurals do."""
    gender = np.maximum((p.gender[i] * p.gender[j]).sum(1), np.minimum(p.number[i, 1], p.number[j, 1]))
    return gender, (p.number[i] * p.number[j]).sum(1)


def _compare_agreement(p: Phrases, i: Ints, j: Ints) -> list[Column]:
    gender, number = _agreement(p, i, j)
    labels = (p.label[i] > 0) & (p.label[j] > 0)
    return [
        gender,
        number,
        gender < 0.15,
        number < 0.2,
        p.person[i] != p.person[j],
        (p.person[i] == p.person[j]) & (p.person[i] < 3),
        labels & (p.label[i] == p.label[j]),
        labels & (p.label[i] != p.label[j]),
    ]


def _compare_senses(p: Phrases, i: Ints, j: Ints) -> list[Column]:
    """Whether nouns stand for one kind of actor, at least for people or bodies alike, and whether the later
    one stands for what the tagger of names takes the earlier for."""
    later, earlier = p.senses[i], p.senses[j]
    same = later & earlier & ~PERSON > 0
    known = (later > 0) & (earlier > 0)
    sort_i, sort_j = (np.stack([x & sort > 0 for sort in _SORTS]) for x in (later, earlier))
    sort = (sort_i & sort_j).any(0)
    label = np.select([p.label[j] == n for n in _PEOPLE_AND_BODIES], _SORTS_OF_LABELS, 0)
    labelled = (later > 0) & (label > 0)
    fits = (later & label) > 0
    return [same, known & sort & ~same, known & ~sort, labelled & fits, labelled & ~fits]


def _compare_places(p: Phrases, i: Ints, j: Ints) -> list[Column]:
    between = p.start[i] - p.end[j]
    later_in, earlier_in = _within(p, i, j), _within(p, j, i)
    subject_i, subject_j = p.role[i] == 1, p.role[j] == 1
    return [
        later_in,
        earlier_in,
        between == 0,
        (between >= 1) & (between <= 2) & (p.mark[j] == 1),
        (between == 1) & (p.mark[j] == 2),
        (later_in | earlier_in) & (p.head[i] == p.head[j]),
        p.role[i] == p.role[j],
        subject_i & subject_j,
        subject_j,
    ]


def _within(p: Phrases, i: Ints, j: Ints) -> NDArray[np.bool_]:
    return np.asarray((p.start[i] >= p.start[j]) & (p.end[i] <= p.end[j]))


def _compare_voices(v: Voices, i: Ints, j: Ints) -> list[Column]:
    return [
        (v.inside[i] == v.inside[j]) & (v.inside[i] >= 0),
        v.direct[i] == v.direct[j],
        (v.inside[i] >= 0) & (v.speaker[j] == v.inside[i]),
        (v.inside[j] >= 0) & (v.speaker[i] == v.inside[j]),
        (v.speaker[i] >= 0) & (v.speaker[j] >= 0),
        (v.inside[i] >= 0) & (v.addressee[j] == v.inside[i]),
        (v.direct[i] > 0) & (v.direct[j] > 0),
    ]


def _compare_forms(p: Phrases, i: Ints, j: Ints) -> list[Column]:
    kind_i, kind_j = p.kind[i], p.kind[j]
    gender, number = _agreement(p, i, j)
    agrees = (gender > 0.4) & (number > 0.5) & (kind_j != FIRST) & (kind_j != SECOND)
    later_in = _within(p, i, j)
    between, sentences = p.start[i] - p.end[j], p.sentence[i] - p.sentence[j]
    near_subject = (p.role[j] == 1) & (sentences == 0)
    return [
        _first_of_each(i, j, agrees & ~later_in & ~_within(p, j, i)),
        p.opens[j] > 0,
        (kind_i <= BARE) & (kind_i != INDEFINITE) & (kind_j == INDEFINITE),
        kind_i == THIS,
        (kind_i == RELATIVE) & (between <= 3) & (between >= 0),
        sentences == 0,
        p.sentence[j] == 0,
        (sentences == 1) & (p.role[j] == 1),
        (kind_i == OWN) & later_in,
        p.label[j] == 1,
        p.label[i] == 1,
        p.label[j] == 3,
        (kind_i > BARE) & (kind_j == NAME),
        (kind_i > BARE) & (kind_i == kind_j),
        (kind_i == POSSESSIVE) & near_subject,
        (kind_i == REFLEXIVE) & near_subject,
    ]


def _same(ids: Ints, i: Ints, j: Ints) -> NDArray[np.bool_]:
    return np.asarray((ids[i] == ids[j]) & (ids[i] > 0))


def _shared(table: Ints, i: Ints, j: Ints) -> Ints:
    """How many entries of row i are in row j; rows hold 0 where they are shorter."""
    a, b = table[i], table[j]
    hits = np.zeros(len(i), dtype=np.int64)
    for column in range(a.shape[1]):
        one = a[:, column]
        hits += ((b == one[:, None]).any(1)) & (one > 0)
    return hits


def _first_of_each(i: Ints, j: Ints, wanted: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """For each later phrase its nearest earlier one among the wanted pairs."""
    best = np.full(int(i.max()) + 1 if len(i) else 0, -1, dtype=np.int64)
    np.maximum.at(best, i[wanted], j[wanted])
    return np.asarray(wanted & (best[i] == j))
