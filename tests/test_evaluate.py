"""`laut evaluate`: files in, tables out; and the names' scorer."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from gnq_articles import NAME, make_articles
from laid_down import LaidDownReader

import laut.pipeline
from laut.cli.evaluate_actors import make_dated_article
from laut.cli.main import main
from laut.errors import InputError
from laut.evaluate.germeval import iter_chunks, iter_sentences, join_tokens
from laut.evaluate.names import NamedText, find_names, read_named_texts, score_names
from laut.evaluate.report import About, Report, make_json, render_report
from laut.evaluate.restyle import STYLES
from laut.evaluate.tasks import evaluate_names, evaluate_statements, hash_files, make_groups, read_groups
from laut.export.gnq import GnqDocument, GnqName, make_document, make_gnq_from_document
from laut.records import Article, Evidence, Form, Label, Mention, Reading, Span

ABOUT = About("statements", "neu", "0123456789ab", 1, "as-is", "test@1", date(2024, 3, 5))


def write(folder: Path, *documents: GnqDocument) -> Path:
    """A folder of gnq files."""
    folder.mkdir(exist_ok=True)
    for number, document in enumerate(documents):
        (folder / f"{number}.json").write_text(json.dumps(make_gnq_from_document(document)), "utf-8")
    return folder


@pytest.fixture
def folders(tmp_path: Path) -> tuple[str, str]:
    """Two gold articles; the system found all but one statement of the first, and lacks the second."""
    _, gold = make_articles()
    other = replace(gold, name="18 - Ohne Aussagen", annotations=())
    found = replace(gold, annotations=gold.annotations[1:])
    return str(write(tmp_path / "gold", gold, other)), str(write(tmp_path / "system", found))


def test_ready_findings_are_scored(folders: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    gold, system = folders
    assert main(["evaluate", "statements", gold, "--from-gnq", system, "--json"]) == 0
    out, problems = capsys.readouterr()
    made = json.loads(out)
    assert made["scores"]["message"] == {"precision": 1.0, "recall": 5 / 6, "f1": pytest.approx(10 / 11)}
    assert made["counts"] == {"articles": 2, "words": 78, "gold": 6, "system": 5, "found": 5}
    assert made["about"] | {"evaluated_on": "", "corpus_hash": ""} == {
        "task": "statements", "corpus": gold, "corpus_hash": "", "articles": 2, "style": "as-is",
        "model": system, "evaluated_on": "",
    }  # fmt: skip
    assert made["made_up_in_articles"] == {"words": 39, "statements": 0, "per_thousand_words": 0.0}
    assert made["reliabilities"] == []
    assert problems.startswith("1 articles have no file in")


def test_tables_fit_a_terminal(folders: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    gold, system = folders
    assert main(["evaluate", "statements", gold, "--from-gnq", system, "--limit", "1"]) == 0
    lines = capsys.readouterr().out.split("\n")
    assert lines[0] == f"statements: 1 articles in {gold}"
    assert any(line.split() == ["message", "|", "100.0", "|", "83.3", "|", "90.9"] for line in lines)
    assert any(line.startswith("free indirect ") for line in lines)
    assert any(line.startswith("addressee ") for line in lines)
    assert max(map(len, lines[2:])) <= 80


def test_a_restyled_text_needs_findings_in_it(
    folders: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    gold, system = folders
    assert main(["evaluate", "statements", gold, "--from-gnq", system, "--style", "swiss"]) == 1
    assert "is in another text" in capsys.readouterr().err


class EveryLineReader:
    """Stands in for the model, which is not the point here: every line with a colon is a statement."""

    def __init__(self, model: str | None = None) -> None:
        assert model == "some/model"

    def iter_readings(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """One reading an article, in order."""
        return (LaidDownReader().read(each.text, published_on=each.published_on) for each in articles)


@pytest.mark.parametrize("style", STYLES)
def test_a_model_is_scored_in_every_style(
    style: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(laut.pipeline, "Reader", EveryLineReader)
    text = "Ulla Velt: „Das Bad heißt ‚Süd‘.“\nNichts weiter.\nDer Klub: Nein, so groß sei es nicht.\n"
    gold = write(tmp_path / "gold", make_document(LaidDownReader().read(text), name=NAME))
    options = ["--model", "some/model", "--style", style]
    assert main(["evaluate", "statements", str(gold), *options, "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["scores"]["joint"]["f1"], made["about"]["model"]) == (1.0, "test@1")
    assert [each["count"] for each in made["reliabilities"]] == [2] * 6
    assert main(["evaluate", "statements", str(gold), *options]) == 0
    assert "expected calibration error 0.500" in capsys.readouterr().out


def test_the_names_of_a_model_are_scored(
    germeval: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(laut.pipeline, "Reader", EveryLineReader)
    assert main(["evaluate", "names", str(germeval), "--model", "some/model", "--limit", "2", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert [(row["label"], row["support"], row["system"]) for row in made["rows"]] == [
        ("names", 6, 0), ("person", 0, 0), ("organisation", 2, 0), ("place", 4, 0), ("other", 0, 0),
    ]  # fmt: skip
    assert (made["texts"], made["about"]["corpus_hash"]) == (2, hash_files(germeval.glob("*.tsv")))


@pytest.mark.parametrize("limit", ["0", "-1", "viele"])
def test_a_senseless_limit_is_refused(limit: str, folders: tuple[str, str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["evaluate", "statements", folders[0], "--limit", limit])
    assert caught.value.code == 2


def test_a_folder_without_articles_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "statements", str(tmp_path)]) == 1
    assert f"{tmp_path}: holds no .json files" in capsys.readouterr().err
    assert main(["evaluate", "names", str(tmp_path / "fehlt.json")]) == 1
    assert "cannot be read" in capsys.readouterr().err


def test_findings_of_other_articles_are_refused(tmp_path: Path) -> None:
    _, gold = make_articles()
    elsewhere = write(tmp_path / "elsewhere", replace(gold, name="19 - Etwas anderes"))
    with pytest.raises(InputError, match="has no article of these"):
        read_groups([gold], elsewhere)


def test_findings_with_other_tokens_are_matched_by_characters(tmp_path: Path) -> None:
    _, gold = make_articles()
    joined = tuple(Span(one.start, one.end) for one in gold.sentences)
    whole = replace(gold, tokens=joined, annotations=())
    _, document = make_articles()
    groups, missing = read_groups([whole], write(tmp_path / "system", document))
    assert missing == []
    assert [sorted(group.role("content")) for group in groups[0]] == [[1], [1], [2], [3, 4], [5], [6]]


def test_readings_are_scored_with_their_reliability() -> None:
    reading, gold = make_articles()
    result = evaluate_statements([gold], [make_groups(gold, reading)])
    assert result.scores.joint.f1 == 1.0
    statement = result.reliabilities[0]
    assert (statement.name, statement.count, statement.error) == ("statement", 6, pytest.approx(0.13))
    shown = render_report(Report(ABOUT, result))
    assert "reliability of statement scores, expected calibration error 0.130" in shown
    assert max(map(len, shown.split("\n"))) <= 80
    assert json.loads(make_json(Report(ABOUT, result)))["reliabilities"][1]["name"] == "content"
    with pytest.raises(InputError, match="another text"):
        make_groups(replace(gold, text="Etwas anderes."), reading)


def test_the_date_is_taken_from_the_name() -> None:
    _, gold = make_articles()
    assert make_dated_article(gold.text, gold.name).published_on == date(2024, 3, 5)
    assert make_dated_article(gold.text, "Ohne (2024-13-05)").published_on is None
    assert make_dated_article(gold.text, NAME + "!").published_on is None


def test_the_corpus_hash_is_of_names_and_contents(tmp_path: Path) -> None:
    first, second = tmp_path / "a.json", tmp_path / "b.json"
    first.write_text("1", "utf-8")
    second.write_text("2", "utf-8")
    told = hash_files([first, second])
    assert (len(told), hash_files([second, first])) == (12, told)
    second.write_text("3", "utf-8")
    changed = hash_files([first, second])
    assert (
        len({told, changed, hash_files([first]), hash_files([second.rename(tmp_path / "c.json"), first])})
        == 4
    )


TSV = """#	http://a.example/{source}	[2010-07-04]
1	Die	O	O
2	Universität	B-ORG	O
3	Bern	I-ORG	B-LOC
4	liegt	O	O
5	im	O	O
6	deutschsprachigen	B-LOCderiv	O
7	Bern	B-LOC	O
8	.	O	O

