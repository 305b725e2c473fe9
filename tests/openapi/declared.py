"""What the order service says of its two routes."""

from __future__ import annotations

from typing import Final

from stamp_infra.openapi import Answer, Document, Failure, Operation, Parameter, Shape, record
from tests.orders.templates import app
from tests.orders.templates.shop_api import api

LINE: Final = Shape("Line", record({"article": {"type": "string"}}))
ORDER: Final = Shape("Order", record({"orderId": {"type": "string"}, "lines": {"type": "array", "items": LINE}}))
EXAMPLE: Final = {"orderId": "a-1", "lines": [{"article": "ink"}]}

PLACE: Final = Operation(
    name="placeOrder",
    tag="orders",
    summary="Order an article",
    description="Twice the same is two orders.",
    sends={"one": {"article": "ink"}},
    answers=[Answer(what="The order.", shape=ORDER, examples={"one": EXAMPLE}, status=201)],
    failures=[
        Failure(400, "VALIDATION_ERROR", "A field is wrong.", {"field": {"type": "string"}}, {"field": "article"}),
        Failure(400, "SOLD_OUT", "There is none left."),
        Failure(409, "HAVE_IT", "It is ordered.", {"orderId": {"type": "string"}}, {"orderId": "a-1"}),
    ],
)
SHOW: Final = Operation(
    name="listOrders",
    tag="orders",
    summary="Show a customer's orders",
    answers=[Answer(what="None are left.", status=204)],
)
DOCUMENT: Final = Document(
    title="Orders",
    version="1",
    description="Orders of one shop.",
    app=app,
    api=api,
    operations={"POST /orders": PLACE, "GET /customers/{customerId}/orders": SHOW},
    parameters={"customerId": Parameter(schema={"type": "string"}, what="Who ordered.", example="c-1")},
    tags={"orders": "What is ordered."},
    sign_in="The shop's page has it.",
)
