"""A function writes to a declared log group."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.logs.function_owns_its_log_group import RULE
from tests.check.rules.build import Resources, but, found, one, to

GOOD: Resources = {
    "Award": one("AWS::Lambda::Function", LoggingConfig={"LogGroup": to("AwardLog")}),
    "Named": one("AWS::Lambda::Function", LoggingConfig={"LogGroup": "/app/award"}),
    "AwardLog": one("AWS::Logs::LogGroup", LogGroupName="/app/award"),
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (but(GOOD, "Award Properties LoggingConfig"), ["Award Properties.LoggingConfig.LogGroup: names no log group"]),
        (
            but(GOOD, "Named Properties LoggingConfig LogGroup", value="/app/orders"),
            [("Named Properties.LoggingConfig.LogGroup: writes to the log group /app/orders, which nothing declares")],
        ),
        (
            but(GOOD, "AwardLog"),
            [
                (
                    "Award Properties.LoggingConfig.LogGroup: writes to the log group <stack.yaml#AwardLog>,"
                    " which nothing declares"
                ),
                ("Named Properties.LoggingConfig.LogGroup: writes to the log group /app/award, which nothing declares"),
            ],
        ),
    ],
)
def test_a_function_without_a_declared_log_group_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
