"""What a source says about one actor, and an actor while it is put together from several sources."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from laut.records import ActorKind


@dataclass(frozen=True, slots=True)
class Term:
    """An office held. `start` and `end` are days, months, years or empty (not known, or at the end: it
    goes on); `attested` is the date of a source that says so without an end, so that nothing is known
    after it."""

    office: str
    place: str
    start: str = ""
    end: str = ""
    attested: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """An actor as one source has it; empty and 0 are unknown. `languages` counts the languages that have a
    name for it; `last_names` are given where the source tells them apart."""

    source: str
    name: str
    id: str = ""
    kind: ActorKind = "person"
    aliases: tuple[str, ...] = ()
    last_names: tuple[str, ...] = ()
    country: str = ""
    gender: str = ""
    born: int = 0
    died: int = 0
    languages: int = 0
    terms: tuple[Term, ...] = ()
    parties: tuple[str, ...] = ()
    note: str = ""


@dataclass(slots=True, eq=False)
class Merged:
    """An actor while it is put together; `terms` keep the source that says so. `id` is empty until it is
    named."""

    id: str
    name: str
    kind: str
    country: str
    gender: str = ""
    born: int = 0
    died: int = 0
    note: str = ""
    languages: int = 0
    aliases: dict[str, None] = field(default_factory=dict)
    last_names: dict[str, None] = field(default_factory=dict)
    sources: dict[str, None] = field(default_factory=dict)
    terms: list[tuple[Term, str]] = field(default_factory=list)
    parties: dict[str, None] = field(default_factory=dict)

    @property
    def names(self) -> Iterator[str]:
        yield self.name
        yield from self.aliases
