"""A chain → what the article says about it: names, offices, party, gender, and whether it speaks.

A member is taken by its head: "Außenminister Lawrow" is called Lawrow, "der Sprecher des Ministeriums" has
no name.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import pairwise

from laut.actors.knowledge import Knowledge
from laut.actors.offices import Office, parse_office, split_words
from laut.actors.titles import read_head
from laut.actors.wording import DEFINITE, DETERMINERS, INSTITUTIONS, OF, is_adjective, uninflect_noun
from laut.knowledge.senses import A_PERSON, find_senses
from laut.records import Chain, Label, Mention, Span, Statement

_NAMED: frozenset[Label] = frozenset({"person", "organisation", "place", "other"})
_LONGEST_TITLE = 8  # words before a name
_AFTER = 90  # characters after a name in which an apposition ends
_PARTY = re.compile(r"\s*\(([^()]{2,40})\)")
_APPOSITION = re.compile(r"\s*,\s*([^,;.:!?()„“»«]{3,80}?)\s*(?=[,.;])")
_SENTENCE_MARKS = frozenset(',;:.!?()[]„“”"»«–')
_MASCULINE = frozenset(["er", "ihn", "sein", "seine", "seinen", "seinem", "seiner", "seines", "dessen"])
_FEMININE = frozenset(["sie", "ihr", "ihre", "ihren", "ihrem", "ihrer", "ihres"])
_SALUTATIONS = {"herr": "m", "herrn": "m", "frau": "f", "sir": "m", "lady": "f"}
MOST_NOMINALS = 6
_NEAR = 4  # names before and after one that may hold it


@dataclass(frozen=True, slots=True)
class Portrait:
    """What an article says about chain number `chain`: `names` and `parties` as written, the fullest first;
    `offices` beside a name or without one; `nominals`, the words without a name; `acts`: it is the speaker of
    a statement; `is_cut`: a name goes on with another word; `pronouns`, how many; `titles`,
    nouns directly before a name, in small letters; `sureness`: the highest probability that a name is one."""

    chain: int
    label: Label
    names: tuple[str, ...]
    nominals: tuple[str, ...]
    offices: tuple[Office, ...]
    parties: tuple[str, ...]
    gender: str
    acts: bool
    is_cut: bool = False
    pronouns: int = 0
    titles: tuple[str, ...] = ()
    sureness: float = 1.0

    @property
    def name(self) -> str:
        """The fullest name, empty where there is none."""
        return self.names[0] if self.names else ""

    @property
    def has_one_name(self) -> bool:
        """Whether all names share a word with the fullest, as Ulla Brandhofer and Brandhofer do."""
        words = {word.rstrip("s'’") for word in self.name.split()}
        return all(words & {word.rstrip("s'’") for word in name.split()} for name in self.names)


class Page:
    """An article's text with the names in it, ready for looking around a span."""

    def __init__(self, text: str, sentences: Sequence[Span], mentions: Iterable[Mention]) -> None:
        self.text = text
        self.sentences = sentences
        named = (m for m in mentions if m.form == "name" and m.label in _NAMED)
        self.mentions = sorted((_widen(m, text) for m in named), key=lambda m: (m.span.start, -m.span.end))
        self._starts = [m.span.start for m in self.mentions]
        self._sentence_starts = [sentence.start for sentence in sentences]
        self._heads: dict[Span, Mention | None] = {}
        self._named: dict[int, tuple[Chain, set[Span]]] = {}  # by identity: chains are long to hash

    def find_head(self, span: Span, base: Knowledge) -> Mention | None:
        """The name that a phrase is the naming of; None where its head is another noun."""
        if span not in self._heads:
            self._heads[span] = find_head_name(span, self, base)
        return self._heads[span]

    def find_named(self, chain: Chain, base: Knowledge) -> Set[Span]:
        """The members of a chain that a name heads."""
        if id(chain) not in self._named:
            heads = {m.span for m in chain.members if m.form != "pronoun" and self.find_head(m.span, base)}
            self._named[id(chain)] = (chain, heads)
        return self._named[id(chain)][1]

    def names_in(self, span: Span) -> list[Mention]:
        """The outermost names inside a span, in reading order."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        inside = [m for m in self.mentions[first:last] if m.span.end <= span.end]
        return [m for m in inside if not any(_holds(other.span, m.span) for other in inside)]

    def extend(self, name: Mention, base: Knowledge) -> str:
        """A name; with the word before it where only the last name was marked and the base knows both."""
        shown = name.span.of(self.text)
        if name.label == "person" and " " not in shown:
            before = _word_before(self.text, name.span.start)
            if before[:1].isupper() and any(e.kind == "person" for e in base.find(f"{before} {shown}")):
                return f"{before} {shown}"
        return shown

    def is_cut(self, span: Span) -> bool:
        """Whether a capitalised word follows directly, as part of a longer name: [New] York Times."""
        after = self.text[span.end : span.end + 2]
        if self.text[span.end - 1] in "s'’":
            return False  # a genitive: Brandenburgs Minister
        return after[:1] == " " and after[1:].isupper()

    def is_outermost(self, mention: Mention) -> bool:
        """Whether no other name holds this one."""
        at = bisect_left(self._starts, mention.span.start)
        near = self.mentions[max(0, at - _NEAR) : at + _NEAR]
        return not any(_holds(other.span, mention.span) for other in near)

    def sentence_of(self, span: Span) -> Span:
        """The sentence in which a span begins."""
        at = self.number_of_sentence(span.start)
        return self.sentences[at] if at >= 0 else Span(0, len(self.text))

    def number_of_sentence(self, at: int) -> int:
        """The number of the sentence that holds a character; −1 before the first."""
        return bisect_right(self._sentence_starts, at) - 1


def _widen(mention: Mention, text: str) -> Mention:
    """A place with the institution that is called after it: Flughafen Bremen."""
    if mention.label != "place":
        return mention
    before = text[max(0, mention.span.start - 30) : mention.span.start]
    noun = before.split()[-1] if before.endswith(" ") and before.strip() else ""
    if noun.casefold() not in INSTITUTIONS or not noun[:1].isupper():
        return mention
    span = Span(mention.span.start - len(noun) - 1, mention.span.end)
    return replace(mention, span=span, label="organisation")


def _holds(outer: Span, inner: Span) -> bool:
    return outer != inner and outer.start <= inner.start and inner.end <= outer.end


def make_portrait(number: int, chain: Chain, page: Page, speakers: "Speakers", base: Knowledge) -> Portrait:
    """Everything that the article says about a chain."""
    sketch = _Sketch()
    for member in chain.members:
        words = member.span.of(page.text)
        name = page.find_head(member.span, base) if member.form != "pronoun" else None
        if member.form == "pronoun":
            sketch.genders.append(_gender_of_pronoun(words))
        elif name and not _is_title(name.span.of(page.text), base):
            sketch.add_name(member.span, name, page, base)
        else:
            sketch.add_nominal(member.span, words, base)
    genders = [*sketch.genders, *(office.gender for office in sketch.offices)]
    return Portrait(
        number,
        _find_label(chain, sketch.labels),
        tuple(_order_names(sketch.names)),
        tuple(sketch.nominals),
        tuple(sketch.offices),
        tuple(sketch.parties),
        _find_gender(genders),
        speakers.has(sketch.spans),
        bool(sketch.cuts) and all(sketch.cuts),
        sum(member.form == "pronoun" for member in chain.members),
        tuple(sketch.titles),
        max(sketch.sure, default=1.0),
    )


@dataclass(slots=True)
class _Sketch:
    """What the members of a chain say, as they come; `spans` are those of names and descriptions, `sure` the
    scores of names."""

    names: Counter[str] = field(default_factory=Counter)
    nominals: dict[str, None] = field(default_factory=dict)
    offices: dict[Office, None] = field(default_factory=dict)
    parties: dict[str, None] = field(default_factory=dict)
    titles: dict[str, None] = field(default_factory=dict)
    genders: list[str] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    cuts: list[bool] = field(default_factory=list)
    sure: list[float] = field(default_factory=list)
    spans: set[Span] = field(default_factory=set)

    def add_name(self, member: Span, name: Mention, page: Page, base: Knowledge) -> None:
        """A member that a name heads: with what stands around the name."""
        before = _word_before(page.text, name.span.start)
        self.spans.add(name.span)
        self.names[page.extend(name, base)] += 1
        self.labels.append(name.label)
        self.sure.append(name.evidence.score)
        self.cuts.append(page.is_cut(name.span))
        self.titles.update(_find_titles(before))
        self.genders.append(_SALUTATIONS.get(before.casefold(), ""))
        self.offices.update(dict.fromkeys(iter_offices(name.span, page, base)))
        self.parties.update(dict.fromkeys(iter_parties(member, name.span, page)))

    def add_nominal(self, member: Span, words: str, base: Knowledge) -> None:
        """A member without a name: a description, perhaps an office."""
        self.spans.add(member)
        if len(self.nominals) < MOST_NOMINALS and words not in self.nominals:
            self.nominals[words] = None
            office = parse_office(words, base)
            if office and not office.name:
                self.offices[office] = None


def _is_title(name: str, base: Knowledge) -> bool:
    """Whether what was marked as a name is but an office: Papst."""
    return " " not in name and bool(base.titles(name)) and not base.find(name)


def _find_titles(word: str) -> dict[str, None]:
    """The noun before a name, in small letters and without an ending; nothing for other words."""
    forms = uninflect_noun(word) if word[:1].isupper() and word.isalpha() else ()
    return dict.fromkeys(form.casefold() for form in forms)


def _find_label(chain: Chain, labels: Sequence[Label]) -> Label:
    if (chain.label in _NAMED and chain.label != "other") or not labels:
        return chain.label
    return max(labels, key=lambda label: (labels.count(label), label))


def _order_names(names: dict[str, int]) -> list[str]:
    """The fullest first, then the commonest; a genitive goes where the name stands without it."""
    kept = [name for name in names if not (name.endswith("s") and name[:-1] in names)]
    return sorted(kept, key=lambda name: (-len(name.split()), -names[name], name))


def _gender_of_pronoun(words: str) -> str:
    lower = words.casefold()
    return "m" if lower in _MASCULINE else "f" if lower in _FEMININE else ""


def _find_gender(found: Iterable[str]) -> str:
    """That of all signs; where they disagree that of most, empty where none does."""
    genders = [gender for gender in found if gender]
    men, women = genders.count("m"), genders.count("f")
    return "m" if men > 2 * women else "f" if women > 2 * men else ""


def _word_before(text: str, at: int) -> str:
    words = text[max(0, at - 20) : at].split()
    return words[-1] if words else ""


def find_head_name(span: Span, page: Page, base: Knowledge) -> Mention | None:
    """The name that a phrase is the naming of; None where its head is another noun."""
    names = page.names_in(span)
    if len(names) > 1 and has_list(names, page.text):
        return None
    around = [
        (page.text[span.start : name.span.start], name, page.text[name.span.end : span.end])
        for name in reversed(names)
    ]
    for before, name, after in sorted(around, key=lambda one: _is_open(one[0])):
        if not _is_somebody_in(before) and _is_head(before, name, after, page, base):
            return name
    return None


def _is_open(before: str) -> bool:
    """Whether what follows some words stands in brackets."""
    return before.count("(") > before.count(")")


def _is_somebody_in(before: str) -> bool:
    """Whether what follows is but the party or the place of somebody: Bürgermeister Kurz (SPÖ)."""
    nouns = before.rpartition("(")[0].split() if _is_open(before) else ()
    return any(find_senses(noun.casefold()) & A_PERSON for noun in nouns if noun[:1].isupper())


def has_list(names: Sequence[Mention], text: str) -> bool:
    """Whether a phrase lists its names: Merkel, Obama und Putin."""
    between = [text[one.span.end : other.span.start] for one, other in pairwise(names)]
    return any(word in ("und", "sowie", "oder", "bzw.") for gap in between for word in gap.split())


def _is_head(before: str, name: Mention, after: str, page: Page, base: Knowledge) -> bool:
    """Whether nothing around a name makes it a part of somebody else's phrase."""
    follows = after.split()
    if follows and follows[0][:1].isupper() and not after.lstrip().startswith(("(", ",")):
        return False  # Frankreichs Präsident, Merkel-Vertrauter
    words = before.split()
    shown = name.span.of(page.text)
    is_after_noun = name.label == "place" and bool(words) and words[-1][:1].isupper()
    if is_after_noun and shown.endswith("s"):
        return False  # die Partei Thailands
    if before.rstrip().endswith(","):
        return name.label == "person"  # der Leiter der Dienststelle, Andreas Huber
    if name.label == "person":
        before = before.rpartition(",")[2]  # der Leiter der Dienststelle, der Jurist Andreas Huber
        words = before.split()
    if all(word.casefold() in DETERMINERS or _is_title_word(word) for word in words):
        return not any(word.casefold() in DEFINITE for word in words[1:])
    if words[-1].casefold() in OF:
        return False  # der Sprecher von Angela Merkel
    nouns = (at for at, word in enumerate(words) if word[:1].isupper() and word.casefold() not in DETERMINERS)
    noun = next(nouns, 0)
    if not read_head(words, noun, base) and not base.places(words[noun]):
        return False  # die Regierung von Präsident Obama
    office = parse_office(f"{before}{shown}", base)
    return bool(office and office.name and office.name.split()[-1] in shown)


