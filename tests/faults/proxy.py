"""microburst between a client and the embedded AWS: every call is listed, and one chosen call is hit by a fault."""

from __future__ import annotations

import asyncio
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from aiohttp import web
from microburst import forward
from microburst.app import make_app
from microburst.core.pipeline import Microburst
from microburst.rules import RuleEngine

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from microburst.core.context import RequestContext
    from microburst.forward import ResponseFault
    from microburst.rules import Decision

Kind = Literal["throttle", "reset", "deny", "expire", "cut"]

# What the services answer, by the protocol that they speak: a client tells by code and status what to repeat.
_JSON: Final = ("ssm", "kms", "ce", "logs", "dynamodb", "cognito-idp", "monitoring", "wafv2")
_THROTTLED: Final = {"s3": ("SlowDown", 503), "apigateway": ("TooManyRequestsException", 429)}
_READS: Final = ("Get", "List", "Describe", "Head", "Validate", "Detect")


@dataclass(frozen=True, kw_only=True)
class Call:
    """One action of one service; what is no call of AWS's APIs is HTTP of `execute-api`."""

    service: str
    action: str

    def __str__(self) -> str:
        return f"{self.service}:{self.action}"

    @property
    def changes(self) -> bool:
        """Whether AWS may be different after it."""
        return self.service != "execute-api" and not self.action.startswith(_READS)


@dataclass(frozen=True, kw_only=True)
class Point:
    """The first such call after as many calls that change something, packages put into a bucket aside."""

    call: Call
    after: int

    def __str__(self) -> str:
        return f"{self.call} after {self.after} changes"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What happens at a point: to that call alone, or to each one like it from there on as well.

    Credentials that have expired are so for every call from there on.
    """

    kind: Kind
    point: Point
    lasting: bool

    def __str__(self) -> str:
        return f"{self.kind}{' for good' if self.lasting else ' once'}, {self.point}"


class Proxy:
    """What has passed, and the fault that is armed; `url` is the endpoint for clients."""

    def __init__(self, upstream: str) -> None:
        self.engine = _Engine()
        self.burst = Microburst(upstream)
        self.burst.engine = self.engine
        self.burst.upstream = _SameHost(upstream, stats=self.burst.stats)
        self.url = ""

    def arm(self, fault: Fault | None) -> None:
        """Forget what has passed, and let this happen next."""
        self.engine.arm(fault)

    @property
    def points(self) -> tuple[Point, ...]:
        """Where a call has passed since the last arming, each once, in their order."""
        return tuple(dict.fromkeys(self.engine.passed))

    @property
    def hits(self) -> int:
        """How many calls were hit since the last arming."""
        return self.engine.hits


class _Engine(RuleEngine):
    """microburst's rules, held back until the call that is meant."""

    def __init__(self) -> None:
        super().__init__()
        self.arm(None)

    def arm(self, fault: Fault | None) -> None:
        self.passed: list[Point] = []
        self.changes = 0
        self.hits = 0
        self.fault = fault
        self.set_rules([])

    def decide(self, info: RequestContext) -> Decision | None:
        call = Call(service=info.service or "execute-api", action=info.operation or info.method)
        point = Point(call=call, after=self.changes)
        self.passed.append(point)
        if call.changes and call.action != "PutObject":
            self.changes += 1
        if self.fault is None or not self._meant(self.fault, point):
            return None
        self.hits += 1
        self.set_rules([{"service": "*", **_effect(self.fault.kind, call.service)}])
        return super().decide(info)

    def _meant(self, fault: Fault, point: Point) -> bool:
        if not self.hits:
            return point == fault.point
        return fault.lasting and (fault.kind == "expire" or point.call == fault.point.call)


class _SameHost(forward.Upstream):
    """Passes on the Host that the client has signed, and loses every answer that is to be lost, empty ones too."""

    def _outbound_headers(self, request: web.Request) -> dict[str, str]:
        headers: dict[str, str] = super()._outbound_headers(request)
        return headers | {"host": request.headers.get("Host", headers["host"])}

    async def relay(
        self, request: web.Request, body: bytes | None, mutator: ResponseFault | None = None, data: Any = None
    ) -> web.StreamResponse:
        if mutator is None or self.session is None:
            answer: web.StreamResponse = await super().relay(request, body, mutator, data)
            return answer
        url, headers = self.base_url + request.rel_url.raw_path_qs, self._outbound_headers(request)
        sent = request.content if body is None else body
        async with self.session.request(request.method, url, headers=headers, data=sent, allow_redirects=False) as got:
            content = await got.read()
        if content:
            mutator.resolve(len(content))
            lost: web.StreamResponse = await forward._stream_to_client(  # noqa: SLF001 - what `relay` itself ends in
                request, got.status, got.headers, mutator, _once(content)
            )
            return lost
        # microburst cuts within a body, and here is none.
        if request.transport is not None:
            request.transport.abort()
        return web.Response()


async def _once(content: bytes) -> AsyncIterator[bytes]:
    yield content


def _effect(kind: Kind, service: str) -> dict[str, Any]:
    """Return the rule's part that says what happens."""
    json = service in _JSON
    if kind == "reset":
        return {"reset": True}
    if kind == "cut":
        return {"response": {"abort_frac": 0.3}}
    if kind == "throttle":
        code, status = _THROTTLED.get(service, ("ThrottlingException" if json else "Throttling", 400))
        return {"error": {"code": code, "status": status, "message": "Rate exceeded"}}
    named = json or service == "apigateway"
    if kind == "deny":
        code, status = ("AccessDeniedException" if named else "AccessDenied", 400 if json else 403)
        return {"error": {"code": code, "status": status, "message": "You are not authorized to perform this"}}
    code, status = ("ExpiredTokenException" if named else "ExpiredToken", 400 if json or service == "s3" else 403)
    return {"error": {"code": code, "status": status, "message": "The security token is expired"}}


@contextmanager
def proxy(upstream: str) -> Iterator[Proxy]:
    """Run a proxy in front of an embedded AWS while the block runs."""
    made = Proxy(upstream)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def start() -> web.AppRunner:
        runner = web.AppRunner(make_app(made.burst), access_log=None, shutdown_timeout=0)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        made.url = f"http://localhost:{runner.addresses[0][1]}"
        return runner

    runner = asyncio.run_coroutine_threadsafe(start(), loop).result()
    try:
        yield made
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
