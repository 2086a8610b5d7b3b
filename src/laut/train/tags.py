"""The tags of every name layer, O first, then B and I of each label."""


def make_tags(*labels: str) -> list[str]:
    """O, then B and I of every label."""
    return ["O"] + [f"{prefix}-{label}" for label in labels for prefix in "BI"]


_GERMEVAL = [label + ending for label in ("PER", "ORG", "LOC", "OTH") for ending in ("", "deriv", "part")]
NAME_TAGS = make_tags(*_GERMEVAL)
TAG_SETS = {
    "names": NAME_TAGS,
    "inner_names": NAME_TAGS,
    "mentions": make_tags("office", "organisation", "place", "group"),
    "wiki_names": make_tags("PER", "ORG", "LOC", "MISC"),
}
