"""A table has point-in-time recovery in every environment."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.dynamodb.table_recovers_to_any_point import RULE
from tests.check.rules.build import Resources, but, found, one

GOOD: Resources = {
    "Users": one("AWS::DynamoDB::Table", PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True})
}


@pytest.mark.parametrize(
    ("environment", "resources", "expected"),
    [
        ("dev", GOOD, []),
        (
            "dev",
            but(GOOD, "Users Properties PointInTimeRecoverySpecification"),
            [
                (
                    "Users Properties.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled: cannot be"
                    " restored to a point in time"
                )
            ],
        ),
        (
            "prod",
            but(GOOD, "Users Properties PointInTimeRecoverySpecification PointInTimeRecoveryEnabled", value=False),
            [
                (
                    "Users Properties.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled: cannot be"
                    " restored to a point in time"
                )
            ],
        ),
        (None, but(GOOD, "Users Properties PointInTimeRecoverySpecification", value={"Ref": "Recovery"}), []),
        (
            "prod",
            {"Orders": one("AWS::DynamoDB::GlobalTable", Replicas=[{"Region": "us-east-1"}])},
            [
                (
                    "Orders Properties.Replicas.0.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled:"
                    " cannot be restored to a point in time"
                )
            ],
        ),
    ],
)
def test_a_table_without_point_in_time_recovery_is_found(
    environment: str | None, resources: Resources, expected: list[str]
) -> None:
    assert found(RULE, resources, environment=environment) == expected
