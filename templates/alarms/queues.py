"""Messages that wait too long, and those that were given up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stamp_infra.blocks.cloudwatch import metric_alarm
from templates.alerts import topic
from templates.messaging import image_queue, notification_queue
from templates.metrics import queue_metric

if TYPE_CHECKING:
    from stamp_infra import Block
    from stamp_infra.blocks.sqs import Queue


def backlog(name: str, of: Queue, *, oldest_s: int) -> list[Block]:
    """Return what is watched of a queue: work that waits, and work that was given up."""
    return [
        metric_alarm(
            f"{name}-age",
            queue_metric(of, "ApproximateAgeOfOldestMessage"),
            description=f"Messages wait in {name} for more than {oldest_s} s: its consumer fails or is too slow.",
            topic=topic,
            threshold=oldest_s,
        ),
        metric_alarm(
            f"{name}-dead-letters",
            queue_metric(of.dead_letters, "ApproximateNumberOfMessagesVisible"),
            description=f"A message of {name} was given up: read it, mend the cause, start a redrive.",
            topic=topic,
            threshold=0,
            evaluate=(1, 1),
            # A queue that nobody touches stops reporting; what lies in it is still there.
            missing="ignore",
        ),
    ]


always = [
    *backlog("image-queue", image_queue, oldest_s=300),
    *backlog("notification-queue", notification_queue, oldest_s=900),
]
