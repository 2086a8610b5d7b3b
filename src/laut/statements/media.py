"""Speech, thought or writing: the reader's chances, weighed with the words of cue and speaker.

The corpus decides the medium by words more than by sense (*sagte* is speech in 184 of 184 cases, a
newspaper writes, *laut* and *Angaben* are either), so a log-linear model over those words, fitted with the
model, is added to a share of the log chances. What that is worth stands in LAB.md.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from laut.encoding import Floats

SPEAKER_WORDS = 6
ENDING = 5
FRAME_LETTERS = 4
HEAD = 0.5  # the share; swept on gnq2024/dev, flat from 0.4 to 0.7

MediumWeights = Mapping[str, Sequence[float]]


def find_medium_features(
    kind: str, cue: Sequence[str], speaker: Sequence[str], frame: Sequence[str]
) -> list[str]:
    """What the log-linear model sees: kind, cue words alone and together, speaker words and their ends, and
    the longer words of the frame and their ends."""
    cues = [word.lower() for word in cue]
    speakers = [word.lower() for word in speaker[:SPEAKER_WORDS]]
    features = [f"kind={kind}", "cues=" + " ".join(sorted(cues))]
    features += [f"cue={word}" for word in cues]
    features += [f"speaker={word}" for word in speakers] or ["speaker="]
    features += [f"end={word[-ENDING:]}" for word in speakers]
    for word in frame:
        if word.isalpha() and len(word) >= FRAME_LETTERS:
            features += [f"frame={word.lower()}", f"frame end={word.lower()[-ENDING:]}"]
    return features


def choose_medium(chances: Floats, features: Sequence[str], weights: MediumWeights) -> int:
    """The number of the likeliest medium."""
    scores = HEAD * np.log(chances + 1e-6)
    for feature in features:
        if feature in weights:
            scores = scores + np.array(weights[feature], dtype=np.float32)
    return int(scores.argmax())
