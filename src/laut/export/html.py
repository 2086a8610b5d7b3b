"""One article as a page that needs nothing else: no network, no script, styles inside (`page.css`).

Statements stand in their speakers' colours with the number of their row in the table below; pointing at
one (or focusing its number) shows its roles, and lights up its pieces, speaker, cue and addressee. All
text is escaped; characters that would steer the browser's text direction are shown as stand-ins.
"""

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from laut.export.segments import Segment, find_depths, find_segments
from laut.export.speakers import Speaker, find_speakers
from laut.export.standing import Standing, Standings, explain, find_standings, name_actors
from laut.export.visible import iter_visible, make_visible
from laut.export.wording import count_words, describe_manner, iter_names
from laut.records import Reading, Spans

HUES = 10
MOST_LIT = 300
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_ROLE_LETTERS = {"speaker": "p", "cue": "c", "frame": "f", "addressee": "a"}


def write_html(reading: Reading) -> str:
    """The page, ready to be encoded as UTF-8."""
    speakers = find_speakers(reading)
    colours = _find_colours(reading, speakers)
    style = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
    parts = [
        '<!DOCTYPE html>\n<html lang="de">\n<head>\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f'<meta name="generator" content="laut {_show(reading.model)}">',
        f"<title>{_show(_find_name(reading))}</title>",
        f"<style>\n{style}{_make_lights(reading)}</style>\n</head>\n<body>",
        _make_header(reading, speakers),
        _make_legend(speakers, colours),
        f'<article dir="ltr">\n{_make_article(reading, colours)}</article>',
        _make_table(reading, colours),
        _make_names(reading),
        _make_footer(reading),
        "</body>\n</html>",
    ]
    return "\n".join(part for part in parts if part)


def _show(text: str) -> str:
    """Text as it may stand in an element or a quoted attribute."""
    return escape(make_visible(text), quote=True)


def _show_text(text: str) -> str:
    """Text of the article: escaped, with stand-ins set apart from what is really there."""
    return "".join(
        f'<span class="control">{escape(piece)}</span>' if is_stand_in else escape(piece)
        for piece, is_stand_in in iter_visible(text)
    )


def _words(reading: Reading, spans: Spans) -> str:
    """The words of some spans on one line."""
    return " ".join(reading.words(spans).split())


def _find_colours(reading: Reading, speakers: tuple[Speaker, ...]) -> list[str]:
    """For each statement the classes of its speaker's colour."""
    colours = ["k ku"] * len(reading.statements)
    for place, speaker in enumerate(speakers):
        for number in speaker.statements:
            if speaker.is_known:
                colours[number] = f"k k{place % HUES}"
    return colours


def _find_name(reading: Reading) -> str:
    """The title, or the first line of the text, cut at 80 characters."""
    lines = (line.strip() for line in (reading.article.title or reading.article.text).splitlines())
    first = next((line for line in lines if line), "laut")
    return first if len(first) <= 80 else first[:79] + "…"


def _make_lights(reading: Reading) -> str:
    """Rules that light up all parts of a statement together; left out where they would be too many."""
    if len(reading.statements) > MOST_LIT:
        return ""
    rules = []
    for n in range(1, len(reading.statements) + 1):
        lit = f"body:has(.i{n}:hover,.i{n}:focus-within,#r{n}:hover,#r{n}:target)"
        rules.append(
            f"{lit} .s{n}{{background:var(--strong)}}"
            f"{lit} .p{n}{{outline:2px solid;outline-offset:2px;border-radius:.2em}}"
            f"{lit} .c{n}{{text-decoration:underline wavy 1.5px;text-underline-offset:.2em}}"
            f"{lit} .a{n}{{outline:2px dashed;outline-offset:2px;border-radius:.2em}}\n"
        )
    return "".join(rules)


def _make_header(reading: Reading, speakers: tuple[Speaker, ...]) -> str:
    article = reading.article
    known = sum(speaker.is_known for speaker in speakers)
    facts = [_show(article.outlet)] if article.outlet else []
    if article.published_on:
        facts.append(f'<time datetime="{article.published_on}">{article.published_on}</time>')
    if article.url:
        facts.append(_make_link(article.url))
    facts.append(count_words(len(reading.statements), "statement", "statements"))
    facts.append(count_words(known, "speaker", "speakers"))
    title = f"<h1>{_show(article.title)}</h1>\n" if article.title else ""
    return f'<header>\n{title}<p class="facts" lang="en">{" · ".join(facts)}</p>\n</header>'


