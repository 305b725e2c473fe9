"""Generated declarations of every kind: right ones, and ones with values of any type in any place."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import awacs.awslambda
import awacs.dynamodb
import awacs.kms
import awacs.s3
import awacs.sqs
from hypothesis import strategies as st
from troposphere import Equals, Not, Ref, awslambda, s3

from stamp_infra import App, Block, Condition, Stack, Waiver, opt_out, ref, sub, when
from stamp_infra.blocks.apigateway import Model, Public, Route, Throttle, body, rest_api
from stamp_infra.blocks.cognito import identity_pool, user_pool, user_pool_client
from stamp_infra.blocks.dynamodb import Index, index, table
from stamp_infra.blocks.events import rule, rule_arn
from stamp_infra.blocks.iam import Allow, role
from stamp_infra.blocks.kms import Use, key
from stamp_infra.blocks.logs import log_group
from stamp_infra.blocks.s3 import bucket, objects
from stamp_infra.blocks.serverless import Function, Shared, alias_arn, function
from stamp_infra.blocks.sns import topic
from stamp_infra.blocks.sqs import Queue, queue
from stamp_infra.blocks.ssm import parameter
from stamp_infra.blocks.wafv2 import web_acl
from tests.rendering import ShopEnvironment, env, environment
from tests.rendering import topic as plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from stamp_infra.core.stack import Item
    from stamp_infra.core.text import Sub

# What nobody should write, and somebody will.
ODD: Final = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 100_000),
    st.floats(),
    st.text(max_size=12),
    st.sampled_from(["", " ", "Users", "a_b", "a" * 300, "日本語", "🎫", "a\nb", "${x}", "\x00", "\ud800", "a--b"]),
    st.binary(max_size=3),
    st.lists(st.text(max_size=3), max_size=2),
    st.dictionaries(st.one_of(st.text(max_size=3), st.integers()), st.none(), max_size=2),
    st.just(Ref("Nowhere")),
    st.just(env.days),
    st.builds(object),
)
WORDS: Final = st.lists(st.sampled_from(["order", "a", "b2", "item", "x"]), min_size=1, max_size=3).map("-".join)
KEYS: Final = st.sampled_from(["Id", "Owner", "Date:N", "Hash:B", "Kind:S", "Größe:N"])
ACTIONS: Final[dict[str, list[Any]]] = {
    "table": [awacs.dynamodb.GetItem, awacs.dynamodb.PutItem, awacs.dynamodb.UpdateItem, awacs.dynamodb.Query],
    "queue": [awacs.sqs.SendMessage],
    "bucket": [awacs.s3.GetObject, awacs.s3.PutObject],
}
LIVE: Final = sub("arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:desk:live")
OTHER: Final = sub("arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:shelf:live")
BIT: Final = st.integers(0, 1)
PROPERTIES: Final = st.dictionaries(
    st.sampled_from(["article", "amount", "note"]),
    st.sampled_from([{"type": "string", "maxLength": 20}, {"type": "integer", "minimum": 1}, {"enum": ["a", "b"]}]),
)


@dataclass(frozen=True)
class Declared:
    """An application, and which features of the library it uses."""

    app: App
    features: frozenset[str]


@dataclass
class Maker:
    """Draws values; those whose turns are in `odd` are of any type at all."""

    draw: Callable[[st.SearchStrategy[Any]], Any]
    odd: frozenset[int]
    turns: int = 0
    features: set[str] = field(default_factory=set)
    indexes: list[Sub] = field(default_factory=list)

    def value(self, good: Any) -> Any:
        """Return one value of a strategy, or the one value that is right."""
        self.turns += 1
        if self.turns in self.odd:
            return self.draw(ODD)
        return self.draw(good) if isinstance(good, st.SearchStrategy) else good

    def hashable(self, good: Any) -> Any:
        """Return a value that may be the key of a mapping."""
        value = self.value(good)
        return value if isinstance(value, Hashable) else repr(value)

    def maybe(self, feature: str, good: Any, otherwise: Any = None) -> Any:
        """Return a value in every other declaration."""
        if not self.draw(st.booleans()):
            return otherwise
        self.features.add(feature)
        return self.value(good)

    def number(self, most: int) -> range:
        """Return so many turns."""
        return range(self.draw(st.integers(0, most)))

    def name(self, turn: int) -> Any:
        """Return a name that no other turn has, unless it is an odd one."""
        return self.value(WORDS.map(lambda words: f"{words}-{turn}"))

    def key_or(self, *taken: Any) -> Any:
        """Return a key that is none of these attributes, whatever type they gave it."""
        return self.value(KEYS.filter(lambda key: key not in taken))

    def some(self, of: Sequence[Any]) -> list[Any]:
        """Return one to three of them."""
        return list(self.draw(st.lists(st.sampled_from(of), min_size=1, max_size=3, unique_by=id)))


def odd_turns(most: int, *, of: int) -> st.SearchStrategy[frozenset[int]]:
    """Return which values are odd ones."""
    return st.frozensets(st.integers(1, of), max_size=most)


@st.composite
def environments(draw: Any, *, odd: int) -> tuple[Any, ...]:
    """Return one to three environments, in which up to `odd` values are of any type at all."""
    maker = Maker(draw, draw(odd_turns(odd, of=12)))
    names = draw(st.sampled_from([("dev",), ("dev", "prod"), ("dev", "stg", "prod")]))
    return tuple(
        ShopEnvironment(
            name=maker.value(name),
            region=maker.value(st.sampled_from(["eu-west-1", "ap-northeast-1"])),
            days=maker.value(st.sampled_from([1, 7, 30])),
            large=maker.value(name != "dev"),
            url=maker.value(st.sampled_from(["https://x.example.com", "https://shop.example.com:8443"])),
            note=maker.value(st.text(st.sampled_from("ab \"'=,:/é"), max_size=6)),
        )
        for name in names
    )


@st.composite
def declarations(draw: Any, *, odd: int) -> Declared:
    """Return an application in which up to `odd` values are of any type at all."""
    maker = Maker(draw, draw(odd_turns(odd, of=120)))
    operations = Operations()
    tables = [_table(maker, turn) for turn in maker.number(2)]
    filled = maker.draw(st.booleans())
    queues = [_queue(maker, turn, filled=filled and turn == 0) for turn in maker.number(2)]
    buckets = [_bucket(maker, turn) for turn in maker.number(1)]
    storage: list[Item] = [*tables, *queues, *buckets, *(_setting(maker, turn) for turn in maker.number(2))]
    storage += [_rule(maker, queues[0])] if filled and queues else []
    functions = [_function(maker, turn, operations, Storage(tables, queues, buckets)) for turn in maker.number(2)]
    roles: list[Item] = [operations.deployment_role, *(each.role for each in functions)]
    if maker.indexes:
        roles.append(role("reports", service="lambda.amazonaws.com", allow=[_reports(maker)]))
    stacks = [Stack("operations", [operations.key, operations.alerts, operations.access], description="Logs.")]
    if storage:
        waivers = [_waiver(maker, each, "BucketAccessIsLogged") for each in buckets]
        stacks.append(Stack(maker.value("storage"), storage, description=maker.value("Kept."), waivers=waivers))
    stacks.append(Stack("roles", roles))
    if functions and draw(st.booleans()):
        api_role = _api_role(functions)
        roles_with_api = Stack("roles", [*roles, api_role])
        stacks[-1] = roles_with_api
        people, pool = _people(maker, functions[0], buckets)
        stacks += [people, _web(maker, functions, pool, api_role, operations)]
    main: list[Block] = [*functions, parameter("main/greeting", value=maker.value("hello"), description="A greeting.")]
    root = Stack("main", main, description=maker.value("The root."), waivers=_odd_waivers(maker, main))
    app = App(
        name=maker.value("shop"),
        environments=draw(environments(odd=odd // 2)),
        root=root,
        nested=tuple(stacks),
        standalone=tuple(maker.value(_account()) for _ in maker.number(1)),
        outputs={maker.hashable("Topic"): ref(operations.alerts)},
        tags={"Application": maker.value(st.sampled_from(["shop", "a b", ""]))},
    )
    return Declared(app, frozenset(maker.features))


class Operations:
    """What every application has: keys, logs, alerts."""

    def __init__(self) -> None:
        logs = sub("arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:*")
        actions = (awacs.kms.Encrypt, awacs.kms.Decrypt, awacs.kms.GenerateDataKey, awacs.kms.DescribeKey)
        condition = {"ArnLike": {"kms:EncryptionContext:aws:logs:arn": logs}}
        use = Use(sub("logs.${AWS::Region}.amazonaws.com"), *actions, condition=condition)
        self.key = key("logs", description="Encrypts the logs.", uses=[use])
        self.alerts = topic("alerts", publishers=["cloudwatch.amazonaws.com"], email="a@example.com")
        name = sub("/aws/apigateway/{app}-{env}")
        self.access = log_group("access", log_group_name=name, retention_days=30, key=self.key)
        self.deployment_role = role("deployment", service="codedeploy.amazonaws.com", allow=[])


def _table(maker: Maker, turn: int) -> Block:
    own = maker.value(KEYS)
    sort = maker.maybe("sort key", KEYS.filter(lambda key: key != own))
    indexes = [
        Index(maker.name(place), maker.key_or(), include=maker.maybe("include", st.sampled_from([[], ["Total"]])))
        for place in maker.number(2)
    ]
    maker.features.update(["index"] if indexes else [])
    made = table(
        maker.name(turn),
        key=own,
        sort=sort,
        indexes=maker.value(indexes),
        ttl=maker.maybe("ttl", "Expires"),
        stream=maker.maybe("stream", st.sampled_from(["KEYS_ONLY", "NEW_AND_OLD_IMAGES"])),
        recovery_days=maker.value(st.sampled_from([1, 35, env.days])),
        deletion_protection=maker.value(env.large),
        warm_write_units=maker.maybe("warm", 4000),
    )
    maker.indexes += [index(made, each.name) for each in indexes]
    return made


def _queue(maker: Maker, turn: int, *, filled: bool) -> Queue:
    senders = {maker.hashable("events.amazonaws.com"): maker.value(rule_arn("filled"))}
    return queue(
        f"queue-{turn}" if not maker.odd else maker.name(turn),
        visibility_s=maker.value(st.integers(60, 43200)),
        receives=maker.value(st.integers(1, 10)),
        senders=maker.value(senders) if filled else None,
    )


def _bucket(maker: Maker, turn: int) -> Block:
    expiry = s3.LifecycleRule(Id="expire", Status="Enabled", ExpirationInDays=30)
    return bucket(
        f"bucket-{turn}",
        access_logs=maker.value(opt_out("It is for one test alone.")),
        lifecycle=maker.value(st.sampled_from([[], [expiry]])),
        browser_origin=maker.maybe("browser", st.sampled_from(["https://x.example.com", env.url])),
        only_below=maker.maybe("prefix", "in/"),
        event_bridge=maker.value(st.booleans()),
    )


def _setting(maker: Maker, turn: int) -> Block:
    value = maker.value(st.sampled_from(["a", env.note, env.url, env.word, sub("{app}-{env}")]))
    return parameter(maker.value(f"settings/{turn}"), value=value, description=maker.value("A setting."))


def _rule(maker: Maker, to: Queue) -> Block:
    maker.features.add("rule")
    pattern = maker.value({"source": ["shop.orders"]})
    return rule("filled", description=maker.value("Work."), pattern=pattern, to=maker.value(to))


@dataclass(frozen=True)
class Storage:
    """What functions may use."""

    tables: list[Block]
    queues: list[Queue]
    buckets: list[Block]


def _function(maker: Maker, turn: int, operations: Operations, storage: Storage) -> Function:
    tables, queues, buckets = storage.tables, storage.queues, storage.buckets
    shared = Shared(
        code_uri="../../functions",
        runtime=maker.value("python3.13"),
        log_retention_days=maker.value(st.sampled_from([7, 30])),
        log_key=operations.key,
        alerts=operations.alerts,
        deployment_preference=maker.value("Canary10Percent5Minutes"),
        deployment_role=operations.deployment_role,
        variables={"ENVIRONMENT": env.name},
    )
    allow = [Allow(maker.value(each), *map(maker.value, maker.some(ACTIONS["table"]))) for each in tables]
    allow += [Allow(each, *ACTIONS["queue"]) for each in queues]
    allow += [Allow(objects(each, "in/*"), *maker.some(ACTIONS["bucket"])) for each in buckets]
    provisioned = when(
        Condition("IsLarge", Not(Equals(env.days, 7))),
        awslambda.ProvisionedConcurrencyConfiguration(ProvisionedConcurrentExecutions=env.days),
    )
    queue_of = maker.maybe("consumer", queues[0]) if queues and turn == 0 else None
    return function(
        f"function-{turn}" if not maker.odd else maker.name(turn),
        maker.value(shared),
        memory_mb=maker.value(st.sampled_from([128, 1769, 10240])),
        timeout_s=maker.value(st.integers(1, 10)),
        variables=maker.maybe("variables", {maker.hashable("TABLE"): maker.value(st.sampled_from([*tables, "a", 3]))}),
        allow=maker.value(allow),
        provisioned_concurrency=maker.maybe("provisioned", provisioned),
        queue=queue_of,
        queue_concurrency=maker.value(st.integers(2, 50)),
    )


def _api_role(functions: list[Function]) -> Block:
    targets: Any = [alias_arn(each.name) for each in functions]
    return role("api", service="apigateway.amazonaws.com", allow=[Allow(targets, awacs.awslambda.InvokeFunction)])


def _people(maker: Maker, challenge: Function, buckets: list[Block]) -> tuple[Stack, Block]:
    pool = user_pool("people", challenge=challenge.live, deletion_protection=maker.value("ACTIVE"))
    client = user_pool_client("page", pool=maker.value(pool), token_minutes=maker.value(st.integers(5, 1440)))
    allow = [Allow(objects(each, "in/*"), awacs.s3.PutObject) for each in buckets]
    if not allow:
        return Stack("people", [pool, client]), pool
    maker.features.add("identities")
    return Stack("people", [pool, client, identity_pool("own", pool=pool, client=client, allow=allow)]), pool


def _web(maker: Maker, functions: list[Function], pool: Block, api_role: Block, operations: Operations) -> Stack:
    maker.features.add("api")
    paths = ["/orders", "/orders/{orderId}", "/orders/{orderId}/items", "/articles", "/health-check"]
    routes = [_route(maker, path, functions[0]) for path in maker.some(paths)]
    api = rest_api(
        maker.value("shop"),
        description=maker.value("The shop."),
        routes=maker.value(routes),
        user_pool=maker.value(pool),
        origin=maker.value(st.sampled_from(["https://x.example.com", "https://shop.example.com:8443", env.url])),
        credentials=api_role,
        throttle=Throttle(rate=maker.value(st.integers(1, 100)), burst=maker.value(env.days)),
        access_log_group=operations.access,
        log_retention_days=maker.value(st.sampled_from([7, 365])),
        log_key=operations.key,
    )
    items: list[Item] = [api]
    if maker.maybe("firewall", st.just(1)):
        condition = Condition("IsLarge", Equals(env.large, "true"))
        protects = sub("arn:${AWS::Partition}:apigateway:${AWS::Region}::/restapis/${Api}/stages/v1", Api=ref(api))
        items.append(web_acl("wall", protects=protects, requests_per_5_min=maker.value(100), condition=condition))
    return Stack("web", items)


def _route(maker: Maker, path: str, behind: Function) -> Route:
    public = Public(why=maker.value("Anybody may look at it."), throttle=Throttle(rate=1, burst=maker.value(2)))
    method = maker.value(st.sampled_from(["GET", "POST", "DELETE"]))
    properties = maker.draw(PROPERTIES)
    model = Model(maker.value(f"Body{len(path)}"), maker.value(body(properties, required=sorted(properties))))
    return Route(
        method,
        maker.value(path),
        maker.value(behind.live),
        body=maker.value(model) if method == "POST" else None,
        query=maker.maybe("query", st.sampled_from([["page"], ["page", "size"]]), ()),
        public=maker.maybe("public", public),
    )


def _waiver(maker: Maker, block: Block, name: str) -> Waiver:
    return Waiver(resource=block, rule=maker.value(name), why=maker.value("It is there for a test."))


def _odd_waivers(maker: Maker, blocks: list[Block]) -> list[Waiver]:
    return [_waiver(maker, blocks[-1], "I3042")] if maker.odd else []


def _reports(maker: Maker) -> Allow:
    targets: Any = list(maker.indexes)
    return Allow(targets, awacs.dynamodb.Query)


def _account() -> Stack:
    return Stack("account", [parameter("account/greeting", value="hello", description="A greeting.")])


@st.composite
def apis(draw: Any) -> App:
    """Return an application whose API comes in few variants, and much around the API in many."""
    operations = Operations()
    parts = {name: Block(main=plain(name)) for name in ("Pool", "Role")}
    public = Public(why="Anybody may look at it.", throttle=Throttle(rate=draw(st.integers(1, 3)), burst=1))
    routes = [
        Route(
            draw(st.sampled_from(["GET", "POST"])),
            "/orders",
            draw(st.sampled_from([LIVE, OTHER])),
            query=draw(st.sampled_from([(), ("page",)])),
            public=draw(st.sampled_from([None, public])),
        )
    ]
    api = rest_api(
        "shop",
        description=draw(st.sampled_from(["The shop.", "Another."])),
        routes=routes,
        user_pool=parts["Pool"],
        origin=draw(st.sampled_from(["https://x.example.com", env.url, sub("https://${Word}", Word=env.word)])),
        credentials=parts["Role"],
        throttle=Throttle(rate=draw(st.integers(1, 3)), burst=1),
        access_log_group=operations.access,
        log_retention_days=draw(st.sampled_from([7, 30])),
        log_key=operations.key,
    )
    waivers = [Waiver(resource=api.main, rule="I3042", why="It is there for a test.") for _ in range(draw(BIT))]
    small = environment(url=draw(st.sampled_from(["https://a.example.com", "https://b.example.com"])))
    return App(
        name="shop",
        environments=(small, environment(name="prod", large=draw(st.booleans()), days=draw(st.sampled_from([7, 30])))),
        root=Stack("main", [each.main for each in parts.values()]),
        nested=(Stack("operations", [operations.key, operations.access]), Stack("web", [api], waivers=waivers)),
    )
