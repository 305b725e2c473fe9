"""Functions run on arm64."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.functions import FUNCTION
from stamp_infra.check.rules.values import is_unknown, items

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    for function in resolved.of_type(FUNCTION):
        architectures = items(function.properties.get("Architectures"))
        if architectures != ["arm64"] and not any(map(is_unknown, architectures)):
            what = f"runs on {', '.join(map(str, architectures)) or 'x86_64'}"
            yield Violation(resource=function, path="Properties.Architectures", what=what)


RULE: Final = Rule(
    name="FunctionRunsOnArm64",
    why="The same work on x86_64 costs a quarter more per millisecond, for every call.",
    remedy="Set Architectures to [arm64] and build the dependencies for it.",
    find=_find,
)
