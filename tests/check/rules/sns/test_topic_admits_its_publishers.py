"""A topic's policy lets in who publishes to it."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.sns.topic_admits_its_publishers import RULE
from tests.check.rules.build import Resources, but, found, one, to
from tests.check.rules.policy import allow, document, key

GOOD: Resources = {
    "Errors": one("AWS::CloudWatch::Alarm", AlarmActions=[to("Alerts")]),
    "Budget": one(
        "AWS::Budgets::Budget",
        NotificationsWithSubscribers=[{"Subscribers": [{"SubscriptionType": "SNS", "Address": to("Alerts")}]}],
    ),
    "Anomalies": one("AWS::CE::AnomalySubscription", Subscribers=[{"Type": "SNS", "Address": to("Alerts")}]),
    "Failed": one("AWS::Events::Rule", Targets=[{"Id": "alerts", "Arn": to("Alerts")}]),
    "Alerts": one("AWS::SNS::Topic", KmsMasterKeyId=to("Key")),
    "Policy": one(
        "AWS::SNS::TopicPolicy",
        Topics=[to("Alerts")],
        PolicyDocument=document(
            allow(
                "sns:Publish", to("Alerts"), Principal={"Service": ["cloudwatch.amazonaws.com", "events.amazonaws.com"]}
            ),
            allow(
                "SNS:Publish",
                to("Alerts"),
                Principal={"Service": ["budgets.amazonaws.com", "costalerts.amazonaws.com"]},
            ),
        ),
    ),
    "Key": key(
        allow(
            ["kms:Decrypt", "kms:GenerateDataKey*"],
            Principal={"Service": ["budgets.amazonaws.com", "cloudwatch.amazonaws.com", "costalerts.amazonaws.com"]},
            Condition={"StringEquals": {"aws:SourceAccount": "<AWS::AccountId>"}},
        ),
        allow(["kms:Decrypt", "kms:GenerateDataKey"], Principal={"Service": "events.amazonaws.com"}),
    ),
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "Policy Properties PolicyDocument Statement 0 Principal Service", value="events.amazonaws.com"),
            [
                (
                    "Errors Properties.AlarmActions.0: publishes to Alerts, whose policy does not let"
                    " cloudwatch.amazonaws.com in"
                )
            ],
        ),
        (
            but(GOOD, "Policy Properties PolicyDocument Statement 1"),
            [
                (
                    "Budget Properties.NotificationsWithSubscribers.0.Subscribers.0.Address: publishes to Alerts,"
                    " whose policy does not let budgets.amazonaws.com in"
                ),
                (
                    "Anomalies Properties.Subscribers.0.Address: publishes to Alerts, whose policy does not let"
                    " costalerts.amazonaws.com in"
                ),
            ],
        ),
        (
            but(GOOD, "Policy"),
            [
                (
                    "Budget Properties.NotificationsWithSubscribers.0.Subscribers.0.Address: publishes to Alerts,"
                    " whose policy does not let budgets.amazonaws.com in"
                ),
                (
                    "Anomalies Properties.Subscribers.0.Address: publishes to Alerts, whose policy does not let"
                    " costalerts.amazonaws.com in"
                ),
                (
                    "Failed Properties.Targets.0.Arn: publishes to Alerts, whose policy does not let"
                    " events.amazonaws.com in"
                ),
            ],
        ),
        (but(GOOD, "Policy Properties PolicyDocument Statement 1 Principal", value={"AWS": "*"}), []),
        (
            but(GOOD, "Policy Properties PolicyDocument Statement 1 Effect", value="Deny"),
            [
                (
                    "Budget Properties.NotificationsWithSubscribers.0.Subscribers.0.Address: publishes to Alerts,"
                    " whose policy does not let budgets.amazonaws.com in"
                ),
                (
                    "Anomalies Properties.Subscribers.0.Address: publishes to Alerts, whose policy does not let"
                    " costalerts.amazonaws.com in"
                ),
            ],
        ),
    ],
)
def test_a_publisher_that_the_topic_keeps_out_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
