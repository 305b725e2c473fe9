"""Blocks of tables: what is promised of each, and what its keys and indexes come to."""

from __future__ import annotations

from typing import Any

import pytest

from stamp_infra.blocks.dynamodb import Index, index, table
from tests.blocks.synthesized import env, mistakes, resources
from tests.rendering import topic

GIVEN: dict[str, Any] = {"key": "OrderId"}


def made(**more: Any) -> Any:
    """Return a table's properties."""
    return resources(table("order-items", key="OrderId", **more))["OrderItems"]["Properties"]


def test_a_table_cannot_lose_data() -> None:
    resource = resources(table("orders", key="OrderId"))["Orders"]
    assert (resource["DeletionPolicy"], resource["UpdateReplacePolicy"]) == ("Retain", "Retain")
    assert resource["Properties"] == {
        "TableName": {"Fn::Sub": "shop-${Environment}-orders"},
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [{"AttributeName": "OrderId", "AttributeType": "S"}],
        "KeySchema": [{"AttributeName": "OrderId", "KeyType": "HASH"}],
        "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True, "RecoveryPeriodInDays": 35},
        "SSESpecification": {"SSEEnabled": True},
        "DeletionProtectionEnabled": True,
    }


@pytest.mark.parametrize(("sort", "kind"), [("Place", "S"), ("Place:S", "S"), ("Place:N", "N"), ("Place:B", "B")])
def test_a_sort_key_has_the_type_that_its_name_ends_in(sort: str, kind: str) -> None:
    found = made(sort=sort)
    assert found["KeySchema"][1] == {"AttributeName": "Place", "KeyType": "RANGE"}
    assert found["AttributeDefinitions"][1] == {"AttributeName": "Place", "AttributeType": kind}


@pytest.mark.parametrize(
    ("include", "projection"),
    [
        (None, {"ProjectionType": "ALL"}),
        ([], {"ProjectionType": "KEYS_ONLY"}),
        (["Total", "Note"], {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["Total", "Note"]}),
    ],
)
def test_an_index_projects_everything_the_keys_alone_or_what_is_listed(include: Any, projection: Any) -> None:
    found = made(indexes=[Index("by-day", key="Day", sort="PlacedAt:N", include=include)])
    assert found["GlobalSecondaryIndexes"] == [
        {
            "IndexName": "by-day",
            "KeySchema": [
                {"AttributeName": "Day", "KeyType": "HASH"},
                {"AttributeName": "PlacedAt", "KeyType": "RANGE"},
            ],
            "Projection": projection,
        }
    ]


def test_an_attribute_is_defined_once_however_many_keys_it_is_in() -> None:
    indexes = [Index("by-day", key="Day", sort="OrderId"), Index("by-who", key="Who", sort="Day")]
    assert [one["AttributeName"] for one in made(indexes=indexes)["AttributeDefinitions"]] == ["OrderId", "Day", "Who"]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"ttl": "Expires"}, {"TimeToLiveSpecification": {"AttributeName": "Expires", "Enabled": True}}),
        ({"stream": "NEW_IMAGE"}, {"StreamSpecification": {"StreamViewType": "NEW_IMAGE"}}),
        ({"warm_write_units": 40000}, {"WarmThroughput": {"WriteUnitsPerSecond": 40000}}),
        ({"deletion_protection": False}, {"DeletionProtectionEnabled": False}),
    ],
)
def test_what_is_asked_for_is_there_and_else_it_is_not(more: Any, expected: Any) -> None:
    assert {**made(), **expected} == made(**more)


def test_how_far_back_it_can_be_restored_may_differ_between_environments() -> None:
    days = made(recovery_days=env.days)["PointInTimeRecoverySpecification"]["RecoveryPeriodInDays"]
    assert days == {"Fn::FindInMap": ["Environment", {"Ref": "Environment"}, "Days"]}


def test_the_arn_of_an_index_is_below_its_table_s() -> None:
    orders = table("orders", key="OrderId")
    found = resources(orders, topic("Reader", DisplayName=index(orders, "by-day")))["Reader"]
    assert found["Properties"]["DisplayName"] == {"Fn::Sub": "${Orders.Arn}/index/by-day"}


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"key": None}, ".key: names no attribute (got null)"),
        ({"key": ":N"}, '.key: names no attribute (got ":N")'),
        ({"key": "A:B:C"}, '.key type: is not a choice (got "B:C")'),
        ({"key": "é" * 128}, ".key: names an attribute of more than 255 bytes"),
        ({"sort": ""}, '.sort: names no attribute (got "")'),
        ({"sort": "OrderId"}, '.sort: is the attribute of the key as well (got "OrderId")'),
        ({"ttl": ""}, '.ttl: must be a text that is not empty (got "")'),
        ({"stream": ""}, '.stream: is not a choice (got "")'),
        ({"recovery_days": 0}, ".recovery_days: must be a whole number from 1 to 35 (got 0)"),
        ({"deletion_protection": None}, ".deletion_protection: must be True or False (got null)"),
        ({"warm_write_units": 100}, ".warm_write_units: must be a whole number from 4000 to 2147483647 (got 100)"),
        ({"indexes": None}, ".indexes: must be a list of Index (got null)"),
        ({"indexes": [Index("by", key="Day")]}, ".indexes[0].name: is 2 characters long, the least is 3"),
        ({"indexes": [Index("by-day", key="Day", sort="Day")]}, ".indexes[0].sort: is the attribute of the key as"),
        ({"indexes": [Index("by-day", key="Day", include=["A", "A"])]}, ".indexes[0].include: has two attributes"),
        (
            {"indexes": [Index("by-day", key="Day", include=[f"A{number}" for number in range(21)])]},
            ".indexes[0].include: projects 21 attributes, DynamoDB takes 20",
        ),
        ({"indexes": [Index("by-day", key="OrderId:N")]}, ": gives attribute OrderId two types, S and N"),
        ({"indexes": [Index(f"by-{n}a", key="Day") for n in range(21)]}, ".indexes: has 21 indexes, DynamoDB takes 20"),
    ],
)
def test_what_dynamodb_would_refuse_is_told(more: Any, told: str) -> None:
    (found,) = mistakes(table("orders", **{**GIVEN, **more}))
    assert found.startswith(f'templates/sam.py: table "orders"{told}')
