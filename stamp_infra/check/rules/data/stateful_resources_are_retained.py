"""Nothing that holds people's data goes away with its stack or in a replacement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.values import is_unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

# Not in this table: queues (what is in them is on its way, and counted in minutes) and log groups (their retention
# already says when lines go; one kept under its name would stop the stack from being created again).
_HOLDS: Final = {
    "AWS::Backup::BackupVault": "the recovery points",
    "AWS::Cognito::UserPool": "every account, and with it who owns which data",
    "AWS::DocDB::DBCluster": "the documents",
    "AWS::DynamoDB::GlobalTable": "the items",
    "AWS::DynamoDB::Table": "the items",
    "AWS::EC2::Volume": "the file system",
    "AWS::EFS::FileSystem": "the files",
    "AWS::FSx::FileSystem": "the files",
    "AWS::KMS::Key": "the only means to read what it encrypted",
    "AWS::KMS::ReplicaKey": "the means to read what it encrypted in its region",
    "AWS::MemoryDB::Cluster": "the data set",
    "AWS::Neptune::DBCluster": "the graph",
    "AWS::OpenSearchService::Domain": "the indexes",
    "AWS::RDS::DBCluster": "the databases",
    "AWS::RDS::DBInstance": "the databases",
    "AWS::Redshift::Cluster": "the warehouse",
    "AWS::S3::Bucket": "the objects",
    "AWS::S3Express::DirectoryBucket": "the objects",
    "AWS::Timestream::Table": "the records",
}
_SNAPSHOTS: Final = frozenset({"DocDB", "EC2", "Neptune", "RDS", "Redshift"})


def _find(resolved: Resolved) -> Iterator[Violation]:
    for resource in resolved.of_type(*_HOLDS):
        kept = {"Retain"} | ({"Snapshot"} if resource.type.split("::")[1] in _SNAPSHOTS else set())
        for attribute in ("DeletionPolicy", "UpdateReplacePolicy"):
            value = resource.attributes.get(attribute)
            # RetainExceptOnCreate removes only what a failed creation made, which nobody has written to.
            also = kept | ({"RetainExceptOnCreate"} if attribute == "DeletionPolicy" else set())
            if not is_unknown(value) and str(value) not in also:
                what = f"has {attribute} {value}" if value else f"has no {attribute}"
                yield Violation(resource=resource, path=attribute, what=f"{what}, yet it holds {_HOLDS[resource.type]}")


RULE: Final = Rule(
    name="StatefulResourcesAreRetained",
    why="A deleted stack, a removed line or a change that replaces the resource takes the data of everyone with it, "
    "and CloudFormation does not ask.",
    remedy="Set DeletionPolicy and UpdateReplacePolicy to Retain.",
    find=_find,
)
