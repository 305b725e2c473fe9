"""A topic's key lets in who publishes to it."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.sns.topic_key_admits_its_publishers import RULE
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
            but(GOOD, "Key Properties KeyPolicy Statement 1"),
            [
                (
                    "Errors Properties.AlarmActions.0: publishes to Alerts, which is encrypted with Key, whose"
                    " policy does not allow cloudwatch.amazonaws.com kms:GenerateDataKey"
                ),
                (
                    "Budget Properties.NotificationsWithSubscribers.0.Subscribers.0.Address: publishes to Alerts,"
                    " which is encrypted with Key, whose policy does not allow budgets.amazonaws.com"
                    " kms:GenerateDataKey"
                ),
                (
                    "Anomalies Properties.Subscribers.0.Address: publishes to Alerts, which is encrypted with"
                    " Key, whose policy does not allow costalerts.amazonaws.com kms:GenerateDataKey"
                ),
            ],
        ),
        (
            but(GOOD, "Key Properties KeyPolicy Statement 2"),
            [
                (
                    "Failed Properties.Targets.0.Arn: publishes to Alerts, which is encrypted with Key, whose"
                    " policy does not allow events.amazonaws.com kms:GenerateDataKey"
                )
            ],
        ),
        (
            but(GOOD, "Key Properties KeyPolicy Statement 1 Action", value="kms:GenerateDataKey*"),
            [
                (
                    "Errors Properties.AlarmActions.0: publishes to Alerts, which is encrypted with Key, whose"
                    " policy does not allow cloudwatch.amazonaws.com kms:Decrypt"
                ),
                (
                    "Budget Properties.NotificationsWithSubscribers.0.Subscribers.0.Address: publishes to Alerts,"
                    " which is encrypted with Key, whose policy does not allow budgets.amazonaws.com kms:Decrypt"
                ),
                (
                    "Anomalies Properties.Subscribers.0.Address: publishes to Alerts, which is encrypted with"
                    " Key, whose policy does not allow costalerts.amazonaws.com kms:Decrypt"
                ),
            ],
        ),
        (
            but(GOOD, "Key Properties KeyPolicy Statement 1 Principal Service", value="cloudwatch.amazonaws.com"),
            [
                (
                    "Budget Properties.NotificationsWithSubscribers.0.Subscribers.0.Address: publishes to Alerts,"
                    " which is encrypted with Key, whose policy does not allow budgets.amazonaws.com"
                    " kms:GenerateDataKey"
                ),
                (
                    "Anomalies Properties.Subscribers.0.Address: publishes to Alerts, which is encrypted with"
                    " Key, whose policy does not allow costalerts.amazonaws.com kms:GenerateDataKey"
                ),
            ],
        ),
        (
            but(
                GOOD,
                "Key Properties KeyPolicy Statement 2 Condition",
                value={"StringEquals": {"aws:SourceAccount": "<AWS::AccountId>"}},
            ),
            [
                (
                    "Failed Properties.Targets.0.Arn: publishes to Alerts, which is encrypted with Key, whose"
                    " policy does not allow events.amazonaws.com kms:GenerateDataKey"
                )
            ],
        ),
        (
            but(GOOD, "Alerts Properties KmsMasterKeyId", value="alias/aws/sns"),
            [
                (
                    "Errors Properties.AlarmActions.0: publishes to Alerts, which is encrypted with"
                    " alias/aws/sns, whose policy names no service and cannot be changed"
                ),
                (
                    "Budget Properties.NotificationsWithSubscribers.0.Subscribers.0.Address: publishes to Alerts,"
                    " which is encrypted with alias/aws/sns, whose policy names no service and cannot be changed"
                ),
                (
                    "Anomalies Properties.Subscribers.0.Address: publishes to Alerts, which is encrypted with"
                    " alias/aws/sns, whose policy names no service and cannot be changed"
                ),
                (
                    "Failed Properties.Targets.0.Arn: publishes to Alerts, which is encrypted with alias/aws/sns,"
                    " whose policy names no service and cannot be changed"
                ),
            ],
        ),
        (
            but(
                GOOD | {"Alias": one("AWS::KMS::Alias", AliasName="alias/alerts", TargetKeyId=to("Other"))},
                "Alerts Properties KmsMasterKeyId",
                value="alias/alerts",
            ),
            [],
        ),
        (
            but(
                but(
                    GOOD | {"Alias": one("AWS::KMS::Alias", AliasName="alias/alerts", TargetKeyId=to("Key"))},
                    "Alerts Properties KmsMasterKeyId",
                    value="alias/alerts",
                ),
                "Key Properties KeyPolicy Statement 2",
            ),
            [
                (
                    "Failed Properties.Targets.0.Arn: publishes to Alerts, which is encrypted with Key, whose"
                    " policy does not allow events.amazonaws.com kms:GenerateDataKey"
                )
            ],
        ),
    ],
)
def test_a_publisher_that_the_topics_key_keeps_out_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