def _make_link(url: str) -> str:
    """A link where the address is one of the web; any other is only shown."""
    shown = _show(url)
    is_web = url.lower().startswith(("http://", "https://"))
    return f'<a href="{shown}" rel="noopener noreferrer">{shown}</a>' if is_web else shown


def _make_legend(speakers: tuple[Speaker, ...], colours: list[str]) -> str:
    if not speakers:
        return ""
    items = []
    for speaker in speakers:
        first = speaker.statements[0]
        name = _show(_name_speaker(speaker)) or '<span class="unknown" lang="en">unknown</span>'
        items.append(
            f'<li><a class="{colours[first]}" href="#s{first + 1}"><bdi>{name}</bdi>'
            f'<span class="count">{len(speaker.statements)}</span></a></li>'
        )
    return '<ul class="legend">\n' + "\n".join(items) + "\n</ul>"


def _name_speaker(speaker: Speaker) -> str:
    """The actors, where they are known, else the words."""
    return " + ".join(one.actor.name for one in speaker.standing) or " / ".join(speaker.forms)


def _make_article(reading: Reading, colours: list[str]) -> str:
    """The text in paragraphs; a short first line that stands alone looks like the headline it is."""
    paragraphs: list[str] = []
    lines: list[str] = []
    for line in [*_iter_lines(reading, colours), ""]:
        if line.strip():
            lines.append(line)
        elif lines:
            paragraphs.append("\n".join(lines))
            lines = []
    first_line = reading.article.text.lstrip().split("\n", 1)[0]
    has_headline = not reading.article.title and len(paragraphs) > 1 and len(first_line) < 120
    kinds = [
        ' class="headline"' if has_headline and not n and "\n" not in p else ""
        for n, p in enumerate(paragraphs)
    ]
    return "".join(f"<p{kind}>{made}</p>\n" for kind, made in zip(kinds, paragraphs, strict=True))


def _iter_lines(reading: Reading, colours: list[str]) -> Iterator[str]:
    """The lines of the text as HTML; no element goes over the end of a line."""
    text, numbered = reading.article.text, set[int]()
    tips = [_describe(reading, number, one) for number, one in enumerate(find_standings(reading))]
    line: list[str] = []
    for segment in find_segments(reading):
        words = text[segment.start : segment.end]
        shown = _show_text(words).removesuffix("\n")
        if shown:
            shown = _mark_roles(segment, shown, colours)
            line.append(_mark_statements(segment, shown, colours, tips, numbered))
        if words.endswith("\n"):
            yield "".join(line)
            line = []
    yield "".join(line)


def _mark_roles(segment: Segment, shown: str, colours: list[str]) -> str:
    """Wrap words that have a role, so that they can be lit up; speakers' names show whose they are."""
    if not segment.roles:
        return shown
    names = [f"{_ROLE_LETTERS[role]}{number + 1}" for number, role in segment.roles]
    speakers = [number for number, role in segment.roles if role == "speaker"]
    if speakers:
        names += ["speaker", colours[speakers[0]]]
    return f'<span class="{" ".join(names)}">{shown}</span>'


def _mark_statements(
    segment: Segment, shown: str, colours: list[str], tips: list[str], numbered: set[int]
) -> str:
    """Wrap words in one mark with the innermost statement's colour; number the statements that open here."""
    if not segment.covering:
        return shown
    inner = segment.covering[-1]
    links = []
    for number in segment.opening:
        anchor = "" if number in numbered else f' id="s{number + 1}"'
        numbered.add(number)
        links.append(f'<a class="n {colours[number]}"{anchor} href="#r{number + 1}">{number + 1}</a>')
    names = [colours[inner], f"d{min(3, len(segment.covering))}", f"i{inner + 1}"]
    names += [f"s{number + 1}" for number in segment.covering]
    names += ["first"] * bool(segment.opening) + ["last"] * bool(segment.closing)
    return f'<mark class="{" ".join(names)}" data-roles="{tips[inner]}">{"".join(links)}{shown}</mark>'


