"""Tables and indexes that refuse reads or writes, or fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stamp_infra.blocks.cloudwatch import math_alarm
from templates.alerts import topic
from templates.dynamodb import stamp_masters, user_stamps, users
from templates.metrics import TOTAL, table_metric

if TYPE_CHECKING:
    from stamp_infra import Block

OPERATIONS = ("GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query", "BatchWriteItem", "TransactWriteItems")


def failures(name: str, of: Block) -> list[Block]:
    """Return what is watched of a table and of each of its indexes: a throttled index throttles its table."""
    indexes = [index.IndexName for index in of.main.properties.get("GlobalSecondaryIndexes", [])]
    return [
        throttles(f"table-{name}", of),
        *(throttles(f"table-{name}-{index}", of, GlobalSecondaryIndexName=index) for index in indexes),
        math_alarm(
            f"table-{name}-system-errors",
            description=f"DynamoDB fails on {name}: see the AWS Health Dashboard; the SDK retries meanwhile.",
            topic=topic,
            expression=TOTAL,
            metrics={
                f"errors_{operation}": table_metric(of, "SystemErrors", Operation=operation) for operation in OPERATIONS
            },
            threshold=0,
        ),
    ]


def throttles(name: str, of: Block, **index: str) -> Block:
    """Return the alarm on refused reads and writes of a table or index."""
    return math_alarm(
        f"{name}-throttles",
        description=f"{name} refuses reads or writes: one key may be hot, or it was never warmed up for the event.",
        topic=topic,
        expression=TOTAL,
        metrics={
            "reads": table_metric(of, "ReadThrottleEvents", **index),
            "writes": table_metric(of, "WriteThrottleEvents", **index),
        },
        threshold=0,
    )


always = [
    *failures("users", users),
    *failures("stamp-masters", stamp_masters),
    *failures("user-stamps", user_stamps),
]
