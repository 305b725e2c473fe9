"""Tables and user pools cannot be deleted by one call in stg and prod."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.data.deletion_protection_is_on import RULE
from tests.check.rules.build import Resources, but, found, one

GOOD: Resources = {
    "Users": one("AWS::DynamoDB::Table", DeletionProtectionEnabled=True),
    "Orders": one("AWS::DynamoDB::GlobalTable", Replicas=[{"DeletionProtectionEnabled": True}]),
    "Pool": one("AWS::Cognito::UserPool", DeletionProtection="ACTIVE"),
}


@pytest.mark.parametrize(
    ("environment", "resources", "expected"),
    [
        ("prod", GOOD, []),
        (
            "prod",
            but(GOOD, "Users Properties DeletionProtectionEnabled"),
            ["Users Properties.DeletionProtectionEnabled: can be deleted in prod by one call"],
        ),
        (
            "stg",
            but(GOOD, "Pool Properties DeletionProtection", value="INACTIVE"),
            ["Pool Properties.DeletionProtection: can be deleted in stg by one call"],
        ),
        (
            "prod",
            but(GOOD, "Orders Properties Replicas 0 DeletionProtectionEnabled", value=False),
            ["Orders Properties.Replicas.0.DeletionProtectionEnabled: can be deleted in prod by one call"],
        ),
        ("dev", but(GOOD, "Users Properties DeletionProtectionEnabled"), []),
        (None, but(GOOD, "Pool Properties DeletionProtection"), []),
    ],
)
def test_deletion_protection_that_is_off_is_found_in_stg_and_prod_alone(
    environment: str | None, resources: Resources, expected: list[str]
) -> None:
    assert found(RULE, resources, environment=environment) == expected
