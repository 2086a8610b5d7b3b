"""A model is a folder: two ONNX graphs, the weights of chains, pieces, settings, a card, and checksums of
all.

The loader verifies all of it, never unpickles and never downloads. `settings.json` holds what the runtime
needs to know beside the weights: label names, thresholds, calibration.
"""

import hashlib
import json
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from laut.errors import ModelError

if TYPE_CHECKING:
    import onnxruntime

FORMAT = 4
CHECKSUMS = "checksums.txt"
FILES = ("encoder.onnx", "reader.onnx", "pieces.tsv", "media.json", "settings.json", "card.json", "card.md")
CHAINS = ("chains.npz", "chains.json")  # both, or none: then the model finds no chains
DEFAULT = Path(__file__).parent / "newsreader"


@dataclass(frozen=True, slots=True)
class Logistic:
    """A calibrated score: 1 / (1 + exp(-(bias + weights · features))), fitted on the dev set."""

    bias: float
    weights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """What the runtime reads from `settings.json` (thresholds are probabilities) and `media.json`.

    `statement_score` decides which candidates are statements; `published_score`, fitted on those alone, is
    what they carry.
    """

    format: int
    name: str
    version: str
    tags: dict[str, tuple[str, ...]]
    anchor_threshold: float
    statement_thresholds: dict[str, float]
    role_thresholds: dict[str, float]
    switch_costs: dict[str, float]
    statement_score: Logistic
    published_score: Logistic
    role_scores: dict[str, Logistic]
    publish_thresholds: dict[str, float]
    name_threshold: float
    name_score: Logistic
    medium_weights: dict[str, tuple[float, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class ModelFolder:
    """A verified model folder; its graphs are loaded on first use."""

    path: Path
    settings: Settings
    threads: int

    @property
    def maker(self) -> str:
        """The model as evidence names it: `name@version`."""
        return f"{self.settings.name}@{self.settings.version}"

    @cached_property
    def pieces(self) -> list[tuple[str, float]]:
        """The vocabulary with its scores, in the order of ids."""
        rows = (self.path / "pieces.tsv").read_text("utf-8").removesuffix("\n").split("\n")
        return [(piece, float(score)) for piece, score in (row.split("\t") for row in rows)]

    @cached_property
    def encoder(self) -> "onnxruntime.InferenceSession":
        """The session of `encoder.onnx`."""
        return self._load("encoder.onnx")

    @cached_property
    def reader(self) -> "onnxruntime.InferenceSession":
        """The session of `reader.onnx`."""
        return self._load("reader.onnx")

    @property
    def has_chains(self) -> bool:
        """Whether the model finds chains: its checksums then list their files."""
        return CHAINS[0] in (self.path / CHECKSUMS).read_text("utf-8")

    def _load(self, name: str) -> "onnxruntime.InferenceSession":
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # The graphs name their fused kernels themselves; what the runtime would fuse beyond slows them.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        path = str(self.path / name)
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def load_model(path: str | Path | None = None, threads: int = 2) -> ModelFolder:
    """The model in a folder, its checksums verified; without a path the one that laut ships."""
    folder = Path(path) if path else DEFAULT
    verify(folder)
    settings = read_settings(folder / "settings.json")
    weights = json.loads((folder / "media.json").read_text("utf-8"))
    weights = {feature: tuple(row) for feature, row in weights.items()}
    return ModelFolder(folder, replace(settings, medium_weights=weights), threads)


def verify(folder: Path) -> None:
    """Raise ModelError unless the folder holds exactly the files of its checksum list, unchanged."""
    listing = folder / CHECKSUMS
    if not listing.is_file():
        raise ModelError(
            f"{folder} is no model folder: it has no {CHECKSUMS}; give the folder that training wrote"
        )
    rows = [line.partition("  ") for line in listing.read_text("utf-8").splitlines()]
    expected = {name: digest for digest, _, name in rows}
    if set(expected) not in (set(FILES), {*FILES, *CHAINS}):
        raise ModelError(f"{listing} lists other files than a model has; train or copy the model again")
    for name, digest in expected.items():
        file = folder / name
        if not file.is_file() or digest_of(file) != digest:
            raise ModelError(
                f"{file} is missing or damaged (its checksum differs); copy the model folder again"
            )


def write_checksums(folder: Path) -> None:
    """Write the checksum list of a model folder, in the form of `sha256sum`."""
    files = [*FILES, *CHAINS] if all((folder / name).is_file() for name in CHAINS) else FILES
    rows = [f"{digest_of(folder / name)}  {name}\n" for name in files]
    (folder / CHECKSUMS).write_text("".join(rows), "utf-8")


def digest_of(file: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read_settings(path: Path) -> Settings:
    """Parse `settings.json`; ModelError where it is of another format or incomplete."""
    values = json.loads(path.read_text("utf-8"))
    if values.get("format") != FORMAT:
        raise ModelError(
            f"{path} has format {values.get('format')}, this laut reads {FORMAT}: take a matching model"
        )
    names = {f.name for f in fields(Settings)} - {"medium_weights"}
    missing = names - set(values)
    if missing:
        raise ModelError(
            f"{path} lacks {', '.join(sorted(missing))}: take a model made for this version of laut"
        )
    values["tags"] = {layer: tuple(names) for layer, names in values["tags"].items()}
    values["statement_score"] = _logistic(values["statement_score"])
    values["published_score"] = _logistic(values["published_score"])
    values["name_score"] = _logistic(values["name_score"])
    values["role_scores"] = {role: _logistic(value) for role, value in values["role_scores"].items()}
    return Settings(**{name: values[name] for name in names})


def _logistic(value: dict[str, Any]) -> Logistic:
    return Logistic(value["bias"], tuple(value["weights"]))
