"""Spans of tokens → phrases: what each one is, its head, and all that comparing it with others needs.

Everything about N phrases is held in arrays of N rows, so that pairs are compared without a loop.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from laut.encoding import Floats, Ints
from laut.knowledge.first_names import load_first_names
from laut.knowledge.senses import find_senses
from laut.language.coreference.words import (
    BARE,
    DEFINITE,
    DEMONSTRATIVE,
    FIRST,
    GENERATIONS,
    INDEFINITE,
    NAME,
    OTHER,
    OWN,
    PARTY_WORDS,
    PERSONAL,
    PLURAL_OF_TWO,
    POSSESSIVE,
    PRONOUN_FORMS,
    REFLEXIVE,
    RELATIVE,
    SALUTATIONS,
    SECOND,
    TAGS,
    THIS,
    stem_name,
    stem_noun,
)

ORGANISATION = 2
WORDS = 6  # words of a phrase that are compared
_TAG = {tag: number for number, tag in enumerate(TAGS)}
_OPENING = "ART PDAT PPOSAT PIAT PIDAT ADJA ADJD ADV CARD TRUNC APPRART PTKNEG PWAT APPR KOKOM FM"
_BEFORE_HEAD = frozenset(_TAG[tag] for tag in _OPENING.split())
_NN, _NE, _FM, _KON, _CARD, _TRUNC = (_TAG[t] for t in ("NN", "NE", "FM", "KON", "CARD", "TRUNC"))
_NUMBERED = """head kind text noun stem prefix suffix last first_name initials letters generation
    salutation joined two senses"""
_COLUMNS = dict.fromkeys([*_NUMBERED.split(), "sex", "party", "mark"], 0) | {"words": WORDS, "modifiers": 3}
_ROWS = 2000
_MARKS = {",": 1, "–": 1, "-": 1, "(": 2, "[": 2}
SHE = ("sie", "ihr")
_PRONOUN_TAGS = frozenset(_TAG[t] for t in ["PPER", "PPOSAT", "PPOSS", "PRF", "PRELS", "PRELAT", "PDS"])
_MODIFIERS = frozenset(_TAG[t] for t in ("ADJA", "CARD"))
_DETERMINERS = {_TAG["ART"]: DEFINITE, _TAG["APPRART"]: DEFINITE, _TAG["PDAT"]: THIS, _TAG["PPOSAT"]: OWN}
_DETERMINERS |= {_TAG[t]: INDEFINITE for t in ("PIAT", "PIDAT", "CARD", "PIS")}
_BY_TAG = {"PPER": PERSONAL, "PPOSAT": POSSESSIVE, "PPOSS": POSSESSIVE, "PRF": REFLEXIVE, "PRELS": RELATIVE}
_BY_TAG |= {"PRELAT": RELATIVE, "PDS": DEMONSTRATIVE}
_KIND_OF_TAG = {_TAG[tag]: kind for tag, kind in _BY_TAG.items()}


@dataclass(slots=True)
class Words:
    """What the tagger says of T tokens: tag numbers [T]; chances of genders [T, 4], numbers [T, 3], roles
    [T, R]."""

    tags: Ints
    genders: Floats
    numbers: Floats
    roles: Floats


@dataclass(slots=True)
class Phrases:
    """N phrases in reading order (a longer one first). Words and names are numbers, 0 where there is none."""

    start: Ints
    end: Ints
    sentence: Ints
    head: Ints  # token
    kind: Ints
    person: Ints
    gender: Floats  # [N, 3] chances
    number: Floats  # [N, 2] chances
    role: Ints
    label: Ints  # 0 none, 1 person, 2 organisation, 3 place, 4 other, 5 office, 6 group
    text: Ints
    noun: Ints
    stem: Ints
    prefix: Ints
    suffix: Ints
    last: Ints  # last name, or the name
    first_name: Ints
    initials: Ints
    letters: Ints
    generation: Ints
    salutation: Ints  # 0 none, 1 m, 2 f
    words: Ints  # [N, WORDS] stems of nouns, names
    modifiers: Ints  # [N, 3]
    joined: Ints  # 1: has an 'und'
    two: Ints  # 1: 'beide'
    sex: Ints  # 0 not known, 1 m, 2 f: by a first name or by -in
    mark: Ints  # the token that follows: 1 a comma or a dash, 2 an opening bracket
    opens: Ints  # 1: no phrase of its sentence starts earlier
    party: Ints  # 1: a name with a word for a party or a company
    senses: Ints  # bits: what kinds of actors the noun stands for, or the words of the name
    capital: Ints  # a pronoun with a capital letter inside a sentence

    def __len__(self) -> int:
        return len(self.start)


def is_pronoun_tag(tag: int) -> bool:
    """Whether a token of this tag is a phrase of its own, whatever stands around it."""
    return tag in _PRONOUN_TAGS


def _find_opening(start: Ints, sentence: Ints) -> Ints:
    """For each phrase where the first phrase of its sentence starts."""
    _, first, back = np.unique(sentence, return_index=True, return_inverse=True)
    return np.asarray(start[first[back]], dtype=np.int64)


def mark_names(tags: Ints, people: Iterable[tuple[int, int]], others: Iterable[tuple[int, int]]) -> None:
    """Tag the words of people's names, and other names of one word, as names, whatever the tagger thinks."""
    for a, b in (*people, *((a, b) for a, b in others if b - a == 1)):
        tags[a:b] = _NE