def _is_title_word(word: str) -> bool:
    return not word[:1].islower() or is_adjective(word) or word.endswith(".") or word[:1] in "„\"»«'"


def iter_offices(name: Span, page: Page, base: Knowledge) -> Iterator[Office]:
    """The offices beside a name: before it, or after it between commas."""
    sentence = page.sentence_of(name)
    before = find_title_words(page.text[sentence.start : name.start], base)
    if before:
        office = parse_office(f"{before} {name.of(page.text)}", base)
        if office and office.name:
            yield office
    after = page.text[name.end : min(sentence.end, name.end + _AFTER)]
    apposition = _APPOSITION.match(_PARTY.sub("", after, count=1))
    if apposition and _is_apposition(apposition[1], base):
        office = parse_office(apposition[1], base)
        if office and not office.name:
            yield office


def _is_apposition(words: str, base: Knowledge) -> bool:
    """Whether words between commas begin as an office does, without a verb or a list."""
    tokens = split_words(words)
    if not tokens or " und " in f" {words} ":
        return False
    for at, token in enumerate(tokens):
        if read_head(tokens, at, base):
            return True
        if not (token.casefold() in DETERMINERS or is_adjective(token) or base.places(token)):
            return False
    return False


def find_title_words(before: str, base: Knowledge) -> str:
    """The words directly before a name that can be its title: der russische Außenminister, Chef der UNO."""
    stripped = before.rstrip()
    if stripped.endswith(","):
        stripped = stripped[:-1]
    words = stripped.split()[-_LONGEST_TITLE:]
    taken: list[str] = []
    for at in range(len(words) - 1, -1, -1):
        word = words[at]
        if word[-1:] in _SENTENCE_MARKS or word[:1] in _SENTENCE_MARKS:
            break
        lower = word.casefold()
        if lower in DETERMINERS:
            taken.insert(0, word)
            if at and lower in ("der", "des") and read_head(words[:at], at - 1, base):
                continue
            break
        if (
            (lower in OF and at and taken and read_head(words[:at], at - 1, base))
            or word[:1].isupper()
            or is_adjective(word)
            or lower == "und"
        ):
            taken.insert(0, word)
        else:
            break
    return " ".join(taken)


def iter_parties(span: Span, name: Span, page: Page) -> Iterator[str]:
    """The party in brackets after a name, and that of "CDU-Politiker" before it."""
    bracket = _PARTY.match(page.text, name.end)
    if bracket and not bracket[1].isdigit():
        yield bracket[1]
    before = page.text[max(0, min(span.start, name.start) - 60) : name.start].split()
    for word in before[-3:]:
        first, mark, rest = word.rpartition("-")
        if mark and first and rest[:1].isupper():
            yield first


class Speakers:
    """The words of speakers, and the names that these words are headed by."""

    def __init__(self, statements: Iterable[Statement], page: Page, base: Knowledge) -> None:
        self._spans = {span for statement in statements for span in statement.speaker}
        heads = (page.find_head(span, base) for span in self._spans)
        self._spans |= {head.span for head in heads if head}

    def has(self, spans: Iterable[Span]) -> bool:
        """Whether one of the spans speaks."""
        return not self._spans.isdisjoint(spans)
