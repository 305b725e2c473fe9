"""Every key of ours is renewed each year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.values import is_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    for key in resolved.of_type("AWS::KMS::Key"):
        # KMS rotates only symmetric keys whose material it made itself.
        symmetric = key.properties.get("KeySpec", "SYMMETRIC_DEFAULT") == "SYMMETRIC_DEFAULT"
        own = key.properties.get("Origin", "AWS_KMS") == "AWS_KMS"
        if symmetric and own and not is_on(key.properties.get("EnableKeyRotation")):
            yield Violation(resource=key, path="Properties.EnableKeyRotation", what="is never rotated")


RULE: Final = Rule(
    name="KeyRotates",
    why="All data of all years hangs on one key material: once it is known, so is everything.",
    remedy="Set EnableKeyRotation to true; what is encrypted already stays readable.",
    find=_find,
)
