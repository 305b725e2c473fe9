"""Every queue's policy lets in the services that send to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.deliveries import QUEUE, admits, deliveries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    for delivery in deliveries(resolved, QUEUE):
        if not admits(resolved, delivery.target, delivery.service, "sqs:SendMessage"):
            what = f"sends to {delivery.target.logical_id}, whose policy does not let {delivery.service} in"
            yield Violation(resource=delivery.sender, path=delivery.path, what=what)


RULE: Final = Rule(
    name="QueueAdmitsItsSenders",
    why="The service is refused without a word: what was to be worked on never reaches the queue, and its user waits "
    "for ever.",
    remedy="Allow sqs:SendMessage to the service's principal in an AWS::SQS::QueuePolicy for the queue.",
    find=_find,
)
