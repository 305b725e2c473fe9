"""A topic that something reports to passes it on to somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.deliveries import TOPIC, deliveries
from stamp_infra.check.rules.grants import unique
from stamp_infra.check.rules.lookup import holds, resources_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    heard = [subscription.properties.get("TopicArn") for subscription in resolved.of_type("AWS::SNS::Subscription")]
    with_subscribers = resources_at(resolved, heard, TOPIC)
    for topic in unique([delivery.target for delivery in deliveries(resolved, TOPIC)]):
        if not topic.properties.get("Subscription") and not holds(with_subscribers, topic):
            yield Violation(resource=topic, path="Properties.Subscription", what="has no subscription")


RULE: Final = Rule(
    name="TopicHasSubscribers",
    why="Alarms, budgets and events are published to nobody: the outage is known to AWS alone.",
    remedy="Add an AWS::SNS::Subscription for the people or the system on duty.",
    find=_find,
)
