"""In stg and prod a new version takes over step by step, and steps back by itself when an alarm rises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.functions import ALIAS
from stamp_infra.check.rules.values import dig, is_on, is_unknown, text, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved, Resource


def _find(resolved: Resolved) -> Iterator[Violation]:
    if resolved.environment not in {"stg", "prod"}:
        return
    for alias in resolved.of_type(ALIAS):
        update = dig(alias.attributes, "UpdatePolicy", "CodeDeployLambdaAliasUpdate")
        group = resolved.at(dig(update, "DeploymentGroupName"))
        if not update:
            yield Violation(resource=alias, path="UpdatePolicy", what="moves all calls to a new version at once")
        elif group is not None:
            for path, what in _faults(group):
                yield Violation(resource=group, path=path, what=f"deploys {alias.logical_id} {what}")


def _faults(group: Resource) -> Iterator[tuple[str, str]]:
    way = group.properties.get("DeploymentConfigName")
    if not way or text(way).endswith("AllAtOnce"):
        yield "Properties.DeploymentConfigName", f"with {way or 'the default way'}: all calls move at once"
    alarms = [value for _, value in walk(group.properties, "AlarmConfiguration.Alarms.*.Name") if value]
    if not alarms or not is_on(dig(group.properties, "AlarmConfiguration", "Enabled")):
        yield "Properties.AlarmConfiguration", "without an alarm that would stop it"
    rollback = dig(group.properties, "AutoRollbackConfiguration")
    if not is_unknown(rollback) and not is_on(dig(rollback, "Enabled")):
        yield "Properties.AutoRollbackConfiguration.Enabled", "without rolling back by itself"


RULE: Final = Rule(
    name="AliasDeploysGradually",
    why="A bad version meets every user in the same second, and stays until a person has noticed it.",
    remedy="Use SAM's DeploymentPreference with a Canary or Linear type and Alarms, or a CodeDeploy deployment group "
    "with AlarmConfiguration and AutoRollbackConfiguration.",
    find=_find,
)
