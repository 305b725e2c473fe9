"""Every topic is encrypted at rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.deliveries import TOPIC

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    for topic in resolved.of_type(TOPIC):
        if not topic.properties.get("KmsMasterKeyId"):
            yield Violation(resource=topic, path="Properties.KmsMasterKeyId", what="is not encrypted")


RULE: Final = Rule(
    name="TopicIsEncrypted",
    why="SNS keeps messages until they are delivered, and unencrypted ones say in the clear what goes wrong where.",
    remedy="Set KmsMasterKeyId to a key of your own whose policy lets the publishing services use it.",
    find=_find,
)
