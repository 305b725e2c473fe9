"""Cost anomalies: what suddenly costs more than it used to is told to a topic within a day."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from troposphere import ce

from stamp_infra.core.block import Block, broken
from stamp_infra.core.inputs import text, whole
from stamp_infra.core.naming import kebab, logical_id
from stamp_infra.core.reference import ref
from stamp_infra.core.text import name as physical_name

if TYPE_CHECKING:
    from troposphere import AWSHelperFn

    from stamp_infra.core.condition import Condition
    from stamp_infra.core.text import Sub


def service_monitor(name: str, *, monitor_name: Sub, only: Condition | None = None) -> Block:
    """Return the monitor of AWS services: an account takes one, and has one where Cost Explorer was switched on.

    The other kinds, by account, tag or cost category, exist only in an organization's management account.
    """
    mistakes = tuple(kebab(f'anomaly monitor "{name}".name', name))
    if mistakes:
        return broken(mistakes)
    conditional: dict[str, Any] = {"Condition": only} if only else {}
    resource = ce.AnomalyMonitor(
        f"{logical_id(name)}Monitor",
        MonitorName=monitor_name,
        MonitorType="DIMENSIONAL",
        MonitorDimension="SERVICE",
        **conditional,
    )
    return Block(main=resource)


def anomaly_alerts(
    name: str,
    *,
    monitor_arn: str | AWSHelperFn,
    topic: Block,
    percent: int,
    usd: int,
    only: Condition | None = None,
) -> Block:
    """Return a subscription that tells the topic of each anomaly of at least so many percent and so many USD."""
    where = f'anomaly alerts "{name}"'
    mistakes = [
        *kebab(f"{where}.name", name),
        *text(f"{where}.monitor_arn", monitor_arn),
        *whole(f"{where}.percent", percent, 1, 10_000),
        *whole(f"{where}.usd", usd, 1, 1_000_000),
    ]
    if mistakes:
        return broken(mistakes)
    conditional: dict[str, Any] = {"Condition": only} if only else {}
    resource = ce.AnomalySubscription(
        f"{logical_id(name)}Subscription",
        SubscriptionName=physical_name(name),
        MonitorArnList=[monitor_arn],
        # Only an immediate subscription may have a topic as its subscriber.
        Frequency="IMMEDIATE",
        Subscribers=[ce.Subscriber(Type="SNS", Address=ref(topic))],
        ThresholdExpression=json.dumps({"And": [_at_least("PERCENTAGE", percent), _at_least("ABSOLUTE", usd)]}),
        **conditional,
    )
    return Block(main=resource)


def _at_least(measure: str, value: int) -> dict[str, object]:
    return {
        "Dimensions": {
            "Key": f"ANOMALY_TOTAL_IMPACT_{measure}",
            "MatchOptions": ["GREATER_THAN_OR_EQUAL"],
            "Values": [str(value)],
        }
    }
