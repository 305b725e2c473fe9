"""A service may invoke a function for one resource."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.awslambda.function_permission_names_its_source import RULE
from tests.check.rules.build import Resources, but, found, one, to

GOOD: Resources = {
    "Permission": one(
        "AWS::Lambda::Permission",
        FunctionName=to("Award"),
        Principal="events.amazonaws.com",
        SourceArn=to("Rule.Arn"),
    )
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "Permission Properties SourceArn"),
            [
                (
                    "Permission Properties.SourceArn: lets events.amazonaws.com invoke the function for any"
                    " resource of any account"
                )
            ],
        ),
        (
            but(GOOD, "Permission Properties SourceArn", value="*"),
            [
                (
                    "Permission Properties.SourceArn: lets events.amazonaws.com invoke the function for any"
                    " resource of any account"
                )
            ],
        ),
        (
            but(
                but(GOOD, "Permission Properties SourceArn"),
                "Permission Properties Principal",
                value="sns.<AWS::URLSuffix>",
            ),
            [
                (
                    "Permission Properties.SourceArn: lets sns.<AWS::URLSuffix> invoke the function for any"
                    " resource of any account"
                )
            ],
        ),
        (
            but(
                but(GOOD, "Permission Properties SourceArn"),
                "Permission Properties Principal",
                value="<AWS::AccountId>",
            ),
            [],
        ),
    ],
)
def test_a_permission_without_source_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
