"""A grant on an index names one that is there."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.iam.index_grants_are_exact import RULE
from tests.check.rules.build import Resources, but, found, one, to
from tests.check.rules.policy import allow, role

GOOD: Resources = {
    "Users": one("AWS::DynamoDB::Table", TableName="users", GlobalSecondaryIndexes=[{"IndexName": "by-event"}]),
    "Role": role(
        allow("dynamodb:GetItem", to("Users.Arn")),
        allow("dynamodb:Query", to("Users.Arn") + "/index/by-event"),
    ),
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(
                GOOD,
                "Role Properties Policies 0 PolicyDocument Statement 1 Resource",
                value=to("Users.Arn") + "/index/*",
            ),
            [("Role Properties.Policies.0.PolicyDocument.Statement.1.Resource: allows every index of Users (*)")],
        ),
        (
            but(
                GOOD,
                "Role Properties Policies 0 PolicyDocument Statement 1 Resource",
                value=to("Users.Arn") + "/index/by-evnt",
            ),
            [
                (
                    "Role Properties.Policies.0.PolicyDocument.Statement.1.Resource: allows the index by-evnt,"
                    " which Users does not have"
                )
            ],
        ),
        (
            but(GOOD, "Users Properties GlobalSecondaryIndexes"),
            [
                (
                    "Role Properties.Policies.0.PolicyDocument.Statement.1.Resource: allows the index by-event,"
                    " which Users does not have"
                )
            ],
        ),
        (
            but(
                GOOD,
                "Role Properties Policies 0 PolicyDocument Statement 1 Resource",
                value=to("Orders.Arn") + "/index/*",
            ),
            [],
        ),
    ],
)
def test_a_grant_on_an_index_that_is_not_there_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
