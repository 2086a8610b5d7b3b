"""The version of laut, as pyproject.toml has it."""

VERSION = "0.1.0"
