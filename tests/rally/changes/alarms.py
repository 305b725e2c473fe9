"""Alarms that stay silent, or tell nobody."""

from __future__ import annotations

from typing import Final

from tests.rally.mutation import Mutation, drop, put

_ALERTS: Final = "cfn/alerts.yaml"
_LOGS: Final = "cfn/logs.yaml"
_MONITORING: Final = "cfn/monitoring.yaml"

ALARMS: Final = (
    Mutation("an alarm is removed", _MONITORING, drop("Api5xxAlarm")),
    Mutation("an alarm watches another function", _MONITORING, drop("AwardErrorsAlarm/Properties/Dimensions")),
    Mutation("an alarm never rises", _MONITORING, put("ApiLatencyAlarm/Properties/Threshold", 300000)),
    Mutation("nobody hears the end", _MONITORING, drop("ImageQueueAgeAlarm/Properties/OKActions")),
    Mutation("an alarm is muted", _MONITORING, put("Api4xxAlarm/Properties/ActionsEnabled", value=False)),
    Mutation("one value is an alarm", _MONITORING, put("Api5xxAlarm/Properties/DatapointsToAlarm", 9)),
    Mutation("missing data is undecided", _MONITORING, drop("Api5xxAlarm/Properties/TreatMissingData")),
    Mutation("an index is not watched", _MONITORING, drop("TableUserStampsGsiRankingThrottlesAlarm")),
    Mutation("CloudWatch may not use the key", _ALERTS, drop("AlertsKey/Properties/KeyPolicy/Statement/1")),
    Mutation("CloudWatch may not publish", _ALERTS, drop("AlertsTopicPolicy/Properties/PolicyDocument/Statement/0")),
    Mutation("the topic is in plain text", _ALERTS, drop("AlertsTopic/Properties/KmsMasterKeyId")),
    Mutation("AWS's own key", _ALERTS, put("AlertsTopic/Properties/KmsMasterKeyId", "alias/aws/sns")),
    Mutation("nobody is told", _ALERTS, drop("AlertsTopicEmail")),
    Mutation("keys do not rotate", _ALERTS, put("AlertsKey/Properties/EnableKeyRotation", value=False)),
    Mutation("the log key lets nobody in", _LOGS, drop("LogsKey/Properties/KeyPolicy/Statement/1")),
    Mutation("an expression is nothing", _MONITORING, put("Api5xxAlarm/Properties/Metrics/0/Expression", "0")),
    Mutation(
        "few requests raise the alarm",
        _MONITORING,
        put("Api5xxAlarm/Properties/Metrics/0/Expression", "100 * errors / requests"),
    ),
    Mutation(
        "a metric inside is averaged", _MONITORING, put("Api5xxAlarm/Properties/Metrics/1/MetricStat/Stat", "Average")
    ),
    Mutation(
        "an alarm is turned round",
        _MONITORING,
        put("AwardErrorsAlarm/Properties/ComparisonOperator", "LessThanThreshold"),
    ),
    Mutation("an alarm averages", _MONITORING, put("AwardErrorsAlarm/Properties/Statistic", "Average")),
    Mutation("an alarm looks once an hour", _MONITORING, put("AwardErrorsAlarm/Properties/Period", 3600)),
    Mutation("an alarm looks at 100 values", _MONITORING, put("AwardErrorsAlarm/Properties/EvaluationPeriods", 100)),
    Mutation("an alarm is raised by one value", _MONITORING, put("AwardErrorsAlarm/Properties/DatapointsToAlarm", 1)),
    Mutation("silence is a failure", _MONITORING, put("AwardErrorsAlarm/Properties/TreatMissingData", "breaching")),
    Mutation(
        "no backup is no failure",
        _MONITORING,
        put("BackupMissingAlarm/Properties/TreatMissingData", "notBreaching"),
    ),
    Mutation(
        "a dead letter is forgotten",
        _MONITORING,
        put("ImageQueueDeadLettersAlarm/Properties/TreatMissingData", "notBreaching"),
    ),
    Mutation("the dashboard goes", _MONITORING, drop("OverviewDashboard")),
)
