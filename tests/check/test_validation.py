"""`sam validate --lint` runs once for each root, and adds what cfn-lint's own findings do not explain."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stamp_infra.check.cache import Cache
from stamp_infra.check.project import assemble
from stamp_infra.check.validation import validating
from tests.check.files import SAM, TOPIC, fake_sam, finding, write

if TYPE_CHECKING:
    from stamp_infra.check.finding import Finding

E3002 = "[[E3002: Resource properties are invalid] (no) matched 13]"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def validated(files: dict[str, str], *linted: Finding) -> list[Finding]:
    cache = Cache(directory=Path("cache"))
    with validating(assemble(write(Path(), files), {}, cache, ""), cache, "") as validation:
        return validation.findings(linted)


def test_each_sam_root_is_validated_once_until_it_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = fake_sam(tmp_path, monkeypatch)
    files = {"a/root.yaml": SAM, "b/root.yaml": SAM + "# b\n", "plain.yaml": TOPIC}
    assert validated(files) == []
    assert validated(files) == []
    assert len(calls.read_text().splitlines()) == 2
    validated({**files, "a/root.yaml": SAM + "# changed\n"})
    assert len(calls.read_text().splitlines()) == 3


def test_what_cfn_lint_has_found_too_is_not_told_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_sam(tmp_path, monkeypatch, says=E3002, status=1)
    assert validated({"root.yaml": SAM}, finding(template="root.yaml", rule="E3002")) == []


@pytest.mark.parametrize("says", [E3002, "Error: Template is not to my liking"])
def test_what_only_sam_refuses_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: str) -> None:
    fake_sam(tmp_path, monkeypatch, says=says, status=1)
    (found,) = validated({"root.yaml": SAM}, finding(template="other.yaml", rule="E3002"))
    assert (found.template, found.rule, found.severity) == ("root.yaml", "SamValidates", "error")
    assert says in found.what


def test_a_check_without_sam_templates_needs_no_sam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("sys.executable", str(tmp_path / "python"))
    assert validated({"plain.yaml": TOPIC}) == []
