"""The closed label sets of statements, in the order in which the model's outputs stand."""

from laut.records import Kind, Medium

KINDS: tuple[Kind, ...] = ("direct", "indirect", "reported", "free_indirect", "indirect_free_indirect")
ROLES = ("content", "speaker", "cue", "frame", "addressee")
MEDIA: tuple[Medium, ...] = (
    "speech",
    "speech_writing",
    "writing",
    "speech_thought",
    "thought",
    "thought_writing",
)
