"""A change of a SAM function's memory, time-out or role reaches those who call its alias."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.functions import FUNCTION
from stamp_infra.check.rules.values import dig, is_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    for function in resolved.of_type(FUNCTION):
        # SAM's own properties are in the source alone.
        source = dig(function.template.body, "Resources", function.logical_id, "Properties")
        if dig(source, "AutoPublishAlias") and not is_on(dig(source, "AutoPublishAliasAllProperties")):
            what = "publishes a version when its code, its variables or its memory change, and at no other change"
            yield Violation(resource=function, path="Properties.AutoPublishAliasAllProperties", what=what)


RULE: Final = Rule(
    name="VersionFollowsItsFunction",
    why="The deployment succeeds, and everybody who calls the alias goes on to get the version before the change.",
    remedy="Set AutoPublishAliasAllProperties to true beside AutoPublishAlias.",
    find=_find,
)
