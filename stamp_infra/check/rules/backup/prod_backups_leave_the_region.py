"""Prod's backups are also kept in another region."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.values import is_intrinsic, leaves, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

_PLAN: Final = "AWS::Backup::BackupPlan"
_REGION: Final = re.compile(r":([a-z]{2}(?:-[a-z]+)+-\d):")


def _find(resolved: Resolved) -> Iterator[Violation]:
    plans = list(resolved.of_type(_PLAN)) if resolved.environment == "prod" else []
    own = _own_region(resolved) if plans else set()
    for plan in plans:
        pattern = "BackupPlan.BackupPlanRule.*.CopyActions.*.DestinationBackupVaultArn"
        copies = [value for _, value in walk(plan.properties, pattern)]
        regions = {region for value in copies for region in _REGION.findall(str(value))} - own
        if not regions and not any(map(is_intrinsic, copies)):
            what = "copies nothing to another region"
            yield Violation(resource=plan, path="Properties.BackupPlan.BackupPlanRule", what=what)


def _own_region(resolved: Resolved) -> set[str]:
    """Return the region that most ARNs outside of the plans are in; nothing where none of them says one."""
    others = (dict(resource.properties) for resource in resolved.resources if resource.type != _PLAN)
    found = Counter(region for other in others for _, value in leaves(other, "") for region in _REGION.findall(value))
    return {region for region, _ in found.most_common(1)}


RULE: Final = Rule(
    name="ProdBackupsLeaveTheRegion",
    why="When the region is lost, its backups are lost with it, and nobody's data comes back.",
    remedy="Add CopyActions with the ARN of a vault in another region to a rule of the plan.",
    find=_find,
)
