"""Write the locks of this folder anew: the newest versions that pyproject.toml allows, every file's hash.

Run by `make lock`. Torch is apart, because its two builds need two locks: `torch-cpu.txt` is the CPU build,
which a registry doesn't hold and pip finds where it is told to look; `torch.txt` is the registry's build
with, on Linux, its CUDA libraries (about 3 GB). Neither installs without its hash.
"""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

FOLDER = Path(__file__).parent
PROJECT = tomllib.loads((FOLDER.parent / "pyproject.toml").read_text("utf-8"))
CUDA = ("cuda-", "nvidia-", "triton")
# torch-2.13.0+cpu-cp311-cp311-manylinux_2_28_x86_64.whl
TORCH_CPU = "6746dbcbeb526eb61330b76b41ff1b4eb848951103a892eeb080dfa2b264667b"

Blocks = dict[str, str]


def resolve(requirements: list[str], constraints: Blocks) -> Blocks:
    """The pinned and hashed lines that the requirements come to, by package, within the constraints."""
    pins = FOLDER / "constraints.tmp"
    pins.write_text("".join(block.split(" ")[0] + "\n" for block in constraints.values()), "utf-8")
    options = ["--generate-hashes", "--allow-unsafe", "--strip-extras", "--no-annotate", "--no-header"]
    silent = ["--quiet", "--no-emit-index-url", "--no-emit-trusted-host", "--no-emit-find-links"]
    compiler = [sys.executable, "-m", "piptools", "compile", *options, *silent]
    command = [*compiler, "--constraint", str(pins), "--output-file", "-", "-"]
    # Local folders of wheels would put local builds, whose hashes nobody else's files have, into the locks.
    plain = {"PIP_CONFIG_FILE": os.devnull, "PIP_FIND_LINKS": "", "PIP_EXTRA_INDEX_URL": ""}
    try:
        text = subprocess.run(
            command,
            input="\n".join(requirements),
            env=os.environ | plain,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        ).stdout
    finally:
        pins.unlink()
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return read_blocks(lines)


def read_blocks(lines: list[str]) -> Blocks:
    """The lines of a lock, `name==version` and the hashes under it, as one block for each package."""
    blocks: Blocks = {}
    name = ""
    for line in lines:
        if not line.startswith(" "):
            name = line.split("==")[0]
            blocks[name] = ""
        blocks[name] += line + "\n"
    return blocks


def write_lock(name: str, purpose: str, blocks: Blocks) -> None:
    """Write one lock with a heading that says what it is for."""
    heading = f"# {purpose}\n# Written by `make lock`; install with --require-hashes.\n"
    (FOLDER / name).write_text(heading + "".join(blocks.values()), "utf-8")
    print(f"{name}: {len(blocks)} packages")


def main() -> None:
    """Resolve training first, as it is the least free, and everything else within its versions."""
    core = PROJECT["project"]["dependencies"]
    extras = PROJECT["project"]["optional-dependencies"]
    train = resolve([*core, *extras["train"]], {})
    cuda = {name: block for name, block in train.items() if name.startswith(CUDA)}
    torch = {"torch": train["torch"]} | {
        name: block.replace(" \\\n", ' ; platform_system == "Linux" \\\n', 1) for name, block in cuda.items()
    }
    rest = {name: block for name, block in train.items() if name not in torch}
    cpu = f"{train['torch'].split(' ')[0]}+cpu \\\n    --hash=sha256:{TORCH_CPU}\n"
    write_lock("train.txt", "What training needs beside torch.", rest)
    write_lock("torch.txt", "Torch as the registry has it; install with --no-deps.", torch)
    write_lock("torch-cpu.txt", "The CPU build of torch; install with --no-deps.", {"torch": cpu})
    write_lock("runtime.txt", "What laut needs to run.", resolve(core, rest))
    test = resolve([*core, *extras["test"], *extras["spacy"]], rest)
    write_lock("test.txt", "What the tests and checks need beside training.", test)
    build = resolve(PROJECT["build-system"]["requires"], rest | test)
    write_lock("build.txt", "What builds laut's own wheel.", build)


if __name__ == "__main__":
    main()
