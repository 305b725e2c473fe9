"""What is remembered depends on what is installed and on the source of what made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from stamp_infra.check import tools

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("check/engine.py", "check/rules/one.py", "rendered/load.py", "blocks/s3.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1")
    monkeypatch.setattr(tools, "_LIBRARY", tmp_path)
    monkeypatch.setattr(tools, "_RULES", tmp_path / "check" / "rules")
    return tmp_path


@pytest.mark.parametrize(
    ("changed", "all_differs", "work_differs"),
    [
        ("check/engine.py", True, True),
        ("rendered/load.py", True, True),
        ("check/rules/one.py", True, False),
        ("check/rules/two.py", True, False),
        ("blocks/s3.py", True, False),
        ("check/notes.txt", False, False),
    ],
)
def test_a_change_of_source_makes_only_what_came_from_it_be_done_anew(
    library: Path,
    changed: str,
    all_differs: bool,  # noqa: FBT001
    work_differs: bool,  # noqa: FBT001
) -> None:
    before = tools.everything(), tools.without_rules()
    (library / changed).write_text("2")
    assert (tools.everything() != before[0], tools.without_rules() != before[1]) == (all_differs, work_differs)


def test_another_version_of_anything_installed_makes_everything_be_done_anew(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tools.everything(), tools.without_rules()
    (library / "site" / "cfn_lint-99.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(library / "site")
    assert tools.everything() != before[0]
    assert tools.without_rules() != before[1]
