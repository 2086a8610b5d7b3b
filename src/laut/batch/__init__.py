"""Many articles: shards of captures, worker processes that read them into parts, one load."""

from laut.batch.local import Plan, Summary, ingest

__all__ = ["Plan", "Summary", "ingest"]
