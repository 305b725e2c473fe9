"""Who sends what to which topic or queue, and whether the policies on the way let it arrive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from stamp_infra.check.rules.lookup import holds, key_at, resource_at, resources_at
from stamp_infra.check.rules.policies import statements_of
from stamp_infra.check.rules.values import is_unknown, items, text, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.check.rules.policies import Statement
    from stamp_infra.rendered.model import Resolved, Resource

TOPIC: Final = "AWS::SNS::Topic"
QUEUE: Final = "AWS::SQS::Queue"

EVENTS: Final = "events.amazonaws.com"
CLOUDWATCH: Final = "cloudwatch.amazonaws.com"

# the service that sends, the type that makes it, the property that says whereto
_SENDINGS: Final = (
    (CLOUDWATCH, "AWS::CloudWatch::Alarm", "AlarmActions.*"),
    (CLOUDWATCH, "AWS::CloudWatch::Alarm", "OKActions.*"),
    (CLOUDWATCH, "AWS::CloudWatch::Alarm", "InsufficientDataActions.*"),
    (CLOUDWATCH, "AWS::CloudWatch::CompositeAlarm", "AlarmActions.*"),
    (CLOUDWATCH, "AWS::CloudWatch::CompositeAlarm", "OKActions.*"),
    (CLOUDWATCH, "AWS::CloudWatch::CompositeAlarm", "InsufficientDataActions.*"),
    ("budgets.amazonaws.com", "AWS::Budgets::Budget", "NotificationsWithSubscribers.*.Subscribers.*.Address"),
    ("costalerts.amazonaws.com", "AWS::CE::AnomalySubscription", "Subscribers.*.Address"),
    ("backup.amazonaws.com", "AWS::Backup::BackupVault", "Notifications.SNSTopicArn"),
    (EVENTS, "AWS::Events::Rule", "Targets.*.Arn"),
    (EVENTS, "AWS::Events::Rule", "Targets.*.DeadLetterConfig.Arn"),
    ("s3.amazonaws.com", "AWS::S3::Bucket", "NotificationConfiguration.TopicConfigurations.*.Topic"),
    ("s3.amazonaws.com", "AWS::S3::Bucket", "NotificationConfiguration.QueueConfigurations.*.Queue"),
    ("sns.amazonaws.com", "AWS::SNS::Subscription", "Endpoint"),
)
# EventBridge's calls to KMS carry neither key, so a statement with such a condition never applies to them:
# https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
_NOT_SENT_BY_EVENTS: Final = frozenset({"aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid"})


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """A service sends to a target on behalf of a resource, as the resource's property says."""

    service: str
    sender: Resource
    path: str
    target: Resource


def deliveries(resolved: Resolved, kind: str) -> Iterator[Delivery]:
    """Yield every delivery to a topic (or a queue) of the set."""
    for service, sender_type, pattern in _SENDINGS:
        for sender in resolved.of_type(sender_type):
            for path, value in walk(sender.properties, pattern):
                target = resource_at(resolved, value, kind)
                if target is not None:
                    yield Delivery(service=service, sender=sender, path=path, target=target)


def admits(resolved: Resolved, target: Resource, service: str, action: str) -> bool:
    """Tell whether a policy of the target allows the service the action."""
    found = policy_statements(resolved, target)
    return any(statement.grants(action) and _names(statement, service) for statement in found)


def policy_statements(resolved: Resolved, target: Resource) -> Iterator[Statement]:
    """Yield the statements of the policies attached to a topic or queue."""
    for policy in resolved.resources:
        if policy.type in {"AWS::SNS::TopicPolicy", "AWS::SNS::TopicInlinePolicy"}:
            targets = [*items(policy.properties.get("Topics")), policy.properties.get("TopicArn")]
        elif policy.type in {"AWS::SQS::QueuePolicy", "AWS::SQS::QueueInlinePolicy"}:
            targets = [*items(policy.properties.get("Queues")), policy.properties.get("Queue")]
        else:
            continue
        if holds(resources_at(resolved, targets, target.type), target):
            yield from statements_of(policy)


def key_obstacle(resolved: Resolved, delivery: Delivery) -> str | None:
    """Return why the target's key keeps the service out; None when it does not, or has no key of its own."""
    value = delivery.target.properties.get("KmsMasterKeyId")
    if text(value).startswith("alias/aws/"):
        return f"is encrypted with {value}, whose policy names no service and cannot be changed"
    key = key_at(resolved, value)
    if key is None:
        return None
    for action in ("kms:GenerateDataKey", "kms:Decrypt"):
        if not any(_lets_use(statement, delivery, action) for statement in statements_of(key)):
            return f"is encrypted with {key.logical_id}, whose policy does not allow {delivery.service} {action}"
    return None


def _lets_use(statement: Statement, delivery: Delivery, action: str) -> bool:
    kept_out = delivery.service == EVENTS and any(c.key in _NOT_SENT_BY_EVENTS for c in statement.conditions)
    return statement.grants(action) and _names(statement, delivery.service) and not kept_out


def _names(statement: Statement, service: str) -> bool:
    # `<...>` stands for AWS::URLSuffix or a value of the deployment, which may well be the service's name.
    return any(
        one == "*" or (kind == "Service" and (one == service or is_unknown(one))) for kind, one in statement.principals
    )
