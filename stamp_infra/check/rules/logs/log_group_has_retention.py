"""Every log group forgets after a number of days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.logs.groups import LOG_GROUP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    for group in resolved.of_type(LOG_GROUP):
        if not group.properties.get("RetentionInDays"):
            yield Violation(resource=group, path="Properties.RetentionInDays", what="keeps its lines for ever")


RULE: Final = Rule(
    name="LogGroupHasRetention",
    why="Without retention the log of who did what when is kept, and paid for, until somebody remembers it.",
    remedy="Set RetentionInDays.",
    find=_find,
)
