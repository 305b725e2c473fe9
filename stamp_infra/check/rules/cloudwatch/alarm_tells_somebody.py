"""Every alarm tells somebody, when it rises and when it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.cloudwatch.alarms import ALARM, COMPOSITE
from stamp_infra.check.rules.lookup import resource_at
from stamp_infra.check.rules.values import is_on, is_unknown, items, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

_TOPIC: Final = "AWS::SNS::Topic"


def _find(resolved: Resolved) -> Iterator[Violation]:
    for alarm in resolved.of_type(ALARM, COMPOSITE):
        for kind in ("AlarmActions", "OKActions"):
            if not any(_leads_somewhere(resolved, value) for value in items(alarm.properties.get(kind))):
                yield Violation(resource=alarm, path=f"Properties.{kind}", what=f"has no {kind} that lead anywhere")
        if not is_on(alarm.properties.get("ActionsEnabled", True)):
            yield Violation(resource=alarm, path="Properties.ActionsEnabled", what="has its actions switched off")


def _leads_somewhere(resolved: Resolved, value: object) -> bool:
    return text(value).startswith("arn:") or is_unknown(value) or resource_at(resolved, value, _TOPIC) is not None


RULE: Final = Rule(
    name="AlarmTellsSomebody",
    why="An alarm without an action is red on a page that nobody looks at; without an OK action nobody hears that it "
    "is over.",
    remedy="Set AlarmActions and OKActions to the alerts topic and leave ActionsEnabled on.",
    find=_find,
)
