"""cfn-lint says everything it has to say, whatever the template tells it."""

from __future__ import annotations

from pathlib import Path

import pytest

from stamp_infra.check import lint
from stamp_infra.core.errors import UserError
from stamp_infra.rendered.load import load
from tests.check.files import TOPIC, write

REGIONS = ("ap-northeast-1",)
BAD = """\
Metadata: {StampInfra: {Source: templates/a.py}, cfn-lint: {config: {ignore_checks: [E3002, W2001, I3011]}}}
Parameters: {Unused: {Type: String}}
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Metadata: {cfn-lint: {config: {ignore_checks: [E3002]}}}
    Properties: {Tags: [{Key: a, Value: b, Colour: red}]}
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{AttributeName: A, AttributeType: S}]
      KeySchema: [{AttributeName: A, KeyType: HASH}]
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_errors_warnings_and_notes_are_found_though_the_template_ignores_them() -> None:
    write(Path(), {"a.yaml": BAD})
    template = load(Path("a.yaml"))
    found = lint.lint_file(Path("a.yaml"), template, REGIONS)
    assert [(one.severity, one.rule, one.logical_id, one.path) for one in found] == [
        ("warning", "W2001", "Unused", "Parameters.Unused"),
        ("error", "E3002", "Topic", "Properties.Tags.0.Colour"),
        ("info", "I3011", "Table", ""),
        ("info", "I3011", "Table", ""),
    ]
    assert {one.source for one in found} == {"templates/a.py"}
    assert "Colour" in found[1].what
    assert found[1].remedy.endswith("docs/rules.md#E3002")
    assert sorted(lint.lint_text(BAD, template, REGIONS), key=str) == sorted(found, key=str)


def test_a_configuration_file_beside_the_templates_hides_nothing() -> None:
    write(Path(), {"a.yaml": BAD, ".cfnlintrc": "ignore_checks: [E, W, I]\n"})
    assert len(lint.lint_file(Path("a.yaml"), load(Path("a.yaml")), REGIONS)) == 4


def test_an_unknown_region_is_a_mistake_of_the_user() -> None:
    write(Path(), {"a.yaml": TOPIC})
    with pytest.raises(UserError, match=r"a.yaml: cannot be linted: .*mars-1.*correct the region in samconfig.toml"):
        lint.lint_file(Path("a.yaml"), load(Path("a.yaml")), ("mars-1",))


def test_a_template_that_cfn_lint_stumbles_over_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    write(Path(), {"a.yaml": TOPIC})
    monkeypatch.setattr(lint, "_rules", lambda: 1 / 0)
    (found,) = lint.lint_file(Path("a.yaml"), load(Path("a.yaml")), REGIONS)
    assert (found.rule, found.severity) == ("CfnLintRuns", "error")
    assert "ZeroDivisionError" in found.what
