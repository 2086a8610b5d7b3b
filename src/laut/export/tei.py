"""TEI P5: a `teiCorpus` with one `TEI` an article, statements as `<said>` with who, toWhom, direct, aloud.

Each line of the text is a `<p>`, so that the paragraphs joined by line breaks are the text exactly. XML is
a tree: a content that crosses another one, a line break or a gap becomes several `<said>`, chained by
`next` and `prev`, of which the first bears the statement's id. `ana` names kind and medium, which the
corpus header declares; `who` and `toWhom` the participants in the article's header, which have an actor's
id where it is known, and as a note what led there. Speaker, cue, frame and addressee are `<seg type="…"
corresp="#statement">` where they stand. Characters that XML can't hold are replaced by U+FFFD, one for one.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from laut.export.entries import Entry, Stream
from laut.export.segments import Segment, find_segments
from laut.export.standing import Standing, Standings, explain, find_standings, is_person, is_wikidata
from laut.export.voices import Voice, find_voices
from laut.export.wording import KINDS, MEDIA
from laut.records import Reading, Statement

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_STEERING = re.compile("[\r\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_NOT_IN_NAMES = re.compile(r"[^\w.-]", re.ASCII)
_ALOUD = {"speech": "true", "writing": "false", "thought": "false", "thought_writing": "false"}


@dataclass(frozen=True, slots=True)
class _Marks:
    """The XML names in one article: of its statements, and of their speakers and addressees."""

    statements: tuple[str, ...]
    speakers: dict[int, tuple[str, ...]]
    addressees: dict[int, tuple[str, ...]]
    actors: dict[str, tuple[str, Standing]]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A bit of a line: a tag that opens (`number` of the statement, which of its parts from 0), or text."""

    markup: str = ""
    number: int = -1
    part: int = 0


def write_tei(entry: Entry) -> str:
    """One article as a `TEI` element."""
    reading = entry.reading
    voices = find_voices(reading)
    marks = _make_marks(reading, voices)
    body = "".join(_iter_markup(reading, marks))
    header = _make_header(entry, voices, marks)
    return f"<TEI>\n{header}<text><body>\n{body}</body></text>\n</TEI>\n"


def _make_marks(reading: Reading, voices: tuple[Voice, ...]) -> _Marks:
    """Names that no other article of the corpus has: ids of statements hold that of their article."""
    article = _make_name("a", reading.article.id)
    seen: Counter[str] = Counter()
    names = []
    for statement in reading.statements:
        seen[statement.id] += 1
        twin = f".{seen[statement.id]}" if seen[statement.id] > 1 else ""
        names.append(_make_name("s", statement.id) + twin)
    standings = find_standings(reading)
    actors = _name_actors(article, standings)
    speakers = {
        number: _find_names(voice.standing, actors) or (f"{article}.speaker{place}",)
        for place, voice in enumerate(voices, 1)
        for number in voice.statements
    }
    unknown = [number for number, one in enumerate(standings) if not one.addressee]
    words = dict.fromkeys(
        reading.words(addressee) for number in unknown if (addressee := reading.statements[number].addressee)
    )
    places = {addressee: place for place, addressee in enumerate(words, 1)}
    addressees = {
        number: _find_names(standings[number].addressee, actors)
        or (f"{article}.addressee{places[reading.words(one.addressee)]}",)
        for number, one in enumerate(reading.statements)
        if one.addressee
    }
    return _Marks(tuple(names), speakers, addressees, actors)


def _name_actors(article: str, standings: Iterable[Standings]) -> dict[str, tuple[str, Standing]]:
    """By id the XML name of each actor in this article, and how it came to be known first."""
    found: dict[str, tuple[str, Standing]] = {}
    for one in (one for each in standings for one in (*each.speaker, *each.addressee)):
        if one.actor.id not in found:
            name = f"{article}.{_NOT_IN_NAMES.sub('_', one.actor.id)}"
            taken = {name for name, _ in found.values()}
            found[one.actor.id] = (name if name not in taken else f"{name}.{len(found)}", one)
    return found


