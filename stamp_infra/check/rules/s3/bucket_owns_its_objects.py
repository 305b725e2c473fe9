"""Whoever uploads an object, the bucket's owner owns it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.values import is_unknown, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    for bucket in resolved.of_type("AWS::S3::Bucket"):
        found = [value for _, value in walk(bucket.properties, "OwnershipControls.Rules.*.ObjectOwnership")]
        if not any(value == "BucketOwnerEnforced" or is_unknown(value) for value in found):
            what = f"has object ownership {found[0]}" if found else "has no object ownership"
            yield Violation(resource=bucket, path="Properties.OwnershipControls", what=what)


RULE: Final = Rule(
    name="BucketOwnsItsObjects",
    why="With ACLs in force an uploader can make a single object public, or one that the owner cannot read or delete.",
    remedy="Set OwnershipControls.Rules with ObjectOwnership BucketOwnerEnforced.",
    find=_find,
)
