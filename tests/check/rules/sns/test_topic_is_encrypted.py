"""A topic is encrypted."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.sns.topic_is_encrypted import RULE
from tests.check.rules.build import Resources, but, found, one, to

GOOD: Resources = {"Alerts": one("AWS::SNS::Topic", KmsMasterKeyId=to("Key"))}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (but(GOOD, "Alerts Properties KmsMasterKeyId"), ["Alerts Properties.KmsMasterKeyId: is not encrypted"]),
    ],
)
def test_a_topic_in_the_clear_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
