"""How long the requests of a route take, and how many are answered in a second."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Final

from tests.load.routes import routes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.functions.rally import Rally
    from tests.load.ground import Ground
    from tests.load.routes import Request

# As many as the smallest machines have cores: more would measure how requests wait for each other.
AT_ONCE: Final = 2


@dataclass(frozen=True, kw_only=True)
class Pace:
    """How a route answers: requests in a second, and the seconds that this share of the requests take at most."""

    per_second: float
    p50: float
    p95: float
    p99: float


def paces(rally: Rally, on: Ground, times: int) -> dict[str, Pace]:
    """Return how each route answers so many requests, and as many more, before them, as are made at once."""
    return {name: _pace(rally, [make(n) for n in range(times + AT_ONCE)]) for name, make in routes(rally, on).items()}


def _pace(rally: Rally, requests: Sequence[Request]) -> Pace:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        # These start the processes of the function.
        list(pool.map(lambda request: request.send(rally), requests[:AT_ONCE]))
        began = time.perf_counter()
        seconds = sorted(pool.map(lambda request: _seconds(rally, request), requests[AT_ONCE:]))
        took = time.perf_counter() - began
    p50, p95, p99 = (seconds[ceil(len(seconds) * share) - 1] for share in (0.5, 0.95, 0.99))
    return Pace(per_second=len(seconds) / took, p50=p50, p95=p95, p99=p99)


def _seconds(rally: Rally, request: Request) -> float:
    began = time.perf_counter()
    request.send(rally)
    return time.perf_counter() - began
