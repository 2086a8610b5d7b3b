"""robots.txt as RFC 9309 reads it: the longest matching rule decides, `*` and `$` are understood.

Not `urllib.robotparser`, whose first matching rule decides and which reads wildcards as letters: news sites
forbid print and search pages with `/*?`, and would be fetched against their will.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes

AGENT = "laut"
LARGEST = 500_000
LONGEST_DELAY = 60.0
_MARK = re.compile(r"[^A-Za-z_-]")


@dataclass(frozen=True, slots=True)
class Rule:
    """A path pattern and whether what it matches may be fetched."""

    pattern: str
    is_allowed: bool

    def matches(self, path: str) -> bool:
        """Pieces between stars, each found after the one before: linear, whatever a robots.txt holds."""
        is_anchored = self.pattern.endswith("$")
        first, *others = self.pattern.removesuffix("$").split("*")
        if not path.startswith(first):
            return False
        at = len(first)
        for number, piece in enumerate(others):
            if is_anchored and number == len(others) - 1:
                return path.endswith(piece) and len(path) - len(piece) >= at
            found = path.find(piece, at)
            if found < 0:
                return False
            at = found + len(piece)
        return not is_anchored or at == len(path)


@dataclass(frozen=True, slots=True)
class Robots:
    """What a host allows us: rules, and the seconds that it wants between two requests."""

    rules: tuple[Rule, ...] = ()
    delay: float = 0.0

    def allows(self, path: str) -> bool:
        """Whether a path (with its query) may be fetched; on a tie the permission wins."""
        path = _normalise(path)
        best = max(
            ((len(rule.pattern), rule.is_allowed) for rule in self.rules if rule.matches(path)),
            default=(0, True),
        )
        return best[1]


FORBIDDEN = Robots((Rule("/", False),))


def parse_robots(content: bytes) -> Robots:
    """The rules for us, or those for everyone where none name us."""
    ours: list[tuple[str, str]] = []
    everyones: list[tuple[str, str]] = []
    agents: set[str] = set()
    is_naming, is_named = False, False
    for line in content[:LARGEST].decode("utf-8-sig", "replace").splitlines():
        key, colon, value = (part.strip() for part in line.partition("#")[0].partition(":"))
        key = key.lower()
        if not colon:
            continue
        if key == "user-agent":
            agents = agents if is_naming else set()
            agents.add("*" if value.startswith("*") else _MARK.split(value, maxsplit=1)[0].lower())
            is_naming, is_named = True, is_named or AGENT in agents
        elif key in ("allow", "disallow", "crawl-delay"):
            is_naming = False
            for agent, rules in ((AGENT, ours), ("*", everyones)):
                if agent in agents:
                    rules.append((key, value))
    return _make_robots(ours if is_named else everyones)


def _make_robots(lines: list[tuple[str, str]]) -> Robots:
    rules = tuple(
        Rule(_normalise(value), key == "allow") for key, value in lines if key != "crawl-delay" and value
    )
    return Robots(
        rules, max((_parse_delay(value) for key, value in lines if key == "crawl-delay"), default=0.0)
    )


def _parse_delay(value: str) -> float:
    if not re.fullmatch(r"\d{1,9}(\.\d{1,9})?", value, re.ASCII):
        return 0.0
    return min(float(value), LONGEST_DELAY)


def _normalise(path: str) -> str:
    """The same letters written in one way: %7E and ~, %c3%bc and ü; a %2F stays apart from a slash."""
    parts = re.split(r"(%2[fF]|%2[aA]|%24)", path)
    return "".join(
        part.upper() if number % 2 else quote(unquote_to_bytes(part), safe="/*$?&=+,;:@!()'~#[]%")
        for number, part in enumerate(parts)
    )
