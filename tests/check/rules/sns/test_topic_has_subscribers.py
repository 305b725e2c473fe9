"""A topic that is reported to has a subscription."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.sns.topic_has_subscribers import RULE
from tests.check.rules.build import Resources, but, found, one, to

GOOD: Resources = {
    "Errors": one("AWS::CloudWatch::Alarm", AlarmActions=[to("Alerts")], OKActions=[to("Alerts")]),
    "Alerts": one("AWS::SNS::Topic"),
    "Email": one("AWS::SNS::Subscription", TopicArn=to("Alerts"), Protocol="email", Endpoint="ops@example.com"),
    "Unused": one("AWS::SNS::Topic"),
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (but(GOOD, "Email"), ["Alerts Properties.Subscription: has no subscription"]),
        (
            but(GOOD, "Email Properties TopicArn", value=to("Unused")),
            ["Alerts Properties.Subscription: has no subscription"],
        ),
        (but(but(GOOD, "Email"), "Alerts Properties Subscription", value=[{"Protocol": "email"}]), []),
    ],
)
def test_a_topic_that_nobody_hears_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
