"""An index can be queried by some role."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.iam.indexes_are_granted import RULE
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
            but(GOOD, "Role Properties Policies 0 PolicyDocument Statement 1"),
            [("Users Properties.GlobalSecondaryIndexes.0.IndexName: has an index by-event that no role may query")],
        ),
        (
            but(GOOD, "Role Properties Policies 0 PolicyDocument Statement 1 Resource", value=to("Users.Arn")),
            [("Users Properties.GlobalSecondaryIndexes.0.IndexName: has an index by-event that no role may query")],
        ),
        (
            but(GOOD, "Role Properties Policies 0 PolicyDocument Statement 1 Action", value="dynamodb:PutItem"),
            [("Users Properties.GlobalSecondaryIndexes.0.IndexName: has an index by-event that no role may query")],
        ),
        (
            but(
                GOOD,
                "Role Properties Policies 0 PolicyDocument Statement 1 Resource",
                value="arn:aws:dynamodb:us-east-1:<AWS::AccountId>:table/users/index/by-event",
            ),
            [],
        ),
        (
            but(
                GOOD,
                "Role Properties Policies 0 PolicyDocument Statement 1 Resource",
                value=to("Users.Arn") + "/index/*",
            ),
            [],
        ),
        (but(GOOD, "Role"), []),
        (
            but(GOOD, "Role Properties Policies 0 PolicyDocument Statement 1 Effect", value="Deny"),
            [("Users Properties.GlobalSecondaryIndexes.0.IndexName: has an index by-event that no role may query")],
        ),
    ],
)
def test_an_index_that_no_role_may_query_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
