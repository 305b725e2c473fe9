"""A function that SAM publishes versions of has them published at every change."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.awslambda.version_follows_its_function import RULE
from tests.check.rules.build import Resources, found, one

WHAT = "publishes a version when its code, its variables or its memory change, and at no other change"


def function(**properties: object) -> Resources:
    return {"Award": one("AWS::Lambda::Function", **properties)}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (function(), []),
        (function(AutoPublishAlias="live", AutoPublishAliasAllProperties=True), []),
        (function(AutoPublishAlias="live"), [f"Award Properties.AutoPublishAliasAllProperties: {WHAT}"]),
        (
            function(AutoPublishAlias="live", AutoPublishAliasAllProperties=False),
            [f"Award Properties.AutoPublishAliasAllProperties: {WHAT}"],
        ),
    ],
)
def test_a_version_that_stays_behind_its_function_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
