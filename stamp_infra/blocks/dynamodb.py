"""DynamoDB tables that cannot lose data: on demand, encrypted, restorable to any second, kept when the stack goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from troposphere import dynamodb

from stamp_infra.core.block import Block, broken
from stamp_infra.core.errors import Mistake
from stamp_infra.core.inputs import one_of, text, unique
from stamp_infra.core.naming import kebab, logical_id
from stamp_infra.core.reference import att
from stamp_infra.core.text import name as physical_name
from stamp_infra.core.text import sub

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from troposphere import AWSHelperFn

    from stamp_infra.core.text import Sub

KEY_TYPES: Final = ("S", "N", "B")
STREAMS: Final = ("KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES")
MAX_INDEXES: Final = 20


@dataclass(frozen=True)
class Index:
    """A global secondary index. `key` and `sort` are `Name` or `Name:T` with T one of S, N, B.

    `include` lists the attributes to project beside the keys; without it everything is projected, with an empty list
    the keys alone.
    """

    name: str
    key: str
    sort: str | None = None
    include: Sequence[str] | None = None


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
        *_mistakes(where, name, key, sort, indexes),
        *(one_of(f"{where}.stream", stream, STREAMS) if stream else ()),
    ]
    mistakes += text(f"{where}.ttl", ttl) if ttl is not None else ()
    if mistakes:
        return broken(mistakes)
    properties: dict[str, Any] = {
        "TableName": physical_name(name, limit=255),
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": _attributes(key, sort, indexes),
        "KeySchema": _schema(key, sort),
    }
    if indexes:
        properties["GlobalSecondaryIndexes"] = [_index(index) for index in indexes]
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


def _mistakes(where: str, name: str, key: str, sort: str | None, indexes: Sequence[Index]) -> Iterator[Mistake]:
    yield from kebab(f"{where}.name", name)
    yield from _key_mistakes(f"{where}.key", key)
    yield from _key_mistakes(f"{where}.sort", sort) if sort is not None else ()
    yield from unique(f"{where}.indexes", (index.name for index in indexes), "indexes")
    if len(indexes) > MAX_INDEXES:
        what = f"has {len(indexes)} indexes, DynamoDB takes {MAX_INDEXES}"
        yield Mistake(where=f"{where}.indexes", what=what, remedy="remove some")
    for position, index in enumerate(indexes):
        place = f"{where}.indexes[{position}]"
        yield from kebab(f"{place}.name", index.name)
        yield from _key_mistakes(f"{place}.key", index.key)
        yield from _key_mistakes(f"{place}.sort", index.sort) if index.sort is not None else ()
        for attribute in index.include or ():
            yield from text(f"{place}.include", attribute)
    yield from _conflicts(where, [key, sort, *(k for i in indexes for k in (i.key, i.sort))])


def _key_mistakes(where: str, declared: object) -> Iterator[Mistake]:
    if not isinstance(declared, str) or not declared.partition(":")[0].strip():
        yield Mistake(where=where, what="names no attribute", got=declared, remedy="write Name or Name:N")
    else:
        yield from one_of(f"{where} type", _typed(declared)[1], KEY_TYPES)


def _conflicts(where: str, declared: Sequence[object]) -> Iterator[Mistake]:
    types: dict[str, str] = {}
    for each in declared:
        if isinstance(each, str):
            attribute, kind = _typed(each)
            if types.setdefault(attribute, kind) != kind:
                what = f"gives attribute {attribute} two types, {types[attribute]} and {kind}"
                yield Mistake(where=where, what=what, remedy="an attribute has one type in all keys of a table")


def _typed(declared: str) -> tuple[str, str]:
    attribute, _, kind = declared.partition(":")
    return attribute, kind or "S"


def _attributes(key: str, sort: str | None, indexes: Sequence[Index]) -> list[dynamodb.AttributeDefinition]:
    keys = [key, sort, *(part for index in indexes for part in (index.key, index.sort))]
    types = dict(_typed(part) for part in keys if part)
    return [dynamodb.AttributeDefinition(AttributeName=name, AttributeType=kind) for name, kind in types.items()]


def _schema(key: str, sort: str | None) -> list[dynamodb.KeySchema]:
    keys = [dynamodb.KeySchema(AttributeName=_typed(key)[0], KeyType="HASH")]
    return [*keys, dynamodb.KeySchema(AttributeName=_typed(sort)[0], KeyType="RANGE")] if sort else keys


def _index(index: Index) -> dynamodb.GlobalSecondaryIndex:
    if index.include is None:
        projection = dynamodb.Projection(ProjectionType="ALL")
    elif index.include:
        projection = dynamodb.Projection(ProjectionType="INCLUDE", NonKeyAttributes=list(index.include))
    else:
        projection = dynamodb.Projection(ProjectionType="KEYS_ONLY")
    return dynamodb.GlobalSecondaryIndex(
        IndexName=index.name, KeySchema=_schema(index.key, index.sort), Projection=projection
    )
