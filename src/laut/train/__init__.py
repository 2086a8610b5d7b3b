"""Corpora → model folder: one trainer, the graphs, calibration and the card (extra: train)."""
