"""Faults between a page and the API, and between functions and their tables: what is throttled, reset or lost."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from microburst.rules import RuleEngine

from tests.faults.proxy import proxy
from tests.load.apart import apart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.faults.proxy import Proxy
    from tests.functions.rally import Rally

    Rule = dict[str, Any]

# As in stg and prod, so that what is spread has to be brought together.
SHARDS: Final = 16
# What runs at the same time on a machine of two cores; the others have been sent and wait.
AT_ONCE: Final = 6

WRITES: Final[Rule] = {"service": "dynamodb", "operation": "TransactWriteItems"}
READS: Final[Rule] = {"service": "dynamodb", "operation": "GetItem"}
CLAIMS: Final[Rule] = {"service": "dynamodb", "operation": "UpdateItem"}
REQUESTS: Final[Rule] = {"headers": {"Origin": ""}}  # those of pages: no AWS client says where it comes from
THROTTLED: Final[Rule] = {"error": {"code": "ThrottlingException", "status": 400, "message": "Rate exceeded"}}
TURNED_AWAY: Final[Rule] = {"error": {"code": "TooManyRequestsException", "status": 429, "message": "Slow down"}}
# What the embedded AWS, which does one thing after the other, never answers.
CONFLICT: Final[Rule] = {
    "error": {
        "code": "TransactionCanceledException",
        "status": 400,
        "message": "Transaction cancelled, please refer cancellation reasons for specific reasons",
        "fields": {"CancellationReasons": [{"Code": "None"}, {"Code": "TransactionConflict"}]},
    }
}
RESET: Final[Rule] = {"reset": True}
LOST: Final[Rule] = {"response": {"abort_frac": 0.3}}


def one_in(number: int) -> Rule:
    """Return the part of a rule that lets it hit the first of so many requests, again and again."""
    return {"sequence": {"fail": 1, "pass": number - 1}}


STORM: Final = (
    WRITES | one_in(10) | THROTTLED,
    WRITES | one_in(7) | CONFLICT,
    WRITES | one_in(11) | RESET,
    WRITES | one_in(9) | LOST,
    READS | one_in(23) | THROTTLED,
    REQUESTS | one_in(12) | TURNED_AWAY,
    REQUESTS | one_in(11) | RESET,
    REQUESTS | one_in(10) | LOST,
)


@dataclass(frozen=True, kw_only=True)
class Weather:
    """The rally as pages reach it, behind a proxy that also stands before its tables."""

    rally: Rally
    proxy: Proxy

    def turns(self, *rules: Rule) -> None:
        """Let these faults happen from now on, and no others."""
        self.proxy.burst.engine.set_rules(list(rules))

    @property
    def hits(self) -> list[int]:
        """How often each fault has happened."""
        return [rule.fired_count for rule in self.proxy.burst.engine.rules]


@contextmanager
def weather(rally: Rally) -> Iterator[Weather]:
    """Yield the rally behind an API of its own while the block runs, fair at first; others notice nothing."""
    with proxy(rally.emulator.url) as made:
        gate: Any = _Gate(made.burst.upstream)
        made.burst.upstream = gate
        rules: Any = RuleEngine()
        made.engine = made.burst.engine = rules
        with apart(rally, ("award", "ranking"), AWS_ENDPOINT_URL_DYNAMODB=made.url, INDEX_SHARDS=str(SHARDS)) as own:
            port = urlsplit(made.url).port
            assert port
            yield Weather(rally=replace(own, emulator=replace(rally.emulator, port=port)), proxy=made)


class _Gate:
    """Lets so many requests of pages through at once: each needs a process of the function."""

    def __init__(self, upstream: Any) -> None:
        self.upstream = upstream
        self.free = asyncio.Semaphore(AT_ONCE)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.upstream, name)

    async def relay(self, request: Any, *others: Any, **named: Any) -> Any:
        if "Origin" not in request.headers:
            return await self.upstream.relay(request, *others, **named)
        async with self.free:
            return await self.upstream.relay(request, *others, **named)
