"""What operators see: a log group for everything that writes, a topic that writes to people, and one dashboard."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from tests.rally.contract.differ import differ
from tests.rally.contract.functions import VARIABLES
from tests.rally.contract.settings import SETTINGS
from tests.rally.contract.statements import differ_in_statements
from tests.rally.resolved import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

_GRAPHS: Final = [
    "Alarms",
    "Requests",
    "Latency in ms",
    "Sign-ins",
    "Calls",
    "Errors",
    "Duration in ms, p95",
    "Concurrency",
    "Written to tables, in units",
    "Messages waiting",
]


def log_groups(of: Resolved) -> Iterator[str]:
    """Every function, and the API twice, writes to a group that is kept as long as the environment says, encrypted."""
    prefix = f"stamp-rally-{of.environment}"
    names = [
        *(f"/aws/lambda/{prefix}-{function}" for function in VARIABLES),
        f"/aws/apigateway/{prefix}-access",
        "API-Gateway-Execution-Logs_<Api>/v1",
    ]
    kept = (SETTINGS[str(of.environment)]["log_days"], "<LogsKey.Arn>")
    found = {
        p.get("LogGroupName"): (p.get("RetentionInDays"), p.get("KmsKeyId"))
        for p in named(of, "AWS::Logs::LogGroup").values()
    }
    yield from differ("log groups", found, dict.fromkeys(names, kept))


def topic(of: Resolved) -> Iterator[str]:
    """The topic writes to the environment's address, and lets exactly the four services publish."""
    found = named(of, "AWS::SNS::Subscription").get("AlertsTopicEmail", {})
    facts = (found.get("TopicArn"), found.get("Protocol"), found.get("Endpoint"))
    yield from differ("subscription", facts, ("<AlertsTopic>", "email", "alerts@example.com"))
    published = named(of, "AWS::SNS::TopicPolicy").get("AlertsTopicPolicy", {})
    yield from differ("topics", published.get("Topics"), ["<AlertsTopic>"])
    own = "if StringEquals aws:SourceAccount=<AWS::AccountId>"
    expected = [
        *(
            f"Allow {service}.amazonaws.com: sns:Publish on <AlertsTopic> {own}"
            for service in ("cloudwatch", "budgets", "costalerts")
        ),
        "Allow events.amazonaws.com: sns:Publish on <AlertsTopic>",
        "Deny *: sns:Publish on <AlertsTopic> if Bool aws:SecureTransport=false",
    ]
    yield from differ_in_statements("policy of the topic", [published.get("PolicyDocument", {})], expected)


def dashboard(of: Resolved) -> Iterator[str]:
    """One dashboard shows the alarms above and what is measured below."""
    found = named(of, "AWS::CloudWatch::Dashboard").get("OverviewDashboard", {})
    yield from differ("dashboard", found.get("DashboardName"), f"stamp-rally-{of.environment}-overview")
    body = found.get("DashboardBody", "{}")
    # A body that names what is not there stays an expression.
    widgets = json.loads(body).get("widgets", []) if isinstance(body, str) else []
    yield from differ("graphs", [widget["properties"]["title"] for widget in widgets], _GRAPHS)
    empty = [w["properties"]["title"] for w in widgets if not (w["properties"].keys() & {"alarms", "metrics"})]
    yield from differ("empty graphs", empty, [])
