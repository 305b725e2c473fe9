"""Where alarms, budgets, cost anomalies and failed backups report to: one topic that writes to the people on duty."""

from stamp_infra import Stack
from stamp_infra.blocks.sns import topic as encrypted_topic
from templates.environments import env

topic = encrypted_topic(
    "alerts",
    publishers=[
        "cloudwatch.amazonaws.com",
        "budgets.amazonaws.com",
        "costalerts.amazonaws.com",
        "events.amazonaws.com",
    ],
    email=env.alert_email,
)

stack = Stack("alerts", [topic], description=__doc__)
