"""Every function writes to a log group that the stack owns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.functions import FUNCTION
from stamp_infra.check.rules.logs.groups import LOG_GROUP
from stamp_infra.check.rules.lookup import resource_at
from stamp_infra.check.rules.values import dig

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    for function in resolved.of_type(FUNCTION):
        named = dig(function.properties, "LoggingConfig", "LogGroup")
        if resource_at(resolved, named, LOG_GROUP) is None:
            what = f"writes to the log group {named}, which nothing declares" if named else "names no log group"
            yield Violation(resource=function, path="Properties.LoggingConfig.LogGroup", what=what)


RULE: Final = Rule(
    name="FunctionOwnsItsLogGroup",
    why="Lambda makes a missing log group itself, without key or end: people's data stays in it for ever, and it "
    "blocks the stack that wants to own it later.",
    remedy="Declare an AWS::Logs::LogGroup and name it in the function's LoggingConfig.LogGroup.",
    find=_find,
)
