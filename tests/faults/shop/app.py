"""The order service with what a deployment needs beside it."""

from stamp_infra import App
from tests.faults.shop import account, keys
from tests.orders.templates import customers, operations, roles, service, shop_api, storage
from tests.orders.templates.environments import dev, prod

app = App(
    name="orders",
    environments=(dev, prod),
    root=service.stack,
    nested=(operations.stack, storage.stack, keys.stack, customers.stack, roles.stack, shop_api.stack),
    standalone=(account.stack,),
    outputs={"ShopApiUrl": shop_api.api.url},
    tags={"Application": "orders"},
    package="tests/faults/shop",
)
