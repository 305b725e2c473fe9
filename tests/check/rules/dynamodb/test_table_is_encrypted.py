"""A table is encrypted with a KMS key."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.dynamodb.table_is_encrypted import RULE
from tests.check.rules.build import Resources, but, found, one

GOOD: Resources = {"Users": one("AWS::DynamoDB::Table", SSESpecification={"SSEEnabled": True})}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "Users Properties SSESpecification SSEEnabled", value="false"),
            ["Users Properties.SSESpecification.SSEEnabled: is encrypted with DynamoDB's own key alone"],
        ),
        (
            but(GOOD, "Users Properties SSESpecification"),
            ["Users Properties.SSESpecification.SSEEnabled: is encrypted with DynamoDB's own key alone"],
        ),
    ],
)
def test_a_table_with_dynamodbs_own_key_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
