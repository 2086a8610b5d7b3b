"""Which news agency does an article name as its source?

Four places count: the mark at the beginning, „Berlin (dpa) –“; the mark at the end, „(APA, 5.3.2024)“; a line
that gives the source, „Quelle: dpa“ or „© AFP“; and the byline. An agency that is only quoted, „sagte er der
dpa“, is no source. Of several agencies the first one named is taken: it is the one that issued the report.
"""

import re

AGENCIES = {
    "dpa": "dpa", "lni": "dpa", "lnw": "dpa", "lno": "dpa", "lby": "dpa", "lsw": "dpa", "lhe": "dpa",
    "lrs": "dpa", "lth": "dpa", "lsc": "dpa", "lbn": "dpa", "lsh": "dpa", "lmv": "dpa", "lsa": "dpa",
    "lbg": "dpa", "tmn": "dpa", "dpa-tmn": "dpa", "dpa-infocom": "dpa", "deutsche presse-agentur": "dpa",
    "dpa-afx": "dpa-AFX", "apa": "APA", "austria presse agentur": "APA", "apa-ots": "APA",
    "sda": "Keystone-SDA", "ats": "Keystone-SDA", "keystone-sda": "Keystone-SDA",
    "schweizerische depeschenagentur": "Keystone-SDA", "awp": "AWP", "afp": "AFP",
    "agence france-presse": "AFP", "reuters": "Reuters", "thomson reuters": "Reuters", "rtr": "Reuters",
    "ap": "AP", "associated press": "AP", "dapd": "dapd", "ddp": "ddp", "epd": "epd", "kna": "KNA",
    "evangelischer pressedienst": "epd", "katholische nachrichten-agentur": "KNA", "kathpress": "Kathpress",
    "sid": "SID", "sport-informations-dienst": "SID", "dts": "dts", "dts nachrichtenagentur": "dts",
    "bloomberg": "Bloomberg", "dow jones": "Dow Jones", "dj": "Dow Jones",
    "dow jones newswires": "Dow Jones", "tass": "TASS", "itar-tass": "TASS", "interfax": "Interfax",
    "ria": "RIA", "ria nowosti": "RIA", "ansa": "ANSA", "xinhua": "Xinhua", "efe": "EFE", "pap": "PAP",
    "ctk": "ČTK", "čtk": "ČTK", "mti": "MTI",
}  # fmt: skip
# Words of a credit that name no agency: one's own desk, and how agencies are announced.
_FILLERS = frozenset(
    (
        "red",
        "redaktion",
        "eigen",
        "eigenbericht",
        "ag",
        "agenturen",
        "agentur",
        "material",
        "quelle",
        "quellen",
    )
)
_PICTURES = frozenset(("foto", "fotos", "bild", "bilder", "symbolbild", "archivbild", "grafik", "video"))
_BRACKETS = re.compile(r"[(\[]([^()\[\]\n]{2,80})[)\]]")
_LEAD_IN = re.compile(r"^\s*(?:mit material (?:von|der)|von|copyright|©|\(c\))[: ]\s*", re.IGNORECASE)
_NOTICE = re.compile(r"©\s*(dpa-infocom)\b|\b(dpa)(?:-infocom)?,\s*dpa:\d{6}", re.IGNORECASE)
_PARTS = re.compile(r"\s*(?:[,;/+&|–:]|\bund\b|\bmit\b)\s*", re.IGNORECASE)
_DATE = re.compile(r"\s*[\d.:-][\d.\s:-]*(?:uhr)?$", re.IGNORECASE)
_DASHES = frozenset("-–—:")
_SENTENCE_ENDS = frozenset(".!?…“”\"«»‹›'")
_HEAD, _TAIL = 300, 500


def find_agency(text: str, author: str | None = None) -> str | None:
    """The agency's name as in `AGENCIES`, or None."""
    head, tail = text[:_HEAD], text[-_TAIL:]
    return (
        _find_bracket(text) or _find_line(tail) or _find_line(head) or _read_credit((author or "")[:200], 1)
    )


def _find_bracket(text: str) -> str | None:
    """A bracket of agencies alone: as a dateline, or after a sentence or at the end of a line as a credit."""
    for match in _BRACKETS.finditer(text):
        agency = _read_credit(match[1], 3)
        if agency is None:
            continue
        line = text[max(0, match.start() - _HEAD) : match.start()].rpartition("\n")[2].rstrip()
        rest = text[match.end() : match.end() + 9].lstrip(" .\t*")
        is_place = len(line.split()) <= 3 and not line.lower().endswith(tuple(AGENCIES))
        is_dateline = match.start() < _HEAD and (is_place or rest[:1] in _DASHES)
        if is_dateline or line[-1:] in _SENTENCE_ENDS or rest[:1] in {"", "\n"}:
            return agency
    return None


def _find_line(part: str) -> str | None:
    """A line that says where the text is from, or holds agencies alone; the notice „© dpa-infocom“."""
    if match := _NOTICE.search(part):
        return AGENCIES[(match[1] or match[2]).lower()]
    for line in part.split("\n"):
        agency = _read_credit(_LEAD_IN.sub("", line), 2) if 2 < len(line) < 80 else None
        if agency:
            return agency
    return None


def _read_credit(credit: str, strangers: int) -> str | None:
    """The first agency of a credit such as „red, APA/dpa, 5.3.2024“; None if it is no credit.

    `strangers` parts may be unknown: the initials of editors, a name, a desk.
    """
    parts = (_DATE.sub("", part).strip(" .*").lower() for part in _PARTS.split(credit))
    known = [part for part in parts if part]
    agencies = [AGENCIES[part] for part in known if part in AGENCIES]
    others = [part for part in known if part not in AGENCIES and part not in _FILLERS]
    if not agencies or len(others) > strangers or not _PICTURES.isdisjoint(others):
        return None
    return agencies[0] if all(len(part.split()) <= 3 for part in others) else None
