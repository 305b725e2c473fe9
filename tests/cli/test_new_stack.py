"""`stamp-infra new-stack` writes files that pass everything as soon as the stack is listed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from tests.cli.running import run
from tests.workspace.projects import APP, project

if TYPE_CHECKING:
    Capture = pytest.CaptureFixture[str]

ROOT: Final = Path(__file__).parents[2]
BIN: Final = Path(sys.executable).parent
TESTS: Final = (f"{BIN}/pytest", *"-q -p no:cacheprovider --import-mode=importlib -o pythonpath=. tests".split())
WRITTEN: Final = ("shop/order_history.py", "tests/shop/test_order_history.py", "docs/templates/order_history.md")
LISTED: Final = APP.replace(
    '    package="shop",\n',
    '    package="shop",\n    nested=(order_history.stack,),\n',
).replace("\n\n\n@dataclass", "\nfrom shop import order_history\n\n\n@dataclass")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a project, which is the current one."""
    monkeypatch.chdir(tmp_path)
    return project(tmp_path)


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_it_writes_three_files_and_says_what_comes_next(here: Path, capsys: Capture) -> None:
    before = files(here)
    status, out, err = run(capsys, "new-stack", "order-history")
    assert (status, err) == (0, "")
    assert files(here) - before == set(WRITTEN)
    assert out == (
        "create shop/order_history.py\n"
        "create tests/shop/test_order_history.py\n"
        "create docs/templates/order_history.md\n"
        "\n"
        "Next:\n"
        "  1. list order_history.stack in shop/app.py, in `nested`, after the stacks that it refers to\n"
        "  2. say what it is for, and replace the example, in all three files\n"
        "  3. stamp-infra render && stamp-infra check\n"
    )


def test_dry_run_shows_what_it_would_write_and_writes_nothing(here: Path, capsys: Capture) -> None:
    before = files(here)
    status, out, _ = run(capsys, "new-stack", "order-history", "--dry-run")
    assert status == 0
    assert all(f"would create {path}\n" in out for path in WRITTEN)
    assert 'stack = Stack("order-history", [example], description=__doc__)' in out
    assert files(here) == before


def test_it_touches_nothing_when_one_of_the_files_is_there(here: Path, capsys: Capture) -> None:
    project(here, {"docs/templates/order_history.md": "mine"})
    before = files(here)
    status, out, err = run(capsys, "new-stack", "order-history")
    assert (status, out) == (1, "")
    assert err == "error: docs/templates/order_history.md: is there already; choose another name, or remove it\n"
    assert files(here) == before
    assert (here / "docs/templates/order_history.md").read_text("utf-8") == "mine"


def test_a_wrong_name_is_told(capsys: Capture) -> None:
    status, _, err = run(capsys, "new-stack", "Order_History")
    assert status == 1
    assert err.startswith('error: NAME: must be lower-case words joined by hyphens (got "Order_History"); ')


@pytest.mark.parametrize("name", ["order-history", "a", f"long{'-name' * 12}"])
def test_what_it_writes_passes_lint_format_and_types(here: Path, capsys: Capture, name: str) -> None:
    assert run(capsys, "new-stack", name).status == 0
    shutil.copy(ROOT / "pyproject.toml", here)
    stem = name.replace("-", "_")
    written = [f"shop/{stem}.py", f"tests/shop/test_{stem}.py"]
    for command in (["ruff", "check"], ["ruff", "format", "--check"], ["mypy", "--config-file", "pyproject.toml"]):
        done = subprocess.run([BIN / command[0], *command[1:], *written], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_listed_in_the_application_it_renders_and_its_tests_pass(here: Path, capsys: Capture) -> None:
    run(capsys, "new-stack", "order-history")
    project(here, {"shop/__init__.py": LISTED})
    assert "create infrastructure/cfn/order-history.yaml" in run(capsys, "render").out
    done = subprocess.run(TESTS, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_not_listed_in_the_application_its_tests_say_so(capsys: Capture) -> None:
    run(capsys, "new-stack", "order-history")
    done = subprocess.run(TESTS, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "FAILED tests/shop/test_order_history.py::test_the_application_deploys_it" in done.stdout