def is_joined(start: int, end: int, tags: Ints) -> bool:
    """Whether a span joins several by "und"."""
    return bool((tags[start:end] == _KON).any())


def describe_phrases(
    spans: Sequence[tuple[int, int]],
    labels: Sequence[int],
    forms: Sequence[str],
    words: Words,
    sentences: Sequence[int] | Ints,
    first_tokens: Sequence[int] | Ints,
) -> Phrases:
    """Spans (half-open token numbers, in order) → phrases. `sentences` [T]: the number of each token's
    sentence; `first_tokens`: the first token of each sentence."""
    ids: dict[str, int] = {"": 0}
    columns = _make_columns(spans, forms, words.tags, ids)
    n = len(spans)
    start = np.array([a for a, _ in spans], dtype=np.int64)
    end = np.array([b for _, b in spans], dtype=np.int64)
    sentence = np.asarray(sentences, dtype=np.int64)[start] if n else start
    head = columns["head"]
    person, gender, number = _agree(columns["kind"], forms, head, words, columns["joined"], columns["sex"])
    starts = np.asarray(first_tokens, dtype=np.int64)[sentence] if n else start
    capital = np.array([forms[t][:1].isupper() for t in head.tolist()], dtype=np.int64).reshape(n)
    capital = capital * (head != starts)
    kind, person = _find_persons(columns.pop("kind"), person, capital, forms, head)
    role = words.roles[head].argmax(1) if n else head
    return Phrases(
        start=start,
        end=end,
        sentence=sentence,
        kind=kind,
        person=person,
        gender=gender,
        number=number,
        role=role,
        label=np.where(columns["party"] > 0, ORGANISATION, labels).astype(np.int64),
        capital=capital,
        opens=np.asarray(start == _find_opening(start, sentence), dtype=np.int64),
        **columns,
    )


def _make_columns(
    spans: Sequence[tuple[int, int]], forms: Sequence[str], tags: Ints, ids: dict[str, int]
) -> dict[str, Ints]:
    """What the words of each span say, a column each; rows are few at a time, for the sake of long texts."""
    parts: dict[str, list[Ints]] = {name: [] for name in _COLUMNS}
    for at in range(0, max(len(spans), 1), _ROWS):
        rows = [_describe(a, b, forms, tags, ids) for a, b in spans[at : at + _ROWS]]
        for name, width in _COLUMNS.items():
            values = np.array([row[name] for row in rows], dtype=np.int64)
            parts[name].append(values.reshape((len(rows), width) if width else len(rows)))
    return {name: np.concatenate(column) for name, column in parts.items()}


