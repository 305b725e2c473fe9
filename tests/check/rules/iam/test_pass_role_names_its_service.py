"""Who hands over a role says to which service."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.iam.pass_role_names_its_service import RULE
from tests.check.rules.build import Resources, but, found, to
from tests.check.rules.policy import allow, role

GOOD: Resources = {
    "Role": role(
        allow(
            "iam:PassRole",
            to("Task.Arn"),
            Condition={"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}},
        )
    )
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "Role Properties Policies 0 PolicyDocument Statement 0 Condition"),
            [("Role Properties.Policies.0.PolicyDocument.Statement.0.Condition: allows iam:PassRole to any service")],
        ),
        (
            but(
                GOOD,
                "Role Properties Policies 0 PolicyDocument Statement 0 Condition StringEquals iam:PassedToService",
                value="*",
            ),
            ["Role Properties.Policies.0.PolicyDocument.Statement.0.Condition: allows iam:PassRole to *"],
        ),
        (
            but(
                GOOD,
                "Role Properties Policies 0 PolicyDocument Statement 0 Condition",
                value={"StringNotEquals": {"iam:PassedToService": "ec2.amazonaws.com"}},
            ),
            [("Role Properties.Policies.0.PolicyDocument.Statement.0.Condition: allows iam:PassRole to any service")],
        ),
        (
            but(
                but(GOOD, "Role Properties Policies 0 PolicyDocument Statement 0 Condition"),
                "Role Properties Policies 0 PolicyDocument Statement 0 Action",
                value="iam:Pass*",
            ),
            [("Role Properties.Policies.0.PolicyDocument.Statement.0.Condition: allows iam:PassRole to any service")],
        ),
        (
            but(
                but(GOOD, "Role Properties Policies 0 PolicyDocument Statement 0 Condition"),
                "Role Properties Policies 0 PolicyDocument Statement 0 Action",
                value="iam:GetRole",
            ),
            [],
        ),
    ],
)
def test_a_role_that_may_be_handed_to_any_service_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
