"""No bucket can be opened to the public, whatever a policy or an ACL says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.values import dig, is_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

_SWITCHES: Final = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")


def _find(resolved: Resolved) -> Iterator[Violation]:
    for bucket in resolved.of_type("AWS::S3::Bucket"):
        block = "PublicAccessBlockConfiguration"
        missing = [switch for switch in _SWITCHES if not is_on(dig(bucket.properties, block, switch))]
        if missing:
            what = f"leaves public access open: {', '.join(missing)}"
            yield Violation(resource=bucket, path=f"Properties.{block}", what=what)


RULE: Final = Rule(
    name="BucketBlocksPublicAccess",
    why="One careless policy or upload makes people's files readable by anyone.",
    remedy="Set all four switches of PublicAccessBlockConfiguration to true.",
    find=_find,
)
