"""An alarm over an expression is one that CloudWatch tells of; only its state can be set, it is not computed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from stamp_infra.local.mends.handlers import is_true

if TYPE_CHECKING:
    from stamp_infra.local.mends.handlers import Properties

_OF_ONE_METRIC: Final = (
    "MetricName",
    "Namespace",
    "Statistic",
    "ExtendedStatistic",
    "Period",
    "Dimensions",
    "Unit",
)


def alarms_over_expressions_exist() -> None:
    """Create an alarm whose template gives Metrics, which ministack refuses."""
    from ministack.services.cloudformation import provisioners

    record = provisioners._cw_metric_alarm_record

    def record_with_metrics(name: str, properties: Properties) -> Any:
        if not properties.get("Metrics"):
            return record(name, properties)
        without = {key: value for key, value in properties.items() if key != "Metrics"}
        alarm = record(name, {**without, "MetricName": "expression", "Namespace": "expression"})
        for key in _OF_ONE_METRIC:
            alarm.pop(key)
        alarm["Metrics"] = [_typed(each) for each in properties["Metrics"]]
        return alarm

    provisioners._cw_metric_alarm_record = record_with_metrics


def _typed(query: Properties) -> Properties:
    """Return a metric query with numbers and truth values where a template may hold texts."""
    typed = dict(query)
    if "ReturnData" in query:
        typed["ReturnData"] = is_true(query["ReturnData"])
    if "Period" in query:
        typed["Period"] = int(query["Period"])
    if "MetricStat" in query:
        typed["MetricStat"] = {**query["MetricStat"], "Period": int(query["MetricStat"]["Period"])}
    return typed
