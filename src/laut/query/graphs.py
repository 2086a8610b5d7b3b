"""A network as a file: GraphML (Gephi, visone), GEXF with dates (Gephi's timeline), or a picture.

NetworkX writes the formats and places the nodes; what it can't hold (an unknown date) is left out.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from laut.errors import LautError, SettingError
from laut.query.network import Edge, Network, Node

# Readable at 14 inches; more names than these cover each other.
NAMED = 60
COLOURS = {
    "person": "#0087d7",
    "government": "#d75f00",
    "country": "#d75f00",
    "party": "#875faf",
    "group": "#af0000",
}


def make_graph(found: Network) -> Any:
    """The network as a NetworkX graph; attributes are strings and numbers, days are written as 2024-03-05."""
    import networkx

    graph = networkx.DiGraph() if found.is_directed else networkx.Graph()
    graph.graph["relation"] = found.relation
    for node in found.nodes:
        facts = {"label": _storable(node.name), "kind": node.kind, "statements": node.statements}
        graph.add_node(node.id, **facts, **_days(node))
    for edge in found.edges:
        facts = {"weight": edge.statements, "origins": edge.origins}
        graph.add_edge(edge.source, edge.target, **facts, **_days(edge))
    return graph


def _days(one: Node | Edge) -> dict[str, str]:
    """First and last day, where they are known."""
    days = {"first": one.first_on, "last": one.last_on}
    return {name: str(day) for name, day in days.items() if day}


def _storable(name: str) -> str:
    """A name as XML can hold it."""
    return "".join(" " if ord(sign) < 32 or sign in "\ufffe\uffff" else sign for sign in name)


def write_graphml(found: Network, path: Path) -> None:
    """GraphML with a type for each attribute."""
    import networkx

    networkx.write_graphml(make_graph(found), path, encoding="utf-8", prettyprint=True)


def write_gexf(found: Network, path: Path) -> None:
    """GEXF whose nodes and edges exist from their first to their last day."""
    import networkx

    graph = make_graph(found)
    graph.graph |= {"mode": "dynamic", "timeformat": "date"}
    for facts in [
        *(facts for _, facts in graph.nodes(data=True)),
        *(facts for *_, facts in graph.edges(data=True)),
    ]:
        for ours, theirs in (("first", "start"), ("last", "end")):
            if ours in facts:
                facts[theirs] = facts.pop(ours)
    networkx.write_gexf(graph, path, encoding="utf-8", prettyprint=True)


def draw_network(found: Network, path: Path) -> None:
    """A PNG or SVG: nodes by their statements, edges by theirs; the same network gives the same picture."""
    import networkx
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    graph = make_graph(found)
    figure = Figure(figsize=(14, 10), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    axes.set_axis_off()
    places = networkx.spring_layout(graph, weight="weight", seed=1, k=2.5 / max(1, len(graph)) ** 0.5)
    most = max((edge.statements for edge in found.edges), default=1)
    for edge in found.edges:
        (x0, y0), (x1, y1) = places[edge.source], places[edge.target]
        style = {"arrowstyle": "-|>" if found.is_directed else "-", "color": "#88888888"}
        width = 0.5 + 4 * edge.statements / most
        axes.annotate(
            "", (x1, y1), (x0, y0), arrowprops={**style, "linewidth": width, "shrinkA": 6, "shrinkB": 6}
        )
    largest = max((node.statements for node in found.nodes), default=0) or 1
    for node in found.nodes:
        x, y = places[node.id]
        axes.scatter(
            x, y, 40 + 600 * node.statements / largest, color=COLOURS.get(node.kind, "#5f8700"), zorder=2
        )
    named = sorted(found.nodes, key=lambda node: (-node.statements, -graph.degree(node.id), node.id))[:NAMED]
    for node in named:
        label = _storable(node.name).replace("$", r"\$")
        axes.annotate(
            label, places[node.id], xytext=(0, 9), textcoords="offset points", ha="center", fontsize=9
        )
    with rc_context({"svg.hashsalt": "laut"}):
        figure.savefig(path, metadata={"Date": None} if path.suffix.lower() == ".svg" else None)


WRITERS: dict[str, Callable[[Network, Path], None]] = {
    ".graphml": write_graphml,
    ".gexf": write_gexf,
    ".png": draw_network,
    ".svg": draw_network,
}


def write_network(found: Network, path: Path) -> None:
    """Write a network in the format of the file's ending. SettingError for others, LautError on failure."""
    write = WRITERS.get(path.suffix.lower())
    if write is None:
        raise SettingError(f"{path} is no network file: name one that ends in {', '.join(WRITERS)}")
    try:
        write(found, path)
    except OSError as error:
        raise LautError(f"{path} cannot be written ({error.strerror}): name another file") from None
