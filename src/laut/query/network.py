"""Which actors meet on statements? Nodes are actors, edges count the statements that two of them share."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from laut.archive import Archive
from laut.query.hits import ABOUT, Seeker
from laut.query.rows import EVERYTHING, Filters
from laut.records import ActorKind

Relation = Literal["cooccurrence", "addresses", "mentions"]
RELATIONS: tuple[Relation, ...] = ("cooccurrence", "addresses", "mentions")


@dataclass(frozen=True, slots=True)
class Node:
    """An actor, how many of the statements are its own, and the first and the last day of these."""

    id: str
    name: str
    kind: ActorKind
    statements: int
    first_on: date | None
    last_on: date | None


@dataclass(frozen=True, slots=True)
class Edge:
    """Two actors (ids) and the statements they share; `origins` counts articles that copy each other once."""

    source: str
    target: str
    statements: int
    origins: int
    first_on: date | None
    last_on: date | None


@dataclass(frozen=True, slots=True)
class Network:
    """Actors and edges, the strongest edge first; of a co-occurrence the order of the two means nothing."""

    relation: Relation
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    @property
    def is_directed(self) -> bool:
        """Whether an edge goes from a speaker to somebody else."""
        return self.relation != "cooccurrence"


def network(
    archive: Archive,
    about: str = "",
    *,
    relation: Relation = "cooccurrence",
    filters: Filters = EVERYTHING,
    least: int = 1,
) -> Network:
    """The network of the statements with all these words, or of all; edges of fewer than `least` stay out."""
    seeker = Seeker(archive)
    if about:
        seeker.find(seeker.select(about, filters=filters, fields=ABOUT))
    else:
        seeker.keep_everything(filters)
    edges = tuple(Edge(*row) for row in seeker.ask("network", {"relation": relation, "least": least}))
    ids = sorted({name for edge in edges for name in (edge.source, edge.target)})
    nodes = tuple(Node(*row) for row in seeker.ask("network_actors", {"actors": ids}))
    return Network(relation, nodes, edges)
