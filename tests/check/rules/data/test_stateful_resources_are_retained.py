"""What holds data outlives its stack and its replacement."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.data.stateful_resources_are_retained import RULE
from tests.check.rules.build import Resources, but, found

GOOD: Resources = {
    "Users": {"Type": "AWS::DynamoDB::Table", "DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"},
    "Database": {"Type": "AWS::RDS::DBInstance", "DeletionPolicy": "Snapshot", "UpdateReplacePolicy": "Snapshot"},
    "Queue": {"Type": "AWS::SQS::Queue"},
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (but(GOOD, "Users DeletionPolicy"), ["Users DeletionPolicy: has no DeletionPolicy, yet it holds the items"]),
        (
            but(GOOD, "Users UpdateReplacePolicy", value="Delete"),
            ["Users UpdateReplacePolicy: has UpdateReplacePolicy Delete, yet it holds the items"],
        ),
        (but(GOOD, "Users DeletionPolicy", value="RetainExceptOnCreate"), []),
        (
            but(GOOD, "Users UpdateReplacePolicy", value="RetainExceptOnCreate"),
            [("Users UpdateReplacePolicy: has UpdateReplacePolicy RetainExceptOnCreate, yet it holds the items")],
        ),
        (
            but(GOOD, "Users DeletionPolicy", value="Snapshot"),
            ["Users DeletionPolicy: has DeletionPolicy Snapshot, yet it holds the items"],
        ),
        (
            {"Pool": {"Type": "AWS::Cognito::UserPool"}},
            [
                (
                    "Pool DeletionPolicy: has no DeletionPolicy, yet it holds every account, and with it who owns"
                    " which data"
                ),
                (
                    "Pool UpdateReplacePolicy: has no UpdateReplacePolicy, yet it holds every account, and with"
                    " it who owns which data"
                ),
            ],
        ),
        (
            {"Key": {"Type": "AWS::KMS::Key", "DeletionPolicy": "Retain"}},
            [
                (
                    "Key UpdateReplacePolicy: has no UpdateReplacePolicy, yet it holds the only means to read"
                    " what it encrypted"
                )
            ],
        ),
    ],
)
def test_a_stateful_resource_without_both_policies_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
