"""A budget of a template is one that AWS Budgets tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stamp_infra.local import environment
from tests.local import aws

if TYPE_CHECKING:
    from stamp_infra.local.emulator import Emulator


def budget(name: str, amount: int = 20) -> dict[str, dict[str, Any]]:
    notification = {
        "NotificationType": "ACTUAL",
        "ComparisonOperator": "GREATER_THAN",
        "Threshold": 80,
        "ThresholdType": "PERCENTAGE",
    }
    limit = {"Amount": amount, "Unit": "USD"}
    return {
        "Budget": {
            "Type": "AWS::Budgets::Budget",
            "Properties": {
                "Budget": {"BudgetName": name, "BudgetType": "COST", "TimeUnit": "MONTHLY", "BudgetLimit": limit},
                "NotificationsWithSubscribers": [
                    {
                        "Notification": notification,
                        "Subscribers": [{"SubscriptionType": "EMAIL", "Address": "alerts@example.com"}],
                    }
                ],
            },
        }
    }


def test_ministack_refuses_budgets(plain: Emulator) -> None:
    assert aws.unknown_type(plain, budget(aws.unique())) == "AWS::Budgets::Budget"


def test_a_template_makes_changes_and_deletes_a_budget(mended: Emulator) -> None:
    name = aws.unique()
    where = {"AccountId": environment.ACCOUNT, "BudgetName": name}
    budgets = aws.client(mended, "budgets")
    stack = aws.create(mended, budget(name))
    assert float(budgets.describe_budget(**where)["Budget"]["BudgetLimit"]["Amount"]) == 20
    (told,) = budgets.describe_notifications_for_budget(**where)["Notifications"]
    assert told["Threshold"] == 80
    aws.update(mended, stack, budget(name, amount=30))
    assert float(budgets.describe_budget(**where)["Budget"]["BudgetLimit"]["Amount"]) == 30
    aws.delete(mended, stack)
    assert aws.refusal(lambda: budgets.describe_budget(**where)) == "NotFoundException"
