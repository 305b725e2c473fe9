"""Every stack is complete, holds every resource that was declared, and the root gives its outputs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rules.values import is_on
from stamp_infra.operations.probes.result import Result, same

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.operations.deployed import Deployed

_GOOD: Final = ("CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "IMPORT_COMPLETE")
# SAM names a version after its package, which is made at deployment: of a function as of a layer.
_NAMED_LATER: Final = ("AWS::Lambda::LayerVersion", "AWS::Lambda::Version")


def statuses(deployed: Deployed) -> Iterator[Result]:
    """Each stack's last operation came to a good end."""
    for member in deployed.members:
        ok = member.status in _GOOD
        found = f"{member.status}: {member.reason}" if member.reason and not ok else member.status
        yield Result(probe="status", subject=member.place, ok=ok, expected=f"one of {', '.join(_GOOD)}", found=found)


def resources(deployed: Deployed) -> Iterator[Result]:
    """Each declared resource is in its stack."""
    for template in deployed.declared.templates.values():
        mine = [one for one in deployed.resolved.resources if one.template.path == template]
        named = [one for one in mine if one.type not in _NAMED_LATER]
        gone = [one.logical_id for one in named if not deployed.ids.get((template, one.logical_id))]
        yield Result(
            probe="resources",
            subject=template,
            ok=not gone,
            expected=f"all {len(named)} of the template",
            found=f"none for {', '.join(gone)}" if gone else "all",
        )


def outputs(deployed: Deployed) -> Iterator[Result]:
    """Each output of the root has a value."""
    for name in deployed.declared.outputs:
        value = deployed.root.outputs.get(name, "")
        yield Result(probe="output", subject=name, ok=bool(value), expected="a value", found=value or "nothing")


def termination(deployed: Deployed) -> Iterator[Result]:
    """Where tables are protected from deletion, the stack is."""
    tables = deployed.resolved.of_type("AWS::DynamoDB::Table")
    if any(is_on(table.properties.get("DeletionProtectionEnabled")) for table in tables):
        found = "on" if deployed.root.protected else "off"
        yield same("termination protection", deployed.root.name, "on", found)
