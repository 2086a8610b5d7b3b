"""An archive to correct, and who corrects it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from corrected import Person, open_filled

from laut.archive import Archive, open_archive


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an archive of the three articles."""
    path = tmp_path_factory.mktemp("filled") / "archive"
    with open_filled(path):
        return path


@pytest.fixture
def archive(filled: Path, tmp_path: Path) -> Iterator[Archive]:
    """A copy of it, open for writing."""
    with open_archive(shutil.copytree(filled, tmp_path / "archive"), write=True) as opened:
        yield opened


@pytest.fixture
def anna(archive: Archive) -> Person:
    """Who corrects it."""
    return Person(archive)
