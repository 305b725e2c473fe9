"""A stage lets through a rate and a burst of its own, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.apigateway.stage import STAGE, settings_for_all
from stamp_infra.check.rules.values import is_unknown, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    for stage in resolved.of_type(STAGE):
        settings = settings_for_all(stage)
        for key in ("ThrottlingRateLimit", "ThrottlingBurstLimit"):
            value = settings.get(key)
            if not is_unknown(value) and (number(value) or 0) <= 0:
                what = f"has no {key} for all methods" if value is None else f"has a {key} of {value}"
                yield Violation(resource=stage, path="Properties.MethodSettings", what=what)


RULE: Final = Rule(
    name="StageThrottles",
    why="Without limits of its own one API may use up the account's 10,000 requests a second, and every other API in "
    "the account answers 429.",
    remedy="Set ThrottlingRateLimit and ThrottlingBurstLimit above 0 in the MethodSettings for /* and *.",
    find=_find,
)
