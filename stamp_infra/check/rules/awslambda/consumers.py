"""Which functions take their work from which queues."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stamp_infra.check.rules.deliveries import QUEUE
from stamp_infra.check.rules.functions import function_at
from stamp_infra.check.rules.lookup import resource_at
from stamp_infra.check.rules.values import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved, Resource


@dataclass(frozen=True, kw_only=True)
class Consumer:
    """An event source mapping from a queue; queue or function is None when it is outside of the set."""

    mapping: Resource
    queue: Resource | None
    function: Resource | None


def queue_consumers(resolved: Resolved) -> Iterator[Consumer]:
    """Yield every event source mapping whose source is a queue."""
    for mapping in resolved.of_type("AWS::Lambda::EventSourceMapping"):
        source = mapping.properties.get("EventSourceArn")
        queue = resource_at(resolved, source, QUEUE)
        if queue is not None or ":sqs:" in text(source):
            function = function_at(resolved, mapping.properties.get("FunctionName"))
            yield Consumer(mapping=mapping, queue=queue, function=function)
