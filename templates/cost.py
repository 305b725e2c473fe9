"""What the rally costs: a budget for the month, and a word when a cost jumps."""

from troposphere import Equals, Not

from stamp_infra import Condition, Stack
from stamp_infra.blocks.budgets import budget
from stamp_infra.blocks.ce import anomaly_alerts
from templates.alerts import topic
from templates.environments import env

monthly = budget(
    "monthly",
    limit_usd=env.monthly_budget_usd,
    topic=topic,
    actual_percent=[50, 80, 100],
    forecast_percent=[100],
)

# The monitor itself is one per account, so account.yaml makes it where there is none.
anomalies = anomaly_alerts(
    "cost-anomalies",
    monitor_arn=env.anomaly_monitor_arn,
    topic=topic,
    percent=40,
    usd=10,
    only=Condition("HasAnomalyMonitor", Not(Equals(env.anomaly_monitor_arn, "none"))),
)

stack = Stack("cost", [monthly, anomalies], description=__doc__)
