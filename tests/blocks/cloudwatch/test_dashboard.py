"""Blocks of CloudWatch dashboards."""

from __future__ import annotations

import json
from typing import Any

from troposphere import sqs

from stamp_infra import Block, att, name
from stamp_infra.blocks.cloudwatch.alarm import metric_alarm
from stamp_infra.blocks.cloudwatch.dashboard import Graph, dashboard
from stamp_infra.blocks.cloudwatch.metric import Metric
from tests.blocks.synthesized import alerts, mistakes, resources

orders = Block(main=sqs.Queue("Orders"))
waiting = Metric(
    namespace="AWS/SQS", metric_name="Waiting", statistic="Maximum", dimensions={"QueueName": att(orders, "QueueName")}
)
named = Metric(namespace="Shop", metric_name="Sales", statistic="Sum", dimensions={"Shop": name("tokyo")})
late = metric_alarm("late", waiting, description="Orders wait.", topic=alerts, threshold=0)


def body(*graphs: Graph, **more: Any) -> str:
    """Return the text of a dashboard's body."""
    made = resources(alerts, orders, late, dashboard("overview", graphs=graphs, **more))
    text = made["OverviewDashboard"]["Properties"]["DashboardBody"]["Fn::Sub"]
    assert isinstance(text, str)
    return text


def test_a_dashboard_names_resources_where_sub_finds_them() -> None:
    widget = json.loads(body(Graph(title="Orders", metrics={"waiting": waiting, "sold": named})))["widgets"][0]
    assert widget["properties"]["metrics"] == [
        ["AWS/SQS", "Waiting", "QueueName", "${Orders.QueueName}", {"stat": "Maximum", "label": "waiting"}],
        ["Shop", "Sales", "Shop", "shop-${Environment}-tokyo", {"stat": "Sum", "label": "sold"}],
    ]


def test_graphs_stand_three_in_a_row_below_the_alarms() -> None:
    graphs = [Graph(title=str(number), metrics={"waiting": waiting}) for number in range(4)]
    widgets = json.loads(body(*graphs, alarms=[late]))["widgets"]
    assert widgets[0]["properties"]["alarms"] == ["${LateAlarm.Arn}"]
    assert [(widget["x"], widget["y"]) for widget in widgets] == [(0, 0), (0, 6), (8, 6), (16, 6), (0, 12)]


def test_a_dashboard_is_read_in_lines() -> None:
    lines = body(Graph(title="Orders", metrics={"waiting": waiting})).splitlines()
    assert len(lines) > 10
    assert max(map(len, lines)) <= 180


def test_a_dashboard_without_graphs_is_a_mistake() -> None:
    assert "graphs: their number: must be a whole number from 1 to 100" in mistakes(dashboard("overview", graphs=[]))[0]


def test_a_graph_without_a_title_and_of_no_metric_tells_both() -> None:
    bad = Metric(namespace="Shop", metric_name="", statistic="Sum")
    assert len(mistakes(dashboard("overview", graphs=[Graph(title="", metrics={"bad": bad})]))) == 2
