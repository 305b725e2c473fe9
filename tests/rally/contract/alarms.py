"""Everything that can go wrong has an alarm that judges the right value over the right time."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from tests.rally.contract.differ import differ
from tests.rally.contract.functions import TIMEOUT_S, VARIABLES
from tests.rally.contract.judged import Alarm, judged
from tests.rally.contract.settings import SETTINGS
from tests.rally.resolved import named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stamp_infra.rendered.model import Resolved

_INDEXES: Final = {"StampMasters": ("gsi-event", "gsi-image-label"), "UserStamps": ("gsi-stamp", "gsi-ranking")}
_OPERATIONS: Final = (
    "GetItem",
    "PutItem",
    "UpdateItem",
    "DeleteItem",
    "Query",
    "BatchWriteItem",
    "TransactWriteItems",
)
_TOPIC: Final = ["<AlertsTopic>"]


def alarms(of: Resolved) -> Iterator[str]:
    """Each alarm of the contract is there as it is written down, no other is, and each tells of rise and end."""
    found = named(of, "AWS::CloudWatch::Alarm")
    facts = {name: asdict(judged(p)) for name, p in found.items()}
    yield from differ("alarms", facts, {name: asdict(alarm) for name, alarm in _expected(of)})
    for name, p in found.items():
        told = (p.get("AlarmActions"), p.get("OKActions"), p.get("ActionsEnabled"))
        yield from differ(f"{name} tells", told, (_TOPIC, _TOPIC, True))


def _expected(of: Resolved) -> Iterator[tuple[str, Alarm]]:
    for function in VARIABLES:
        yield from _function(f"stamp-rally-{of.environment}-{function}", function)
    if SETTINGS[str(of.environment)]["provisioned"]:
        for title in ("Auth", "Award"):
            live = f"FunctionName=<{title}Function> Resource=<{title}Function>:live"
            metric = f"AWS/Lambda ProvisionedConcurrencySpilloverInvocations {live} Sum/60"
            yield f"{title}SpilloverAlarm", Alarm(value=metric, m_of_n=(5, 10))
        copies = "AWS/Backup NumberOfCopyJobsFailed BackupVaultName=stamp-rally-copies Sum/3600"
        yield "BackupCopyFailuresAlarm", Alarm(value=copies, m_of_n=(1, 24))
    claimed, running = (f"AWS/Lambda {n} Maximum/60" for n in ("ClaimedAccountConcurrency", "ConcurrentExecutions"))
    yield "FunctionConcurrencyAlarm", Alarm(value=f"100 * {claimed} / SERVICE_QUOTA({running})", threshold=80)
    yield from _api(of)
    yield from _tables()
    for queue, seconds in (("ImageQueue", 300), ("NotificationQueue", 900)):
        age = f"AWS/SQS ApproximateAgeOfOldestMessage QueueName=<{queue}.QueueName> Maximum/60"
        yield f"{queue}AgeAlarm", Alarm(value=age, threshold=seconds)
        letters = f"AWS/SQS ApproximateNumberOfMessagesVisible QueueName=<{queue}DeadLetters.QueueName> Maximum/60"
        # One dead letter is one too many, and a queue that falls silent still holds it.
        yield f"{queue}DeadLettersAlarm", Alarm(value=letters, m_of_n=(1, 1), missing="ignore")
    throttles = [
        f"AWS/Cognito {name} UserPool=<Visitors> UserPoolClient={client} Sum/60"
        for name, client in (
            ("SignInThrottles", "<LiffClient>"),
            ("TokenRefreshThrottles", "<LiffClient>"),
            ("SignUpThrottles", "Admin"),
        )
    ]
    yield "SignInThrottlesAlarm", Alarm(value=_sum(throttles))
    vault = "AWS/Backup NumberOf{} BackupVaultName=<BackupsVault> Sum/{}"
    failed = ("BackupJobsFailed", "BackupJobsAborted", "BackupJobsExpired", "RestoreJobsFailed")
    yield "BackupFailuresAlarm", Alarm(value=_sum(vault.format(name, 3600) for name in failed), m_of_n=(1, 24))
    # What is missing here is the backup itself.
    yield (
        "BackupMissingAlarm",
        Alarm(
            value=vault.format("BackupJobsCompleted", 24 * 3600),
            threshold=1,
            comparison="LessThanThreshold",
            m_of_n=(2, 2),
            missing="breaching",
        ),
    )


def _function(physical: str, name: str) -> Iterator[tuple[str, Alarm]]:
    title = "".join(word.capitalize() for word in name.split("-"))
    own = f"AWS/Lambda {{}} FunctionName=<{title}Function> {{}}/60"
    yield f"{title}ErrorsAlarm", Alarm(value=own.format("Errors", "Sum"))
    yield f"{title}ThrottlesAlarm", Alarm(value=own.format("Throttles", "Sum"))
    yield f"{title}DurationAlarm", Alarm(value=own.format("Duration", "p95"), threshold=800 * TIMEOUT_S[name])
    live = f"AWS/Lambda Errors FunctionName={physical} Resource={physical}:live Sum/60"
    # A release that fails once is taken back at once.
    yield f"{title}DeploymentAlarm", Alarm(value=live, m_of_n=(1, 1))


def _api(of: Resolved) -> Iterator[tuple[str, Alarm]]:
    own = f"AWS/ApiGateway {{}} ApiName=stamp-rally-{of.environment}-api Stage=<Stage> {{}}/60"
    requests = own.format("Count", "Sum")
    share = f"IF({requests} >= {{}}, 100 * {own} / {requests}, 0)"
    refused, failed = share.format(50, "4XXError", "Sum"), share.format(20, "5XXError", "Sum")
    yield "Api4xxAlarm", Alarm(value=refused, threshold=25, m_of_n=(5, 10))
    yield "Api5xxAlarm", Alarm(value=failed, threshold=1)
    yield "ApiLatencyAlarm", Alarm(value=own.format("Latency", "p95"), threshold=3000)


def _tables() -> Iterator[tuple[str, Alarm]]:
    for table in ("Users", "StampMasters", "UserStamps"):
        throttled = [f"AWS/DynamoDB {kind}ThrottleEvents {{}}TableName=<{table}> Sum/60" for kind in ("Read", "Write")]
        yield f"Table{table}ThrottlesAlarm", Alarm(value=_sum(metric.format("") for metric in throttled))
        for index in _INDEXES.get(table, ()):
            title = "".join(word.capitalize() for word in index.split("-"))
            metrics = [metric.format(f"GlobalSecondaryIndexName={index} ") for metric in throttled]
            yield f"Table{table}{title}ThrottlesAlarm", Alarm(value=_sum(metrics))
        errors = [f"AWS/DynamoDB SystemErrors Operation={name} TableName=<{table}> Sum/60" for name in _OPERATIONS]
        yield f"Table{table}SystemErrorsAlarm", Alarm(value=_sum(errors))


def _sum(metrics: Iterable[str]) -> str:
    return f"SUM(FILL({', '.join(sorted(metrics))}, 0))"
