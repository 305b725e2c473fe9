"""The orders, and the queue of those that wait to be packed."""

from stamp_infra import Stack
from stamp_infra.blocks.dynamodb import Index, table
from stamp_infra.blocks.sqs import queue
from tests.orders.templates.environments import env

orders = table(
    "orders",
    key="OrderId",
    indexes=[Index("by-customer", key="CustomerId", sort="PlacedAt:N", include=["Total"])],
    deletion_protection=env.keep,
)
packing = queue("packing", visibility_s=60)

stack = Stack("storage", [orders, packing], description=__doc__)
