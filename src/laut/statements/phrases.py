"""Repair of impossible phrases: an article alone before its noun, a preposition with nothing behind it.

The rule works on token forms, in which the direction of every quotation mark is known (`„ “ ‚ ‘`).
"""

from laut.encoding import ARTICLES
from laut.statements.decode import Ranges
from laut.statements.marks import OPENS, find_closing

OPEN = ARTICLES | frozenset(("aus", "von", "vom", "in", "im", "für", "mit", "und"))


def complete_phrases(forms: list[str], phrases: Ranges) -> Ranges:
    """Each lone article with the noun that follows it, and with what stands in quotation marks behind that:
    Die → Die Zeitung „Morgenpost“. After a comma it may be a relative pronoun and is left as it is. Of longer
    phrases without a last word that asks for another one: Ludmila Haas aus → Ludmila Haas."""
    return [_complete(forms, start, _close(forms, start, end)) for start, end in phrases]


def _close(forms: list[str], start: int, end: int) -> int:
    while end > start + 1 and forms[end - 1] in OPEN:
        end -= 1
    return end


def _complete(forms: list[str], start: int, end: int) -> tuple[int, int]:
    is_lone = end == start + 1 and forms[start].casefold() in ARTICLES
    is_relative = start > 0 and forms[start - 1] == ","
    if not is_lone or is_relative or end >= len(forms) or not forms[end][:1].isupper():
        return start, end
    end += 1
    closing = find_closing(forms, end) if end < len(forms) and forms[end] in OPENS else None
    return start, end if closing is None else closing + 1
