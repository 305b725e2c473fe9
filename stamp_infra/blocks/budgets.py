"""A monthly budget that warns through a topic before the money is spent, and again when it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from troposphere import AWSHelperFn, budgets

from stamp_infra.core.block import Block, broken
from stamp_infra.core.errors import Mistake
from stamp_infra.core.naming import kebab, logical_id
from stamp_infra.core.reference import ref
from stamp_infra.core.text import name as physical_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_NOTIFICATIONS: Final = 5


def budget(
    name: str,
    *,
    limit_usd: float | AWSHelperFn,
    topic: Block,
    actual_percent: Sequence[float],
    forecast_percent: Sequence[float],
) -> Block:
    """Return a budget over all costs of the account; each percentage of the limit that is passed tells the topic.

    The whole account counts, not a tag: a tag costs nothing until somebody has activated it for billing, and data
    transfer carries none. Credits and refunds are left out, so that what they pay for is seen.
    """
    where = f'budget "{name}"'
    mistakes = [
        *kebab(f"{where}.name", name),
        *_positive(f"{where}.limit_usd", limit_usd),
        *_percent_mistakes(where, actual_percent, forecast_percent),
    ]
    if mistakes:
        return broken(mistakes)
    notifications = [
        *(_notification("ACTUAL", percent, topic) for percent in actual_percent),
        *(_notification("FORECASTED", percent, topic) for percent in forecast_percent),
    ]
    resource = budgets.Budget(
        f"{logical_id(name)}Budget",
        Budget=budgets.BudgetData(
            BudgetName=physical_name(name, limit=100),
            BudgetType="COST",
            TimeUnit="MONTHLY",
            BudgetLimit=budgets.Spend(Amount=limit_usd, Unit="USD"),
            CostTypes=budgets.CostTypes(IncludeCredit=False, IncludeRefund=False),
        ),
        # Notifications can be set only when a budget is created: an address in them would replace it when it changes,
        # so people subscribe to the topic.
        NotificationsWithSubscribers=notifications,
    )
    return Block(main=resource)


def _notification(kind: str, percent: float, topic: Block) -> budgets.NotificationWithSubscribers:
    return budgets.NotificationWithSubscribers(
        Notification=budgets.Notification(
            NotificationType=kind, ComparisonOperator="GREATER_THAN", Threshold=percent, ThresholdType="PERCENTAGE"
        ),
        Subscribers=[budgets.Subscriber(SubscriptionType="SNS", Address=ref(topic))],
    )


def _percent_mistakes(where: str, actual: Sequence[float], forecast: Sequence[float]) -> Iterator[Mistake]:
    for kind, percents in (("actual_percent", actual), ("forecast_percent", forecast)):
        for percent in percents:
            yield from _positive(f"{where}.{kind}", percent)
    count = len(actual) + len(forecast)
    if not 1 <= count <= MAX_NOTIFICATIONS:
        what = f"has {count} notifications, a budget takes 1 to {MAX_NOTIFICATIONS}"
        yield Mistake(where=where, what=what, remedy="warn at fewer or more percentages")


def _positive(where: str, value: object) -> Iterator[Mistake]:
    if isinstance(value, AWSHelperFn):
        return
    if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
        yield Mistake(where=where, what="must be a number above 0", got=value, remedy="write such a number")
