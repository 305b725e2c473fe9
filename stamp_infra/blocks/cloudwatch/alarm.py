"""Alarms that arrive: each tells a topic when it rises and when it is over, and says what missing data means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Required, TypedDict, Unpack

from troposphere import AWSHelperFn, cloudwatch

from stamp_infra.blocks.cloudwatch.metric import RESULT, STATISTICS, Metric, math_mistakes
from stamp_infra.core.block import Block, broken
from stamp_infra.core.errors import Mistake
from stamp_infra.core.inputs import one_of, text, whole
from stamp_infra.core.naming import kebab, logical_id
from stamp_infra.core.optout import OptOut, metadata
from stamp_infra.core.reference import ref
from stamp_infra.core.text import name as physical_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from stamp_infra.core.condition import Condition

COMPARISONS: Final = tuple(f"{way}{also}Threshold" for way in ("GreaterThan", "LessThan") for also in ("OrEqualTo", ""))
MISSING: Final = ("breaching", "notBreaching", "ignore", "missing")
# CloudWatch looks back a day at most, a week when a period is an hour or longer.
_HOUR_S: Final = 3600
_DAY_S: Final = 24 * _HOUR_S


class Judgement(TypedDict, total=False):
    """When a value is an alarm: in `evaluate[0]` of the last `evaluate[1]` periods it compares so with the threshold.

    `description` tells whoever is woken what it means and where to look. `missing` is what a period without data counts
    as. `actions_enabled` is a value of the environment, or an opt-out. `only` is the condition for there to be such an
    alarm at all.
    """

    description: Required[str]
    topic: Required[Block]
    threshold: Required[float | AWSHelperFn]
    comparison: str
    period_s: int
    evaluate: tuple[int, int]
    missing: str
    actions_enabled: bool | AWSHelperFn | OptOut
    only: Condition


def alarm(
    name: str,
    *,
    namespace: str,
    metric_name: str,
    statistic: str,
    dimensions: Mapping[str, object],
    **judgement: Unpack[Judgement],
) -> Block:
    """Return an alarm on one metric, given by its parts."""
    of = Metric(namespace=namespace, metric_name=metric_name, statistic=statistic, dimensions=dimensions)
    return _alarm(name, of, **judgement)


def metric_alarm(name: str, of: Metric, **judgement: Unpack[Judgement]) -> Block:
    """Return an alarm on one metric."""
    return _alarm(name, of, **judgement)


def math_alarm(name: str, *, expression: str, metrics: Mapping[str, Metric], **judgement: Unpack[Judgement]) -> Block:
    """Return an alarm on metric math: the expression names each metric by its key, as in `100 * errors / requests`."""
    return _alarm(name, metrics, expression, **judgement)


def _alarm(
    name: str,
    of: Metric | Mapping[str, Metric],
    expression: str = "",
    *,
    description: str,
    topic: Block,
    threshold: float | AWSHelperFn,
    comparison: str = "GreaterThanThreshold",
    period_s: int = 60,
    evaluate: tuple[int, int] = (3, 5),
    missing: str = "notBreaching",
    actions_enabled: bool | AWSHelperFn | OptOut = True,
    only: Condition | None = None,
) -> Block:
    where = f'alarm "{name}"'
    switch = OptOut(why="") if actions_enabled is False else actions_enabled
    mistakes = [
        *kebab(f"{where}.name", name, limit=200),
        *text(f"{where}.description", description),
        *(of.mistakes(where) if isinstance(of, Metric) else math_mistakes(where, expression, of)),
        *_number(f"{where}.threshold", threshold),
        *one_of(f"{where}.comparison", comparison, COMPARISONS),
        *one_of(f"{where}.missing", missing, MISSING),
        *_window_mistakes(where, period_s, evaluate),
        *(switch.mistakes(f"{where}.actions_enabled") if isinstance(switch, OptOut) else ()),
    ]
    if mistakes:
        return broken(mistakes)
    properties = _single(of, period_s) if isinstance(of, Metric) else _math(of, expression, period_s)
    if isinstance(switch, OptOut):
        properties["Metadata"] = metadata({"OptOuts": {"ActionsEnabled": switch.why}})
    if only is not None:
        properties["Condition"] = only
    resource = cloudwatch.Alarm(
        f"{logical_id(name)}Alarm",
        AlarmName=physical_name(name, limit=255),
        AlarmDescription=description,
        ComparisonOperator=comparison,
        Threshold=threshold,
        DatapointsToAlarm=evaluate[0],
        EvaluationPeriods=evaluate[1],
        TreatMissingData=missing,
        ActionsEnabled=False if isinstance(switch, OptOut) else switch,
        AlarmActions=[ref(topic)],
        OKActions=[ref(topic)],
        **properties,
    )
    return Block(main=resource)


def _single(of: Metric, period_s: int) -> dict[str, Any]:
    statistic = "Statistic" if of.statistic in STATISTICS else "ExtendedStatistic"
    return {
        "Namespace": of.namespace,
        "MetricName": of.metric_name,
        **({"Dimensions": of.listed_dimensions()} if of.dimensions else {}),
        statistic: of.statistic,
        "Period": period_s,
    }


def _math(of: Mapping[str, Metric], expression: str, period_s: int) -> dict[str, Any]:
    queries = [cloudwatch.MetricDataQuery(Id=RESULT, Expression=expression, ReturnData=True)]
    for own, one in of.items():
        metric = cloudwatch.Metric(
            Namespace=one.namespace, MetricName=one.metric_name, Dimensions=one.listed_dimensions()
        )
        stat = cloudwatch.MetricStat(Metric=metric, Period=period_s, Stat=one.statistic)
        queries.append(cloudwatch.MetricDataQuery(Id=own, MetricStat=stat, ReturnData=False))
    return {"Metrics": queries}


def _number(where: str, value: object) -> Iterator[Mistake]:
    if not isinstance(value, int | float | AWSHelperFn) or isinstance(value, bool):
        yield Mistake(where=where, what="must be a number", got=value, remedy="write it in the metric's unit")


def _window_mistakes(where: str, period_s: object, evaluate: tuple[int, int]) -> Iterator[Mistake]:
    if not isinstance(period_s, int) or period_s <= 0 or period_s % 60:
        yield Mistake(where=f"{where}.period_s", what="must be whole minutes", got=period_s, remedy="write 60 or 300")
        return
    datapoints, periods = evaluate
    window_s = _DAY_S if period_s < _HOUR_S else 7 * _DAY_S
    wrong = [*whole(f"{where}.evaluate[1]", periods, 1, window_s // period_s)]
    yield from wrong or whole(f"{where}.evaluate[0]", datapoints, 1, periods)
