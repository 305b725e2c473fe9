"""Which queues are dead-letter queues, and what a queue's times are when they are not written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rules.deliveries import QUEUE
from stamp_infra.check.rules.lookup import resource_at, resources_at
from stamp_infra.check.rules.values import walk

if TYPE_CHECKING:
    from stamp_infra.rendered.model import Resolved, Resource

DEFAULT_RETENTION: Final = 345600
DEFAULT_VISIBILITY_TIMEOUT: Final = 30

# Where a queue is named that takes what others could not deal with.
_DEAD_LETTERS: Final = (
    "DeadLetterConfig.TargetArn",
    "DestinationConfig.OnFailure.Destination",
    "RedrivePolicy.deadLetterTargetArn",
    "Target.DeadLetterConfig.Arn",
    "Targets.*.DeadLetterConfig.Arn",
)


def dead_letter_queues(resolved: Resolved) -> list[Resource]:
    """Return the queues that some resource names for its dead letters."""
    values = [
        value
        for resource in resolved.resources
        for pattern in _DEAD_LETTERS
        for _, value in walk(resource.properties, pattern)
    ]
    return resources_at(resolved, values, QUEUE)


def dead_letters_of(resolved: Resolved, queue: Resource) -> Resource | None:
    """Return the dead-letter queue of a queue, when it is in the set."""
    target = next((value for _, value in walk(queue.properties, "RedrivePolicy.deadLetterTargetArn")), None)
    return resource_at(resolved, target, QUEUE)
