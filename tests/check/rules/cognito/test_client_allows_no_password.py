"""No password signs anybody in where none is wanted."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.cognito.client_allows_no_password import RULE
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
            but(GOOD, "Client Properties ExplicitAuthFlows", value=["ALLOW_USER_PASSWORD_AUTH"]),
            ["Client Properties.ExplicitAuthFlows: allows ALLOW_USER_PASSWORD_AUTH"],
        ),
        (
            but(GOOD, "Client Properties ExplicitAuthFlows 0", value="ALLOW_USER_SRP_AUTH"),
            ["Client Properties.ExplicitAuthFlows: allows ALLOW_USER_SRP_AUTH"],
        ),
        (
            but(GOOD, "Client Properties ExplicitAuthFlows"),
            ["Client Properties.ExplicitAuthFlows: allows ALLOW_USER_SRP_AUTH, the default"],
        ),
        (
            but(
                but(GOOD, "Client Properties ExplicitAuthFlows 0", value="ALLOW_USER_SRP_AUTH"),
                "Pool Properties LambdaConfig",
            ),
            [],
        ),
        (
            but(
                but(GOOD, "Client Properties ExplicitAuthFlows 0", value="ADMIN_NO_SRP_AUTH"),
                "Pool Properties LambdaConfig",
            ),
            ["Client Properties.ExplicitAuthFlows: allows ADMIN_NO_SRP_AUTH"],
        ),
    ],
)
def test_a_client_that_takes_a_password_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
