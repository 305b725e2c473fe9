"""What a deployment leaves behind: what protects data, what rolls back, and a record of what was deployed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from stamp_infra.core.errors import UserError
from stamp_infra.operations import record, safeguards
from stamp_infra.operations.record import Deployment
from stamp_infra.plan.stateful import HOLDS

if TYPE_CHECKING:
    from pathlib import Path


def test_a_stack_policy_denies_what_loses_data_but_for_what_is_allowed() -> None:
    _, denied = json.loads(safeguards.policy())["Statement"]
    assert denied["Effect"] == "Deny"
    assert denied["Action"] == ["Update:Replace", "Update:Delete"]
    assert denied["Condition"]["StringEquals"]["ResourceType"] == sorted(HOLDS)
    assert denied["Resource"] == "*"
    _, denied = json.loads(safeguards.policy(["Dynamodb/Users"]))["Statement"]
    assert "Resource" not in denied
    assert denied["NotResource"] == ["LogicalResourceId/Users"]


def settings(folder: Path, text: str) -> None:
    (folder / "pyproject.toml").write_text(f"[tool.stamp-infra]\n{text}\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('rollback-triggers = "Api5xxAlarm"', "is no list of logical IDs"),
        ("rollback-triggers = [1]", "is no list of logical IDs"),
        ('rollback-triggers = ["A", "B", "C", "D", "E", "F"]', "names 6 alarms where CloudFormation takes 5"),
    ],
)
def test_rollback_triggers_that_cannot_be_set_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    settings(tmp_path, text)
    with pytest.raises(UserError, match=told):
        safeguards.triggers()


def test_a_record_keeps_as_many_deployments_as_are_wanted_and_have_room() -> None:
    hashes = {f"cfn/stack-{number}.yaml": "0123456789ab" for number in range(17)}
    before: tuple[Deployment, ...] = ()
    for number in range(30):
        latest = Deployment(revision=f"{number:040}", templates="0123456789ab", at="2026-01-02T03:04:05+00:00")
        text = record.document(latest, before, hashes)
        assert len(text.encode()) <= 4096
        before = tuple(Deployment(**each) for each in json.loads(text)["history"])
        assert before[0] == latest
    assert [each.revision for each in before] == [f"{number:040}" for number in range(29, 29 - record.KEPT, -1)]
    many = {f"{number}{'x' * 50}.yaml": "0123456789ab" for number in range(40)}
    assert len(record.document(before[0], before, many).encode()) <= 4096
