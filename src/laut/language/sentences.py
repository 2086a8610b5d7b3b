"""Tokens → sentences: runs of tokens, closed by punctuation, by a blank line, or by a heading's end.

A sentence ends after . ! ? … (and the closing marks and brackets that follow), unless the next word goes
on in lower case, as in „Halt!“ rief er. A line break ends a sentence when it is a blank line, or when
the line before it is short and has no full stop (a heading, a list item).
"""

from laut.encoding import Tokens

_ENDS = frozenset({".", "!", "?", "…", "...", "....", ".."})
_CLOSERS = frozenset({"“", "‘", ")", "]", "*"})


def find_sentences(text: str, tokens: Tokens) -> list[tuple[int, int]]:
    """Sentences as half-open token ranges that cover all tokens in order."""
    sentences, start = [], 0
    for i in range(len(tokens)):
        if i + 1 == len(tokens) or _ends_after(text, tokens, i):
            sentences.append((start, i + 1))
            start = i + 1
    return sentences


def _ends_after(text: str, tokens: Tokens, i: int) -> bool:
    """Whether a sentence ends between token i and token i + 1."""
    gap = text[tokens.ends[i] : tokens.starts[i + 1]]
    if "\n" in gap or "\r" in gap or "\u2029" in gap:
        return _line_ends(tokens, i, gap)
    following = tokens.forms[i + 1]
    if following in _CLOSERS or following in _ENDS or not gap:
        return False
    j = i
    while j and tokens.forms[j] in _CLOSERS:
        j -= 1
    return tokens.forms[j] in _ENDS and not following[0].islower() and following not in {",", ";", ":", "–"}


def _line_ends(tokens: Tokens, i: int, gap: str) -> bool:
    """Whether a line break after token i ends the sentence (it does not where a line was only wrapped)."""
    if gap.count("\n") > 1 or gap.count("\r") > 1 or "\u2029" in gap:
        return True
    following = tokens.forms[i + 1]
    return not following[0].islower() or tokens.forms[i] in _ENDS | _CLOSERS
