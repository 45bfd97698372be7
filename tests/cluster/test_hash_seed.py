"""The stories of a day do not depend on Python's hash seed."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = """
from benchmarks.cluster import stories
from briefing.cluster import label
print(hash(tuple(sorted((int(one.id[1:]), int(one.story[1:])) for one in label(stories(150))))))
"""


def test_two_hash_seeds_make_the_same_stories() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", CODE],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
