"""Blocks of CloudWatch alarms."""

from __future__ import annotations

from typing import Any

import pytest
from troposphere import Equals

from stamp_infra import Condition, opt_out, when
from stamp_infra.blocks.cloudwatch.alarm import alarm, math_alarm, metric_alarm
from stamp_infra.blocks.cloudwatch.metric import Metric
from tests.blocks.synthesized import alerts, env, mistakes, resources, template

errors = Metric(namespace="Shop", metric_name="Errors", statistic="Sum", dimensions={"Shop": "one"})
requests = Metric(namespace="Shop", metric_name="Requests", statistic="Sum", dimensions={"Shop": "one"})
far = Condition("IsFar", Equals(env.far, "yes"))


def judged(**judgement: Any) -> Any:
    """Return the properties of an alarm on errors."""
    facts: dict[str, Any] = {"description": "Orders fail.", "topic": alerts, "threshold": 0, **judgement}
    return resources(alerts, metric_alarm("errors", errors, **facts))["ErrorsAlarm"]["Properties"]


def test_an_alarm_tells_the_topic_when_it_rises_and_when_it_is_over() -> None:
    made = judged()
    assert made["AlarmActions"] == made["OKActions"] == [{"Ref": "Alerts"}]
    assert made["ActionsEnabled"] is True


def test_an_alarm_says_how_many_periods_count_and_what_silence_means() -> None:
    made = judged(evaluate=(2, 4), period_s=300, missing="breaching")
    assert (made["DatapointsToAlarm"], made["EvaluationPeriods"], made["Period"]) == (2, 4, 300)
    assert made["TreatMissingData"] == "breaching"


def test_an_alarm_given_by_its_parts_is_the_same_alarm() -> None:
    made = alarm(
        "errors",
        description="Orders fail.",
        topic=alerts,
        namespace="Shop",
        metric_name="Errors",
        dimensions={"Shop": "one"},
        statistic="Sum",
        threshold=0,
    )
    assert resources(alerts, made)["ErrorsAlarm"]["Properties"] == judged()


def test_a_percentile_is_an_extended_statistic() -> None:
    latency = Metric(namespace="Shop", metric_name="Latency", statistic="p95")
    made = metric_alarm("slow", latency, description="Orders wait.", topic=alerts, threshold=3000)
    properties = resources(alerts, made)["SlowAlarm"]["Properties"]
    assert properties["ExtendedStatistic"] == "p95"
    assert "Statistic" not in properties
    assert "Dimensions" not in properties


def test_metric_math_judges_the_expression_and_only_reads_its_metrics() -> None:
    made = math_alarm(
        "rate",
        description="Orders fail.",
        topic=alerts,
        expression="100 * errors / requests",
        metrics={"errors": errors, "requests": requests},
        threshold=1,
    )
    queries = resources(alerts, made)["RateAlarm"]["Properties"]["Metrics"]
    assert [(one["Id"], one["ReturnData"]) for one in queries] == [
        ("result", True),
        ("errors", False),
        ("requests", False),
    ]
    assert queries[0]["Expression"] == "100 * errors / requests"
    assert queries[2]["MetricStat"]["Metric"]["Dimensions"] == [{"Name": "Shop", "Value": "one"}]


def test_actions_can_be_switched_by_environment() -> None:
    assert judged(actions_enabled=when(far, then=True, otherwise=False))["ActionsEnabled"] == {
        "Fn::If": ["IsFar", True, False]
    }


def test_actions_are_switched_off_for_a_written_reason_only() -> None:
    quiet = metric_alarm(
        "errors",
        errors,
        description="Orders fail.",
        topic=alerts,
        threshold=0,
        actions_enabled=opt_out("A deployment alone looks at it."),
    )
    made = resources(alerts, quiet)["ErrorsAlarm"]
    assert made["Properties"]["ActionsEnabled"] is False
    assert made["Metadata"]["StampInfra"]["OptOuts"] == {"ActionsEnabled": "A deployment alone looks at it."}
    silent = metric_alarm(
        "errors", errors, description="Orders fail.", topic=alerts, threshold=0, actions_enabled=False
    )
    assert "opts out of a safe default without a reason" in mistakes(alerts, silent)[0]


def test_an_alarm_can_exist_under_a_condition() -> None:
    made = template(
        alerts, metric_alarm("errors", errors, description="Orders fail.", topic=alerts, threshold=0, only=far)
    )
    assert made["Resources"]["ErrorsAlarm"]["Condition"] == "IsFar"
    assert "IsFar" in made["Conditions"]


@pytest.mark.parametrize(
    ("judgement", "told"),
    [
        ({"description": ""}, "description: must be a text that is not empty"),
        ({"threshold": "many"}, 'threshold: must be a number (got "many"); write it in the metric\'s unit'),
        ({"comparison": ">"}, "comparison: is not a choice"),
        ({"missing": "fine"}, "missing: is not a choice"),
        ({"period_s": 90}, "period_s: must be whole minutes (got 90); write 60 or 300"),
        ({"evaluate": (5, 3)}, "evaluate[0]: must be a whole number from 1 to 3"),
        ({"evaluate": (1, 25), "period_s": 3540}, "evaluate[1]: must be a whole number from 1 to 24"),
        ({"evaluate": (1, 169), "period_s": 3600}, "evaluate[1]: must be a whole number from 1 to 168"),
    ],
)
def test_an_alarm_that_cloudwatch_would_refuse_is_a_mistake(judgement: dict[str, Any], told: str) -> None:
    facts: dict[str, Any] = {"description": "Orders fail.", "topic": alerts, "threshold": 0, **judgement}
    found = mistakes(alerts, metric_alarm("errors", errors, **facts))
    assert [told in one for one in found] == [True]
