"""The resource types that people's data is in, each with what it holds."""

from __future__ import annotations

from typing import Final

# Not in this table: queues (what is in them is on its way, and counted in minutes) and log groups (their retention
# already says when lines go; one kept under its name would stop the stack from being created again).
HOLDS: Final = {
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
