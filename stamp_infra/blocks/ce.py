"""Cost anomalies: what suddenly costs more than it used to is told to a topic within a day."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from troposphere import Equals, ce

from stamp_infra.core.block import Block, broken
from stamp_infra.core.condition import Condition, when
from stamp_infra.core.inputs import whole
from stamp_infra.core.naming import kebab, logical_id
from stamp_infra.core.reference import ref
from stamp_infra.core.text import name as physical_name

if TYPE_CHECKING:
    from troposphere import AWSHelperFn

NEW = "new"


def anomaly_alerts(name: str, *, monitor_arn: AWSHelperFn, topic: Block, percent: int, usd: int) -> Block:
    """Return a subscription that tells the topic of each anomaly of at least so many percent and so many USD.

    It listens to the account's monitor of AWS services, of which AWS allows one and makes one where Cost Explorer is
    switched on: `monitor_arn` is its ARN, or `new` in an account that has none, and then the monitor comes with it.
    """
    where = f'anomaly alerts "{name}"'
    mistakes = [
        *kebab(f"{where}.name", name),
        *whole(f"{where}.percent", percent, 1, 10_000),
        *whole(f"{where}.usd", usd, 1, 1_000_000),
    ]
    if mistakes:
        return broken(mistakes)
    title = logical_id(name)
    is_new = Condition("HasNoAnomalyMonitor", Equals(monitor_arn, NEW))
    # The other kinds of monitor, by account, tag or cost category, exist only in an organization's management account.
    monitor = ce.AnomalyMonitor(
        f"{title}Monitor",
        Condition=is_new,
        MonitorName=physical_name(name),
        MonitorType="DIMENSIONAL",
        MonitorDimension="SERVICE",
    )
    subscription = ce.AnomalySubscription(
        f"{title}Subscription",
        SubscriptionName=physical_name(name),
        MonitorArnList=[when(is_new, ref(monitor), monitor_arn)],
        # Only an immediate subscription may have a topic as its subscriber.
        Frequency="IMMEDIATE",
        Subscribers=[ce.Subscriber(Type="SNS", Address=ref(topic))],
        ThresholdExpression=json.dumps({"And": [_at_least("PERCENTAGE", percent), _at_least("ABSOLUTE", usd)]}),
    )
    return Block(main=subscription, others=(monitor,))


def _at_least(measure: str, value: int) -> dict[str, object]:
    return {
        "Dimensions": {
            "Key": f"ANOMALY_TOTAL_IMPACT_{measure}",
            "MatchOptions": ["GREATER_THAN_OR_EQUAL"],
            "Values": [str(value)],
        }
    }
