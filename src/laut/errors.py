"""What can go wrong, as one tree.

LautError
├── ArchiveError     an archive that is missing, damaged, locked, full, or made by a newer version
├── CorrectionError  a correction whose subject is not there, or that contradicts another one
├── InputError       a file or text that cannot be read; names it and says what to do
├── KnowledgeError   a knowledge base or a table of actors that is missing, malformed or contradicts itself
├── ModelError       a model folder that is missing, damaged, or made for another version
└── SettingError     a setting, option or argument that makes no sense
"""


class LautError(Exception):
    """Everything that laut raises on purpose; the message is one sentence for a person."""


class ArchiveError(LautError):
    """An archive that is missing, damaged, locked, full, or made by a newer version."""


class CorrectionError(LautError):
    """A correction whose subject is not there, or that contradicts another one."""


class InputError(LautError):
    """A file or text that cannot be read."""


class KnowledgeError(LautError):
    """A knowledge base or a table of actors that is missing, malformed or contradicts itself."""


class ModelError(LautError):
    """A model folder that is missing, damaged, or made for another version."""


class SettingError(LautError):
    """A setting, option or argument that makes no sense."""
