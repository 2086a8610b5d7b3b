"""`card.json` → `card.md`: the tables that a person reads."""

from typing import Any

Row = list[str]
Card = dict[str, Any]

_HEAD = """# {name} {version}

The model that laut reads German news with. One encoder (multilingual-e5-small, MIT licence, its
vocabulary cut to German), heads for anchors of statements and for names, and a reader of roles; int8
weights, {megabytes:.1f} MB.

**Licence: {licence}.** It was trained on data under non-commercial share-alike licences (below), so the
weights carry the same terms; laut's code is under Apache-2.0.

Measured on {measured_on} ({machine}) by `python -m laut.train.card`. Scores follow the German news
quotation corpus's official scorer; every number is in `card.json`.
"""

_LIMITS = """
## Limits

- Trained on Wikinews 2004-2022 and on invented newsroom articles: other genres (interviews in full,
  fiction, social media) were never measured.
- The dev set also chose the thresholds and fitted the scores; newsroom/test did neither.
- Newsroom articles were written for the project by annotators who know the guide, so they agree with it
  better than the corpus agrees with itself; real articles are harder.
- Whom a pronoun or a noun stands for is often left open and not seldom wrong (docs/chains.md,
  docs/actors.md).
"""


def render_card(card: Card) -> str:
    """The whole page."""
    parts = [_HEAD.format(megabytes=card["bytes"] / 1e6, **card)]
    parts += ["\n## Trained on\n", table(["corpus", "licence"], _corpus_rows(card))]
    parts += ["\n## Statements\n", table(_SCORE_HEAD, _score_rows(card["statements"]))]
    for name in ("dev", "newsroom"):
        report = card["statements"][name]
        parts += [
            f"\n## Kinds ({name})\n",
            table(["kind", "gold", "found", "P", "R", "F1"], _kind_rows(report)),
        ]
        parts += [f"\n## Roles ({name})\n", table(["role", "gold", "P", "R", "F1"], _role_rows(report))]
        parts += [f"\n## Reliability of statement scores ({name})\n", *_reliability(report)]
        head = ["role", "score from", "named", "precision", "share of those that have one"]
        parts += [f"\n## How often a role is named ({name})\n", table(head, _coverage_rows(report))]
    parts += [
        "\n## Names, strict\n",
        table(["set", "label", "gold", "P", "R", "F1"], _name_rows(card["names"])),
    ]
    unknown = card["unknown_pieces"]
    parts.append(
        f"\n## Unknown pieces\n\n{unknown['unknown']} of {unknown['pieces']:,} pieces of unseen news text "
        f"(news/10kgnad_test.csv), {100 * unknown['rate']:.4f} %.\n"
    )
    parts += _errors(card.get("errors"))
    return "".join(parts) + _LIMITS


def _errors(errors: Card | None) -> list[str]:
    if not errors:
        return []
    rows = [[what, *map(str, counts)] for what, counts in errors["causes"].items()]
    sums = [str(sum(counts)) for counts in zip(*errors["causes"].values(), strict=True)]
    return [
        "\n## Errors by cause, by hand\n\nErrors of each set and model, drawn at random and sorted by one "
        "reader (labels/errors.tsv, labels/README.md).\n",
        table(["cause", *errors["runs"]], [*rows, ["all", *sums]]),
    ]


def table(head: Row, rows: list[Row]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n" + "".join("| " + " | ".join(line) + " |\n" for line in lines)


_SCORE_HEAD = ["set", "articles", "statements", "joint F1", "message", "roles", "kind", "medium", "addressee"]


def _score_rows(reports: dict[str, Any]) -> list[Row]:
    rows = []
    for name, report in reports.items():
        scores = [report["scores"][what]["f1"] for what in ("joint", "message", "roles", "kind", "medium")]
        scores.append(next(role["score"]["f1"] for role in report["roles"] if role["role"] == "addressee"))
        counts = report["counts"]
        rows.append([name, str(counts["articles"]), str(counts["gold"]), *map(percent, scores)])
    return rows


def _corpus_rows(card: Card) -> list[Row]:
    return [[f"{name} ({corpus['folder']})", corpus["licence"]] for name, corpus in card["corpora"].items()]


def _kind_rows(report: Card) -> list[Row]:
    return [
        [row["kind"].replace("_", " "), str(row["support"]), str(row["found"]), *_prf(row["score"])]
        for row in report["kinds"]
    ]


def _role_rows(report: Card) -> list[Row]:
    return [[row["role"], str(row["support"]), *_prf(row["score"])] for row in report["roles"]]


def _name_rows(names: dict[str, Any]) -> list[Row]:
    return [
        [name, row["label"], str(row["support"]), *_prf(row["score"])]
        for name, result in names.items()
        for row in result["rows"]
    ]


def _reliability(report: Card) -> list[str]:
    if not report["reliabilities"]:
        return ["\nNothing was found, so there are no scores.\n"]
    errors = ", ".join(f"{each['name']} {each['error']:.3f}" for each in report["reliabilities"])
    rows = [
        [f"{b['low']:.1f}-{b['high']:.1f}", str(b["count"]), number(b["score"]), number(b["right"])]
        for b in report["reliabilities"][0]["bins"]
    ]
    return [
        f"\nExpected calibration error: {errors}.\n",
        table(["scored", "count", "mean score", "right"], rows),
    ]


def _coverage_rows(report: Card) -> list[Row]:
    return [
        [c["role"], f"{p['threshold']:.2f}", str(p["named"]), percent(p["precision"]), percent(p["share"])]
        for c in report["coverages"]
        for p in c["points"]
    ]


def _prf(score: dict[str, float]) -> Row:
    return [percent(score[what]) for what in ("precision", "recall", "f1")]


def percent(value: float) -> str:
    """A share as percent with one decimal."""
    return f"{100 * value:.1f}"


def number(value: float | None) -> str:
    """A share with three decimals; a dash where there is none."""
    return "-" if value is None else f"{value:.3f}"
