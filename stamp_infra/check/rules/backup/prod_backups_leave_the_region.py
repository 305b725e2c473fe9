"""Prod's backups are also kept in another region."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.lookup import flat
from stamp_infra.check.rules.values import is_intrinsic, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    if resolved.environment != "prod":
        return
    for plan in resolved.of_type("AWS::Backup::BackupPlan"):
        pattern = "BackupPlan.BackupPlanRule.*.CopyActions.*.DestinationBackupVaultArn"
        copies = [value for _, value in walk(plan.properties, pattern)]
        if not any(is_intrinsic(value) or _region(str(value)) for value in copies):
            what = "copies nothing to another region"
            yield Violation(resource=plan, path="Properties.BackupPlan.BackupPlanRule", what=what)


def _region(arn: str) -> str:
    """Return the region of a vault's ARN; nothing when it is a vault of this stack, or of the stack's own region."""
    region = f"{flat(arn)}:::".split(":")[3]
    return "" if region == "<Region>" else region


RULE: Final = Rule(
    name="ProdBackupsLeaveTheRegion",
    why="When the region is lost, its backups are lost with it, and nobody's data comes back.",
    remedy="Add CopyActions with the ARN of a vault in another region to a rule of the plan.",
    find=_find,
)
