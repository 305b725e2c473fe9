"""Nobody makes an account past the app."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.cognito.user_pool_refuses_self_sign_up import RULE
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
            but(GOOD, "Pool Properties AdminCreateUserConfig"),
            [("Pool Properties.AdminCreateUserConfig.AllowAdminCreateUserOnly: lets anyone sign up under any name")],
        ),
        (
            but(GOOD, "Pool Properties AdminCreateUserConfig AllowAdminCreateUserOnly", value=False),
            [("Pool Properties.AdminCreateUserConfig.AllowAdminCreateUserOnly: lets anyone sign up under any name")],
        ),
        (but(but(GOOD, "Pool Properties AdminCreateUserConfig"), "Pool Properties LambdaConfig"), []),
    ],
)
def test_a_pool_that_lets_anyone_sign_up_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
