"""In stg and prod no data rests in a single availability zone."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.values import is_on, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved, Resource

_ZONAL: Final = frozenset({"ONEZONE_IA", "EXPRESS_ONEZONE"})
_LIFECYCLE: Final = (
    "LifecycleConfiguration.Rules.*.Transitions.*.StorageClass",
    "LifecycleConfiguration.Rules.*.Transition.StorageClass",
    "LifecycleConfiguration.Rules.*.NoncurrentVersionTransitions.*.StorageClass",
    "LifecycleConfiguration.Rules.*.NoncurrentVersionTransition.StorageClass",
    "ReplicationConfiguration.Rules.*.Destination.StorageClass",
)


def _find(resolved: Resolved) -> Iterator[Violation]:
    if resolved.environment in {"stg", "prod"}:
        for resource, path, what in chain(_objects(resolved), _disks(resolved)):
            yield Violation(resource=resource, path=path, what=what)


def _objects(resolved: Resolved) -> Iterator[tuple[Resource, str, str]]:
    for bucket in resolved.of_type("AWS::S3::Bucket"):
        for pattern in _LIFECYCLE:
            for path, value in walk(bucket.properties, pattern):
                if str(value) in _ZONAL:
                    yield bucket, path, f"moves objects to {value}, which is one zone"
    for bucket in resolved.of_type("AWS::S3Express::DirectoryBucket"):
        yield bucket, "Type", "is a directory bucket, which is one zone"


def _disks(resolved: Resolved) -> Iterator[tuple[Resource, str, str]]:
    for files in resolved.of_type("AWS::EFS::FileSystem"):
        if files.properties.get("AvailabilityZoneName"):
            yield files, "Properties.AvailabilityZoneName", "keeps its files in one zone"
    for database in resolved.of_type("AWS::RDS::DBInstance"):
        alone = "DBClusterIdentifier" not in database.properties
        if alone and not is_on(database.properties.get("MultiAZ")):
            yield database, "Properties.MultiAZ", "runs in one zone"


RULE: Final = Rule(
    name="StorageSpansZones",
    why="When the zone fails, what is stored in it alone cannot be read, and when the zone is lost, neither can it "
    "ever be.",
    remedy="Use a storage class of several zones (STANDARD_IA instead of ONEZONE_IA) in stg and prod; dev may save "
    "here.",
    find=_find,
)
