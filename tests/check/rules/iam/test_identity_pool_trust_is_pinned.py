"""A role for signed-in users is one pool's."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.iam.identity_pool_trust_is_pinned import RULE
from tests.check.rules.build import Resources, but, found, to
from tests.check.rules.policy import role, trust

TRUST = "User Properties AssumeRolePolicyDocument Statement 0 "

GOOD: Resources = {
    "User": role(
        trusts=trust(
            {"Federated": "cognito-identity.amazonaws.com"},
            "sts:AssumeRoleWithWebIdentity",
            Condition={
                "StringEquals": {"cognito-identity.amazonaws.com:aud": to("Pool")},
                "ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr": "authenticated"},
            },
        )
    )
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, f"{TRUST}Condition StringEquals"),
            [
                (
                    "User Properties.AssumeRolePolicyDocument.Statement.0.Condition: is given by any identity"
                    " pool of any account"
                )
            ],
        ),
        (
            but(GOOD, f"{TRUST}Condition ForAnyValue:StringLike"),
            [
                (
                    "User Properties.AssumeRolePolicyDocument.Statement.0.Condition: is given also to those who"
                    " did not sign in"
                )
            ],
        ),
        (
            but(GOOD, f"{TRUST}Condition StringEquals cognito-identity.amazonaws.com:aud", value="*"),
            [
                (
                    "User Properties.AssumeRolePolicyDocument.Statement.0.Condition: is given by any identity"
                    " pool of any account"
                )
            ],
        ),
        (
            but(
                GOOD,
                f"{TRUST}Condition ForAnyValue:StringLike cognito-identity.amazonaws.com:amr",
                value="unauthenticated",
            ),
            [
                (
                    "User Properties.AssumeRolePolicyDocument.Statement.0.Condition: is given also to those who"
                    " did not sign in"
                )
            ],
        ),
        (
            but(GOOD, f"{TRUST}Condition"),
            [
                (
                    "User Properties.AssumeRolePolicyDocument.Statement.0.Condition: is given by any identity"
                    " pool of any account"
                ),
                (
                    "User Properties.AssumeRolePolicyDocument.Statement.0.Condition: is given also to those who"
                    " did not sign in"
                ),
            ],
        ),
    ],
)
def test_a_role_that_any_pool_or_guest_gets_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
