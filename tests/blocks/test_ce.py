"""Blocks of cost anomaly detection."""

from __future__ import annotations

import json
from typing import Any

from troposphere import Equals

from stamp_infra import Condition, sub
from stamp_infra.blocks.ce import anomaly_alerts, service_monitor
from tests.blocks.synthesized import alerts, env, mistakes, resources

far = Condition("IsFar", Equals(env.far, "yes"))


def subscription(**changed: Any) -> Any:
    """Return a subscription of the alerts to anomalies."""
    facts: dict[str, Any] = {"monitor_arn": "arn:of:monitor", "topic": alerts, "percent": 40, "usd": 10, **changed}
    made = resources(alerts, anomaly_alerts("jumps", **facts))
    return made["JumpsSubscription"]


def test_an_anomaly_is_told_to_the_topic_at_once_because_a_topic_takes_no_summary() -> None:
    made = subscription()["Properties"]
    assert made["Frequency"] == "IMMEDIATE"
    assert made["Subscribers"] == [{"Type": "SNS", "Address": {"Ref": "Alerts"}}]
    assert made["MonitorArnList"] == ["arn:of:monitor"]


def test_an_anomaly_must_be_large_in_percent_and_in_money() -> None:
    both = json.loads(subscription()["Properties"]["ThresholdExpression"])["And"]
    assert [(one["Dimensions"]["Key"], one["Dimensions"]["Values"]) for one in both] == [
        ("ANOMALY_TOTAL_IMPACT_PERCENTAGE", ["40"]),
        ("ANOMALY_TOTAL_IMPACT_ABSOLUTE", ["10"]),
    ]


def test_a_subscription_can_exist_under_a_condition() -> None:
    assert subscription(only=far)["Condition"] == "IsFar"


def test_a_monitor_watches_every_service_of_the_account() -> None:
    made = resources(service_monitor("services", monitor_name=sub("{app}-services"), only=far))["ServicesMonitor"]
    assert made["Condition"] == "IsFar"
    assert made["Properties"] == {
        "MonitorName": "shop-services",
        "MonitorType": "DIMENSIONAL",
        "MonitorDimension": "SERVICE",
    }


def test_every_mistake_of_a_subscription_is_told_at_once() -> None:
    assert len(mistakes(alerts, anomaly_alerts("Jumps", monitor_arn="", topic=alerts, percent=0, usd=0))) == 4
