"""Questions to an archive: each a function here, typed rows as its answer, and SQL in `laut/queries/`.

`search` which statements have these words · `who` spoke about something · `said` by someone · `trace` one
statement through the outlets · `verify` a quotation · `timeline` counts by day, week, month · `sql` anything.
"""

from laut.query.graphs import write_network
from laut.query.network import RELATIONS, Edge, Network, Node, Relation, network
from laut.query.rows import Filters, Named, Stated
from laut.query.said import Sayings, said
from laut.query.search import Hit, Hits, search
from laut.query.sql import Answer, sql
from laut.query.timeline import Period, plot_timeline, timeline
from laut.query.trace import Trace, Variant, trace
from laut.query.verify import Match, Place, Verdict, verify
from laut.query.who import Speaker, Speakers, who
from laut.query.words import Change

__all__ = [
    "RELATIONS",
    "Answer",
    "Change",
    "Edge",
    "Filters",
    "Hit",
    "Hits",
    "Match",
    "Named",
    "Network",
    "Node",
    "Period",
    "Place",
    "Relation",
    "Sayings",
    "Speaker",
    "Speakers",
    "Stated",
    "Trace",
    "Variant",
    "Verdict",
    "network",
    "plot_timeline",
    "said",
    "search",
    "sql",
    "timeline",
    "trace",
    "verify",
    "who",
    "write_network",
]
