"""Chains → Actor: who it is, at the article's date, or an honest "unknown"."""
