"""What was measured, as tables of Markdown: costs as they are, times as ratios, since each machine has its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.load.cost import Cost
    from tests.load.pace import Pace


def cost_table(costs: Mapping[int, Mapping[str, Cost]]) -> Iterator[str]:
    """Yield the lines of a table with a column for each number of visitors."""
    yield from _head("route", *(f"{visitors:,} visitors" for visitors in costs))
    for route in next(iter(costs.values())):
        yield _line(f"`{route}`", *(str(each[route]) for each in costs.values()))


def pace_table(paces: Mapping[str, Pace]) -> Iterator[str]:
    """Yield the lines of a table of ratios to the route that is answered fastest, which comes first."""
    best = min(paces.values(), key=lambda each: each.p50)
    yield from _head("route", "requests per second", "p50", "p95", "p99")
    for route, pace in sorted(paces.items(), key=lambda each: each[1].p50):
        pairs = (pace.per_second, best.per_second), (pace.p50, best.p50), (pace.p95, best.p95), (pace.p99, best.p99)
        yield _line(f"`{route}`", *(f"{value / unit:.2f}" for value, unit in pairs))


def _head(first: str, *others: str) -> Iterator[str]:
    yield _line(first, *others)
    yield _line("---", *("--:" for _ in others))


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
