"""Files that can be read, and the sentence for each that can't."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from laut.cli.files import LARGEST, read_text
from laut.document.foreign import find_foreign_language
from laut.errors import InputError

GERMAN = (
    "Die Brücke sei marode, sagte die Bürgermeisterin. Die Kosten trage der Bund.\r\nMehr sagte sie nicht.\n"
)
ENGLISH = """The bridge is unsafe, the mayor said on Monday, and the federal government will have to pay
for it. She did not say when the work would begin, but officials expect that it will take
more than two years."""
FRENCH = """Le pont est dangereux, a déclaré lundi la maire de la ville, et le gouvernement devra payer
pour les travaux. Elle n'a pas dit quand ils allaient commencer, mais les experts pensent
que cela prendra deux ans."""
ITALIAN = """Il governo ha annunciato lunedì una nuova riforma delle pensioni che sarà presentata al
parlamento nelle prossime settimane. Secondo la ministra, la misura è necessaria per
garantire l'equilibrio del sistema."""
DUTCH = """De regering heeft maandag een nieuwe hervorming van de pensioenen aangekondigd die in de
komende weken aan het parlement wordt voorgelegd. Volgens de minister is de maatregel nodig
om het stelsel te behouden."""
SPANISH = """El gobierno anunció el lunes una nueva reforma de las pensiones que será presentada al
parlamento en las próximas semanas. Según la ministra, la medida es necesaria para
garantizar el equilibrio del sistema."""
SWISS_GERMAN = """D Regierig het am Mäntig e neui Reform vo de Altersvorsorg aakündigt, wo i de nächste Wuche
is Parlament chunnt. D Ministeri het gseit, d Massnahm segi nötig, zum s System im
Glichgwicht z halte, nöd meh."""
MIXED = """„We have to change the law and the way we think about it“, sagte die Ministerin am Montag
bei einem Treffen mit der Presse, und sie fügte hinzu, dass die Zeit dafür nun gekommen sei
und niemand zögern dürfe."""
RUSSIAN = "Мост находится в аварийном состоянии, сообщила в понедельник мэр города, и его нужно закрыть."

Write = Callable[..., str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file of the given bytes and gives its name."""

    def write_file(content: bytes, name: str = "artikel.txt") -> str:
        (tmp_path / name).write_bytes(content)
        return str(tmp_path / name)

    return write_file


def test_a_text_is_taken_exactly(write: Write) -> None:
    assert read_text(write(GERMAN.encode())) == GERMAN


def test_only_the_byte_order_mark_is_left_out(write: Write) -> None:
    assert read_text(write(b"\xef\xbb\xbf" + GERMAN.encode())) == GERMAN


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(GERMAN.encode()), "ascii"))
    assert read_text("-") == GERMAN


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty: give"),
        (b" \n\t\xc2\xa0\n", "is empty: give"),
        ('„“ «» "" … 12.'.encode(), "has no letters: give"),
        (
            "Tür".encode("latin-1"),
            r"not in UTF-8 \(byte 0xFC at offset 1, line 1\): .*iconv -f WINDOWS-1252 -t UTF-8",
        ),
        (b"\xef\xbb\xbfEins\nT\xfcr", r"byte 0xFC at offset 9, line 2"),
        (GERMAN.encode("utf-16"), "is in UTF-16, not UTF-8: .*iconv -f UTF-16 -t UTF-8"),
        (b"abc\x00\x01\x02def", "not a text file"),
        (bytes(range(1, 9)) * 20, "not a text file"),
        (b"%PDF-1.7\n%\xe2\xe3", "is a PDF file: save its text"),
        (b"PK\x03\x04\x14\x00", "is a zip archive or an office document: save"),
        (b"\x1f\x8b\x08\x00", "is gzip-compressed: unpack"),
        (b"<!doctype html>\n<html><body>Die Br\xc3\xbccke</body></html>", "is a web page: save"),
        (ENGLISH.encode(), r"is not in German \(it looks like English\): laut reads German"),
        (FRENCH.encode(), "it looks like French"),
        (RUSSIAN.encode(), "it looks like another script"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(write: Write, content: bytes, reason: str) -> None:
    name = write(content)
    with pytest.raises(InputError, match=reason) as caught:
        read_text(name)
    assert str(caught.value).startswith(name)
    assert "\n" not in str(caught.value)


def test_the_command_quotes_odd_names(write: Write) -> None:
    name = write(b"T\xfcr", "mein 'Text'.txt")
    with pytest.raises(InputError) as caught:
        read_text(name)
    assert "mein '\"'\"'Text'\"'\"'.utf8.txt" in str(caught.value)


def test_a_missing_file() -> None:
    with pytest.raises(InputError, match=r"^fehlt\.txt does not exist: check"):
        read_text("fehlt.txt")


def test_an_impossible_name() -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_text("null\0byte.txt")


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"is a folder: name the files in it, such as .*/\*\.txt"):
        read_text(str(tmp_path))


def test_a_very_long_line(tmp_path: Path) -> None:
    path = tmp_path / "riesig.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(InputError, match=r"has 50\.0 MB, more than the 20 MB .*: split it"):
        read_text(str(path))


def test_an_endless_pipe_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a" * (LARGEST + 2))))
    with pytest.raises(InputError, match="standard input has over 20 MB"):
        read_text("-")


@pytest.mark.parametrize(
    "text",
    [
        GERMAN * 3,
        "The Voice of Germany",
        SWISS_GERMAN,
        "FC Lindquell – SV Auen 2:1, TSV Rothental – FC Brandhof 0:0, VfB Morgen – SC Velt 3:2, " * 4,
        MIXED,
        "Йо",
    ],
)
def test_german_and_what_is_unclear_is_read(text: str) -> None:
    assert find_foreign_language(text) is None


@pytest.mark.parametrize(("language", "text"), [("Italian", ITALIAN), ("Dutch", DUTCH), ("Spanish", SPANISH)])
def test_the_language_is_named(language: str, text: str) -> None:
    assert find_foreign_language(text) == language