def find_head(start: int, end: int, tags: Ints) -> tuple[int, int, int]:
    """The head of a span, and the first and the end of the nominal run that it closes: „[der alte] Herr
    Meier“."""
    at = start
    while at < end and tags[at] in _BEFORE_HEAD:
        at += 1
    run = at
    while at < end and tags[at] in (_NN, _NE, _FM, _TRUNC):
        at += 1
    if at == run:  # no noun where one is expected: any noun, else the last word
        nouns = [i for i in range(start, end) if tags[i] in (_NN, _NE)]
        at = nouns[0] + 1 if nouns else end
        run = at - 1
    names = [i for i in range(run, at) if tags[i] == _NE]
    return (names[-1] if names else at - 1), run, at


def _describe(
    start: int, end: int, forms: Sequence[str], tags: Ints, ids: dict[str, int]
) -> dict[str, object]:
    def number(key: str) -> int:
        return ids.setdefault(key, len(ids)) if key else 0

    head, run, stop = find_head(start, end, tags)
    after = forms[stop] if stop < len(forms) else ""
    nouns = [i for i in range(run, stop) if tags[i] == _NN]
    names = [i for i in range(run, stop) if tags[i] in (_NE, _FM) and forms[i].lower() not in GENERATIONS]
    kind = _find_kind(start, end, forms, tags, bool(names), bool(nouns))
    is_noun = kind <= BARE
    noun = forms[nouns[-1]] if nouns and is_noun else ""
    stem = stem_noun(noun) if noun else ""
    last = stem_name(forms[names[-1]]) if names and is_noun else ""
    first_name = forms[names[0]].lower() if len(names) > 1 and is_noun else ""
    inside = [i for i in range(start, end) if tags[i] in (_NN, _NE, _FM)] if is_noun else []
    words = [number("w " + (stem_name if tags[i] == _NE else stem_noun)(forms[i])) for i in inside[:WORDS]]
    capitals = [forms[i][0] for i in range(start, end) if forms[i][:1].isupper() and tags[i] != _TAG["ART"]]
    modifiers = [number("m " + stem_noun(forms[i])) for i in range(start, head) if tags[i] in _MODIFIERS][:3]
    text = forms[start:end]
    if end - start > 1 and kind in (DEFINITE, THIS, NAME) and tags[start] in (_TAG["ART"], _TAG["APPRART"]):
        text = text[1:]
    letters = forms[head] if is_noun and forms[head].isupper() and 1 < len(forms[head]) < 9 else ""
    generation = next(
        (GENERATIONS[f.lower()] for f in [*forms[start:stop], after] if f.lower() in GENERATIONS), 0
    )
    salutation = next(
        (SALUTATIONS[f.lower()] for f in forms[start : run + 1] if f.lower() in SALUTATIONS), ""
    )
    return {
        "head": head,
        "kind": kind,
        "text": number("t " + " ".join(map(stem_name, text))) if is_noun else 0,
        "noun": number("n " + noun.lower()) if noun else 0,
        "stem": number("s " + stem) if stem else 0,
        "prefix": number("p " + stem[:5]) if len(stem) > 6 else 0,
        "suffix": number("e " + stem[-5:]) if len(stem) > 4 else 0,
        "last": number("l " + last) if last else 0,
        "first_name": number("l " + first_name) if first_name else 0,
        "initials": number("i " + "".join(capitals)) if is_noun and len(capitals) > 1 else 0,
        "letters": number("i " + letters) if letters else 0,
        "generation": generation,
        "salutation": " mf".index(salutation or " "),
        "sex": " mf".index(salutation or _find_sex(noun, first_name)),
        "mark": _MARKS.get(forms[min(end, len(forms) - 1)], 0),
        "party": int(any(f.lower() in PARTY_WORDS for f in forms[start:head])),
        "words": words + [0] * (WORDS - len(words)),
        "modifiers": modifiers + [0] * (3 - len(modifiers)),
        "joined": int(_KON in tags[start:end]),
        "senses": _find_senses([*reversed(nouns), *names], forms) if is_noun else 0,
        "two": int(any(f.lower() in PLURAL_OF_TWO for f in forms[start : head + 1])),
    }


