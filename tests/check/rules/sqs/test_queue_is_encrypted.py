"""A queue says how it encrypts."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.sqs.queue_is_encrypted import RULE
from tests.check.rules.build import Resources, but, found, one

GOOD: Resources = {
    "Images": one("AWS::SQS::Queue", SqsManagedSseEnabled=True),
    "Orders": one("AWS::SQS::Queue", KmsMasterKeyId="alias/orders"),
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "Images Properties SqsManagedSseEnabled", value=False),
            ["Images Properties.SqsManagedSseEnabled: does not say how it encrypts"],
        ),
        (
            but(GOOD, "Orders Properties KmsMasterKeyId"),
            ["Orders Properties.SqsManagedSseEnabled: does not say how it encrypts"],
        ),
    ],
)
def test_a_queue_that_does_not_say_how_it_encrypts_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
