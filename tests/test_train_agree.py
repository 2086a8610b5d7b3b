"""What several models read alike, and what is learnt from it."""

import json
from pathlib import Path

import pytest
from invented_corpora import PIECES

from laut.errors import InputError
from laut.language.features import Features, make_features
from laut.pipeline import Reader
from laut.statements.labels import ROLES
from laut.train.agree import SHORTEST, Agreed, agree, find_runs, iter_runs
from laut.train.corpora.agreed import read_agreed

SENTENCE = "Der Rat der kleinen Stadt tagte an diesem Abend länger als sonst üblich. "
SPEECH = (
    "Bürgermeisterin Ulla Velt sagte am Abend, die Brücke sei sicher. „Wir haben sie dreimal geprüft“, "
    "sagte sie. Danach gingen die Räte nach Hause und die Lichter im Saal erloschen. Am nächsten Morgen war "
    "der Platz vor dem Rathaus wieder leer, und niemand sprach mehr davon."
)


def make_agreed(
    content: range, speaker: range = range(0), cue: range = range(0), kind: int = 1, medium: int = 0
) -> Agreed:
    roles = {"content": content, "speaker": speaker, "cue": cue}
    return Agreed(kind, medium, tuple(frozenset(roles.get(role, ())) for role in ROLES))


def make_text(sentences: int) -> tuple[Features, list[tuple[int, int]]]:
    features = make_features(SENTENCE * sentences, PIECES)
    assert len(features.sentences) == sentences
    return features, features.sentences


def test_only_what_all_models_have_is_agreed_on() -> None:
    one, nearly = make_agreed(range(10, 20)), make_agreed(range(10, 19))
    other_kind, alone = make_agreed(range(10, 20), kind=0), make_agreed(range(30, 40))
    agreed, doubtful = agree([[one, alone], [nearly], [one]])
    assert [a.roles[0] for a in agreed] == [frozenset(range(10, 20))]
    assert doubtful == frozenset(range(30, 40))
    agreed, doubtful = agree([[one], [nearly], [other_kind]])
    assert not agreed
    assert doubtful == frozenset(range(10, 20))


def test_a_statement_agrees_with_one_of_each_model_at_most() -> None:
    one = make_agreed(range(10, 20))
    again = make_agreed(range(10, 20), speaker=range(1, 3))
    agreed, doubtful = agree([[one, again], [one]])
    assert len(agreed) == 1
    assert doubtful == frozenset([1, 2, *range(10, 20)])


def test_each_role_is_the_version_that_is_most_like_all_others() -> None:
    content = range(10, 20)
    versions = [
        make_agreed(content, speaker=range(5), medium=0),
        make_agreed(content, speaker=range(3), cue=range(4, 5), medium=2),
        make_agreed(content, speaker=range(2), medium=2),
    ]
    (joined,), _ = agree([[version] for version in versions])
    assert joined.roles[ROLES.index("speaker")] == frozenset(range(3))
    assert not joined.roles[ROLES.index("cue")]
    assert joined.medium == 2


def test_runs_leave_out_what_is_doubtful() -> None:
    features, sentences = make_text(9)
    runs = list(find_runs(features, [], frozenset([sentences[4][0] + 2])))
    assert runs == [(0, sentences[3][1]), (sentences[5][0], sentences[8][1])]
    few = list(find_runs(features, [], frozenset([sentences[2][0]])))
    assert sentences[1][1] < SHORTEST
    assert few == [(sentences[3][0], sentences[8][1])]


def test_a_statement_that_lacks_a_role_is_doubtful_too() -> None:
    features, sentences = make_text(12)
    far = make_agreed(range(*sentences[6]), speaker=range(sentences[4][0], sentences[4][0] + 3))
    whole = list(find_runs(features, [far], frozenset()))
    assert whole == [(0, sentences[11][1])]
    broken = list(find_runs(features, [far], frozenset([sentences[5][0]])))
    assert broken == [(0, sentences[3][1]), (sentences[7][0], sentences[11][1])]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(threads=1, actors=False)


def test_what_two_equal_models_read_is_learnt_from_as_it_stands(reader: Reader, tmp_path: Path) -> None:
    (run,) = iter_runs(SPEECH, [reader, reader])
    table, lines = tmp_path / "news.csv", tmp_path / "agreed.jsonl"
    table.write_text(f"Stadt;'{SPEECH}'\n", "utf-8")
    lines.write_text(json.dumps({"row": 0, **run}) + "\n", "utf-8")
    (example,) = read_agreed(table, lines)
    assert example.text == SPEECH
    assert example.head == "statements"
    found = {one.kind: one.roles for one in example.statements}
    assert set(found) == {"indirect", "direct"}
    content = found["direct"]["content"]
    assert SPEECH[content[0][0] : content[-1][1]].strip("„“") == "Wir haben sie dreimal geprüft"
    speaker = found["indirect"]["speaker"]
    assert SPEECH[speaker[0][0] : speaker[-1][1]].endswith("Ulla Velt")


def test_a_run_begins_at_its_own_first_character(tmp_path: Path) -> None:
    table, lines = tmp_path / "news.csv", tmp_path / "agreed.jsonl"
    table.write_text(f"Stadt;'Es regnete. {SPEECH}'\n", "utf-8")
    start = len("Es regnete. ")
    at = start + SPEECH.index("die Brücke")
    statement = {"kind": "indirect", "medium": "speech", "roles": {"content": [[at, at + 10]]}}
    lines.write_text(
        json.dumps({"row": 0, "start": start, "end": start + 70, "statements": [statement]}), "utf-8"
    )
    (example,) = read_agreed(table, lines)
    assert example.text == SPEECH[:70]
    ((a, b),) = example.statements[0].roles["content"]
    assert example.text[a:b] == "die Brücke"


def test_without_what_was_agreed_on_there_is_a_way_on(tmp_path: Path) -> None:
    table = tmp_path / "news.csv"
    table.write_text(f"Stadt;'{SPEECH}'\n", "utf-8")
    with pytest.raises(InputError, match=r"python -m laut\.train\.agree"):
        list(read_agreed(table, tmp_path / "agreed.jsonl"))
