"""Every declared alarm is there, may act, and does not sound."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.aws.errors import told
from stamp_infra.check.rules.values import is_on
from stamp_infra.operations.probes.result import Result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.operations.deployed import Deployed

_TYPES: Final = {"AWS::CloudWatch::Alarm": "MetricAlarm", "AWS::CloudWatch::CompositeAlarm": "CompositeAlarm"}
_AT_ONCE: Final = 100


def alarms(deployed: Deployed) -> Iterator[Result]:
    """Each alarm's state is OK, or it has not enough data to tell; its actions are on as declared."""
    declared = [each for kind in _TYPES for each in deployed.of_type(kind)]
    found = _states(deployed, [name for _, name in declared])
    for resource, name in declared:
        acts = is_on(resource.properties.get("ActionsEnabled", True))
        state, real = found.get(name, ("no such alarm", acts))
        ok = state in ("OK", "INSUFFICIENT_DATA") and real == acts
        yield Result(
            probe="alarm",
            subject=name,
            ok=ok,
            expected=f"OK or INSUFFICIENT_DATA, {_actions(on=acts)}",
            found=f"{state}, {_actions(on=real)}",
        )


def _states(deployed: Deployed, names: list[str]) -> dict[str, tuple[str, bool]]:
    pages = deployed.connection.client("cloudwatch").get_paginator("describe_alarms")
    found = {}
    with told("looking up alarms"):
        for start in range(0, len(names), _AT_ONCE):
            some = names[start : start + _AT_ONCE]
            for page in pages.paginate(AlarmNames=some, AlarmTypes=list(_TYPES.values())):
                for alarm in [*page.get("MetricAlarms", []), *page.get("CompositeAlarms", [])]:
                    found[alarm["AlarmName"]] = (str(alarm["StateValue"]), bool(alarm.get("ActionsEnabled", True)))
    return found


def _actions(*, on: bool) -> str:
    return "actions on" if on else "actions off"
