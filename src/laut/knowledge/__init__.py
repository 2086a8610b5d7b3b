"""The knowledge base: actors, names, offices with dates, places, seats; from lists and tables kept by
hand."""

from laut.knowledge.base import Base, Entry, Metonym, Title, load_base, load_default, load_with
from laut.knowledge.holding import Held

__all__ = ["Base", "Entry", "Held", "Metonym", "Title", "load_base", "load_default", "load_with"]
