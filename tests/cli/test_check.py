"""`stamp-infra check` as a person and a program meet it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from stamp_infra.check.report import Report
from stamp_infra.cli.check import command
from tests.check.files import SAMCONFIG, TOPIC, finding, write

if TYPE_CHECKING:
    from click.testing import Result

WARNING = finding(severity="warning", rule="W1001", path="")
NOTE = finding(severity="info", rule="I3011", path="")
WAIVED = finding(waived="Used by hand.")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(Path(), {"infrastructure/a.yaml": TOPIC})


def run(monkeypatch: pytest.MonkeyPatch, findings: list[Any], *arguments: str) -> Result:
    """Run the command when a check has come to these findings."""
    report = Report(templates=("a.yaml",), environments=("dev",), rules=("TopicsAreNamed",), findings=tuple(findings))
    monkeypatch.setattr("stamp_infra.cli.check.check", lambda *_, **__: report)
    return CliRunner().invoke(command, arguments)


@pytest.mark.parametrize(
    ("findings", "arguments", "status"),
    [
        ([], [], 0),
        ([], ["--strict"], 0),
        ([finding()], [], 1),
        ([WARNING, NOTE], [], 0),
        ([WARNING], ["--strict"], 1),
        ([NOTE], ["--strict"], 1),
        ([WAIVED], ["--strict"], 0),
        ([finding(), NOTE], ["--only", "I3011"], 0),
        ([finding(), NOTE], ["--only", "I3011", "--only", "TopicsAreNamed"], 1),
        ([finding(), NOTE], ["--only", "I3011", "--strict"], 1),
        ([], ["--only", "NoSuchRule"], 2),
        ([], ["no-such-file.yaml"], 2),
        ([], ["--no-such-option"], 2),
    ],
)
def test_the_exit_status_says_whether_there_is_something_to_do(
    monkeypatch: pytest.MonkeyPatch, findings: list[Any], arguments: list[str], status: int
) -> None:
    assert run(monkeypatch, findings, *arguments).exit_code == status


def test_findings_are_plain_text_in_a_pipe_and_end_with_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = run(monkeypatch, [finding(environments=("dev",)), WAIVED]).stdout.splitlines()
    assert lines[:2] == ["a.yaml", "  error: Topic Properties.Name in dev: TopicsAreNamed"]
    assert lines[-1] == "1 template, 1 environment, 1 rule and cfn-lint's: 1 error, 0 warnings, 0 notes; 1 waived"


def test_json_is_one_document_with_waived_findings_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    document = json.loads(run(monkeypatch, [finding(), WAIVED], "--json").stdout)
    assert list(document) == ["templates", "environments", "rules", "findings", "waived"]
    assert [one["waived"] for one in document["findings"]] == [None]
    assert [one["waived"] for one in document["waived"]] == ["Used by hand."]
    assert document["findings"][0]["rule"] == "TopicsAreNamed"


def test_the_help_has_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "stamp-infra check --strict" in run(monkeypatch, [], "--help").stdout


PROGRAM = """
import json, sys
from stamp_infra.cli.main import main
sys.argv = ["stamp-infra", "check", *sys.argv[1:]]
try:
    main()
finally:
    print(json.dumps(sorted({name.split(".")[0] for name in sys.modules})), file=sys.stderr)
"""


def modules(*arguments: str) -> tuple[str, set[str]]:
    """Run the command in a process of its own; return what it says and the packages it has imported."""
    command_line = [sys.executable, "-c", PROGRAM, *arguments]
    done = subprocess.run(command_line, capture_output=True, text=True, check=False)
    *errors, imported = done.stderr.splitlines()
    assert errors == []
    return done.stdout, set(json.loads(imported))


def test_an_unchanged_tree_is_checked_without_loading_what_checks_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    write(
        Path(),
        {
            "infrastructure/a.yaml": TOPIC.replace("DisplayName", "DisplayNam"),
            "infrastructure/samconfig.toml": SAMCONFIG,
        },
    )
    heavy = {"cfnlint", "samtranslator", "yaml", "rich", "sympy", "networkx", "boto3", "troposphere"}
    first, imported = modules()
    assert {"cfnlint", "yaml"} <= imported
    assert imported & {"samtranslator", "boto3", "troposphere"} == set()
    again, imported = modules()
    assert again == first
    assert "E3002" in again
    assert imported & heavy == set()
