"""The closed label sets of statements, in the order in which the model's outputs stand."""

KINDS = ("direct", "indirect", "reported", "free_indirect", "indirect_free_indirect")
ROLES = ("content", "speaker", "cue", "frame", "addressee")
MEDIA = ("speech", "speech_writing", "writing", "speech_thought", "thought", "thought_writing")
