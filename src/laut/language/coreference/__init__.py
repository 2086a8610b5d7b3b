"""Chains within an article: which names, nominals and pronouns stand for the same."""
