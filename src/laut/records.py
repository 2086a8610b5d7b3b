"""What flows through laut: frozen records that point at characters of one article's text.

A `Span` is half open and counts code points of `article.text` exactly as it was given; whatever is
shown as words is `text[span.start:span.end]`. Scores are calibrated: of all findings scored 0.8, about
80 % are right. A field whose score stays below the model's published threshold is empty.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Kind = Literal["direct", "indirect", "reported", "free_indirect", "indirect_free_indirect"]
Medium = Literal["speech", "speech_writing", "writing", "speech_thought", "thought", "thought_writing"]
Form = Literal["name", "derived", "nominal", "pronoun"]
Label = Literal["person", "organisation", "place", "group", "office", "other"]
Action = Literal["merge", "split", "rename", "speaker", "addressee", "confirm", "reject", "link", "undo"]
ActorKind = Literal["person", "organisation", "government", "country", "place", "party", "group", "office"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (half open) of an article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters themselves."""
        return text[self.start : self.end]


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Who found something, how sure (0 to 1, calibrated), and why in words."""

    maker: str
    score: float
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """What a source itself says about an article: a feed's entry, a table's row, the command line.

    `published_from` names where the date is from: given, feed, or table.
    """

    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    published_on: date | None = None
    published_from: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """Bytes as they came. `source` is what the user named, `name` this item in it (a path, URL or row).

    `retrieved_at` is in UTC, of the capture itself (a WARC record's date) and never the time of reading.
    """

    id: str
    source: str
    name: str
    content: bytes
    media_type: str | None = None
    charset: str | None = None
    url: str | None = None
    retrieved_at: datetime | None = None
    warc_record_id: str | None = None
    given: Given = Given()


@dataclass(frozen=True, slots=True)
class Skip:
    """Something that was left out: `reason` is one of a closed list of words, `detail` one sentence."""

    source: str
    name: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article; `published_from` says where its date is from (given, table, json-ld, meta,
    url, feed, page, capture).

    `agency` is the news agency that the article names as its source, `copy_of` the id of the earliest
    article whose text it repeats.
    """

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published_on: date | None = None
    published_from: str | None = None
    language: str = "de"
    author: str | None = None
    agency: str | None = None
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, or an office, group or the like that is no name; mentions may nest."""

    span: Span
    form: Form
    label: Label
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Member:
    """One mention of a chain, and the earlier member that it rests on (None: it opens the chain)."""

    span: Span
    form: Form
    evidence: Evidence
    antecedent: Span | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """All mentions of one actor in an article, in reading order; names, nominals and pronouns.

    `parts` are numbers of other chains of the article: the members of a plural ("die beiden Präsidenten").
    """

    members: tuple[Member, ...]
    label: Label
    parts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """The language of an article: sentences, tokens, mentions and chains in reading order."""

    sentences: Spans
    tokens: Spans
    mentions: tuple[Mention, ...]
    chains: tuple[Chain, ...] = ()


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office that somebody held: `start` and `end` are the first and the last day, None where not known
    (or, at the end, where it goes on). `place` is a country's ISO 3166 code of three letters, a state's
    (DE-BY), or an organisation's id."""

    office: str
    place: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who speaks or acts. `id` is a Wikidata id (Q7747), `laut:…` for an entry of the knowledge base without
    one, or `x` and 16 hexadecimal digits for a name that the base does not have."""

    id: str
    name: str
    kind: ActorKind
    offices: tuple[Tenure, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """What a chain of the article stands for. `actor` is None where it is unknown; `candidates` are the ids
    that were weighed, the likest first; `evidence.score` is the probability that `actor` is right."""

    chain: int
    actor: str | None
    evidence: Evidence
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoleScores:
    """For each role the probability that it is right as given, an empty role included."""

    content: float
    speaker: float
    cue: float
    frame: float
    addressee: float


@dataclass(frozen=True, slots=True)
class Statement:
    """Reported speech, thought or writing. Every role may be discontinuous, empty, or in another sentence.

    `parent` is the id of the statement in whose content this one stands. `evidence.score` is the
    probability that there is such a statement here; `scores` those of its roles. `speaker_chains` and
    `addressee_chains` are numbers of the article's chains; who that is, the reading's `links` say.
    """

    id: str
    kind: Kind
    medium: Medium
    content: Spans
    evidence: Evidence
    scores: RoleScores
    speaker: Spans = ()
    cue: Spans = ()
    frame: Spans = ()
    addressee: Spans = ()
    parent: str | None = None
    speaker_chains: tuple[int, ...] = ()
    addressee_chains: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was found in one article, and the model that found it (`name@version`)."""

    article: Article
    analysis: Analysis
    statements: tuple[Statement, ...]
    model: str = field(default="")
    links: tuple[Link, ...] = ()
    actors: tuple[Actor, ...] = ()

    def words(self, spans: Spans) -> str:
        """The characters of some spans; a gap is shown as ` … `."""
        return " … ".join(span.of(self.article.text) for span in spans)

    def find_links(self) -> dict[int, tuple[Link, ...]]:
        """Chain → the links that say whom it stands for, where that is known: its own or its parts'."""
        known = {link.chain: link for link in self.links if link.actor is not None}
        found = {}
        for number in range(len(self.analysis.chains)):
            named = {link.actor: link for link in self._iter_links(number, known)}
            if named:
                found[number] = tuple(named.values())
        return found

    def _iter_links(self, number: int, known: Mapping[int, Link]) -> Iterator[Link]:
        waiting, seen = [number], set[int]()
        while waiting:
            one = waiting.pop()
            if one in known:
                yield known[one]
            elif one not in seen and 0 <= one < len(self.analysis.chains):
                seen.add(one)
                waiting.extend(reversed(self.analysis.chains[one].parts))

    def children(self, statement: Statement) -> Iterator[Statement]:
        """The statements that stand directly inside another one's content."""
        return (child for child in self.statements if child.parent == statement.id)


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says about something that the machine found; applied on top of it, in the order of
    `made_at` (UTC). Subjects are ids and words, never offsets, so that they are found again in a new reading.

    | action | subject | value |
    |---|---|---|
    | merge | an actor's id | the id of the actor that it is |
    | split | an actor's id | the id of who it is in `articles` |
    | rename | an actor's id | its name |
    | speaker, addressee, confirm | a statement's id | ids of actors, none: it is unknown |
    | reject | a statement's id | nothing: there is no such statement |
    | link | words of the article | an actor's id, none: it is unknown |
    | undo | a correction's id | nothing |

    `articles` are those that it is about. `words` are the statement's content, or the actor's name, as they
    were, and `context` the characters before the content. `found` is whom the machine had there, `model` the
    one that did; `actors` describe those whom `value` names.
    """

    id: str
    made_at: datetime
    made_by: str
    why: str
    action: Action
    subject: str
    value: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    words: str = ""
    context: str = ""
    found: tuple[str, ...] = ()
    model: str = ""
    actors: tuple[Actor, ...] = ()
