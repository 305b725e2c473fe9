"""Blocks of SNS topics."""

from __future__ import annotations

from typing import Any

import pytest

from stamp_infra.blocks.sns import topic
from tests.blocks.synthesized import env, granted, mistakes, resources

SERVICES = ["cloudwatch.amazonaws.com", "budgets.amazonaws.com", "events.amazonaws.com"]
OWN_ACCOUNT = {"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}}


@pytest.fixture(scope="module")
def made() -> Any:
    return resources(topic("alerts", publishers=SERVICES, email=env.email))


def test_a_topic_is_encrypted_with_a_key_of_its_own(made: Any) -> None:
    assert made["AlertsTopic"]["Properties"]["KmsMasterKeyId"] == {"Fn::GetAtt": ["AlertsKey", "Arn"]}


@pytest.mark.parametrize("service", SERVICES)
def test_a_publisher_is_let_in_by_the_topic_and_by_its_key(made: Any, service: str) -> None:
    key = made["AlertsKey"]["Properties"]["KeyPolicy"]["Statement"]
    policy = made["AlertsTopicPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    for action, statements in (("kms:GenerateDataKey", key), ("kms:Decrypt", key), ("sns:Publish", policy)):
        allowed = [one for one in granted(statements, action) if one["Principal"] == {"Service": service}]
        assert len(allowed) == 1


def test_a_publisher_acts_for_this_account_alone(made: Any) -> None:
    key = made["AlertsKey"]["Properties"]["KeyPolicy"]["Statement"]
    policy = made["AlertsTopicPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    for one in [*key, *policy]:
        if one["Principal"] in ({"Service": "cloudwatch.amazonaws.com"}, {"Service": "budgets.amazonaws.com"}):
            assert one["Condition"] == OWN_ACCOUNT


def test_eventbridge_has_no_condition_because_it_sends_no_source(made: Any) -> None:
    key = made["AlertsKey"]["Properties"]["KeyPolicy"]["Statement"]
    policy = made["AlertsTopicPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    found = [one for one in [*key, *policy] if one["Principal"] == {"Service": "events.amazonaws.com"}]
    assert len(found) == 2
    assert not [one for one in found if "Condition" in one]


def test_a_message_without_tls_is_refused(made: Any) -> None:
    refused = made["AlertsTopicPolicy"]["Properties"]["PolicyDocument"]["Statement"][-1]
    assert (refused["Effect"], refused["Action"]) == ("Deny", ["sns:Publish"])
    assert refused["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_the_address_is_subscribed(made: Any) -> None:
    subscription = made["AlertsTopicEmail"]["Properties"]
    assert subscription == {"TopicArn": {"Ref": "AlertsTopic"}, "Protocol": "email", "Endpoint": {"Ref": "Email"}}


def test_a_publisher_that_is_no_service_is_a_mistake() -> None:
    (found,) = mistakes(topic("alerts", publishers=["cloudwatch"], email=env.email))
    assert 'topic "alerts".publishers: is not an AWS service (got "cloudwatch")' in found
