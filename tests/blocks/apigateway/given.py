"""A small API, and what CloudFormation sees of it."""

from __future__ import annotations

from typing import Any, Final

from troposphere import sns

from stamp_infra import Block, Stack, sub
from stamp_infra.blocks.apigateway import Api, Model, Public, Route, Throttle, body, rest_api
from tests.rendering import application, mistakes, templates

LIVE: Final = sub("arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:desk:live")
LIMIT: Final = Throttle(rate=10, burst=20)
PUBLIC: Final = Public(why="Anybody may look at the articles.", throttle=Throttle(rate=1, burst=2))
ORDER: Final = Model("PlaceOrder", body({"article": {"type": "string"}}, required=["article"]))

ROUTES: Final = (
    Route("GET", "/articles", LIVE, query=["page"], public=PUBLIC),
    Route("POST", "/orders", LIVE, body=ORDER),
    Route("GET", "/orders/{orderId}", LIVE),
    Route("DELETE", "/orders/{orderId}", LIVE),
)
# By their titles: the parts around an API are of no interest to its tests.
AROUND: Final = {title: Block(main=sns.Topic(title)) for title in ("Pool", "Role", "AccessLog", "Key")}


def shop(*routes: Route, **more: Any) -> Api:
    """Return an API of these routes, by default of four, with these inputs instead."""
    given: dict[str, Any] = {
        "description": "The shop.",
        "routes": routes or ROUTES,
        "user_pool": AROUND["Pool"],
        "origin": "https://shop.example.com",
        "credentials": AROUND["Role"],
        "throttle": LIMIT,
        "access_log_group": AROUND["AccessLog"],
        "log_retention_days": 7,
        "log_key": AROUND["Key"],
    }
    return rest_api("shop", **{**given, **more})


def template(*routes: Route, **more: Any) -> Any:
    """Return the template of a stack with the API."""
    app = application(Stack("web", [shop(*routes, **more)]), root=Stack("main", list(AROUND.values())))
    return templates(app)["cfn/web.yaml"]


def resources(*routes: Route, **more: Any) -> Any:
    """Return the resources of a stack with the API."""
    return template(*routes, **more)["Resources"]


def of_type(found: Any, kind: str) -> dict[str, Any]:
    """Return the properties of the resources of one type of API Gateway's, by logical ID."""
    return {t: r["Properties"] for t, r in found.items() if r["Type"] == f"AWS::ApiGateway::{kind}"}


def told(*routes: Route, **more: Any) -> list[str]:
    """Return what is said about an API, without the place that all of it has."""
    app = application(Stack("web", [shop(*routes, **more)]), root=Stack("main", list(AROUND.values())))
    return [message.removeprefix('templates/web.py: api "shop".') for message in mistakes(app)]
