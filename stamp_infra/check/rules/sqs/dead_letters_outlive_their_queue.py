"""A dead letter is kept longer than it took to become one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.deliveries import QUEUE
from stamp_infra.check.rules.sqs.queues import DEFAULT_RETENTION, dead_letters_of
from stamp_infra.check.rules.values import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    for queue in resolved.of_type(QUEUE):
        dead_letters = dead_letters_of(resolved, queue)
        if dead_letters is None:
            continue
        own = number(queue.properties.get("MessageRetentionPeriod", DEFAULT_RETENTION))
        kept = number(dead_letters.properties.get("MessageRetentionPeriod", DEFAULT_RETENTION))
        if own is not None and kept is not None and kept <= own:
            what = f"keeps messages {kept:.0f} s, the queue {queue.logical_id} that they come from {own:.0f} s"
            yield Violation(resource=dead_letters, path="Properties.MessageRetentionPeriod", what=what)


RULE: Final = Rule(
    name="DeadLettersOutliveTheirQueue",
    why="A message's age counts from when it was first sent: in a dead-letter queue that keeps no longer it may be "
    "gone before anybody has looked.",
    remedy="Set the dead-letter queue's MessageRetentionPeriod to 1209600 (14 days), and less on the queue.",
    find=_find,
)
