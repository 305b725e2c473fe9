"""A trail is on, sealed with digests and encrypted with a key of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.cloudtrail.selectors import TRAIL
from stamp_infra.check.rules.values import is_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    for trail in resolved.of_type(TRAIL):
        if not is_on(trail.properties.get("IsLogging")):
            yield Violation(resource=trail, path="Properties.IsLogging", what="is switched off")
        if not is_on(trail.properties.get("EnableLogFileValidation")):
            path = "Properties.EnableLogFileValidation"
            yield Violation(resource=trail, path=path, what="can be altered without a trace")
        if not trail.properties.get("KMSKeyId"):
            yield Violation(resource=trail, path="Properties.KMSKeyId", what="has no key of its own")


RULE: Final = Rule(
    name="TrailProvesItsIntegrity",
    why="A trail that whoever broke in can rewrite proves nothing about what they did.",
    remedy="Set IsLogging and EnableLogFileValidation to true and KMSKeyId to a key of your own.",
    find=_find,
)
