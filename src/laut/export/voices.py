"""Who speaks, for formats that ask for a person or an organisation: the actors whom the speakers' words stand
for, and where these are not known the names that stand in the words.

A statement's speaker is the words of the text (`Statikerin Ina Kerz vom Bauamt`); the person is the name of
a person in them, the organisation that of an organisation. A pronoun names nobody unless its actor is known.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from laut.export.speakers import PRONOUNS, Speaker, find_speakers
from laut.export.standing import Standing, is_person
from laut.records import Label, Mention, Reading, Statement


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker of one article: the first words for it, the names in them, the numbers of its statements.

    `is_organisation` says that an organisation speaks itself; a spokesman of it is a person without a name.
    """

    words: str
    person: str | None
    organisation: str | None
    is_organisation: bool
    statements: tuple[int, ...]
    standing: tuple[Standing, ...] = ()

    @property
    def is_named(self) -> bool:
        """Whether the text names the speaker; a pronoun does not."""
        return bool(self.person or self.organisation or self.standing)

    @property
    def name(self) -> str:
        """The actors' names, the person's name, else the words."""
        return ", ".join(one.actor.name for one in self.standing) or self.person or self.words


def find_voices(reading: Reading) -> tuple[Voice, ...]:
    """The known speakers in order of their first statement; who is not named has no voice here."""
    return tuple(_make_voice(reading, speaker) for speaker in find_speakers(reading) if speaker.is_known)


def voices_by_statement(reading: Reading) -> dict[int, Voice]:
    """The number of a statement → its speaker, where one is named."""
    return {number: voice for voice in find_voices(reading) for number in voice.statements}


def _make_voice(reading: Reading, speaker: Speaker) -> Voice:
    words = speaker.forms[0]
    mentions = [
        mention
        for number in speaker.statements
        for mention in _iter_mentions(reading, reading.statements[number])
    ]
    person = _find_name(reading, mentions, "person")
    organisation = _find_name(reading, mentions, "organisation")
    labels = {mention.label for mention in mentions if mention.form != "pronoun"}
    is_organisation = bool(labels) and not labels & {"person", "office"}
    if words.casefold() not in PRONOUNS and person is None and organisation is None:
        person, organisation = (None, words) if is_organisation else (words, None)
    if len(speaker.standing) == 1:
        actor = speaker.standing[0].actor
        is_organisation = not is_person(actor)
        person, organisation = (None, actor.name) if is_organisation else (actor.name, organisation)
    return Voice(words, person, organisation, is_organisation, speaker.statements, speaker.standing)


def _iter_mentions(reading: Reading, statement: Statement) -> Iterator[Mention]:
    for mention in reading.analysis.mentions:
        if any(span.start <= mention.span.start < mention.span.end <= span.end for span in statement.speaker):
            yield mention


def _find_name(reading: Reading, mentions: list[Mention], label: Label) -> str | None:
    """The longest name with this label, the first of equals."""
    names = [
        " ".join(mention.span.of(reading.article.text).split())
        for mention in mentions
        if mention.form == "name" and mention.label == label
    ]
    return max(names, key=len, default=None) or None
