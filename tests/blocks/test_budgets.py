"""Blocks of budgets."""

from __future__ import annotations

from typing import Any

import pytest

from stamp_infra.blocks.budgets import budget
from tests.blocks.synthesized import alerts, mistakes, resources


def facts(**changed: Any) -> Any:
    """Return what a budget takes."""
    return {"limit_usd": 20, "topic": alerts, "actual_percent": [50, 100], "forecast_percent": [100], **changed}


def test_a_budget_counts_every_cost_of_a_month_in_the_account() -> None:
    made = resources(alerts, budget("monthly", **facts()))["MonthlyBudget"]["Properties"]["Budget"]
    assert (made["BudgetType"], made["TimeUnit"]) == ("COST", "MONTHLY")
    assert made["BudgetLimit"] == {"Amount": 20, "Unit": "USD"}
    assert not {"CostFilters", "FilterExpression"} & set(made)


def test_credits_do_not_hide_what_is_spent() -> None:
    made = resources(alerts, budget("monthly", **facts()))["MonthlyBudget"]["Properties"]["Budget"]
    assert made["CostTypes"] == {"IncludeCredit": False, "IncludeRefund": False}


def test_each_percentage_tells_the_topic_and_never_an_address() -> None:
    made = resources(alerts, budget("monthly", **facts()))["MonthlyBudget"]["Properties"]
    told = [
        (one["Notification"]["NotificationType"], one["Notification"]["Threshold"], one["Subscribers"])
        for one in made["NotificationsWithSubscribers"]
    ]
    topic = [{"SubscriptionType": "SNS", "Address": {"Ref": "Alerts"}}]
    assert told == [("ACTUAL", 50, topic), ("ACTUAL", 100, topic), ("FORECASTED", 100, topic)]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"limit_usd": 0}, "limit_usd: must be a number above 0 (got 0)"),
        ({"limit_usd": "20"}, "limit_usd: must be a number above 0"),
        ({"actual_percent": [-1]}, "actual_percent: must be a number above 0 (got -1)"),
        ({"actual_percent": [], "forecast_percent": []}, "has 0 notifications, a budget takes 1 to 5"),
        ({"actual_percent": [1, 2, 3, 4, 5]}, "has 6 notifications, a budget takes 1 to 5"),
    ],
)
def test_a_budget_that_aws_would_refuse_is_a_mistake(changed: dict[str, Any], told: str) -> None:
    found = mistakes(alerts, budget("monthly", **facts(**changed)))
    assert [told in one for one in found] == [True]
