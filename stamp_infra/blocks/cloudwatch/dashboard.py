"""Dashboards that a reviewer can read: every metric by the name of its resource, laid out by themselves."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from troposphere import AWSHelperFn, cloudwatch

from stamp_infra.core.block import Block, broken
from stamp_infra.core.inputs import text, whole
from stamp_infra.core.naming import kebab, logical_id
from stamp_infra.core.record import record
from stamp_infra.core.reference import att
from stamp_infra.core.text import name as physical_name
from stamp_infra.core.text import sub

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stamp_infra.blocks.cloudwatch.metric import Metric

_COLUMNS: Final = 24
_WIDTH: Final = 8
_HEIGHT: Final = 6
_LINE: Final = 180
REGION: Final = "${AWS::Region}"


@record
class Graph:
    """One graph of metrics by their labels, each value of a period of `period_s`."""

    title: str
    metrics: Mapping[str, Metric]
    period_s: int = 60


def dashboard(name: str, *, graphs: Sequence[Graph], alarms: Sequence[Block] = ()) -> Block:
    """Return a dashboard with the states of the alarms on top and the graphs below, three in a row."""
    where = f'dashboard "{name}"'
    mistakes = [
        *kebab(f"{where}.name", name),
        *whole(f"{where}.graphs: their number", len(graphs), 1, 100),
        *whole(f"{where}.alarms: their number", len(alarms), 0, 100),
    ]
    for position, graph in enumerate(graphs):
        place = f"{where}.graphs[{position}]"
        mistakes += text(f"{place}.title", graph.title)
        mistakes += whole(f"{place}.period_s", graph.period_s, 60, 86400)
        for label, metric in graph.metrics.items():
            mistakes += metric.mistakes(f"{place}.metrics[{label}]")
    if mistakes:
        return broken(mistakes)
    states = [_states(alarms)] if alarms else []
    top = _HEIGHT if alarms else 0
    body = {"widgets": [*states, *(_graph(graph, position, top) for position, graph in enumerate(graphs))]}
    parts: dict[str, object] = {}
    resource = cloudwatch.Dashboard(
        f"{logical_id(name)}Dashboard",
        DashboardName=physical_name(name, limit=255),
        DashboardBody=sub(_readable(_named(body, parts)), **parts),
    )
    return Block(main=resource)


def _states(alarms: Sequence[Block]) -> dict[str, Any]:
    properties = {"title": "Alarms", "alarms": [att(alarm, "Arn") for alarm in alarms]}
    return {"type": "alarm", "x": 0, "y": 0, "width": _COLUMNS, "height": _HEIGHT, "properties": properties}


def _graph(graph: Graph, position: int, top: int) -> dict[str, Any]:
    row, column = divmod(position, _COLUMNS // _WIDTH)
    return {
        "type": "metric",
        "x": column * _WIDTH,
        "y": top + row * _HEIGHT,
        "width": _WIDTH,
        "height": _HEIGHT,
        "properties": {
            "title": graph.title,
            "region": REGION,
            "view": "timeSeries",
            "period": graph.period_s,
            "metrics": [_line(label, metric) for label, metric in graph.metrics.items()],
        },
    }


def _line(label: str, metric: Metric) -> list[Any]:
    dimensions = [part for pair in metric.dimensions.items() for part in pair]
    return [metric.namespace, metric.metric_name, *dimensions, {"stat": metric.statistic, "label": label}]


def _named(value: Any, parts: dict[str, object]) -> Any:
    """Return the value with a variable of `sub` in the place of each reference, which is collected in `parts`."""
    if isinstance(value, AWSHelperFn):
        part = f"Part{len(parts)}"
        parts[part] = value
        return f"${{{part}}}"
    if isinstance(value, dict):
        return {key: _named(part, parts) for key, part in value.items()}
    return [_named(part, parts) for part in value] if isinstance(value, list) else value


def _readable(value: Any, indent: str = "") -> str:
    """Return JSON of short lines: what fits on one stays on one."""
    line = json.dumps(value)
    if not value or not isinstance(value, dict | list) or len(indent + line) <= _LINE:
        return line
    inner = indent + "  "
    if isinstance(value, dict):
        lines = [f"{inner}{json.dumps(key)}: {_readable(part, inner)}" for key, part in value.items()]
        return "{\n" + ",\n".join(lines) + f"\n{indent}}}"
    return "[\n" + ",\n".join(inner + _readable(part, inner) for part in value) + f"\n{indent}]"
