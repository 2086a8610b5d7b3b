"""laut as a component of a spaCy pipeline: `spacy.blank("de").add_pipe("laut")`.

`doc._.statements` is a list of plain dicts, as in `laut read --format json`, with the offsets of `doc.text`.
They stand on the Doc, because equal spans of a Doc share their extension values. `doc.spans` has the groups
`laut/content`, `laut/speaker`, `laut/cue`, `laut/frame`, `laut/addressee` and `laut/names`: spaCy's spans,
grown to whole tokens, in the order of the text, with the kind or the label as label and the statement's id
as `id_`. Both survive a DocBin (`store_user_data=True` for the statements) and `doc.to_bytes()`.
"""

from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from laut.export.json_lines import make_statement
from laut.export.standing import Standings, find_standings
from laut.statements.labels import ROLES

if TYPE_CHECKING:
    from laut import records
    from laut.pipeline import Reader

NAME = "laut"
NAMES = f"{NAME}/names"

_KEPT = f"{NAME}.statements"

Plain = dict[str, Any]


def get_statements(doc: Doc) -> list[Plain]:
    """The statements of a Doc as lists and dicts; a DocBin gives back tuples in place of lists."""
    return [_make_plain(statement) for statement in doc.user_data.get(_KEPT, ())]


def set_statements(doc: Doc, statements: list[Plain]) -> None:
    """Keep statements with a Doc."""
    doc.user_data[_KEPT] = [_make_plain(statement) for statement in statements]


def _make_plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _make_plain(inner) for key, inner in value.items()}
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")  # a DocBin takes no half characters
    return [_make_plain(inner) for inner in value] if isinstance(value, list | tuple) else value


if not Doc.has_extension("statements"):
    Doc.set_extension("statements", getter=get_statements, setter=set_statements)


@Language.factory(
    NAME,
    assigns=["doc._.statements", "doc.spans"],
    default_config={"model": None, "threads": 2},
)
def make_component(nlp: Language, name: str, model: str | None, threads: int) -> "Component":  # noqa: ARG001
    """The component; `model` is a model folder, the one that laut ships where it is None."""
    return Component(model, threads)


class Component:
    """Reads each Doc's text; the model is loaded with the first one, in the process that reads."""

    def __init__(self, model: str | None, threads: int) -> None:
        self._model = model
        self._threads = threads
        self._reader: Reader | None = None

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc, with what was found in it. ModelError where the model is damaged."""
        if self._reader is None:
            from laut.pipeline import Reader

            self._reader = Reader(self._model, self._threads)
        return annotate(doc, self._reader.read(doc.text))

    def __getstate__(self) -> dict[str, Any]:
        return {"_model": self._model, "_threads": self._threads, "_reader": None}


def annotate(doc: Doc, reading: "records.Reading") -> Doc:
    """Write a reading of the Doc's text on the Doc."""
    standings = zip(reading.statements, find_standings(reading), strict=True)
    set_statements(doc, [_make_statement(doc, one, standing) for one, standing in standings])
    for role in ROLES:
        spans = [
            made
            for statement in reading.statements
            for span in getattr(statement, role)
            if (made := _make_span(doc, span, statement.kind, statement.id))
        ]
        doc.spans[f"{NAME}/{role}"] = SpanGroup(doc, spans=sorted(spans))
    names = [
        made
        for mention in reading.analysis.mentions
        if (made := _make_span(doc, mention.span, mention.label, ""))
    ]
    doc.spans[NAMES] = SpanGroup(doc, spans=names)
    return doc


def _make_statement(doc: Doc, one: "records.Statement", standing: Standings) -> dict[str, object]:
    """As in JSON, with the actors whom the speaker and the addressee stand for."""
    made = make_statement(one, doc.text)
    for role in ("speaker", "addressee"):
        made[f"{role}_actors"] = [
            {"id": known.actor.id, "name": known.actor.name, "score": known.score, "chain": list(known.chain)}
            for known in getattr(standing, role)
        ]
    return made


def _make_span(doc: Doc, span: "records.Span", label: str, name: str) -> Span | None:
    """The tokens that a span covers; None where there are none."""
    if span.start == span.end:
        return None
    return doc.char_span(span.start, span.end, label=label, span_id=name, alignment_mode="expand")
