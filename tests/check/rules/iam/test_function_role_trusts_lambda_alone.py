"""Only Lambda takes a function's role."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.iam.function_role_trusts_lambda_alone import RULE
from tests.check.rules.build import Resources, but, found, one, to
from tests.check.rules.policy import role

GOOD: Resources = {"Award": one("AWS::Lambda::Function", Role=to("Role.Arn")), "Role": role()}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(
                GOOD,
                "Role Properties AssumeRolePolicyDocument Statement 0 Principal",
                value={"Service": ["lambda.amazonaws.com", "ec2.amazonaws.com"]},
            ),
            [
                (
                    "Role Properties.AssumeRolePolicyDocument.Statement.0.Principal: is a function's role, yet"
                    " can be assumed by Service ec2.amazonaws.com"
                )
            ],
        ),
        (
            but(GOOD, "Role Properties AssumeRolePolicyDocument Statement 0 Principal", value={"AWS": "*"}),
            [
                (
                    "Role Properties.AssumeRolePolicyDocument.Statement.0.Principal: is a function's role, yet"
                    " can be assumed by AWS *"
                )
            ],
        ),
        (
            but(
                GOOD,
                "Role Properties AssumeRolePolicyDocument Statement 0 Principal",
                value={"Service": "lambda.<AWS::URLSuffix>"},
            ),
            [],
        ),
        (
            but(
                but(GOOD, "Role Properties AssumeRolePolicyDocument Statement 0 Principal", value={"AWS": "*"}), "Award"
            ),
            [],
        ),
    ],
)
def test_a_functions_role_that_others_may_assume_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
