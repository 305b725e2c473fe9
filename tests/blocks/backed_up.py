"""Two tables, a vault and its key: what the tests of backups have in common."""

from __future__ import annotations

from troposphere import Equals

from stamp_infra import Condition, name
from stamp_infra.blocks.backup.vault import vault
from stamp_infra.blocks.dynamodb import table
from stamp_infra.blocks.kms import key
from tests.blocks.synthesized import env

JAPAN = "Asia/Tokyo"

far = Condition("IsFar", Equals(env.far, "yes"))
orders = table("orders", key="Id")
items = table("order-items", key="Id")
tables = {"orders": orders, "order-items": items}
own_key = key("backups", description="Encrypts backups.")
own_vault = vault("backups", vault_name=name("backups", limit=50), key=own_key)
around = [orders, items, own_key, own_vault]
