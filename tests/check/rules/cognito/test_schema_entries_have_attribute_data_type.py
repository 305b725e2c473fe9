"""A schema entry says its type."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.cognito.schema_entries_have_attribute_data_type import RULE
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
            but(GOOD, "Pool Properties Schema 0 AttributeDataType"),
            ["Pool Properties.Schema.0.AttributeDataType: declares tier without its type"],
        ),
    ],
)
def test_a_schema_entry_without_type_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
