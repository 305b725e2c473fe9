"""A token can be revoked."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.cognito.client_revokes_tokens import RULE
from tests.check.rules.build import Resources, but, found, one, to

GOOD: Resources = {
    "Pool": one(
        "AWS::Cognito::UserPool",
        LambdaConfig={"CreateAuthChallenge": to("Challenge.Arn")},
        AdminCreateUserConfig={"AllowAdminCreateUserOnly": True},
        Schema=[{"Name": "tier", "AttributeDataType": "String"}],
    ),
    "Client": one(
        "AWS::Cognito::UserPoolClient",
        UserPoolId=to("Pool"),
        PreventUserExistenceErrors="ENABLED",
        EnableTokenRevocation=True,
        ExplicitAuthFlows=["ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    ),
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "Client Properties EnableTokenRevocation", value=False),
            ["Client Properties.EnableTokenRevocation: does not state that tokens can be revoked"],
        ),
        (
            but(GOOD, "Client Properties EnableTokenRevocation"),
            ["Client Properties.EnableTokenRevocation: does not state that tokens can be revoked"],
        ),
    ],
)
def test_a_client_that_revokes_no_tokens_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
