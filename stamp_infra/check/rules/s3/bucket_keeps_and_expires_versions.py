"""What is overwritten or deleted can be brought back for a while, and is really gone after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.s3.lifecycle import enabled_rules
from stamp_infra.check.rules.values import dig, is_unknown, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

_EXPIRATIONS: Final = (
    ("NoncurrentVersionExpiration", "NoncurrentDays"),
    ("NoncurrentVersionExpirationInDays",),
)


def _find(resolved: Resolved) -> Iterator[Violation]:
    for bucket in resolved.of_type("AWS::S3::Bucket"):
        status = dig(bucket.properties, "VersioningConfiguration", "Status")
        if status != "Enabled" and not is_unknown(status):
            path = "Properties.VersioningConfiguration.Status"
            yield Violation(resource=bucket, path=path, what="keeps no versions")
        values = [dig(rule, *keys) for rule in enabled_rules(bucket) for keys in _EXPIRATIONS]
        if not any(is_unknown(value) or (number(value) or 0) > 0 for value in values):
            path = "Properties.LifecycleConfiguration"
            yield Violation(resource=bucket, path=path, what="never removes old versions")


RULE: Final = Rule(
    name="BucketKeepsAndExpiresVersions",
    why="Without versions one wrong deletion is final; without their expiration a file that its owner deleted stays "
    "for ever, unseen and paid for.",
    remedy="Set VersioningConfiguration.Status Enabled and a lifecycle rule with NoncurrentVersionExpiration.",
    find=_find,
)