"""
TEXT = "Die Universität Bern liegt im deutschsprachigen Bern."


@pytest.fixture
def germeval(tmp_path: Path) -> Path:
    """Sixty sentences of as many sources, one file."""
    rows = "".join(TSV.format(source=number) for number in range(60))
    (tmp_path / "NER-de-dev.tsv").write_text(rows, "utf-8")
    return tmp_path


def test_germeval_is_read_and_split_by_source(germeval: Path) -> None:
    sentences = list(iter_sentences(germeval))
    assert len(sentences) == 60
    assert (sentences[0].source, sentences[0].tokens[:3]) == (
        "http://a.example/0",
        ("Die", "Universität", "Bern"),
    )
    texts = read_named_texts(germeval)
    assert len(texts) == sum(sentence.is_held_out for sentence in sentences)
    assert 3 <= len(texts) <= 24
    assert texts == read_named_texts(germeval / "NER-de-dev.tsv")
    assert texts[0].text == TEXT
    assert texts[0].names == {(4, 20, "organisation"), (16, 20, "place"), (48, 52, "place")}


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "NER-de-dev.tsv"
    path.write_text("#\tx\n1\tDie\tO\n", "utf-8")
    with pytest.raises(InputError, match="line 2 has no four columns"):
        read_named_texts(path)
    path.write_bytes(b"\xff")
    with pytest.raises(InputError, match="is not UTF-8"):
        read_named_texts(path)
    path.write_text("", "utf-8")
    with pytest.raises(InputError, match="held-out fifth"):
        read_named_texts(path)
    path.unlink()
    with pytest.raises(InputError, match="holds no NER-de-"):
        list(iter_sentences(tmp_path))
    with pytest.raises(InputError, match=r"nichts\.tsv: cannot be read"):
        list(iter_sentences(tmp_path / "nichts.tsv"))


def test_tokens_are_joined_as_print_has_them() -> None:
    text, spans = join_tokens(['"', "Ja", '"', ",", "sagte", "er", "(", "laut", ")", "."])
    assert text == '"Ja", sagte er (laut).'
    assert [text[start:end] for start, end in spans][:4] == ['"', "Ja", '"', ","]


def test_chunks() -> None:
    tags = ["I-PER", "B-PER", "I-PER", "I-LOC", "O", "B-ORG"]
    assert list(iter_chunks(tags)) == [(0, 1, "PER"), (1, 3, "PER"), (3, 4, "LOC"), (5, 6, "ORG")]


def test_names_are_right_at_equal_borders_and_labels() -> None:
    gold = frozenset({(0, 4, "person"), (5, 9, "place"), (5, 7, "organisation"), (20, 22, "other")})
    found = frozenset({(0, 4, "person"), (5, 9, "organisation"), (5, 8, "organisation"), (20, 22, "other")})
    rows = {
        row.label: row for row in score_names([(gold, found), (frozenset(), frozenset({(1, 2, "place")}))])
    }
    assert list(rows) == ["names", "person", "organisation", "place", "other"]
    assert [(row.support, row.system, row.right) for row in rows.values()] == [
        (3, 4, 1), (1, 1, 1), (1, 2, 0), (1, 1, 0), (1, 1, 1),
    ]  # fmt: skip
    assert rows["names"].score.f1 == pytest.approx(2 / 7)


def make_mentions(reading: Reading, *mentions: tuple[int, int, Form, Label]) -> Reading:
    """The reading with these mentions and no others."""
    made = (
        Mention(Span(start, end), form, label, Evidence("test@1", 0.9))
        for start, end, form, label in mentions
    )
    return replace(reading, analysis=replace(reading.analysis, mentions=tuple(made)))


def test_proper_names_alone_count() -> None:
    reading, gold = make_articles()
    reading = make_mentions(
        reading,
        (0, 6, "name", "person"),
        (0, 3, "derived", "place"),
        (7, 9, "nominal", "organisation"),
        (7, 9, "name", "office"),
        (10, 12, "name", "other"),
    )
    assert find_names(reading) == {(0, 6, "person"), (10, 12, "other")}
    text = NamedText("1", gold.text, frozenset({(0, 6, "person")}))
    result = evaluate_names([text], [reading])
    assert (result.texts, result.rows[0].score.f1) == (1, 1.0)
    shown = render_report(Report(replace(ABOUT, task="names"), result))
    assert "names        |    1 |      1 |     1 | 100.0 | 100.0 | 100.0" in shown


def test_names_of_gnq_files_are_read(tmp_path: Path) -> None:
    _, gold = make_articles()
    named = replace(gold, names=(GnqName("PER", Span(0, 6)), GnqName("OTH", Span(7, 9))))
    texts = read_named_texts(write(tmp_path / "own", gold, named))
    assert [text.names for text in texts] == [{(0, 6, "person"), (7, 9, "other")}]
    with pytest.raises(InputError, match="holds no names"):
        read_named_texts(write(tmp_path / "bare", gold))
