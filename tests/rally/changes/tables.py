"""Tables that lose data, an index, or their past."""

from __future__ import annotations

from typing import Final

from tests.rally.mutation import Mutation, drop, put

_DYNAMODB: Final = "cfn/dynamodb.yaml"

TABLES: Final = (
    Mutation("an index is dropped", _DYNAMODB, drop("UserStamps/Properties/GlobalSecondaryIndexes/1")),
    Mutation(
        "an index projects less",
        _DYNAMODB,
        put("StampMasters/Properties/GlobalSecondaryIndexes/0/Projection/ProjectionType", "KEYS_ONLY"),
    ),
    Mutation("an index key is swapped", _DYNAMODB, put("UserStamps/Properties/KeySchema/1/AttributeName", "RankScore")),
    Mutation("a key changes its type", _DYNAMODB, put("Users/Properties/AttributeDefinitions/0/AttributeType", "N")),
    Mutation("a table may be deleted", _DYNAMODB, drop("Users/DeletionPolicy")),
    Mutation("a replaced table is deleted", _DYNAMODB, put("UserStamps/UpdateReplacePolicy", "Delete")),
    Mutation("expiry goes", _DYNAMODB, drop("Users/Properties/TimeToLiveSpecification")),
    Mutation("the stream goes", _DYNAMODB, drop("UserStamps/Properties/StreamSpecification")),
    Mutation(
        "point-in-time recovery is off",
        _DYNAMODB,
        put("Users/Properties/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled", value=False),
        "dev",
    ),
    Mutation("encryption is off", _DYNAMODB, drop("StampMasters/Properties/SSESpecification")),
    Mutation("prod is unprotected", _DYNAMODB, put("Users/Properties/DeletionProtectionEnabled", value=False)),
    Mutation(
        "capacity is provisioned",
        _DYNAMODB,
        put("Users/Properties/BillingMode", "PROVISIONED"),
    ),
    Mutation("a table is removed", _DYNAMODB, drop("StampMasters")),
)
