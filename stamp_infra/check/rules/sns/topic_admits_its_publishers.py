"""Every topic's policy lets in the services that publish to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.deliveries import CLOUDWATCH, TOPIC, admits, deliveries, policy_statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    for delivery in deliveries(resolved, TOPIC):
        # The policy of a topic that has none lets the account's own alarms in, but no other service.
        by_default = delivery.service == CLOUDWATCH and not any(policy_statements(resolved, delivery.target))
        if not by_default and not admits(resolved, delivery.target, delivery.service, "sns:Publish"):
            what = f"publishes to {delivery.target.logical_id}, whose policy does not let {delivery.service} in"
            yield Violation(resource=delivery.sender, path=delivery.path, what=what)


RULE: Final = Rule(
    name="TopicAdmitsItsPublishers",
    why="The service is refused without a word: the alarm, the budget or the event happens and nobody is told.",
    remedy="Allow sns:Publish to the service's principal in the topic's AWS::SNS::TopicPolicy, which replaces the "
    "default one.",
    find=_find,
)
