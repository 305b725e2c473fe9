"""From an upload to its recognition: the rule, the queue, its dead letters, and how many at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.rally.contract.differ import differ
from tests.rally.resolved import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

_AT_A_TIME: Final = {"dev": 2, "stg": 10, "prod": 50}


def queues(of: Resolved) -> Iterator[str]:
    """Each queue gives up after three attempts and hands over to a dead-letter queue that keeps messages longer."""
    found = named(of, "AWS::SQS::Queue")
    for name in ("ImageQueue", "NotificationQueue"):
        own = found.get(name, {})
        facts = (
            own.get("RedrivePolicy"),
            own.get("VisibilityTimeout"),
            own.get("MessageRetentionPeriod"),
            own.get("SqsManagedSseEnabled"),
        )
        redrive = {"deadLetterTargetArn": f"<{name}DeadLetters.Arn>", "maxReceiveCount": 3}
        yield from differ(name, facts, (redrive, 180, 4 * 24 * 3600, True))
        kept = found.get(f"{name}DeadLetters", {}).get("MessageRetentionPeriod")
        yield from differ(f"{name}DeadLetters", kept, 14 * 24 * 3600)


def upload_rule(of: Resolved) -> Iterator[str]:
    """An object created below `users/` in the upload bucket is put into the image queue, by that rule alone."""
    rule = named(of, "AWS::Events::Rule").get("ImageUploadedRule", {})
    expected = {
        "source": ["aws.s3"],
        "detail-type": ["Object Created"],
        "detail": {"bucket": {"name": ["<UploadsBucket>"]}, "object": {"key": [{"prefix": "users/"}]}},
    }
    yield from differ("rule", (rule.get("State"), rule.get("EventPattern")), ("ENABLED", expected))
    targets = [(t["Arn"], t.get("DeadLetterConfig")) for t in rule.get("Targets", [])]
    yield from differ("targets", targets, [("<ImageQueue.Arn>", {"Arn": "<ImageQueueDeadLetters.Arn>"})])


def consumer(of: Resolved) -> Iterator[str]:
    """image-recognize takes from the image queue, no more at a time than the environment allows, one by one failing."""
    source = named(of, "AWS::Lambda::EventSourceMapping").get("ImageRecognizeFunctionQueue", {})
    facts = (
        source.get("EventSourceArn"),
        source.get("FunctionName"),
        source.get("FunctionResponseTypes"),
        source.get("ScalingConfig"),
        source.get("BatchSize"),
        source.get("Enabled", True),
        source.get("FilterCriteria"),
    )
    expected = (
        "<ImageQueue.Arn>",
        "<ImageRecognizeFunctionAliaslive>",
        ["ReportBatchItemFailures"],
        {"MaximumConcurrency": _AT_A_TIME[str(of.environment)]},
        10,
        True,
        None,
    )
    yield from differ("consumer", facts, expected)
