"""Where there is a trail, it records who reads and writes which item and object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.cloudtrail.selectors import TRAIL, records
from stamp_infra.check.rules.dynamodb.tables import GLOBAL_TABLE, TABLE
from stamp_infra.check.rules.lookup import holds, resource_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

_BUCKET: Final = "AWS::S3::Bucket"


def _find(resolved: Resolved) -> Iterator[Violation]:
    trails = list(resolved.of_type(TRAIL))
    if not trails:  # the account's or the organization's trail is somewhere else, if there is one
        return
    written = (resource_at(resolved, trail.properties.get("S3BucketName"), _BUCKET) for trail in trails)
    own = [bucket for bucket in written if bucket is not None]
    for resource in resolved.of_type(TABLE, GLOBAL_TABLE, _BUCKET):
        # Each line that a trail writes to its own bucket would be a line again.
        if not holds(own, resource) and not any(records(resolved, trail, resource) for trail in trails):
            yield Violation(resource=resource, path="Properties", what="is in no trail's data events")


RULE: Final = Rule(
    name="TrailRecordsEveryTableAndBucket",
    why="Without data events nobody can say afterwards who read or changed which person's data.",
    remedy="Name the table's ARN, or the bucket's ARN with a / at its end, in the trail's data event selectors, for "
    "reads and writes.",
    find=_find,
)
