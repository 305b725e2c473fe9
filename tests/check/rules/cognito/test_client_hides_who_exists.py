"""A client does not tell who has an account."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.cognito.client_hides_who_exists import RULE
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
            but(GOOD, "Client Properties PreventUserExistenceErrors"),
            ["Client Properties.PreventUserExistenceErrors: answers differently for users who do not exist"],
        ),
        (
            but(GOOD, "Client Properties PreventUserExistenceErrors", value="LEGACY"),
            ["Client Properties.PreventUserExistenceErrors: answers differently for users who do not exist"],
        ),
    ],
)
def test_a_client_that_tells_who_exists_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
