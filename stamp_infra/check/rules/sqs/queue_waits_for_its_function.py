"""A message stays hidden until its function has surely finished with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.awslambda.consumers import queue_consumers
from stamp_infra.check.rules.functions import DEFAULT_TIMEOUT
from stamp_infra.check.rules.sqs.queues import DEFAULT_VISIBILITY_TIMEOUT
from stamp_infra.check.rules.values import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

# https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
_TIMES: Final = 6


def _find(resolved: Resolved) -> Iterator[Violation]:
    for consumer in queue_consumers(resolved):
        if consumer.queue is None or consumer.function is None:
            continue
        hidden = number(consumer.queue.properties.get("VisibilityTimeout", DEFAULT_VISIBILITY_TIMEOUT))
        runs = number(consumer.function.properties.get("Timeout", DEFAULT_TIMEOUT))
        if hidden is not None and runs is not None and hidden < _TIMES * runs:
            what = f"hides a message for {hidden:.0f} s, but {consumer.function.logical_id} may run {runs:.0f} s"
            yield Violation(resource=consumer.queue, path="Properties.VisibilityTimeout", what=what)


RULE: Final = Rule(
    name="QueueWaitsForItsFunction",
    why="A message that comes back while the function still works on it, or is throttled, is done twice and lands "
    "among the dead letters although it succeeded.",
    remedy="Set VisibilityTimeout to at least six times the function's Timeout.",
    find=_find,
)
