"""Every encrypted queue's key lets in the services that send to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.deliveries import QUEUE, deliveries, key_obstacle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    for delivery in deliveries(resolved, QUEUE):
        obstacle = key_obstacle(resolved, delivery)
        if obstacle is not None:
            what = f"sends to {delivery.target.logical_id}, which {obstacle}"
            yield Violation(resource=delivery.sender, path=delivery.path, what=what)


RULE: Final = Rule(
    name="QueueKeyAdmitsItsSenders",
    why="A service that may not use the queue's key cannot send: its messages are lost, and nothing else fails.",
    remedy="Allow the service kms:Decrypt and kms:GenerateDataKey in the key's policy (for events.amazonaws.com "
    "without a condition on the source: it sends none), or encrypt with SqsManagedSseEnabled; alias/aws/sqs cannot be "
    "opened.",
    find=_find,
)
