"""A budget of a template is one that AWS Budgets tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stamp_infra.local.mends.handlers import handlers, succeeded

if TYPE_CHECKING:
    from stamp_infra.local.mends.handlers import Properties


def budgets_exist() -> None:
    """Create AWS::Budgets::Budget, a type that ministack refuses, through its own Budgets service."""
    from ministack.core.responses import get_account_id
    from ministack.services import budgets

    def create(logical_id: str, properties: Properties, stack: str) -> Any:
        budget = {"BudgetName": f"{stack}-{logical_id}", **properties["Budget"]}
        succeeded(
            budgets._create_budget(
                {
                    "AccountId": get_account_id(),
                    "Budget": budget,
                    "NotificationsWithSubscribers": properties.get("NotificationsWithSubscribers", []),
                }
            )
        )
        return budget["BudgetName"], {}

    def update(physical_id: str, old: Properties, new: Properties, stack: str) -> Any:
        replaced = old.get("NotificationsWithSubscribers") != new.get("NotificationsWithSubscribers")
        if replaced or new["Budget"].get("BudgetName", physical_id) != physical_id:
            delete(physical_id, old)
            return create(physical_id, new, stack)
        budget = {"BudgetName": physical_id, **new["Budget"]}
        succeeded(budgets._update_budget({"AccountId": get_account_id(), "NewBudget": budget}))
        return physical_id, {}

    def delete(physical_id: str, _properties: Properties) -> None:
        succeeded(budgets._delete_budget({"AccountId": get_account_id(), "BudgetName": physical_id}))

    handlers("AWS::Budgets::Budget").update(create=create, update=update, delete=delete)