def _find_names(standing: Iterable[Standing], actors: dict[str, tuple[str, Standing]]) -> tuple[str, ...]:
    return tuple(actors[one.actor.id][0] for one in standing)


def _point(names: Iterable[str]) -> str:
    return " ".join(f"#{name}" for name in names)


def _make_name(letter: str, given: str) -> str:
    """An id as an XML name."""
    name = _NOT_IN_NAMES.sub("_", given)
    return name if name[:1].isalpha() else f"{letter}{name}"


def _iter_markup(reading: Reading, marks: _Marks) -> Iterator[str]:
    lines = list(_iter_lines(reading, marks))
    parts = Counter(piece.number for line in lines for piece in line)
    for line in lines:
        inner = "".join(
            _open_said(reading, marks, piece, parts[piece.number]) if piece.number >= 0 else piece.markup
            for piece in line
        )
        yield f"<p>{inner}</p>\n"


def _iter_lines(reading: Reading, marks: _Marks) -> Iterator[list[_Piece]]:
    """The text line by line, as pieces."""
    text = reading.article.text
    parts: Counter[int] = Counter()
    line: list[_Piece] = []
    opened: list[int] = []
    for segment in find_segments(reading):
        words = text[segment.start : segment.end].removesuffix("\n")
        if words:
            _change(line, opened, list(segment.covering), parts)
            line.append(_Piece(_wrap(segment, words, marks)))
        if segment.start + len(words) < segment.end:
            _change(line, opened, [], parts)
            yield line
            line = []
    _change(line, opened, [], parts)
    yield line


def _change(line: list[_Piece], opened: list[int], wanted: list[int], parts: Counter[int]) -> None:
    """Close and open statements so that the wanted ones are open, outermost first."""
    same = 0
    while same < min(len(opened), len(wanted)) and opened[same] == wanted[same]:
        same += 1
    line.extend(_Piece("</said>") for _ in opened[same:])
    for number in wanted[same:]:
        line.append(_Piece(number=number, part=parts[number]))
        parts[number] += 1
    opened[:] = wanted


def _wrap(segment: Segment, words: str, marks: _Marks) -> str:
    """The words of a segment, in a `<seg>` for each role that they have."""
    markup = _escape(words)
    for number, role in reversed(segment.roles):
        markup = f'<seg type="{role}" corresp="#{marks.statements[number]}">{markup}</seg>'
    return markup


def _open_said(reading: Reading, marks: _Marks, piece: _Piece, parts: int) -> str:
    """A `<said>` tag: the statement's id on its first part, and where the parts before and after are."""
    statement, name = reading.statements[piece.number], marks.statements[piece.number]
    given = [f'xml:id="{_name_part(name, piece.part)}"']
    if piece.part:
        given.append(f'prev="#{_name_part(name, piece.part - 1)}"')
    if piece.part + 1 < parts:
        given.append(f'next="#{_name_part(name, piece.part + 1)}"')
    if piece.number in marks.speakers:
        given.append(f'who="{_point(marks.speakers[piece.number])}"')
    if piece.number in marks.addressees:
        given.append(f'toWhom="{_point(marks.addressees[piece.number])}"')
    return f"<said {' '.join(given)} {_describe(statement)}>"


def _name_part(name: str, part: int) -> str:
    return f"{name}-part{part + 1}" if part else name


def _describe(statement: Statement) -> str:
    direct = "true" if statement.kind == "direct" else "false"
    aloud = _ALOUD.get(statement.medium, "unknown")
    return f'direct="{direct}" aloud="{aloud}" ana="#kind.{statement.kind} #medium.{statement.medium}"'


