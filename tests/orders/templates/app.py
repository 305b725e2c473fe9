"""The order service: every stack there is."""

from stamp_infra import App
from tests.orders.templates import customers, operations, roles, service, shop_api, storage
from tests.orders.templates.environments import dev, prod

app = App(
    name="orders",
    environments=(dev, prod),
    root=service.stack,
    nested=(operations.stack, storage.stack, customers.stack, roles.stack, shop_api.stack),
    outputs={"ShopApiUrl": shop_api.api.url},
    tags={"Application": "orders"},
    package="tests/orders/templates",
)
