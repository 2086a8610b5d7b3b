"""Corpora as they come → examples: texts with statements and names as character spans."""
