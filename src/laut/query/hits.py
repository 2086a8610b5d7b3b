"""Which statements a question is about: asked of the search index, kept as the table `hits` for the SQL.

The index applies the filters, so that the best twenty are twenty. A limit never cuts between equals: all that
fit as well as the last one are taken too, and the SQL decides between them by date and id.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tantivy import DocAddress, FieldType, Occur, Order, Query, SearchResult

from laut.archive import Archive, open_index
from laut.archive.failures import explain_failures
from laut.errors import SettingError
from laut.knowledge import Base
from laut.query.clauses import Clause, parse_clauses
from laut.query.rows import EVERYTHING, Filters, Stated, read_sql
from laut.query.standing import find_actors, find_named
from laut.query.words import Words, is_weighty
from laut.records import Kind

# A word in what was said counts more than in who said it, and in the article's title least: else the short
# statements of an article with a fitting title would come before those that say it.
ANYWHERE = {"content": 3.0, "speaker": 2.0, "title": 1.0}
ABOUT = {"content": 3.0, "title": 1.0}
# A longer wording is looked for by its rarest words.
RAREST = 24
DAMAGED = "the question was not answered: run `laut archive check`"
Found = tuple[Any, DocAddress]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement that may be the one in question: its row and its words."""

    place: int
    content: str
    kind: Kind


