"""What linking asks of a knowledge base, and the same answers kept for the next article."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Protocol

from laut.knowledge.base import Entry, Metonym, Title
from laut.knowledge.holding import Held
from laut.records import Actor

KEPT = 16384  # answers of each kind


class Knowledge(Protocol):
    """The look-ups of `laut.knowledge.base.Base` that linking needs."""

    def find(self, name: str, /) -> tuple[Entry, ...]: ...
    def find_last(self, name: str, /) -> tuple[Entry, ...]: ...
    def entry(self, id: str, /) -> Entry | None: ...  # noqa: A002
    def actor(self, id: str, /) -> Actor | None: ...  # noqa: A002
    def names(self, id: str, /) -> tuple[str, ...]: ...  # noqa: A002
    def holders(self, office: str, place: str, on: date | None, /) -> tuple[Held, ...]: ...
    def titles(self, form: str, /) -> tuple[Title, ...]: ...
    def office_heads(self) -> Mapping[str, Title]: ...
    def capacity(self, office: str, /) -> int: ...
    def offices_at(self, place: str, /) -> tuple[str, ...]: ...
    def places(self, form: str, /) -> tuple[str, ...]: ...
    def place_name(self, place: str, /) -> str: ...
    def place_actor(self, place: str, /) -> Entry | None: ...
    def metonyms(self, form: str, /) -> tuple[Metonym, ...]: ...
    def office_name(self, office: str, /) -> str: ...


class Remembered:
    """A base that answers what it was asked before without looking it up."""

    def __init__(self, base: Knowledge) -> None:
        keep = lru_cache(KEPT)
        self.find = keep(base.find)
        self.find_last = keep(base.find_last)
        self.entry = keep(base.entry)
        self.actor = keep(base.actor)
        self.names = keep(base.names)
        self.holders = keep(base.holders)
        self.titles = keep(base.titles)
        self.places = keep(base.places)
        self.place_name = keep(base.place_name)
        self.place_actor = keep(base.place_actor)
        self.metonyms = keep(base.metonyms)
        self.office_name = keep(base.office_name)
        self.capacity = base.capacity
        self.offices_at = base.offices_at
        self._heads = base.office_heads()

    def office_heads(self) -> Mapping[str, Title]:
        """Second parts of compounds and their offices."""
        return self._heads
