"""An upload that was never finished is removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.s3.lifecycle import enabled_rules
from stamp_infra.check.rules.values import dig, is_unknown, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

_SIZES: Final = ("ObjectSizeGreaterThan", "ObjectSizeLessThan")


def _find(resolved: Resolved) -> Iterator[Violation]:
    for bucket in resolved.of_type("AWS::S3::Bucket"):
        path = "Properties.LifecycleConfiguration.Rules"
        aborting = [rule for rule in enabled_rules(bucket) if "AbortIncompleteMultipartUpload" in rule]
        for rule in aborting:
            if any(size in rule for size in _SIZES):
                what = "aborts unfinished uploads in a rule with a size filter, which S3 refuses"
                yield Violation(resource=bucket, path=path, what=what)
        days = [dig(rule, "AbortIncompleteMultipartUpload", "DaysAfterInitiation") for rule in aborting]
        if not any(is_unknown(value) or (number(value) or 0) > 0 for value in days):
            yield Violation(resource=bucket, path=path, what="keeps the parts of unfinished uploads for ever")


RULE: Final = Rule(
    name="BucketAbortsUnfinishedUploads",
    why="The parts of an upload that broke off appear in no listing and are paid for until someone finds them.",
    remedy="Add a lifecycle rule with AbortIncompleteMultipartUpload and no size filter.",
    find=_find,
)
