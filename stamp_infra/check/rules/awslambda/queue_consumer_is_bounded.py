"""A full queue cannot take all of the account's concurrency."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.awslambda.consumers import queue_consumers
from stamp_infra.check.rules.values import dig

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    for consumer in queue_consumers(resolved):
        if not dig(consumer.mapping.properties, "ScalingConfig", "MaximumConcurrency"):
            path = "Properties.ScalingConfig.MaximumConcurrency"
            yield Violation(resource=consumer.mapping, path=path, what="has no maximum concurrency")


RULE: Final = Rule(
    name="QueueConsumerIsBounded",
    why="A rush of messages starts functions up to the account's limit, and the API that users wait for is throttled.",
    remedy="Set ScalingConfig.MaximumConcurrency on the event source mapping.",
    find=_find,
)
