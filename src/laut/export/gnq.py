"""The format of the German news quotation corpus (gnq2024): one JSON document an article.

Reading gives the text, the corpus's tokens and the annotated statements; writing gives the same shape
from a `Reading`, so that the corpus's official scorer runs on it.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from laut.errors import InputError

KIND_NAMES = {
    "direct": "Direct",
    "indirect": "Indirect",
    "reported": "Reported",
    "free_indirect": "FreeIndirect",
    "indirect_free_indirect": "IndirectFreeIndirect",
}
MEDIUM_NAMES = {
    "speech": "Speech",
    "speech_writing": "SW",
    "writing": "Writing",
    "speech_thought": "ST",
    "thought": "Thought",
    "thought_writing": "TW",
}
ROLE_NAMES = {"content": "quote", "speaker": "speaker", "cue": "cue", "frame": "frame", "addressee": "addressee"}