def _find_senses(words: Sequence[int], forms: Sequence[str]) -> int:
    """What the first of some words that says so stands for."""
    return next((mask for i in words if (mask := find_senses(forms[i].lower()))), 0)


def _find_sex(noun: str, first_name: str) -> str:
    """What a first name says, or a noun like Ministerin; a blank where neither does."""
    if first_name:
        return load_first_names().get(first_name, " ")
    return "f" if len(noun) > 6 and noun.endswith("erin") else " "


def _find_kind(start: int, end: int, forms: Sequence[str], tags: Ints, has_name: bool, has_noun: bool) -> int:
    tag = int(tags[start])
    if end - start == 1:
        if tag in _KIND_OF_TAG and (
            forms[start].lower() in PRONOUN_FORMS or tag not in (_TAG["PPER"], _TAG["PPOSAT"])
        ):
            return _KIND_OF_TAG[tag]
        if not has_name and not has_noun:
            return OTHER
    if tag in _DETERMINERS:
        lower = forms[start].lower()
        if (tag == _TAG["ART"] and lower.startswith("ein")) or lower.startswith("kein"):
            return INDEFINITE
        if has_name and not has_noun and _DETERMINERS[tag] == DEFINITE:
            return NAME
        return _DETERMINERS[tag]
    return NAME if has_name else BARE


def _agree(
    kinds: Ints, forms: Sequence[str], head: Ints, words: Words, joined: Ints, sex: Ints
) -> tuple[Ints, Floats, Floats]:
    """Person [N], genders [N, 3] and numbers [N, 2] as chances; a pronoun's form limits what the tagger
    says."""
    n = len(kinds)
    gender = words.genders[head][:, :3].astype(np.float32) + 1e-3
    number = words.numbers[head][:, :2].astype(np.float32) + 1e-3
    person = np.full(n, 3, dtype=np.int64)
    for i in np.flatnonzero(kinds > BARE).tolist():
        pronoun = PRONOUN_FORMS.get(forms[head[i]].lower())
        if pronoun:
            person[i] = pronoun.person
            mask = np.array([g in pronoun.genders for g in "mfn"], dtype=np.float32)
            if kinds[i] == POSSESSIVE:  # its own gender is that of the thing possessed
                gender[i], number[i] = mask / mask.sum(), [c in pronoun.numbers for c in "sp"]
            gender[i] *= mask
            number[i] *= np.array([c in pronoun.numbers for c in "sp"], dtype=np.float32)
            if forms[head[i]].lower().startswith(SHE):  # she, or several of any gender
                plural = number[i, 1] / number[i].sum()
                gender[i] = (plural / 3, 1 - plural * 2 / 3, plural / 3)
    number[joined > 0] = (0.1, 0.9)
    gender[sex == 1] = (1, 0, 0)
    gender[sex == 2] = (0, 1, 0)
    gender /= gender.sum(1, keepdims=True)
    number /= number.sum(1, keepdims=True)
    return person, gender, number


def _find_persons(
    kinds: Ints, person: Ints, capital: Ints, forms: Sequence[str], head: Ints
) -> tuple[Ints, Ints]:
    """First and second person are kinds of their own; „Sie“ and „Ihr“ inside a sentence address somebody."""
    kinds, person = kinds.copy(), person.copy()
    is_spoken = (kinds == PERSONAL) | (kinds == POSSESSIVE)
    for i in np.flatnonzero(is_spoken & (capital > 0)).tolist():
        if forms[head[i]].lower()[:2] in ("si", "ih"):
            person[i] = 2
    kinds[is_spoken & (person == 1)] = FIRST
    kinds[is_spoken & (person == 2)] = SECOND
    return kinds, person
