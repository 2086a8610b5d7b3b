"""What a person says → a `Correction` of what an archive has, or a CorrectionError that says why not."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from laut.archive.corrections.find import find_chains, find_found, make_context
from laut.archive.corrections.machine import find_machine_actor, iter_machine_readings
from laut.archive.corrections.order import find_active, find_merges, find_undone
from laut.archive.corrections.store import Listed, list_corrections
from laut.archive.folder import Archive
from laut.archive.restore import read_actors
from laut.archive.rows import storable
from laut.errors import CorrectionError, SettingError
from laut.ids import make_actor_id, make_correction_id
from laut.knowledge import Base
from laut.knowledge.names import make_key
from laut.records import Action, Actor, ActorKind, Correction, Label, Reading, Statement

UNKNOWN = "unknown"
_ID = re.compile(r"Q[0-9]+|laut:[a-z0-9-]+|x[0-9a-f]{16}")
# For ids of new actors, as the machine would make them: what is no person and no place is an organisation.
_LABELS: dict[ActorKind, Label] = {"person": "person", "place": "place", "country": "place"}
_MOST = 5


class Proposer:
    """Makes the corrections of one person, for one reason. Actors are named by their ids, or by a name that
    only one has, in the archive or in the `base`; with `new` a name that nobody has makes a new actor."""

    def __init__(
        self,
        archive: Archive,
        made_by: str,
        why: str,
        base: Callable[[], Base],
        new: ActorKind | None = None,
    ) -> None:
        self._archive, self._base, self._new = archive, base, new
        self._made_by, self._why = _clean(made_by, "who corrects"), _clean(why, "the reason")
        self._listed = list_corrections(archive)
        self._known = [one.correction for one in self._listed]
        self._last = max((one.made_at for one in self._known), default=datetime.min.replace(tzinfo=UTC))
        self._merges = find_merges(find_active(self._known))

    def merge(self, actor: str, target: str) -> Correction:
        """One actor is another one."""
        one, other = self.find_actor(actor), self.find_actor(target)
        return self._make("merge", one.id, (other.id,), words=one.name, actors=(other,))

    def split(self, actor: str, articles: Sequence[str], into: str) -> Correction:
        """In some articles it is not this actor but another one: of an id, or a new one of this name."""
        one = self._find_unmerged(actor)
        query = "SELECT 1 FROM links WHERE article = ? AND actor = ?"
        for name in articles:
            if not self._archive.connection.execute(query, [name, one.id]).fetchone():
                self._find_reading(name)
                raise CorrectionError(f"nothing in article {name} stands for {one.id}: leave it out")
        other = self.find_actor(into) if _ID.fullmatch(into) else self._make_other(into, one.kind)
        if other.id == one.id:
            raise CorrectionError(f"{one.id} can't be split into itself: name another actor, or a new name")
        return self._make(
            "split", one.id, (other.id,), articles, words=one.name, found=(one.id,), actors=(other,)
        )

    def rename(self, actor: str, name: str) -> Correction:
        """An actor has another name."""
        one = self._find_unmerged(actor)
        return self._make("rename", one.id, (_clean(name, "the name"),), words=one.name)

    def say_who(self, action: Action, statement: str, names: Sequence[str]) -> Correction:
        """Who makes a statement (`speaker`), or to whom (`addressee`); `unknown`: that is unknown."""
        actors = () if list(names) == [UNKNOWN] else tuple(self.find_actor(name) for name in names)
        reading, one = self._find_statement(statement)
        return self._make_of(action, reading, one, {actor.id: actor for actor in actors})

    def confirm(self, statement: str) -> Correction:
        """The speaker of a statement is right, as it is shown."""
        reading, one = self._find_statement(statement)
        for listed in self._listed:
            is_speaker = listed.correction.action == "speaker" and listed.statement == statement
            if is_speaker and listed.state == "applied":
                raise CorrectionError(
                    f"the speaker of {statement} is what {listed.correction.id} says, not what was found: "
                    "there is nothing to confirm"
                )
        query = "SELECT actor FROM statement_actors WHERE statement = ? AND role = 'speaker' ORDER BY number"
        rows = self._archive.connection.execute(query, [statement]).fetchall()
        ids = list(dict.fromkeys(name for (name,) in rows if name))
        actors = read_actors(self._archive.connection, ids)
        return self._make_of("confirm", reading, one, {name: actors[name] for name in ids})

    def reject(self, statement: str) -> Correction:
        """There is no such statement."""
        reading, one = self._find_statement(statement)
        return self._make_of("reject", reading, one, {})

    def link(self, article: str, words: str, name: str) -> Correction:
        """Whom words of an article stand for, wherever they stand in it; `unknown`: that is unknown."""
        reading = self._find_reading(article)
        subject = " ".join(words.split())
        actors = () if name == UNKNOWN else (self.find_actor(name),)
        if not subject:
            raise CorrectionError("no words to link: give them as they stand in the article")
        if not actors and not find_chains(reading, subject):
            raise CorrectionError(
                f"{subject!r} stands for nobody in article {article}: there is nothing to correct"
            )
        made = self._make("link", subject, tuple(one.id for one in actors), (article,), actors=actors)
        return replace(made, found=find_found(reading, made, None), model=reading.model)

    def undo(self, correction: str) -> Correction:
        """Take a correction back."""
        undone = find_undone(self._known)
        if correction in undone:
            raise CorrectionError(f"{correction} is undone already, by {undone[correction]}")
        known = next((one for one in self._known if one.id == correction), None)
        if known is None:
            raise CorrectionError(f"there is no correction {correction}: see `laut correct list`")
        return self._make("undo", correction, words=f"{known.action} {known.subject}")

    def find_actor(self, given: str) -> Actor:
        """The actor of an id or a name; CorrectionError where there is none, or more than one."""
        if _ID.fullmatch(given):
            found = self._find_known(given) or self._base().actor(given)
            if found:
                return found
            raise CorrectionError(
                f"there is no actor {given}, neither in the archive nor in the knowledge base: "
                "look for its name with `laut actors find`"
            )
        name = _clean(given, "the actor's name")
        ids = self._find_named(name)
        if len(ids) > 1:
            raise CorrectionError(f"{len(ids)} actors are called {name!r}, as {_list(ids)}: give the id")
        if ids:
            actor = self._find_known(ids[0]) or self._base().actor(ids[0])
            assert actor
            return actor
        if self._new:
            return Actor(make_actor_id(make_key(name), _label(self._new)), name, self._new)
        raise CorrectionError(
            f"nobody is called {name!r}: look with `laut actors find`, or make a new actor with --new person"
        )

    def _find_known(self, name: str) -> Actor | None:
        """The actor in the archive, in what the machine found, or in a correction."""
        found = read_actors(self._archive.connection, [name]).get(name)
        described = (actor for one in self._known for actor in one.actors if actor.id == name)
        return found or find_machine_actor(self._archive, name) or next(described, None)

    def _find_named(self, name: str) -> list[str]:
        key = make_key(name)
        rows = self._archive.connection.execute("SELECT id, name FROM actors ORDER BY id").fetchall()
        own = [actor for actor, shown in rows if make_key(shown) == key]
        return list(dict.fromkeys([*own, *(entry.id for entry in self._base().find(name))]))

    def _find_unmerged(self, given: str) -> Actor:
        """An actor that the archive shows under its own id."""
        actor = self.find_actor(given)
        step = next(self._merges.iter_steps(actor.id), None)
        if step:
            raise CorrectionError(
                f"{actor.id} is merged into {step.value[0]} ({step.id}): correct that one, "
                f"or undo {step.id} first"
            )
        if not read_actors(self._archive.connection, [actor.id]):
            raise CorrectionError(
                f"nothing in the archive stands for {actor.id}: there is nothing to correct"
            )
        return actor

    def _make_other(self, given: str, kind: ActorKind) -> Actor:
        """A new actor of this name, whoever else has it."""
        name = _clean(given, "the name")
        key, kind, number = make_key(name), self._new or kind, 1
        made = make_actor_id(key, _label(kind))
        while self._find_known(made):
            number += 1
            made = make_actor_id(f"{key} {number}", _label(kind))
        return Actor(made, name, kind)

    def _find_statement(self, name: str) -> tuple[Reading, Statement]:
        """A statement that the archive shows, and its article's reading by the machine."""
        for listed in self._listed:
            one = listed.correction
            if one.action == "reject" and listed.statement == name and listed.state == "applied":
                raise CorrectionError(f"{name} is rejected, by {one.made_by}: undo {one.id} first")
        query = "SELECT article FROM statements WHERE id = ?"
        row = self._archive.connection.execute(query, [name]).fetchone()
        if row is None:
            raise CorrectionError(f"there is no statement {name}{self._explain_loss(name)}")
        reading = self._find_reading(row[0])
        return reading, next(one for one in reading.statements if one.id == name)

    def _explain_loss(self, name: str) -> str:
        """What is known of a statement that is not there."""
        lost: list[Listed] = [one for one in self._listed if one.correction.subject == name]
        if lost:
            return f" any more: {lost[-1].detail or 'its article was read again'}"
        return ": check the id; where its article was read again since, find it anew with `laut search`"

    def _find_reading(self, article: str) -> Reading:
        reading = next(iter_machine_readings(self._archive, [article]), None)
        if reading is None:
            raise CorrectionError(f"there is no article {article} in {self._archive.path}: check the id")
        return reading

    def _make_of(
        self, action: Action, reading: Reading, statement: Statement, actors: dict[str, Actor]
    ) -> Correction:
        made = self._make(
            action,
            statement.id,
            tuple(actors),
            (reading.article.id,),
            words=reading.words(statement.content),
            context=make_context(reading, statement),
            actors=tuple(actors.values()),
        )
        return replace(made, found=find_found(reading, made, statement), model=reading.model)

    def _make(
        self,
        action: Action,
        subject: str,
        value: Sequence[str] = (),
        articles: Sequence[str] = (),
        *,
        words: str = "",
        context: str = "",
        found: tuple[str, ...] = (),
        actors: tuple[Actor, ...] = (),
    ) -> Correction:
        """The record, made now, and later than all others of the archive."""
        made_at = self._last = max(datetime.now(UTC), self._last + timedelta(microseconds=1))
        name = make_id(made_at, self._made_by, action, subject, value, articles)
        return Correction(
            name, made_at, self._made_by, self._why, action, subject, tuple(value), tuple(articles), words,
            context, found, actors=actors,
        )  # fmt: skip


def make_id(
    made_at: datetime,
    made_by: str,
    action: Action,
    subject: str,
    value: Sequence[str],
    articles: Sequence[str],
) -> str:
    """The id of a correction with this content."""
    return make_correction_id(made_at, made_by, action, subject, "\x1e".join(value), "\x1e".join(articles))


def _clean(words: str, what: str) -> str:
    """Words on one line; SettingError where there are none, or half a character."""
    line = " ".join(words.split())
    if not line or storable(line) != line:
        raise SettingError(f"{what} is missing or has half a character: give it in words")
    return line


def _label(kind: ActorKind) -> Label:
    return _LABELS.get(kind, "organisation")


def _list(ids: Sequence[str]) -> str:
    return ", ".join(ids[:_MOST]) + (" …" if len(ids) > _MOST else "")
