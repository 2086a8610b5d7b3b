"""Articles in the markup form: what is written and shown for a second reading, which mistakes are named."""

import subprocess
import sys
from pathlib import Path

from laut.export.gnq import read_gnq

ROOT = Path(__file__).parents[1]
ARTICLE = """id: a-01
date: 2024-03-05
manner: regional, DE
title: Therme zu
=== TEXT
Lindquell. Die Brücke sei „marode“, sagte Statiker Timo Kerz dem „Auenboten“.
=== STATEMENTS
Indirect/Speech
Q: Die Brücke sei „marode“
S: Statiker Timo Kerz
C: sagte
F: , sagte Statiker Timo Kerz dem „Auenboten“
A: dem „Auenboten“

=== NAMES
PER: Timo Kerz
LOC: Lindquell
"""


def convert(path: Path, article: str) -> subprocess.CompletedProcess[str]:
    path.write_text(article, "utf-8")
    command = [sys.executable, str(ROOT / "newsroom/markup.py"), str(path), str(path.parent)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_an_article_is_written_and_shown(tmp_path: Path) -> None:
    done = convert(tmp_path / "a-01.txt", ARTICLE)
    assert done.returncode == 0, done.stderr
    assert "addressee dem „Auenboten“" in done.stdout
    document = read_gnq(tmp_path / "a-01.json")
    assert [span.of(document.text) for span in document.annotations[0].part("speaker").spans] == [
        "Statiker Timo Kerz"
    ]
    assert [name.span.of(document.text) for name in document.names or ()] == ["Lindquell", "Timo Kerz"]


def test_a_mistake_is_named(tmp_path: Path) -> None:
    done = convert(tmp_path / "a-01.txt", ARTICLE.replace("C: sagte", "C: meinte"))
    assert done.returncode == 1
    assert "statement 1: does not stand in the text" in done.stderr
    assert not (tmp_path / "a-01.json").exists()
