"""Every encrypted topic's key lets in the services that publish to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.deliveries import TOPIC, deliveries, key_obstacle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    for delivery in deliveries(resolved, TOPIC):
        obstacle = key_obstacle(resolved, delivery)
        if obstacle is not None:
            what = f"publishes to {delivery.target.logical_id}, which {obstacle}"
            yield Violation(resource=delivery.sender, path=delivery.path, what=what)


RULE: Final = Rule(
    name="TopicKeyAdmitsItsPublishers",
    why="A service that may not use the topic's key cannot publish: the alarm rises, and no message ever arrives.",
    remedy="Encrypt the topic with a key of your own and allow the service kms:Decrypt and kms:GenerateDataKey* in "
    "its policy (for events.amazonaws.com without a condition on the source: it sends none); alias/aws/sns cannot be "
    "opened.",
    find=_find,
)
