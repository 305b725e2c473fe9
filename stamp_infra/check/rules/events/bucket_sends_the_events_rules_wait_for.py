"""A bucket sends the events that a rule waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.lookup import resource_at
from stamp_infra.check.rules.values import dig, is_on, items, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

_BUCKET: Final = "AWS::S3::Bucket"
_SWITCH: Final = ("NotificationConfiguration", "EventBridgeConfiguration", "EventBridgeEnabled")


def _find(resolved: Resolved) -> Iterator[Violation]:
    for rule in resolved.of_type("AWS::Events::Rule"):
        if "aws.s3" not in items(dig(rule.properties, "EventPattern", "source")):
            continue
        for path, name in walk(rule.properties, "EventPattern.detail.bucket.name.*"):
            bucket = resource_at(resolved, name, _BUCKET)
            if bucket is not None and not is_on(dig(bucket.properties, *_SWITCH)):
                what = f"waits for events of {bucket.logical_id}, which sends none to EventBridge"
                yield Violation(resource=rule, path=path, what=what)


RULE: Final = Rule(
    name="BucketSendsTheEventsRulesWaitFor",
    why="A bucket is silent unless it is told otherwise: what is uploaded is stored, and nothing ever works on it.",
    remedy="Set NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled to true on the bucket.",
    find=_find,
)
