"""What operators see: a log group for everything that writes, an alarm for everything that can go wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests.rally.contract.differ import differ
from tests.rally.contract.functions import VARIABLES
from tests.rally.contract.settings import SETTINGS
from tests.rally.resolved import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

_TIMEOUT_S: Final = {"auth-challenge": 5, "users": 25, "image-recognize": 30}
_INDEXES: Final = {"StampMasters": ("gsi-event", "gsi-image-label"), "UserStamps": ("gsi-stamp", "gsi-ranking")}
_TOPIC: Final = ["<AlertsTopic>"]


def log_groups(of: Resolved) -> Iterator[str]:
    """Every function, and the API twice, writes to a group that is kept as long as the environment says, encrypted."""
    prefix = f"stamp-rally-{of.environment}"
    names = [
        *(f"/aws/lambda/{prefix}-{function}" for function in VARIABLES),
        f"/aws/apigateway/{prefix}-access",
        "API-Gateway-Execution-Logs_<Api>/v1",
    ]
    kept = (SETTINGS[str(of.environment)]["log_days"], "<LogsKey.Arn>")
    found = {
        p.get("LogGroupName"): (p.get("RetentionInDays"), p.get("KmsKeyId"))
        for p in named(of, "AWS::Logs::LogGroup").values()
    }
    yield from differ("log groups", found, dict.fromkeys(names, kept))


def alarms(of: Resolved) -> Iterator[str]:
    """Each thing that can go wrong has its alarm, which judges M of N values and tells the topic of rise and end."""
    alarms = {
        name: p for name, p in named(of, "AWS::CloudWatch::Alarm").items() if not name.endswith("DeploymentAlarm")
    }
    found = {name: (_metrics(p), p.get("Threshold")) for name, p in alarms.items()}
    yield from differ("alarms", found, dict(_expected(of)))
    for name, p in named(of, "AWS::CloudWatch::Alarm").items():
        told = (p.get("AlarmActions"), p.get("OKActions"), p.get("ActionsEnabled"))
        yield from differ(f"{name} tells", told, (_TOPIC, _TOPIC, True))
        if not 1 <= p.get("DatapointsToAlarm", 0) <= p.get("EvaluationPeriods", 0):
            yield f"{name}: is not M of N"
        if p.get("TreatMissingData") not in ("notBreaching", "breaching", "ignore"):
            yield f"{name}: decides nothing about missing data"


def topic(of: Resolved) -> Iterator[str]:
    """The topic writes to the environment's address, and lets exactly the four services publish."""
    found = named(of, "AWS::SNS::Subscription").get("AlertsTopicEmail", {})
    facts = (found.get("TopicArn"), found.get("Protocol"), found.get("Endpoint"))
    yield from differ("subscription", facts, ("<AlertsTopic>", "email", "alerts@example.com"))
    statements = named(of, "AWS::SNS::TopicPolicy").get("AlertsTopicPolicy", {}).get("PolicyDocument", {})
    publishers = {
        s.get("Principal", {}).get("Service")
        for s in statements.get("Statement", [])
        if s["Effect"] == "Allow" and "sns:Publish" in s["Action"]
    }
    services = {"cloudwatch", "budgets", "costalerts", "events"}
    yield from differ("publishers", sorted(map(str, publishers)), sorted(f"{s}.amazonaws.com" for s in services))


