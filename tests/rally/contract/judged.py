"""An alarm as what it judges, so that it can be written down in one line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Alarm:
    """What an alarm judges: `value` is its metric, or its expression with a metric in each name's place."""

    value: str
    threshold: float = 0
    comparison: str = "GreaterThanThreshold"
    m_of_n: tuple[int, int] = (3, 5)
    missing: str = "notBreaching"


def judged(properties: dict[str, Any]) -> Alarm:
    """Return what an alarm of these properties judges."""
    return Alarm(
        value=_expression(properties["Metrics"]) if "Metrics" in properties else _metric(properties, properties),
        threshold=properties["Threshold"],
        comparison=properties["ComparisonOperator"],
        m_of_n=(properties.get("DatapointsToAlarm", 0), properties["EvaluationPeriods"]),
        missing=properties.get("TreatMissingData", "missing"),
    )


def _expression(queries: list[dict[str, Any]]) -> str:
    metrics = {q["Id"]: _metric(q["MetricStat"]["Metric"], q["MetricStat"]) for q in queries if "MetricStat" in q}
    names = re.compile(rf"\b({'|'.join(metrics)})\b")
    # CloudWatch judges the one query that returns data; two would be an alarm on neither.
    returned = [q for q in queries if q.get("ReturnData", True)]
    expressions = [names.sub(lambda name: metrics[name[0]], q.get("Expression", q["Id"])) for q in returned]
    return " and ".join(expressions).replace("METRICS()", ", ".join(sorted(metrics.values())))


def _metric(metric: dict[str, Any], over: dict[str, Any]) -> str:
    dimensions = sorted(f"{d['Name']}={d['Value']}" for d in metric.get("Dimensions", []))
    statistic = over.get("Stat") or over.get("Statistic") or over.get("ExtendedStatistic")
    words = [str(metric.get("Namespace")), str(metric.get("MetricName")), *dimensions, f"{statistic}/{over['Period']}"]
    return " ".join(words)