def _make_header(entry: Entry, voices: tuple[Voice, ...], marks: _Marks) -> str:
    article = entry.reading.article
    title = _escape(article.title or article.id)
    source = [f"<title>{title}</title>"]
    if article.author:
        source.append(f"<author>{_escape(article.author)}</author>")
    if article.outlet:
        source.append(f"<publisher>{_escape(article.outlet)}</publisher>")
    if article.published_on:
        day = article.published_on.isoformat()
        source.append(f'<date when="{day}">{day}</date>')
    kinds = {"laut": article.id, "URL": article.url, "SHA-256": entry.text_hash, "copyOf": article.copy_of}
    source += [f'<idno type="{kind}">{_escape(words)}</idno>' for kind, words in kinds.items() if words]
    if article.agency:
        source.append(f'<note type="agency">{_escape(article.agency)}</note>')
    withheld = " The text is withheld but for quotations." if entry.longest is not None else ""
    return (
        f"<teiHeader>\n<fileDesc>\n<titleStmt><title>{title}</title></titleStmt>\n"
        f"<publicationStmt><p>Read by {_escape(entry.reading.model or 'laut')}.{withheld}</p>"
        f"</publicationStmt>\n<sourceDesc><bibl>{''.join(source)}</bibl></sourceDesc>\n</fileDesc>\n"
        f"{_make_participants(entry.reading, voices, marks)}</teiHeader>\n"
    )


def _make_participants(reading: Reading, voices: tuple[Voice, ...], marks: _Marks) -> str:
    """The profile with those who speak and are spoken to; empty where the article has none."""
    people: list[str] = []
    organisations: list[str] = []
    for name, standing in marks.actors.values():
        (people if is_person(standing.actor) else organisations).append(_make_actor(name, standing))
    for voice in voices:
        if voice.standing:
            continue
        (name,) = marks.speakers[voice.statements[0]]
        if voice.is_organisation:
            organisations.append(f'<org xml:id="{name}"><orgName>{_escape(voice.name)}</orgName></org>')
        else:
            people.append(f'<person xml:id="{name}"><persName>{_escape(voice.name)}</persName></person>')
    known = {name for name, _ in marks.actors.values()}
    addressees = {
        names[0]: reading.words(reading.statements[number].addressee)
        for number, names in marks.addressees.items()
        if names[0] not in known
    }
    for name, words in addressees.items():
        people.append(f'<person xml:id="{name}"><name>{_escape(words)}</name></person>')
    listed = f"<listPerson>{''.join(people)}</listPerson>" if people else ""
    listed += f"<listOrg>{''.join(organisations)}</listOrg>" if organisations else ""
    return f"<profileDesc><particDesc>{listed}</particDesc></profileDesc>\n" if listed else ""


def _make_actor(name: str, standing: Standing) -> str:
    """A participant with its id and the mentions that led there."""
    actor = standing.actor
    kind = "Wikidata" if is_wikidata(actor.id) else "laut"
    about = f'<idno type="{kind}">{_escape(actor.id)}</idno>'
    about += f'<note type="chain">{_escape(explain(standing))}</note>'
    if is_person(actor):
        return f'<person xml:id="{name}"><persName>{_escape(actor.name)}</persName>{about}</person>'
    return f'<org xml:id="{name}"><orgName>{_escape(actor.name)}</orgName>{about}</org>'


def _escape(words: str) -> str:
    """Text or an attribute's value; what steers a screen becomes a reference, which reads back the same."""
    safe = escape(_FORBIDDEN.sub("\ufffd", words), {'"': "&quot;"})
    return _STEERING.sub(lambda match: f"&#x{ord(match[0]):x};", safe)


def _make_head() -> str:
    groups = (("kind", KINDS), ("medium", MEDIA))
    taxonomies = "".join(
        f'<taxonomy xml:id="{group}">'
        + "".join(
            f'<category xml:id="{group}.{label}"><catDesc>{words}</catDesc></category>'
            for label, words in labels.items()
        )
        + "</taxonomy>\n"
        for group, labels in groups
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">\n'
        "<teiHeader>\n<fileDesc>\n<titleStmt><title>Reported speech in news articles</title></titleStmt>\n"
        "<publicationStmt><p>Written by laut.</p></publicationStmt>\n"
        "<sourceDesc><p>The articles below.</p></sourceDesc>\n</fileDesc>\n"
        f"<encodingDesc><classDecl>\n{taxonomies}</classDecl></encodingDesc>\n</teiHeader>\n"
    )


CORPUS = Stream(write_tei, head=_make_head(), foot="</teiCorpus>\n")
