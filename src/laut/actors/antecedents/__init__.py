"""Speakers without a name → whom the article means: "er", "der Minister", "die Behörde", "demnach"."""
