"""A report is worked out once, until anything that it depends on has changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stamp_infra.check import engine, tools
from stamp_infra.check.cache import Cache
from stamp_infra.check.inputs import read
from stamp_infra.check.remembered import check
from tests.check.files import SAMCONFIG, TOPIC, write

if TYPE_CHECKING:
    from stamp_infra.check.report import Report

ROOT = "Resources:\n  A: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ../cfn/a.yaml}}\n"


class Counted:
    """The engine, with how often it was asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.times = 0
        self._check = engine.check
        monkeypatch.setattr(engine, "check", self)

    def __call__(self, *arguments: object, **named: object) -> object:
        self.times += 1
        return self._check(*arguments, **named)  # type: ignore[arg-type]


@pytest.fixture
def counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Counted:
    monkeypatch.chdir(tmp_path)
    write(Path(), {"sam/root.yaml": ROOT, "sam/samconfig.toml": SAMCONFIG, "cfn/a.yaml": TOPIC, "other.txt": "x"})
    return Counted(monkeypatch)


def checked(given: str = "sam", cache: Path | None = Path("cache")) -> Report:
    return check(read([Path(given)]), cache=Cache(directory=cache), progress=lambda _: None, rules=())


def test_an_unchanged_tree_is_checked_once(counted: Counted) -> None:
    first = checked()
    assert first.templates == ("sam/root.yaml", "cfn/a.yaml")
    assert checked() == first
    assert counted.times == 1


@pytest.mark.parametrize("changed", ["sam/root.yaml", "sam/samconfig.toml", "cfn/a.yaml"])
def test_a_change_of_anything_that_was_read_is_noticed(counted: Counted, changed: str) -> None:
    checked()
    path = Path(changed)
    path.write_text(path.read_text() + "# changed\n")
    checked()
    assert counted.times == 2


def test_another_file_changes_nothing(counted: Counted) -> None:
    checked()
    Path("other.txt").write_text("y")
    checked()
    assert counted.times == 1


def test_a_nested_template_that_is_gone_is_noticed(counted: Counted) -> None:
    checked()
    Path("cfn/a.yaml").unlink()
    with pytest.raises(Exception, match="names a file that does not exist"):
        checked()
    assert counted.times == 2


def test_another_version_of_the_library_works_it_out_anew(counted: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    checked()
    monkeypatch.setattr(tools, "_installed", lambda: ["cfn_lint-99.dist-info"])
    checked()
    assert counted.times == 2


def test_without_a_cache_nothing_is_remembered(counted: Counted) -> None:
    checked(cache=None)
    checked(cache=None)
    assert counted.times == 2
    assert not Path("cache").exists()


def test_a_damaged_report_is_worked_out_anew(counted: Counted) -> None:
    first = checked()
    for entry in Path("cache").glob("report-*"):
        entry.write_text('{"name": "x"}')
    assert checked() == first
    assert counted.times == 2