def _expected(of: Resolved) -> Iterator[tuple[str, tuple[set[str], float]]]:
    for function in VARIABLES:
        title = "".join(word.capitalize() for word in function.split("-"))
        own = f"AWS/Lambda {{}} FunctionName=<{title}Function>"
        yield f"{title}ErrorsAlarm", ({own.format("Errors")}, 0)
        yield f"{title}ThrottlesAlarm", ({own.format("Throttles")}, 0)
        yield f"{title}DurationAlarm", ({own.format("Duration")}, 800 * _TIMEOUT_S.get(function, 10))
    if SETTINGS[str(of.environment)]["provisioned"]:
        for title in ("Auth", "Award"):
            dimensions = f"FunctionName=<{title}Function> Resource=<{title}Function>:live"
            metric = f"AWS/Lambda ProvisionedConcurrencySpilloverInvocations {dimensions}"
            yield f"{title}SpilloverAlarm", ({metric}, 0)
        copies = "AWS/Backup NumberOfCopyJobsFailed BackupVaultName=stamp-rally-copies"
        yield "BackupCopyFailuresAlarm", ({copies}, 0)
    account = {f"AWS/Lambda {name}" for name in ("ClaimedAccountConcurrency", "ConcurrentExecutions")}
    yield "FunctionConcurrencyAlarm", (account, 80)
    yield from _api(of)
    yield from _tables()
    for queue, seconds in (("ImageQueue", 300), ("NotificationQueue", 900)):
        age = f"AWS/SQS ApproximateAgeOfOldestMessage QueueName=<{queue}.QueueName>"
        yield f"{queue}AgeAlarm", ({age}, seconds)
        letters = f"AWS/SQS ApproximateNumberOfMessagesVisible QueueName=<{queue}DeadLetters.QueueName>"
        yield f"{queue}DeadLettersAlarm", ({letters}, 0)
    pool = "UserPool=<Visitors> UserPoolClient={}"
    yield (
        "SignInThrottlesAlarm",
        (
            {
                f"AWS/Cognito SignInThrottles {pool.format('<LiffClient>')}",
                f"AWS/Cognito TokenRefreshThrottles {pool.format('<LiffClient>')}",
                f"AWS/Cognito SignUpThrottles {pool.format('Admin')}",
            },
            0,
        ),
    )
    vault = "AWS/Backup {} BackupVaultName=<BackupsVault>"
    failed = ("BackupJobsFailed", "BackupJobsAborted", "BackupJobsExpired", "RestoreJobsFailed")
    yield "BackupFailuresAlarm", ({vault.format(f"NumberOf{name}") for name in failed}, 0)
    yield "BackupMissingAlarm", ({vault.format("NumberOfBackupJobsCompleted")}, 1)


def _api(of: Resolved) -> Iterator[tuple[str, tuple[set[str], float]]]:
    own = f"AWS/ApiGateway {{}} ApiName=stamp-rally-{of.environment}-api Stage=<Stage>"
    yield "Api4xxAlarm", ({own.format("4XXError"), own.format("Count")}, 25)
    yield "Api5xxAlarm", ({own.format("5XXError"), own.format("Count")}, 1)
    yield "ApiLatencyAlarm", ({own.format("Latency")}, 3000)


def _tables() -> Iterator[tuple[str, tuple[set[str], float]]]:
    for table in ("Users", "StampMasters", "UserStamps"):
        own = f"AWS/DynamoDB {{}} TableName=<{table}>"
        throttled = ("ReadThrottleEvents", "WriteThrottleEvents")
        yield f"Table{table}ThrottlesAlarm", ({own.format(name) for name in throttled}, 0)
        for index in _INDEXES.get(table, ()):
            title = "".join(word.capitalize() for word in index.split("-"))
            metrics = {
                f"AWS/DynamoDB {name} GlobalSecondaryIndexName={index} TableName=<{table}>" for name in throttled
            }
            yield f"Table{table}{title}ThrottlesAlarm", (metrics, 0)
        operations = ("GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query", "BatchWriteItem", "TransactWriteItems")
        errors = {f"AWS/DynamoDB SystemErrors Operation={name} TableName=<{table}>" for name in operations}
        yield f"Table{table}SystemErrorsAlarm", (errors, 0)


def _metrics(alarm: dict[str, Any]) -> set[str]:
    metrics = [m["MetricStat"]["Metric"] for m in alarm.get("Metrics", []) if "MetricStat" in m]
    return {_metric(metric) for metric in metrics or [alarm]}


def _metric(metric: dict[str, Any]) -> str:
    dimensions = sorted(f"{d['Name']}={d['Value']}" for d in metric.get("Dimensions", []))
    return " ".join([str(metric.get("Namespace")), str(metric.get("MetricName")), *dimensions])
