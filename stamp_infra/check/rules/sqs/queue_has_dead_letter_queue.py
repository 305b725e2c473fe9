"""What a queue's consumer cannot deal with is set aside, not lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.deliveries import QUEUE
from stamp_infra.check.rules.lookup import holds
from stamp_infra.check.rules.sqs.queues import dead_letter_queues
from stamp_infra.check.rules.values import dig, is_intrinsic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    dead_letters = dead_letter_queues(resolved)
    for queue in resolved.of_type(QUEUE):
        redrive = queue.properties.get("RedrivePolicy")
        complete = dig(redrive, "deadLetterTargetArn") and dig(redrive, "maxReceiveCount")
        if not holds(dead_letters, queue) and not complete and not is_intrinsic(redrive):
            yield Violation(resource=queue, path="Properties.RedrivePolicy", what="has no dead-letter queue")


RULE: Final = Rule(
    name="QueueHasDeadLetterQueue",
    why="A message that always fails is tried again and again, holds up the others, and is gone when its time is over.",
    remedy="Set RedrivePolicy with deadLetterTargetArn and maxReceiveCount.",
    find=_find,
)
