"""Every function says how long it may run and how much memory it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.functions import FUNCTION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    for function in resolved.of_type(FUNCTION):
        for key in ("Timeout", "MemorySize"):
            if not function.properties.get(key):
                yield Violation(resource=function, path=f"Properties.{key}", what=f"has no {key}")


RULE: Final = Rule(
    name="FunctionStatesTimeoutAndMemory",
    why="Lambda's defaults, 3 s and 128 MB, cut a cold start short: the first users after each deployment get an "
    "error.",
    remedy="Set Timeout and MemorySize.",
    find=_find,
)
