"""What can go wrong, as one tree.

LautError
├── ArchiveError    an archive that is missing, damaged, locked, full, or made by a newer version
├── InputError      a file or text that cannot be read; names it and says what to do
├── ModelError      a model folder that is missing, damaged, or made for another version
└── SettingError    a setting, option or argument that makes no sense
"""


class LautError(Exception):
    """Everything that laut raises on purpose; the message is one sentence for a person."""


class ArchiveError(LautError):
    """An archive that is missing, damaged, locked, full, or made by a newer version."""


class InputError(LautError):
    """A file or text that cannot be read."""


class ModelError(LautError):
    """A model folder that is missing, damaged, or made for another version."""


class SettingError(LautError):
    """A setting, option or argument that makes no sense."""