class Seeker:
    """One question to an archive's snapshot: first its index is asked (`find`), then its tables (`ask`).

    It has a connection of its own, with the table `hits` that each find replaces.
    """

    def __init__(self, archive: Archive, base: Base | None = None) -> None:
        index = open_index(archive)
        self._path = archive.path
        self.base = base
        self._schema, self._searcher = index.schema, index.searcher()
        self._connection = archive.connection.cursor()
        self._connection.execute("USE archive").fetchall()

    def ask(self, name: str, parameters: Mapping[str, object] | None = None) -> list[tuple[Any, ...]]:
        """The rows of queries/NAME.sql. ArchiveError where the tables can't be read."""
        with explain_failures(self._path, DAMAGED):
            return self._connection.execute(read_sql(name), dict(parameters or {})).fetchall()

    def fetch(
        self, places: Sequence[int], *, why: bool = False, contents: Mapping[int, str] | None = None
    ) -> list[Stated]:
        """The statements in these rows, in the order given; `why`: with what their actors rest on.

        `contents`: those of all of them, where they are known.
        """
        rows = self.ask("stated", {"places": list(places), "has_contents": contents is not None})
        wanted = sorted({row[2] for row in rows})
        articles = {one[0]: one[1:] for one in self.ask("stated_articles", {"articles": wanted})}
        named = find_named(self.ask, {row[1]: row[2] for row in rows}, why=why)
        found = {}
        for place, name, article, speaker, content, kind, medium, cue, addressee, score in rows:
            day, outlet, title, url, agency, origin = articles[article]
            said = contents[place] if contents is not None else content
            found[place] = Stated(
                name, day, outlet, speaker, said, kind, medium, cue, addressee, score, article, title, url,
                agency, origin, named.get((name, "speaker"), ()), named.get((name, "addressee"), ()),
            )  # fmt: skip
        return [found[place] for place in places]

    def keep_everything(self, filters: Filters) -> None:
        """Make all statements that pass the filters the table `hits`. SettingError as for `select`."""
        self.check_actor(filters.actor)
        self.ask("everything", asdict(filters))

    def find(self, query: Query, limit: int | None = None, by: str | None = None) -> int:
        """Keep what a query finds; gives how many that are in all.

        With a limit only the best are kept, or the first by the field `by`, and all equal to the last one.
        """
        result = self._search(query, 1, None, has_count=True)
        total = int(result.count)  # type: ignore[attr-defined]
        self.find_best(query, total if limit is None else min(limit, total), by)
        return total

    def find_best(self, query: Query, limit: int, by: str | None = None) -> None:
        """The same without counting all, which takes longer than finding the best."""
        columns = self._read_keys(self._find_best(query, limit, by), has_fit=by is None)
        self._connection.register("found", columns)
        try:
            self.ask("hits")
        finally:
            self._connection.unregister("found")

    def find_candidates(self, query: Query, limit: int) -> list[Candidate]:
        """The best statements of a query that have a content, as many as `find_best` keeps, the best first,
        among equals in the table's order. The table `hits` stays as it is."""
        columns = self._read_keys(self._find_best(query, limit))
        fits = dict(zip(columns["number"].tolist(), columns["score"].tolist(), strict=True))
        rows = self.ask("trace", {"keys": list(fits)})
        rows.sort(key=lambda row: (-fits[row[1]], row[0]))
        return [Candidate(place, content, kind) for place, _, content, kind in rows]

    def _find_best(self, query: Query, limit: int, by: str | None = None) -> list[Found]:
        size, found = limit + 1, list[Found]()
        while limit:
            found = self._search(query, size, by).hits
            if len(found) < size or found[-1][0] != found[limit - 1][0]:
                break
            size += limit
        return found

    def _search(self, query: Query, size: int, by: str | None, *, has_count: bool = False) -> SearchResult:
        order = Order.Asc if by else Order.Desc
        with explain_failures(self._path, DAMAGED):
            return self._searcher.search(query, size, count=has_count, order_by_field=by, order=order)

    def _read_keys(self, found: list[Found], *, has_fit: bool = True) -> dict[str, NDArray[Any]]:
        numbers = self._searcher.fast_field_values("number", [address for _, address in found])
        fits = [fit if has_fit else 1.0 for fit, _ in found]
        return {"number": np.array(numbers, dtype=np.uint64), "score": np.array(fits, dtype=np.float64)}

    def term(self, field: str, value: str | int) -> Query:
        """Documents with this value in a field."""
        return Query.term_query(self._schema, field, value)

    def clause(self, clause: Clause, fields: dict[str, float]) -> Query:
        """Documents with these words one after the other in one of some fields."""
        wanted = []
        for field, boost in fields.items():
            is_phrase = len(clause.stems) > 1
            query = (
                Query.phrase_query(self._schema, field, list(clause.stems))
                if is_phrase
                else self.term(field, clause.stems[0])
            )
            wanted.append((Occur.Should, Query.boost_query(query, boost)))
        return Query.boolean_query(wanted)

    def filter(self, filters: Filters) -> list[tuple[Occur, Query]]:
        """Statements that pass the filters; these conditions leave the fit alone."""
        labels = {
            "type": "statement",
            "kind": filters.kind,
            "medium": filters.medium,
            "outlet": filters.outlet,
            "actor": filters.actor,
        }
        wanted = [self.term(field, value) for field, value in labels.items() if value is not None]
        if filters.independent:
            wanted.append(self.term("is_origin", 1))
        if filters.since or filters.until:
            since, until = (day.toordinal() if day else None for day in (filters.since, filters.until))
            wanted.append(Query.range_query(self._schema, "day", FieldType.Integer, since, until))
        return [(Occur.Must, Query.const_score_query(query, 0.0)) for query in wanted]

    def alike(self, words: Words) -> Query:
        """Statements with the rarest words of a wording, the more the better."""
        stems = {word.stem for word in words if is_weighty(word)} or {word.stem for word in words}
        counts = {stem: self._searcher.doc_freq("content", stem) for stem in stems}
        known = sorted((stem for stem in stems if counts[stem]), key=lambda stem: (counts[stem], stem))
        return Query.boolean_query([(Occur.Should, self.term("content", stem)) for stem in known[:RAREST]])

    def phrase(self, words: Words, field: str) -> Query:
        """Documents with a wording's stems one after the other."""
        return self.clause(Clause(tuple(word.stem for word in words)), {field: 1.0})

    def select(
        self,
        words: str,
        speaker: str = "",
        *,
        filters: Filters = EVERYTHING,
        fields: dict[str, float] = ANYWHERE,
    ) -> Query:
        """Statements with all these words, whose speaker has all of those or stands for whom they mean.

        SettingError for no words, and for a filter's actor who is not in the archive.
        """
        clauses, names = parse_clauses(words), parse_clauses(speaker)
        if all(clause.is_excluded for clause in (*clauses, *names)) and not filters.actor:
            raise SettingError("no word to look for: give at least one that is not excluded with -")
        self.check_actor(filters.actor)
        parts = self.filter(filters)
        for clause in clauses:
            occur = Occur.MustNot if clause.is_excluded else Occur.Must
            parts.append((occur, self.clause(clause, fields)))
        wanted = [one for one in names if not one.is_excluded]
        if wanted:
            parts.append((Occur.Must, self._speaking(wanted, speaker)))
        for name in names:
            if name.is_excluded:
                parts.append((Occur.MustNot, self.clause(name, {"speaker": 1.0})))
        return Query.boolean_query(parts)

    def _speaking(self, wanted: list[Clause], speaker: str) -> Query:
        """Statements whose speaker has these words, or stands for whom they mean; it leaves the fit alone."""
        actors = find_actors(self.ask, speaker, self.base)
        each = [(Occur.Must, self.clause(one, {"speaker": 1.0})) for one in wanted]
        ways = [Query.boolean_query(each), *(self.term("actor", actor) for actor in actors)]
        return Query.const_score_query(Query.boolean_query([(Occur.Should, way) for way in ways]), 0.0)

    def check_actor(self, actor: str | None) -> None:
        """SettingError where nobody in the archive has this id."""
        asked: dict[str, object] = {"name": actor, "ids": [], "part": ""}
        if actor is not None and not self.ask("actors_named", asked):
            raise SettingError(f"{self._path} names no actor {actor}: look for the id with `laut who`")
