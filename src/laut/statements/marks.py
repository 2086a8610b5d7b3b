"""Repair of impossible contents: half a quotation, an unclosed mark, a full stop that does not belong.

The rules work on token forms, in which the direction of every quotation mark is known (`„ “ ‚ ‘`).
"""

from laut.statements.decode import Ranges

OPENS = {"„": "“", "‚": "‘"}
CLOSES = {"“", "‘"}
LONGEST = 2000


def find_closing(forms: list[str], opening: int) -> int | None:
    """The token of the mark that closes the one at `opening`, or None within 2,000 tokens."""
    mark, closing, depth = forms[opening], OPENS[forms[opening]], 0
    for i in range(opening, min(len(forms), opening + LONGEST)):
        depth += (forms[i] == mark) - (forms[i] == closing)
        if depth == 0:
            return i
    return None


def repair_quotation(forms: list[str], content: Ranges) -> Ranges:
    """A direct content made whole: from its opening mark to the mark that closes it.

    Left as it is where no opening mark stands at its border, where nothing closes it, or where the content
    began before the mark and closing it would change more than half of it.
    """
    start, end = content[0][0], content[-1][1]
    for opening in (start, start - 1, start + 1):
        if 0 <= opening < len(forms) and forms[opening] in OPENS:
            closing = find_closing(forms, opening)
            is_sure = (
                opening <= start
            )  # the content begins with the mark: what is quoted ends where the mark closes
            if closing is not None and (is_sure or _is_alike((start, end), (opening, closing + 1))):
                return [(opening, closing + 1)]
            return content
    return content


def repair_borders(forms: list[str], content: Ranges) -> Ranges:
    """Marks at the outer borders of any other content: take in the missing half, leave out the odd one."""
    start, end = content[0][0], content[-1][1]
    depth = [0]
    for i in range(start, end):
        depth.append(depth[-1] + (forms[i] in OPENS) - (forms[i] in CLOSES))
    if depth[-1] > 0 and end < len(forms) and forms[end] in CLOSES:
        end += 1
    elif min(depth) < 0 and start > 0 and forms[start - 1] in OPENS:
        start -= 1
    elif end - start > 1 and _is_odd(forms[end - 1], depth[-1]):
        end -= 1
    first, last = content[0], content[-1]
    if len(content) == 1:
        return [(start, end)]
    return [(start, first[1]), *content[1:-1], (last[0], max(end, last[0] + 1))]


def _is_odd(form: str, depth: int) -> bool:
    """Whether a last mark is one too many: it closes what was not opened, or opens what is not closed."""
    return (depth < 0 and form in CLOSES) or (depth > 0 and form in OPENS)


def _is_alike(a: tuple[int, int], b: tuple[int, int]) -> bool:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return 2 * shared >= 0.5 * (a[1] - a[0] + b[1] - b[0])
