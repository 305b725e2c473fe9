"""Every queue says how it encrypts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.deliveries import QUEUE
from stamp_infra.check.rules.values import is_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    for queue in resolved.of_type(QUEUE):
        properties = queue.properties
        if not properties.get("KmsMasterKeyId") and not is_on(properties.get("SqsManagedSseEnabled")):
            yield Violation(resource=queue, path="Properties.SqsManagedSseEnabled", what="does not say how it encrypts")


RULE: Final = Rule(
    name="QueueIsEncrypted",
    why="What is not written down can be changed unseen, and messages name people and what they did.",
    remedy="Set SqsManagedSseEnabled to true, or KmsMasterKeyId to a key that lets the senders in.",
    find=_find,
)
