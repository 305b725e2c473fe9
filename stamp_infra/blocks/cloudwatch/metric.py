"""A metric of CloudWatch, named once for the alarm that judges it and the dashboard that draws it."""

from __future__ import annotations

import re
from dataclasses import field
from typing import TYPE_CHECKING, Final

from troposphere import cloudwatch

from stamp_infra.core.errors import Mistake
from stamp_infra.core.inputs import one_of, text, whole
from stamp_infra.core.record import record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

STATISTICS: Final = ("Average", "Maximum", "Minimum", "SampleCount", "Sum")
RESULT: Final = "result"
"""The id of a metric math expression's own value."""

_PERCENTILE: Final = re.compile(r"p(100|\d{1,2}(\.\d{1,2})?)")
_ID: Final = re.compile(r"[a-z][A-Za-z0-9_]*")


@record
class Metric:
    """One metric; `statistic` is CloudWatch's, such as Sum or p95, a dimension's value a name or a reference."""

    namespace: str
    metric_name: str
    statistic: str
    dimensions: Mapping[str, object] = field(default_factory=dict)

    def mistakes(self, where: str) -> Iterator[Mistake]:
        """Yield what is wrong with it."""
        yield from text(f"{where}.namespace", self.namespace)
        yield from text(f"{where}.metric_name", self.metric_name)
        if not isinstance(self.statistic, str) or not _PERCENTILE.fullmatch(self.statistic):
            yield from one_of(f"{where}.statistic", self.statistic, (*STATISTICS, "p50", "p95", "p99"))
        for name, value in self.dimensions.items():
            yield from text(f"{where}.dimensions[{name}]", value)

    def listed_dimensions(self) -> list[cloudwatch.MetricDimension]:
        """Return the dimensions as an alarm takes them."""
        return [cloudwatch.MetricDimension(Name=name, Value=value) for name, value in self.dimensions.items()]


def math_mistakes(where: str, expression: str, metrics: Mapping[str, Metric]) -> Iterator[Mistake]:
    """Yield what is wrong with metric math over metrics that the expression names by their keys."""
    yield from text(f"{where}.expression", expression)
    yield from whole(f"{where}.metrics: their number", len(metrics), 1, 9)
    for own, metric in metrics.items():
        yield from metric.mistakes(f"{where}.metrics[{own}]")
        if not _ID.fullmatch(own) or own == RESULT:
            what = "has an id that metric math cannot name"
            yield Mistake(where=f"{where}.metrics", what=what, got=own, remedy="write small letters, digits and _")
