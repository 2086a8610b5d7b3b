"""Where readings go: standard output, or one file each in a folder."""

import io
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from laut.cli.files import STDIN
from laut.errors import LautError, SettingError


def use_utf8() -> None:
    """Let standard output be UTF-8 with plain line breaks, whatever the locale: records are data."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")


def print_record(text: str) -> None:
    """Write to standard output at once, so that whoever reads along sees each record when it is done."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        close_stdout()
        raise LautError(f"standard output cannot be written ({error.strerror}): free some space") from None


def close_stdout() -> None:
    """Point standard output at nothing, so that Python does not try to write the rest when it exits."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def make_folder(path: Path) -> Path:
    """The folder, made where it is missing; SettingError where it can't be."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingError(
            f"--output {path} cannot be a folder ({error.strerror}): name another one"
        ) from None
    return path


class Folder:
    """Files named after their sources; no two share a name, and none replaces a file that is read."""

    def __init__(self, path: Path, suffix: str, sources: Iterable[str]) -> None:
        self._path = make_folder(path)
        self._suffix = suffix
        self._taken = {Path(source).resolve() for source in sources if source != STDIN}

    def write(self, source: str, text: str) -> Path:
        """Write one file and give its path; LautError where that fails."""
        target = self._choose("stdin" if source == STDIN else Path(source).stem)
        try:
            target.write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            raise LautError(
                f"{target} cannot be written ({error.strerror}): choose another --output"
            ) from None
        return target

    def _choose(self, stem: str) -> Path:
        target, number = self._path / f"{stem}{self._suffix}", 1
        while target.resolve() in self._taken:
            number += 1
            target = self._path / f"{stem}-{number}{self._suffix}"
        self._taken.add(target.resolve())
        return target
