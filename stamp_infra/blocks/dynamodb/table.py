"""DynamoDB tables that cannot lose data: on demand, encrypted, restorable to any second, kept when the stack goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

from troposphere import dynamodb

from stamp_infra.blocks.dynamodb.index import Index, index_mistakes
from stamp_infra.blocks.dynamodb.keys import definitions, key_mistakes, schema, type_conflicts
from stamp_infra.core.block import Block, broken
from stamp_infra.core.inputs import one_of, switch, text, whole
from stamp_infra.core.naming import kebab, logical_id
from stamp_infra.core.reference import att
from stamp_infra.core.text import name as physical_name
from stamp_infra.core.text import sub

if TYPE_CHECKING:
    from collections.abc import Sequence

    from troposphere import AWSHelperFn

    from stamp_infra.core.text import Sub

STREAMS: Final = ("KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES")
LEAST_WARM_WRITE_UNITS: Final = 4000


def table(
    name: str,
    *,
    key: str,
    sort: str | None = None,
    indexes: Sequence[Index] = (),
    ttl: str | None = None,
    stream: Literal["KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES"] | None = None,
    recovery_days: int | AWSHelperFn = 35,
    deletion_protection: bool | AWSHelperFn = True,
    warm_write_units: int | None = None,
) -> Block:
    """Return a table; its ARN is `att(table, "Arn")`, an index's `index(table, NAME)`.

    `recovery_days` is the point-in-time recovery window, 1 to 35. `warm_write_units` is the write throughput that the
    table and its indexes serve from the first second, of at least 4,000; it can be raised later, never lowered.
    """
    where = f'table "{name}"'
    mistakes = [
        *kebab(f"{where}.name", name),
        *key_mistakes(where, key, sort),
        *index_mistakes(f"{where}.indexes", indexes, [key, sort]),
        *type_conflicts(where, [key, sort, *_keys_of(indexes)]),
        *(text(f"{where}.ttl", ttl) if ttl is not None else ()),
        *(one_of(f"{where}.stream", stream, STREAMS) if stream is not None else ()),
        *whole(f"{where}.recovery_days", recovery_days, 1, 35),
        *switch(f"{where}.deletion_protection", deletion_protection),
    ]
    if warm_write_units is not None:
        mistakes += whole(f"{where}.warm_write_units", warm_write_units, LEAST_WARM_WRITE_UNITS, 2**31 - 1)
    if mistakes:
        return broken(mistakes)
    properties: dict[str, Any] = {
        "TableName": physical_name(name, limit=255),
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": definitions([key, sort, *_keys_of(indexes)]),
        "KeySchema": schema(key, sort),
    }
    if indexes:
        properties["GlobalSecondaryIndexes"] = [index.resource() for index in indexes]
    if ttl:
        properties["TimeToLiveSpecification"] = dynamodb.TimeToLiveSpecification(AttributeName=ttl, Enabled=True)
    if stream:
        properties["StreamSpecification"] = dynamodb.StreamSpecification(StreamViewType=stream)
    if warm_write_units:
        properties["WarmThroughput"] = dynamodb.WarmThroughput(WriteUnitsPerSecond=warm_write_units)
    resource = dynamodb.Table(
        logical_id(name),
        DeletionPolicy="Retain",
        UpdateReplacePolicy="Retain",
        **properties,
        PointInTimeRecoverySpecification=dynamodb.PointInTimeRecoverySpecification(
            PointInTimeRecoveryEnabled=True, RecoveryPeriodInDays=recovery_days
        ),
        SSESpecification=dynamodb.SSESpecification(SSEEnabled=True),
        DeletionProtectionEnabled=deletion_protection,
    )
    return Block(main=resource)


def index(of: Block, name: str) -> Sub:
    """Return the ARN of one index of a table."""
    return sub(f"${{Table}}/index/{name}", Table=att(of, "Arn"))


def _keys_of(indexes: object) -> list[str | None]:
    listed = indexes if isinstance(indexes, list | tuple) else ()
    return [key for index in listed if isinstance(index, Index) for key in (index.key, index.sort)]
