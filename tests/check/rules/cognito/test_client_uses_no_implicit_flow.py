"""No token travels in a URL."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.cognito.client_uses_no_implicit_flow import RULE
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
            but(GOOD, "Client Properties AllowedOAuthFlows", value=["implicit"]),
            ["Client Properties.AllowedOAuthFlows: allows the implicit flow"],
        ),
        (but(GOOD, "Client Properties AllowedOAuthFlows", value=["code"]), []),
    ],
)
def test_a_client_with_the_implicit_flow_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
