"""The limits of the house style, measured on the code itself."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "briefing").rglob("*.py"))
FORBIDDEN_NAMES = {"util", "utils", "helpers", "common", "manager", "base", "misc"}
BROAD_EXCEPT_PLACES = {"briefing/pipeline/attempt.py", "briefing/adapters/parsing/child.py", "briefing/cli/root.py"}


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_module_keeps_the_limits_of_the_house(path: Path) -> None:
    text = path.read_text("utf-8")
    name = str(path.relative_to(ROOT))
    tree = ast.parse(text)
    assert text.count("\n") <= 400, "over 400 lines"
    assert path.stem not in FORBIDDEN_NAMES
    for function in functions(tree):
        length = (function.end_lineno or 0) - function.body[0].lineno + 1
        assert length <= 50, f"{function.name} has {length} lines"
        arguments = [a for a in function.args.args + function.args.kwonlyargs if a.arg not in ("self", "cls")]
        assert len(arguments) <= 5 or name.startswith("briefing/cli/"), f"{function.name} takes {len(arguments)}"
    assert not re.search(r"#\s*(TODO|FIXME|XXX)", text)
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler) and (node.type is None or getattr(node.type, "id", "") == "Exception"):
            assert name in BROAD_EXCEPT_PLACES, f"except Exception at line {node.lineno}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_module_says_what_it_is_for(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not text.strip() or ast.get_docstring(ast.parse(text)), "no docstring"


def test_no_test_patches_our_code() -> None:
    for path in (ROOT / "tests").rglob("*.py"):
        text = path.read_text("utf-8")
        assert path == Path(__file__) or not re.search(r"mock\.patch|MagicMock|monkeypatch\.setattr", text), path
