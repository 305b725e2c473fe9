"""What it may cost before people hear of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.rally.contract.differ import differ
from tests.rally.contract.settings import SETTINGS
from tests.rally.resolved import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def budget(of: Resolved) -> Iterator[str]:
    """The monthly budget is the environment's, and the topic hears of half of it, of more, and of a bad forecast."""
    found = named(of, "AWS::Budgets::Budget").get("MonthlyBudget", {})
    expected = {
        "BudgetName": f"stamp-rally-{of.environment}-monthly",
        "BudgetType": "COST",
        "TimeUnit": "MONTHLY",
        "BudgetLimit": {"Amount": SETTINGS[str(of.environment)]["budget"], "Unit": "USD"},
        "CostTypes": {"IncludeCredit": False, "IncludeRefund": False},
    }
    yield from differ("budget", found.get("Budget"), expected)
    notifications = [
        {
            "Notification": {
                "NotificationType": kind,
                "ComparisonOperator": "GREATER_THAN",
                "Threshold": percent,
                "ThresholdType": "PERCENTAGE",
            },
            "Subscribers": [{"SubscriptionType": "SNS", "Address": "<AlertsTopic>"}],
        }
        for kind, percent in (("ACTUAL", 50), ("ACTUAL", 80), ("ACTUAL", 100), ("FORECASTED", 100))
    ]
    yield from differ("notifications", found.get("NotificationsWithSubscribers"), notifications)
