"""How good a model is: scores of statements and names against annotated articles. Needs no torch."""
