"""Every table can be restored to any second of the last days, in every environment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.dynamodb.tables import settings
from stamp_infra.check.rules.values import dig, is_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    for table, path, place in settings(resolved):
        if not is_on(dig(place, "PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled")):
            where = f"{path}.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled"
            yield Violation(resource=table, path=where, what="cannot be restored to a point in time")


RULE: Final = Rule(
    name="TableRecoversToAnyPoint",
    why="A faulty release or script that overwrites items cannot be undone: what was written since the last backup is "
    "gone.",
    remedy="Set PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled to true.",
    find=_find,
)
