"""Rebuilds the golden editions: python -m tests.golden, then look at the diff."""

from tests.golden.editions import FOLDER, golden_files
from tests.golden.sample_day import sample_files

for name, content in (golden_files() | sample_files()).items():
    (FOLDER / name).write_bytes(content)
