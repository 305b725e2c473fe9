"""A role takes only reviewed managed policies of AWS."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.iam.managed_policies_are_reviewed import RULE
from tests.check.rules.build import Resources, but, found, to
from tests.check.rules.policy import role

GOOD: Resources = {
    "Backup": role(ManagedPolicyArns=["arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup"]),
    "Own": role(ManagedPolicyArns=[to("Policy"), "arn:aws:iam::<AWS::AccountId>:policy/own"]),
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "Backup Properties ManagedPolicyArns 0", value="arn:aws:iam::aws:policy/AdministratorAccess"),
            ["Backup Properties.ManagedPolicyArns: carries AWS's managed policy AdministratorAccess"],
        ),
        (
            but(
                GOOD,
                "Own Properties ManagedPolicyArns 0",
                value="arn:<AWS::Partition>:iam::aws:policy/AmazonDynamoDBFullAccess",
            ),
            ["Own Properties.ManagedPolicyArns: carries AWS's managed policy AmazonDynamoDBFullAccess"],
        ),
    ],
)
def test_a_managed_policy_that_nobody_has_read_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
