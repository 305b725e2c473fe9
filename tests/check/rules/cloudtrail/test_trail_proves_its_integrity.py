"""A trail is on and cannot be rewritten unseen."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.cloudtrail.trail_proves_its_integrity import RULE
from tests.check.rules.build import Resources, but, found, one, to

GOOD: Resources = {
    "Trail": one("AWS::CloudTrail::Trail", IsLogging=True, EnableLogFileValidation=True, KMSKeyId=to("Key.Arn"))
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (but(GOOD, "Trail Properties IsLogging", value=False), ["Trail Properties.IsLogging: is switched off"]),
        (
            but(GOOD, "Trail Properties EnableLogFileValidation"),
            ["Trail Properties.EnableLogFileValidation: can be altered without a trace"],
        ),
        (but(GOOD, "Trail Properties KMSKeyId"), ["Trail Properties.KMSKeyId: has no key of its own"]),
    ],
)
def test_a_trail_that_proves_nothing_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
