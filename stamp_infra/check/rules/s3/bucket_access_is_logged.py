"""Every access to a bucket is written to another bucket."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.lookup import holds, identity, resource_at
from stamp_infra.check.rules.values import dig

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

_BUCKET: Final = "AWS::S3::Bucket"


def _find(resolved: Resolved) -> Iterator[Violation]:
    buckets = list(resolved.of_type(_BUCKET))
    destinations = {
        identity(bucket): resource_at(resolved, _destination(bucket.properties), _BUCKET) for bucket in buckets
    }
    for bucket in buckets:
        own = destinations[identity(bucket)]
        path = "Properties.LoggingConfiguration.DestinationBucketName"
        receives = holds([d for source, d in destinations.items() if d and source != identity(bucket)], bucket)
        if own is not None and identity(own) == identity(bucket):
            what = "writes its access log to itself: each line written is an access again"
            yield Violation(resource=bucket, path=path, what=what)
        elif not _destination(bucket.properties) and not receives:
            yield Violation(resource=bucket, path=path, what="has no access log")


def _destination(properties: object) -> object:
    return dig(properties, "LoggingConfiguration", "DestinationBucketName")


RULE: Final = Rule(
    name="BucketAccessIsLogged",
    why="After a leak nobody can say which objects were read, or by whom.",
    remedy="Set LoggingConfiguration.DestinationBucketName to a bucket kept for access logs; that one needs none "
    "itself.",
    find=_find,
)
