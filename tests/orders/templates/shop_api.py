"""The two routes of the shop's page."""

from stamp_infra import Stack
from stamp_infra.blocks.apigateway import Model, Route, Throttle, body, rest_api
from tests.orders.templates.customers import pool
from tests.orders.templates.environments import env
from tests.orders.templates.operations import access_log, log_key
from tests.orders.templates.roles import api_role
from tests.orders.templates.service import desk

place_order = Model("PlaceOrder", body({"article": {"type": "string", "maxLength": 20}}, required=["article"]))

api = rest_api(
    "shop",
    description="Orders of one shop.",
    routes=[
        Route("POST", "/orders", desk.live, body=place_order),
        Route("GET", "/customers/{customerId}/orders", desk.live),
    ],
    user_pool=pool,
    origin=env.shop_origin,
    credentials=api_role,
    throttle=Throttle(rate=env.requests_per_second, burst=env.requests_per_second),
    access_log_group=access_log,
    log_retention_days=env.log_days,
    log_key=log_key,
)

stack = Stack("shop-api", [api], description=__doc__)
