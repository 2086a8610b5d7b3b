"""Which statements share a speaker: one colour and one legend entry each.

Two statements share a speaker when it is known whom both stand for and that is the same; else when their
speaker spans are the same words, or one is a person's name that closes exactly one longer one (`Roth` after
`Aussenministerin Ina Roth`). Other pronouns are speakers of their own: nothing is guessed here.
"""

from dataclasses import dataclass

from laut.export.standing import Standing, find_standings
from laut.records import Reading, Spans

_PRONOUNS = (
    "er sie es ich wir ihm ihr ihnen ihn ihrer seiner der die das dieser diese dieses diesem jener jene man "
    "demnach danach dies ein eine einer beide alle viele einige"
)
PRONOUNS = frozenset(_PRONOUNS.split())
_KNOWN = "\n"  # in front of ids; no words have it


@dataclass(frozen=True, slots=True)
class Speaker:
    """The forms in which a speaker appears (first the first), the numbers of the statements, and whom the
    first of them stands for, where that is known."""

    forms: tuple[str, ...]
    statements: tuple[int, ...]
    standing: tuple[Standing, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether the text names anyone at all."""
        return bool(self.forms)


def find_speakers(reading: Reading) -> tuple[Speaker, ...]:
    """The speakers in order of their first statement; an unknown one (no forms) is one entry, the last."""
    standings = [one.speaker for one in find_standings(reading)]
    keys = [
        _KNOWN + " ".join(sorted(one.actor.id for one in standing))
        if standing and statement.speaker
        else _make_key(reading, statement.speaker)
        for statement, standing in zip(reading.statements, standings, strict=True)
    ]
    long_keys = _find_long_keys(set(keys), _find_surnames(reading))
    forms: dict[str, dict[str, None]] = {}
    numbers: dict[str, list[int]] = {}
    for number, (key, statement) in enumerate(zip(keys, reading.statements, strict=True)):
        group = long_keys.get(key, key)
        numbers.setdefault(group, []).append(number)
        if key:
            forms.setdefault(group, {})[_squeeze(reading.words(statement.speaker))] = None
    known = [
        Speaker(
            tuple(forms[key]), tuple(numbers[key]), standings[numbers[key][0]] if key[0] == _KNOWN else ()
        )
        for key in numbers
        if key
    ]
    return (*known, Speaker((), tuple(numbers[""]))) if "" in numbers else tuple(known)


def _make_key(reading: Reading, spans: Spans) -> str:
    words = _squeeze(reading.words(spans)).casefold()
    return f"{words} {spans[0].start}" if words in PRONOUNS else words


def _find_surnames(reading: Reading) -> set[str]:
    """The last words of all names of people in the article."""
    text = reading.article.text
    names = (mention.span.of(text).casefold().split() for mention in reading.analysis.mentions
             if mention.label == "person" and mention.form == "name")  # fmt: skip
    return {words[-1] for words in names if words}


def _find_long_keys(keys: set[str], surnames: set[str]) -> dict[str, str]:
    """Surnames that speak → the one longer speaker that closes with that name, where there is exactly one."""
    by_surname: dict[str, list[str]] = {}
    for key in keys:
        words = key.split()
        if len(words) > 1 and words[-1] in surnames & keys:
            by_surname.setdefault(words[-1], []).append(key)
    return {surname: longer[0] for surname, longer in by_surname.items() if len(longer) == 1}


def _squeeze(words: str) -> str:
    return " ".join(words.split())
