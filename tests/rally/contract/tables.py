"""Tables: keys, indexes, projections, expiry and stream, and how long their past can be gone back to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests.rally.contract.differ import differ
from tests.rally.contract.settings import SETTINGS
from tests.rally.resolved import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

# name: key, sort, {index: (key, sort, projection, attributes)}, ttl, stream; a type other than S stands behind a colon.
_TABLES: Final[
    dict[str, tuple[str, str | None, dict[str, tuple[str, str, str, list[str] | None]], str | None, Any]]
] = {
    "users": ("UserId", None, {}, "TTL", None),
    "stamp-masters": (
        "StampId",
        None,
        {
            "gsi-event": ("EventId", "SortOrder:N", "ALL", None),
            "gsi-image-label": (
                "ImageLabel",
                "EventId",
                "INCLUDE",
                ["Name", "Type", "Status", "ValidFrom", "ValidTo"],
            ),
        },
        None,
        None,
    ),
    "user-stamps": (
        "UserId",
        "StampId",
        {
            "gsi-stamp": ("StampShard", "CollectedAt:N", "KEYS_ONLY", None),
            "gsi-ranking": ("RankShard", "RankScore:N", "INCLUDE", ["StampCount", "DisplayName"]),
        },
        "TTL",
        "NEW_AND_OLD_IMAGES",
    ),
}


def tables(of: Resolved) -> Iterator[str]:
    """Every table has its keys, indexes, projections, expiry and stream, and cannot lose data."""
    settings = SETTINGS[str(of.environment)]
    found = {p["TableName"]: p for p in named(of, "AWS::DynamoDB::Table").values()}
    expected = {}
    for own, (key, sort, indexes, ttl, stream) in _TABLES.items():
        keys = [key, sort, *(part for index in indexes.values() for part in index[:2])]
        name = f"stamp-rally-{of.environment}-{own}"
        expected[name] = {
            "TableName": name,
            "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": _attributes(keys),
            "KeySchema": _schema(key, sort),
            **({"GlobalSecondaryIndexes": [_index(n, *i) for n, i in indexes.items()]} if indexes else {}),
            **({"TimeToLiveSpecification": {"AttributeName": ttl, "Enabled": True}} if ttl else {}),
            **({"StreamSpecification": {"StreamViewType": stream}} if stream else {}),
            "PointInTimeRecoverySpecification": {
                "PointInTimeRecoveryEnabled": True,
                "RecoveryPeriodInDays": settings["pitr_days"],
            },
            "SSESpecification": {"SSEEnabled": True},
            "DeletionProtectionEnabled": str(settings["protected"]).lower(),
        }
    yield from differ("tables", found, expected)


def _attributes(keys: list[str | None]) -> list[dict[str, str]]:
    types = {part.partition(":")[0]: part.partition(":")[2] or "S" for part in keys if part}
    return [{"AttributeName": name, "AttributeType": kind} for name, kind in types.items()]


def _schema(key: str, sort: str | None) -> list[dict[str, str]]:
    parts = [(key, "HASH"), (sort, "RANGE")]
    return [{"AttributeName": part.partition(":")[0], "KeyType": kind} for part, kind in parts if part]


def _index(name: str, key: str, sort: str, projection: str, attributes: list[str] | None) -> dict[str, Any]:
    more = {"NonKeyAttributes": attributes} if attributes else {}
    return {
        "IndexName": name,
        "KeySchema": _schema(key, sort),
        "Projection": {"ProjectionType": projection, **more},
    }
