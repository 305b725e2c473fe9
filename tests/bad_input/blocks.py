"""Blocks with an input that is wrong, and what is said about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import awacs.dynamodb

from stamp_infra import Block, opt_out, sub
from stamp_infra.blocks.apigateway import Api, Model, Public, Route, Throttle, body, rest_api
from stamp_infra.blocks.cognito import identity_pool, user_pool, user_pool_client
from stamp_infra.blocks.dynamodb import Index, table
from stamp_infra.blocks.events import rule
from stamp_infra.blocks.iam import Allow, role
from stamp_infra.blocks.s3 import bucket
from stamp_infra.blocks.serverless import Function, Shared, function
from stamp_infra.blocks.sqs import queue
from stamp_infra.blocks.ssm import parameter
from tests.rendering import main, topic

if TYPE_CHECKING:
    from collections.abc import Callable

    from stamp_infra import App

LIVE: Final = sub("arn:${AWS::Partition}:lambda:::function:desk:live")
LIMIT: Final = Throttle(rate=1, burst=1)
SHARED: Final = Shared(
    code_uri="../../functions",
    runtime="python3.13",
    log_retention_days=7,
    log_key=Block(main=topic("Key")),
    alerts=Block(main=topic("Alerts")),
    deployment_preference="AllAtOnce",
    deployment_role=Block(main=topic("Role")),
    variables={},
)


def desk(**more: Any) -> Function:
    return function("desk", SHARED, **{"memory_mb": 128, **more})


def api(*routes: Route, **more: Any) -> Api:
    given: dict[str, Any] = {
        "description": "The shop.",
        "routes": routes or [Route("GET", "/orders", LIVE)],
        "user_pool": Block(main=topic("Pool")),
        "origin": "https://shop.example.com",
        "credentials": Block(main=topic("ApiRole")),
        "throttle": LIMIT,
        "access_log_group": Block(main=topic("Log")),
        "log_retention_days": 7,
        "log_key": SHARED.log_key,
    }
    return rest_api("shop", **given | more)


def order(model: Model) -> Api:
    return api(Route("POST", "/orders", LIVE, body=model))


def role_for(*allow: Any) -> Block:
    return role("desk", service="lambda.amazonaws.com", allow=allow)


BLOCKS: Final[dict[str, tuple[Callable[[], App], str]]] = {
    "an empty name": (
        lambda: main(table("", key="Id")),
        """
        templates/main.py: table "".name: must be lower-case words joined by hyphens (got "");
        write a name such as order-items
        """,
    ),
    "a name with capitals": (
        lambda: main(queue("Orders", visibility_s=60)),
        """
        templates/main.py: queue "Orders".name: must be lower-case words joined by hyphens (got
          "Orders");
        write a name such as order-items
        """,
    ),
    "a name of 65 characters": (
        lambda: main(table("a" * 65, key="Id")),
        f"""
        templates/main.py: table
          "{"a" * 65}".name: is 65 characters
          long, the limit is 64 (got
          "{"a" * 65}");
        shorten it
        """,
    ),
    "a name that is too long in the longest environment": (
        lambda: main(
            work := queue("work", visibility_s=60), rule("a" * 60, description="Work.", pattern={"a": ["b"]}, to=work)
        ),
        f"""
        templates/main.py: name
          '{{app}}-{{env}}-{"a" * 60}': is 70
          characters long where AWS allows 64 (got
          "shop-prod-{"a" * 60}");
        shorten the resource's name or the application's
        """,
    ),
    "an unknown type of a key": (
        lambda: main(table("orders", key="Id:X")),
        """
        templates/main.py: table "orders".key type: is not a choice (got "X");
        write one of S, N, B
        """,
    ),
    "a table without a key": (
        lambda: main(table("orders", key="")),
        """
        templates/main.py: table "orders".key: names no attribute (got "");
        write Name or Name:N
        """,
    ),
    "one attribute as both keys": (
        lambda: main(table("orders", key="Id", sort="Id:N")),
        """
        templates/main.py: table "orders".sort: is the attribute of the key as well (got "Id:N");
        sort by another attribute, or not at all
        templates/main.py: table "orders": gives attribute Id two types, S and N;
        write one type for it in all keys of the table
        """,
    ),
    "two indexes of one name": (
        lambda: main(table("orders", key="Id", indexes=[Index("by-day", key="Day"), Index("by-day", key="Who")])),
        """
        templates/main.py: table "orders".indexes: has two indexes of one name (got "by-day");
        rename one of them
        """,
    ),
    "what is no index": (
        lambda: main(table("orders", key="Id", indexes=["by-day"])),  # type: ignore[list-item]
        """
        templates/main.py: table "orders".indexes: must be a list of Index (got ["by-day"]);
        write a list such as [Index("by-date", key="Date")]
        """,
    ),
    "a text where a list of attributes belongs": (
        lambda: main(table("orders", key="Id", indexes=[Index("by-day", key="Day", include="Total")])),
        """
        templates/main.py: table "orders".indexes[0].include: must be a list of texts (got "Total");
        write a list such as ["Name"]
        """,
    ),
    "an index that projects its key": (
        lambda: main(table("orders", key="Id", indexes=[Index("by-day", key="Day", include=["Id"])])),
        """
        templates/main.py: table "orders".indexes[0].include: projects a key, which the index holds
          anyway (got "Id");
        leave it out
        """,
    ),
    "an unknown stream": (
        lambda: main(table("orders", key="Id", stream="NEW")),  # type: ignore[arg-type]
        """
        templates/main.py: table "orders".stream: is not a choice (got "NEW");
        write one of KEYS_ONLY, NEW_IMAGE, OLD_IMAGE, NEW_AND_OLD_IMAGES
        """,
    ),
    "a recovery window of 36 days": (
        lambda: main(table("orders", key="Id", recovery_days=36)),
        """
        templates/main.py: table "orders".recovery_days: must be a whole number from 1 to 35 (got
          36);
        write a number in that range
        """,
    ),
    "True where a number belongs": (
        lambda: main(api(log_retention_days=True)),
        """
        templates/main.py: api "shop".log_retention_days: is not a choice (got true);
        write one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827,
          2192, 2557, 2922, 3288, 3653
        """,
    ),
    "a wildcard action": (
        lambda: main(role_for(Allow("*", awacs.dynamodb.Action("*")))),
        """
        templates/main.py: role "desk".allow[0]: has a wildcard in an action (got "dynamodb:*");
        name each action that is needed
        """,
    ),
    "an action as text": (
        lambda: main(role_for(Allow("*", "dynamodb:GetItem"))),
        """
        templates/main.py: role "desk".allow[0]: is not an action of awacs (got "dynamodb:GetItem");
        import it, as in awacs.dynamodb
        """,
    ),
    "a permission for nothing": (
        lambda: main(role_for(Allow([], awacs.dynamodb.GetItem), Allow("*"))),
        """
        templates/main.py: role "desk".allow[0]: allows nothing to act on;
        name a block or an ARN
        templates/main.py: role "desk".allow[1]: allows no action;
        name the actions, such as dynamodb.GetItem
        """,
    ),
    "a permission on a name": (
        lambda: main(role_for(Allow("orders", awacs.dynamodb.GetItem))),
        """
        templates/main.py: role "desk".allow[0].on: is no ARN (got "orders");
        name a block, a resource, or an ARN built with sub("arn:...")
        """,
    ),
    "a permission that is none": (
        lambda: main(role_for("dynamodb:GetItem")),
        """
        templates/main.py: role "desk".allow[0]: is of type str (got "dynamodb:GetItem");
        write a list such as [Allow(orders, dynamodb.GetItem)]
        """,
    ),
    "a function without memory": (
        lambda: main(desk(memory_mb=None)),
        """
        templates/main.py: function "desk".memory_mb: must be a whole number from 128 to 10240 (got
          null);
        write a number in that range
        """,
    ),
    "a function with too little memory and too much time": (
        lambda: main(desk(memory_mb=64, timeout_s=901)),
        """
        templates/main.py: function "desk".memory_mb: must be a whole number from 128 to 10240 (got
          64);
        write a number in that range
        templates/main.py: function "desk".timeout_s: must be a whole number from 1 to 900 (got
          901);
        write a number in that range
        """,
    ),
    "variables that Lambda refuses": (
        lambda: main(desk(variables={"1ST": "a", "TABLE": "", "LIST": ["a"]})),
        """
        templates/main.py: function "desk".variables: is not a name of an environment variable (got
          "1ST");
        write a name such as TABLE_ORDERS
        templates/main.py: function "desk".variables.TABLE: must be a text that is not empty (got
          "");
        write it out
        templates/main.py: function "desk".variables.LIST: is of type list (got ["a"]);
        write a text or a number, a resource for its name, or a reference
        """,
    ),
    "a queue that hides messages too long": (
        lambda: main(queue("work", visibility_s=43201)),
        """
        templates/main.py: queue "work".visibility_s: must be a whole number from 0 to 43200 (got
          43201);
        write a number in that range
        """,
    ),
    "a rule that delivers to no queue": (
        lambda: main(rule("placed", description="Work.", pattern={}, to=SHARED.alerts)),  # type: ignore[arg-type]
        """
        templates/main.py: rule "placed".to: is of type Block (got "Block");
        give the block that sqs.queue(...) returned
        """,
    ),
    "a parameter's path with a slash in front": (
        lambda: main(parameter("/mail/sender", value="a", description="Who writes.")),
        """
        templates/main.py: parameter "/mail/sender".path: must be words of letters, digits and
          hyphens joined by slashes (got "/mail/sender");
        write a path such as mail/sender-address
        """,
    ),
    "an opt-out without a reason": (
        lambda: main(bucket("uploads", access_logs=opt_out("no need"), lifecycle=[])),
        """
        templates/main.py: bucket "uploads".access_logs: opts out of a safe default without a reason
          (got "no need");
        write a sentence that says why
        """,
    ),
    "a bucket for pages over http": (
        lambda: main(
            bucket(
                "uploads",
                access_logs=opt_out("It is for one test alone."),
                lifecycle=[],
                browser_origin="http://shop.example.com",
            )
        ),
        """
        templates/main.py: bucket "uploads".browser_origin: must be an https URL (got
          "http://shop.example.com");
        paste a URL such as https://example.com/app/
        """,
    ),
    "an origin over http": (
        lambda: main(api(origin="http://shop.example.com")),
        """
        templates/main.py: api "shop".origin: must be an https URL (got "http://shop.example.com");
        paste a URL such as https://example.com/app/
        """,
    ),
    "an origin with a path": (
        lambda: main(api(origin="https://Shop.example.com/orders")),
        """
        templates/main.py: api "shop".origin: must be a bare origin, without a path and in lower
          case (got "https://Shop.example.com/orders");
        write https://shop.example.com
        """,
    ),
    "an origin with the port that browsers leave out": (
        lambda: main(api(origin="https://shop.example.com:443")),
        """
        templates/main.py: api "shop".origin: must be a bare origin, without a path and in lower
          case (got "https://shop.example.com:443");
        write https://shop.example.com
        """,
    ),
    "an API without routes": (
        lambda: main(api(routes=[])),
        """
        templates/main.py: api "shop".routes: has no route;
        add one: an empty API cannot be deployed
        """,
    ),
    "two routes alike": (
        lambda: main(api(Route("GET", "/orders", LIVE), Route("GET", "/orders", LIVE))),
        """
        templates/main.py: api "shop".routes: has two routes of one name (got "GET /orders");
        rename one of them
        """,
    ),
    "two variables in one place of a path": (
        lambda: main(api(Route("GET", "/orders/{id}", LIVE), Route("PUT", "/orders/{orderId}", LIVE))),
        """
        templates/main.py: api "shop".routes: has /orders/{id} and /orders/{orderId}: API Gateway
          takes one variable in one place;
        name the variable alike in both
        """,
    ),
    "an unknown method and a path without a slash": (
        lambda: main(api(Route("FETCH", "orders", LIVE))),
        """
        templates/main.py: api "shop".routes[0].method: is not a choice (got "FETCH");
        write one of GET, POST, PUT, PATCH, DELETE
        templates/main.py: api "shop".routes[0].path: must be parts of lower-case words or {names},
          each after a slash (got "orders");
        write a path such as /orders/{orderId}
        """,
    ),
    "a public route without a reason": (
        lambda: main(api(Route("GET", "/orders", LIVE, public=Public(why="open", throttle=LIMIT)))),
        """
        templates/main.py: api "shop".routes[0].public: is public without a reason (got "open");
        write a sentence that says why
        """,
    ),
    "a model with an open object in it": (
        lambda: main(order(Model("Order", body({"article": {"type": "object"}}, required=["article"])))),
        """
        templates/main.py: api "shop".model "Order".schema.properties.article: is an object that
          lets unknown properties in;
        build it with body(...) or set additionalProperties to False
        """,
    ),
    "a model's name with a hyphen": (
        lambda: main(order(Model("Place-Order", body({}, required=[])))),
        """
        templates/main.py: api "shop".model "Place-Order".name: must be letters and digits (got
          "Place-Order");
        write a name such as PlaceOrder
        """,
    ),
    "two models of one name": (
        lambda: main(
            api(
                Route("POST", "/orders", LIVE, body=Model("Order", body({}, required=[]))),
                Route("PUT", "/orders", LIVE, body=Model("Order", body({"note": {"type": "string"}}, required=[]))),
            )
        ),
        """
        templates/main.py: api "shop".models: has two models of one name (got "Order");
        rename one of them
        """,
    ),
    "a limit of no requests": (
        lambda: main(api(throttle=Throttle(rate=0, burst=1))),
        """
        templates/main.py: api "shop".throttle.rate: must be a whole number from 1 to 2147483647
          (got 0);
        write a number in that range
        """,
    ),
    "a user pool protected by a boolean": (
        lambda: main(user_pool("people", challenge=LIVE, deletion_protection=True)),  # type: ignore[arg-type]
        """
        templates/main.py: user pool "people".deletion_protection: is not a choice (got true);
        write one of ACTIVE, INACTIVE
        """,
    ),
    "tokens that live a minute": (
        lambda: main(user_pool_client("page", pool=SHARED.alerts, token_minutes=1)),
        """
        templates/main.py: user pool client "page".token_minutes: must be a whole number from 5 to
          1440 (got 1);
        write a number in that range
        """,
    ),
    "an identity pool whose users may do anything": (
        lambda: main(
            identity_pool(
                "own",
                pool=SHARED.alerts,
                client=SHARED.alerts,
                allow=[Allow("*", awacs.dynamodb.Action("*"))],
            )
        ),
        """
        templates/main.py: identity pool "own".allow[0]: has a wildcard in an action (got
          "dynamodb:*");
        name each action that is needed
        """,
    ),
}
