"""The command line: what is printed where, exit codes, and that one bad file spoils nothing."""

import io
import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from laid_down import LaidDownReader

import laut
import laut.cli.read as read
from laut.cli.main import COMMANDS, main
from laut.errors import ModelError
from laut.export.json_lines import read_json

ARTICLE = "Brücke gesperrt\nInnenministerin Dressel: „Die Lage ist ernst.“\nder Landrat: „Wir helfen.“\n"
OTHER = "der Landrat: „Noch ein Wort.“\n"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> Run:
    """Runs `laut` in a folder of two articles with the stand-in reader: exit code, stdout, stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(read, "load_reader", lambda *_: LaidDownReader())
    Path("eins.txt").write_text(ARTICLE, encoding="utf-8")
    Path("zwei.txt").write_text(OTHER, encoding="utf-8")
    Path("leer.txt").write_bytes(b"")

    def run_main(*argv: str) -> tuple[int, str, str]:
        try:
            code = main(argv)
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return run_main


def start(*argv: str, **options: Any) -> subprocess.Popen[bytes]:
    """Start `laut` with the stand-in reader in a process of its own, which has real pipes and terminals."""
    script = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); from laid_down import LaidDownReader;"
        "import laut.cli.read as read; read.load_reader = lambda *_: LaidDownReader();"
        "from laut.cli.main import main; sys.exit(main())"
    )
    return subprocess.Popen([sys.executable, "-c", script, str(Path(__file__).parent), *argv], **options)


def test_the_version(run: Run) -> None:
    assert run("--version") == (0, f"laut {laut.__version__}\n", "")


def test_without_a_command_help_is_shown(run: Run) -> None:
    code, out, _ = run()
    assert code == 2
    assert all(command.help in " ".join(out.split()) for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_has_its_module(command: Any, run: Run) -> None:
    module = import_module(command.module)
    assert callable(module.run)
    code, out, _ = run(command.name, "--help")
    assert code == 0
    assert command.help in " ".join(out.split())


def test_an_unknown_command_is_refused(run: Run) -> None:
    code, _, err = run("raed")
    assert code == 2
    assert "raed" in err


def test_the_terminal_is_the_default(run: Run) -> None:
    code, out, err = run("read", "eins.txt")
    assert (code, err) == (0, "")
    assert "⟦¹„Die Lage ist ernst.“⟧" in out
    assert "Innenministerin Dressel" in out
    assert "\x1b" not in out


def test_colours_can_be_had_and_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[38;5;32m" in run("read", "--colour", "always", "eins.txt")[1]
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" in run("read", "eins.txt")[1]
    assert "\x1b[" not in run("read", "--colour", "never", "eins.txt")[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("read", "eins.txt")[1]


def test_json_is_one_reading_a_line(run: Run) -> None:
    code, out, err = run("read", "--format", "json", "--published-on", "2024-03-05", "eins.txt", "zwei.txt")
    assert (code, err) == (0, "")
    first, second = map(read_json, out.splitlines())
    assert (first.article.text, second.article.text) == (ARTICLE, OTHER)
    assert str(first.article.published_on) == "2024-03-05"
    assert [len(first.statements), len(second.statements)] == [2, 1]


def test_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ARTICLE.encode())))
    _, out, _ = run("read", "--format", "json", "--title", "Brücke", "-")
    assert json.loads(out)["article"]["title"] == "Brücke"


def test_bad_files_are_skipped_with_a_reason(run: Run) -> None:
    code, out, err = run("read", "--format", "json", "fehlt.txt", "eins.txt", "leer.txt", ".", "zwei.txt")
    assert code == 0
    assert [read_json(line).article.text for line in out.splitlines()] == [ARTICLE, OTHER]
    assert err.splitlines() == [
        "laut: fehlt.txt does not exist: check the name and the folder",
        "laut: leer.txt is empty: give a file with the text of an article",
        "laut: . is a folder: name the files in it, such as ./*.txt",
        "laut: 3 of 5 files skipped",
    ]


def test_nothing_read_is_exit_code_1(run: Run) -> None:
    assert run("read", "leer.txt") == (
        1,
        "",
        "laut: leer.txt is empty: give a file with the text of an article\n",
    )
    assert run("read", "leer.txt", "fehlt.txt")[0] == 1


def test_names_cannot_steer_the_terminal(run: Run) -> None:
    assert (
        run("read", "a\x1b[2J\n\udce4.txt")[2]
        == "laut: a␛[2J �.txt does not exist: check the name and the folder\n"
    )


def test_a_damaged_model_is_one_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ModelError("model folder x has no card.json: install it again")

    monkeypatch.setattr(read, "load_reader", fail)
    assert run("read", "eins.txt") == (1, "", "laut: model folder x has no card.json: install it again\n")


@pytest.mark.parametrize(
    ("argv", "reason"),
    [
        ("--published-on gestern eins.txt", "'gestern' is no date: write it as 2024-03-05"),
        ("--threads 0 eins.txt", "'0' is no number of threads"),
        ("--title X eins.txt zwei.txt", "--title names one article"),
        ("--output aus eins.txt", "--output needs a format for files"),
        (
            "--format html eins.txt zwei.txt",
            "several html pages can't share standard output: add --output DIR",
        ),
        ("--format html --output eins.txt zwei.txt", "--output eins.txt cannot be a folder"),
        ("", "FILE"),
    ],
)
def test_senseless_arguments_are_exit_code_2(run: Run, argv: str, reason: str) -> None:
    code, out, err = run("read", *argv.split())
    assert (code, out) == (2, "")
    assert reason in err


def test_pages_go_to_a_folder_one_each(run: Run, tmp_path: Path) -> None:
    Path("mehr").mkdir()
    Path("mehr/eins.txt").write_text(OTHER, encoding="utf-8")
    code, out, _ = run(
        "read", "--format", "html", "--output", "aus/html", "eins.txt", "mehr/eins.txt", "leer.txt"
    )
    assert code == 0
    assert out.splitlines() == [str(Path("aus/html/eins.html")), str(Path("aus/html/eins-2.html"))]
    assert "Noch ein Wort" in (tmp_path / "aus/html/eins-2.html").read_text("utf-8")


def test_no_file_that_is_read_is_replaced(run: Run) -> None:
    Path("drei.json").write_text(OTHER, encoding="utf-8")
    code, out, _ = run("read", "--format", "json", "--output", ".", "drei.json")
    assert (code, out) == (0, "drei-2.json\n")
    assert Path("drei.json").read_text("utf-8") == OTHER
    assert read_json(Path("drei-2.json").read_text("utf-8")).article.text == OTHER


def test_the_corpus_format(run: Run) -> None:
    code, out, _ = run("read", "--format", "gnq", "eins.txt", "zwei.txt")
    assert code == 0
    first, second = map(json.loads, out.splitlines())
    assert (first["originalText"], second["originalText"]) == (ARTICLE, OTHER)
    assert len(first["annotations"]) == 2


@pytest.mark.usefixtures("run")
def test_a_closed_pipe_ends_quietly() -> None:
    many = ["eins.txt"] * 2000
    process = start("read", "--format", "json", *many, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(60) == 0


@pytest.mark.usefixtures("run")
def test_a_full_disk_is_one_sentence() -> None:
    with Path("/dev/full").open("wb") as full:
        process = start("read", "--format", "json", "eins.txt", stdout=full, stderr=subprocess.PIPE)
        _, err = process.communicate(timeout=60)
    assert (
        err.decode() == "laut: standard output cannot be written (No space left on device): free some space\n"
    )
    assert process.returncode == 1


@pytest.mark.usefixtures("run")
def test_records_are_utf8_in_any_locale() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    for form, words in (("json", "„Wir helfen.“"), ("terminal", '"Wir helfen."')):
        process = start("read", "--format", form, "eins.txt", env=environment, stdout=subprocess.PIPE)
        assert words in process.communicate(timeout=60)[0].decode()


@pytest.mark.usefixtures("run")
def test_a_bar_is_shown_to_who_waits() -> None:
    terminal, other_end = pty.openpty()
    names, environment = ("eins.txt", "leer.txt", "zwei.txt"), {**os.environ, "TERM": "xterm"}
    process = start(
        "read", "--format", "json", *names, stdout=subprocess.PIPE, stderr=other_end, env=environment
    )
    os.close(other_end)
    out, _ = process.communicate(timeout=60)
    err = b""
    while chunk := _read_some(terminal):
        err += chunk
    os.close(terminal)
    assert [read_json(line).article.text for line in out.decode().splitlines()] == [ARTICLE, OTHER]
    assert "/3" in err.decode()
    assert "leer.txt is empty" in err.decode()


def _read_some(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


def test_the_command_line_starts_light() -> None:
    heavy = "{'numpy', 'onnxruntime', 'torch', 'rich'}"
    code = f"import sys, laut.cli.main, laut.cli.read; print({heavy} & set(sys.modules))"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout
    assert printed == "set()\n"
