"""What holds data is protected as declared: point-in-time recovery, deletion protection, clean-up, stream."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stamp_infra.aws.errors import told
from stamp_infra.check.rules.values import dig, is_on, number
from stamp_infra.operations.probes.result import all_same, same

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.operations.deployed import Deployed
    from stamp_infra.operations.probes.result import Result


def tables(deployed: Deployed) -> Iterator[Result]:
    """Each table is active and is protected, recoverable, cleaned up and streamed as declared."""
    client = deployed.connection.client("dynamodb")
    for resource, name in deployed.of_type("AWS::DynamoDB::Table"):
        deployed.id_of(resource)
        with told(f"looking up the table {name}"):
            table = client.describe_table(TableName=name)["Table"]
            backups = client.describe_continuous_backups(TableName=name)["ContinuousBackupsDescription"]
            clean_up = client.describe_time_to_live(TableName=name)["TimeToLiveDescription"]
        declared = resource.properties
        recovery = dig(declared, "PointInTimeRecoverySpecification")
        real = backups.get("PointInTimeRecoveryDescription", {})
        yield same("table", name, "ACTIVE", table["TableStatus"])
        yield all_same(
            "point-in-time recovery",
            name,
            {
                "on": is_on(dig(recovery, "PointInTimeRecoveryEnabled")),
                **_days(dig(recovery, "RecoveryPeriodInDays")),
            },
            {
                "on": real.get("PointInTimeRecoveryStatus") == "ENABLED",
                **_days(real.get("RecoveryPeriodInDays")),
            },
        )
        protected = is_on(declared.get("DeletionProtectionEnabled"))
        yield same("deletion protection", name, protected, table.get("DeletionProtectionEnabled", False))
        ttl = dig(declared, "TimeToLiveSpecification")
        attribute = dig(ttl, "AttributeName") if is_on(dig(ttl, "Enabled")) else None
        on = clean_up.get("TimeToLiveStatus") in ("ENABLED", "ENABLING")
        yield same("time to live", name, attribute, clean_up.get("AttributeName") if on else None)
        stream = dig(declared, "StreamSpecification", "StreamViewType")
        yield same("stream", name, stream, dig(table, "StreamSpecification", "StreamViewType"))


def pools(deployed: Deployed) -> Iterator[Result]:
    """Each user pool is protected from deletion as declared."""
    client = deployed.connection.client("cognito-idp")
    for resource, _ in deployed.of_type("AWS::Cognito::UserPool"):
        identity = deployed.id_of(resource)
        with told(f"looking up the user pool {identity}"):
            pool = client.describe_user_pool(UserPoolId=identity)["UserPool"]
        declared = resource.properties.get("DeletionProtection", "INACTIVE")
        name = str(resource.properties.get("UserPoolName", identity))
        yield same("deletion protection", name, declared, pool.get("DeletionProtection", "INACTIVE"))


def buckets(deployed: Deployed) -> Iterator[Result]:
    """Each bucket keeps the public out, in all four ways."""
    client = deployed.connection.client("s3")
    ways = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")
    for resource, _ in deployed.of_type("AWS::S3::Bucket"):
        name = deployed.id_of(resource)
        yield all_same("public access blocked", name, dict.fromkeys(ways, True), _blocked(client, name))


def _blocked(client: Any, name: str) -> dict[str, object]:
    from botocore.exceptions import ClientError

    with told(f"looking up the bucket {name}"):
        try:
            answer = client.get_public_access_block(Bucket=name)
        except ClientError as error:
            if error.response["Error"]["Code"] == "NoSuchPublicAccessBlockConfiguration":
                return {}
            raise
    return dict(answer["PublicAccessBlockConfiguration"])


def _days(value: object) -> dict[str, object]:
    return {} if value is None else {"days": number(value)}
