"""Of a batch only what failed is tried again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.awslambda.consumers import queue_consumers
from stamp_infra.check.rules.values import strings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    for consumer in queue_consumers(resolved):
        if "ReportBatchItemFailures" not in strings(consumer.mapping.properties.get("FunctionResponseTypes")):
            path, what = "Properties.FunctionResponseTypes", "tries the whole batch again when one message fails"
            yield Violation(resource=consumer.mapping, path=path, what=what)


RULE: Final = Rule(
    name="QueueConsumerReportsPartialFailures",
    why="One bad message makes the good ones of its batch be done again and again, until all of them are dead letters.",
    remedy="Set FunctionResponseTypes to [ReportBatchItemFailures] and return the failed message ids.",
    find=_find,
)