def _describe(reading: Reading, number: int, standings: Standings) -> str:
    """The roles of a statement, a line each, ready for an attribute."""
    statement = reading.statements[number]
    lines = [f"{number + 1} · {describe_manner(statement)} · {statement.evidence.score:.2f}"]
    lines.append(
        f"Speaker: {_words(reading, statement.speaker) or 'unknown'} ({statement.scores.speaker:.2f})"
    )
    lines += [f"→ {one.actor.name} ({one.actor.id}): {explain(one)}" for one in standings.speaker]
    for name, spans, score in (
        ("To", statement.addressee, statement.scores.addressee),
        ("Cue", statement.cue, statement.scores.cue),
        ("Frame", statement.frame, statement.scores.frame),
    ):
        if spans:
            lines.append(f"{name}: {_words(reading, spans)} ({score:.2f})")
        if name == "To":
            lines += [f"→ {one.actor.name} ({one.actor.id}): {explain(one)}" for one in standings.addressee]
    return _show("\n".join(lines)).replace("\n", "&#10;")


def _make_table(reading: Reading, colours: list[str]) -> str:
    if not reading.statements:
        return '<p class="facts" lang="en">No statement was found.</p>'
    rows = [
        _make_row(reading, number, colours[number - 1], depth, standings)
        for number, (depth, standings) in enumerate(
            zip(find_depths(reading), find_standings(reading), strict=True), start=1
        )
    ]
    heads = "".join(
        f'<th scope="col">{head}</th>'
        for head in ("#", "Said", "Speaker", "To", "Kind · medium", "Cue", "Score")
    )
    return (
        '<div class="scroll" lang="en">\n<table>\n<caption><h2>Statements</h2></caption>\n'
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n" + "\n".join(rows) + "\n</tbody>\n</table>\n</div>"
    )


def _make_row(reading: Reading, number: int, colour: str, depth: int, standings: Standings) -> str:
    statement = reading.statements[number - 1]
    speaker = _cell(reading, statement.speaker) or '<span class="unknown">unknown</span>'
    speaker += _make_actors(reading, statement.speaker, standings.speaker)
    addressee = _cell(reading, statement.addressee)
    addressee += _make_actors(reading, statement.addressee, standings.addressee)
    score = f"{statement.evidence.score:.2f}"
    bar = round(100 * min(1.0, max(0.0, statement.evidence.score)))
    nested = f" in{min(3, depth)}" if depth else ""
    return (
        f'<tr id="r{number}" class="{colour}"><td><a href="#s{number}">{number}</a></td>'
        f'<td class="said{nested}" lang="de">{_cell(reading, statement.content)}</td>'
        f'<td class="who" lang="de">{speaker}</td>'
        f'<td class="to" lang="de" data-name="to">{addressee}</td>'
        f'<td class="manner">{describe_manner(statement)}</td>'
        f'<td class="cue" lang="de" data-name="cue">{_cell(reading, statement.cue)}</td>'
        f'<td class="score">{score}<span class="bar"><i style="width:{bar}%"></i></span></td></tr>'
    )


def _make_actors(reading: Reading, role: Spans, standing: Sequence[Standing]) -> str:
    """Whom words stand for, with what led there where one points; nothing where that is not known."""
    name = name_actors(standing, _words(reading, role))
    why = _show("\n".join(map(explain, standing))).replace("\n", "&#10;")
    return f' <span class="actor" title="{why}">→ <bdi>{_show_text(name)}</bdi></span>' if name else ""


def _cell(reading: Reading, spans: Spans) -> str:
    words = _words(reading, spans)
    return f"<bdi>{_show_text(words)}</bdi>" if words else ""


def _make_names(reading: Reading) -> str:
    entries = [
        f'<dt>{label}</dt><dd lang="de">'
        + ", ".join(
            f"<bdi>{_show_text(words)}</bdi>" + (f" ×{count}" if count > 1 else "") for words, count in names
        )
        + "</dd>"
        for label, names in iter_names(reading)
    ]
    return (
        f'<section lang="en">\n<h2>Names</h2>\n<dl class="names">{"".join(entries)}</dl>\n</section>'
        if entries
        else ""
    )


def _make_footer(reading: Reading) -> str:
    return (
        f'<footer lang="en">Read by laut with the model {_show(reading.model)}. Every marked word stands in '
        "the article. Scores are probabilities; what is not certain enough is left empty.</footer>"
    )
