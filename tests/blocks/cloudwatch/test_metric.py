"""What a metric of CloudWatch may be."""

from __future__ import annotations

import pytest

from stamp_infra.blocks.cloudwatch.alarm import math_alarm, metric_alarm
from stamp_infra.blocks.cloudwatch.metric import Metric
from tests.blocks.synthesized import alerts, mistakes

errors = Metric(namespace="Shop", metric_name="Errors", statistic="Sum")


@pytest.mark.parametrize(
    ("metric", "told"),
    [
        (Metric(namespace="", metric_name="Errors", statistic="Sum"), "namespace: must be a text"),
        (Metric(namespace="Shop", metric_name="Errors", statistic="p101"), "statistic: is not a choice"),
        (Metric(namespace="Shop", metric_name="Errors", statistic="Sum", dimensions={"Shop": ""}), "dimensions[Shop]"),
    ],
)
def test_a_metric_that_does_not_exist_is_a_mistake(metric: Metric, told: str) -> None:
    found = mistakes(alerts, metric_alarm("errors", metric, description="Orders fail.", topic=alerts, threshold=0))
    assert [told in one for one in found] == [True]


@pytest.mark.parametrize("own", ["Errors", "1st", "a-b", "result"])
def test_a_metric_that_math_cannot_name_is_a_mistake(own: str) -> None:
    made = math_alarm(
        "rate", description="Orders fail.", topic=alerts, expression="1", metrics={own: errors}, threshold=0
    )
    assert "has an id that metric math cannot name" in mistakes(alerts, made)[0]
