"""Who buys, and what."""

from stamp_infra import Stack
from stamp_infra.blocks.dynamodb import table
from stamp_infra.blocks.ssm import parameter

customers = table("customers", key="CustomerId", deletion_protection=True)
orders = table("orders", key="OrderId", deletion_protection=True)
currency = parameter("currency", value="JPY", description="What prices are in.")

stack = Stack("data", [customers, orders, currency], description=__doc__)
