"""Whole editions, byte for byte. `python -m tests.golden` rebuilds the files; the diff is what changed for readers."""

import subprocess
import sys

import pytest

from tests.golden.editions import FOLDER, golden_files

BUILT = golden_files()


@pytest.mark.parametrize("name", BUILT)
def test_an_edition_is_as_it_was_signed(name: str) -> None:
    assert BUILT[name] == (FOLDER / name).read_bytes()


def test_another_process_with_another_hash_seed_writes_the_same_bytes() -> None:
    code = "import sys; from tests.golden.editions import golden_files as g; sys.stdout.buffer.write(g()['normal.eml'])"
    root = FOLDER.parents[1]
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, cwd=root, env={"PYTHONHASHSEED": "4711"}
    )
    assert run.stdout == BUILT["normal.eml"]
