"""As much YAML as the two files of kb/us are written in: nested maps and lists, one value a line."""

from pathlib import Path

Node = dict[str, "Node"] | list["Node"] | str


def read_yaml(path: Path) -> list[Node]:
    """The list that the file holds; every value is a string, quotes are taken off."""
    lines = _split(path.read_text("utf-8"))
    found, _ = _read_node(lines, 0, 0)
    return found if isinstance(found, list) else [found]


def _split(text: str) -> list[tuple[int, str]]:
    """Indent and rest of each line; `- a: b` becomes `-` and, two further in, `a: b`; folded lines are
    one."""
    kept: list[tuple[int, str]] = []
    for line in text.splitlines():
        indent = len(line) - len(line.lstrip(" "))
        rest = line.strip()
        if not rest or rest.startswith("#"):
            continue
        while rest.startswith("- "):
            kept.append((indent, "-"))
            indent, rest = indent + 2, rest[2:]
        is_item = kept and kept[-1] == (indent - 2, "-")
        if ":" in rest or rest == "-" or is_item:
            kept.append((indent, rest))
        else:
            kept[-1] = (kept[-1][0], f"{kept[-1][1]} {rest}")
    return kept


def _read_node(lines: list[tuple[int, str]], at: int, indent: int) -> tuple[Node, int]:
    if lines[at][1] == "-":
        items: list[Node] = []
        while at < len(lines) and lines[at] == (indent, "-"):
            item, at = _read_node(lines, at + 1, indent + 2)
            items.append(item)
        return items, at
    if ":" not in lines[at][1]:
        return _unquote(lines[at][1]), at + 1
    found: dict[str, Node] = {}
    while at < len(lines) and lines[at][0] == indent and lines[at][1] != "-":
        name, _, value = lines[at][1].partition(":")
        at += 1
        if value.strip():
            found[name] = _unquote(value.strip())
        elif at < len(lines) and (lines[at][0] > indent or lines[at] == (indent, "-")):
            found[name], at = _read_node(lines, at, lines[at][0])
        else:
            found[name] = ""
    return found, at


def _unquote(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1].replace("''", "'")
    return value
