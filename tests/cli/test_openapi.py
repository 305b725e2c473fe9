"""`stamp-infra openapi` writes the document when it differs, and tells when the committed one is stale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.cli.running import run

if TYPE_CHECKING:
    from pathlib import Path

    Capture = pytest.CaptureFixture[str]

SETTING: Final = '[tool.stamp-infra]\nopenapi = "tests.openapi.declared:DOCUMENT"\n'


@pytest.fixture(autouse=True)
def document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the document of a project, whose folder is the current one, will stand."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text(SETTING, encoding="utf-8")
    return tmp_path / "docs/openapi.yaml"


def test_it_is_written_once_and_again_only_when_it_differs(document: Path, capsys: Capture) -> None:
    assert run(capsys, "openapi") == (0, "create docs/openapi.yaml\n", "")
    first = document.read_bytes()
    assert run(capsys, "openapi") == (0, "docs/openapi.yaml is up to date\n", "")
    document.write_text("old\n", encoding="utf-8")
    assert run(capsys, "openapi") == (0, "update docs/openapi.yaml\n", "")
    assert document.read_bytes() == first


def test_check_fails_with_the_difference_and_writes_nothing(document: Path, capsys: Capture) -> None:
    run(capsys, "openapi")
    assert run(capsys, "openapi", "--check") == (0, "docs/openapi.yaml is up to date\n", "")
    stale = document.read_text(encoding="utf-8").replace("summary: Order an article", "summary: Buy it")
    document.write_text(stale, encoding="utf-8")
    status, out, err = run(capsys, "openapi", "--check")
    assert (status, err) == (1, "docs/openapi.yaml is stale: run `make render` and commit the result\n")
    assert [line.strip() for line in out.splitlines() if line.startswith(("+ ", "- "))] == [
        "-      summary: Buy it",
        "+      summary: Order an article",
    ]
    assert document.read_text(encoding="utf-8") == stale


def test_check_fails_where_there_is_none(document: Path, capsys: Capture) -> None:
    assert run(capsys, "openapi", "--check").status == 1
    assert not document.exists()


def test_stdout_prints_what_would_be_written(document: Path, capsys: Capture) -> None:
    printed = run(capsys, "openapi", "--stdout").out
    assert not document.exists()
    run(capsys, "openapi")
    assert document.read_text(encoding="utf-8") == printed


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("", 'tool.stamp-infra.openapi: is not set; write [tool.stamp-infra] openapi = "templates.openapi:document"'),
        ("[tool.stamp-infra]\nopenapi = 1\n", "tool.stamp-infra.openapi: is not module:name (got 1); write "),
        (
            '[tool.stamp-infra]\nopenapi = "no_such:thing"\n',
            "tool.stamp-infra.openapi: cannot be imported: No module named 'no_such' (got \"no_such\"); ",
        ),
        (
            '[tool.stamp-infra]\nopenapi = "tests.openapi.declared:PLACE"\n',
            "tests.openapi.declared:PLACE: is an Operation, not a Document; write PLACE = Document(...) there, or ",
        ),
    ],
)
def test_a_setting_that_leads_to_no_document_is_told(
    tmp_path: Path, capsys: Capture, setting: str, expected: str
) -> None:
    (tmp_path / "pyproject.toml").write_text(setting, encoding="utf-8")
    status, out, err = run(capsys, "openapi")
    assert (status, out) == (1, "")
    assert expected in err
