"""Keys and resource policies that let somebody in, or shut somebody out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.rally.mutation import Mutation, add, drop, put

if TYPE_CHECKING:
    from tests.rally.mutation import Change

_ALERTS: Final = "cfn/alerts.yaml"
_LOGS: Final = "cfn/logs.yaml"
_AUDIT: Final = "cfn/audit.yaml"
_BACKUP: Final = "cfn/backup.yaml"


def _without_statement(policy: str, position: int) -> Change:
    return drop(f"{policy}/Properties/PolicyDocument/Statement/{position}")


KEYS: Final = (
    Mutation("the account loses a key", _ALERTS, drop("AlertsKey/Properties/KeyPolicy/Statement/0")),
    Mutation("budgets may not use the key", _ALERTS, drop("AlertsKey/Properties/KeyPolicy/Statement/2")),
    Mutation("anomalies may not use the key", _ALERTS, drop("AlertsKey/Properties/KeyPolicy/Statement/3")),
    Mutation("rules may not use the key", _ALERTS, drop("AlertsKey/Properties/KeyPolicy/Statement/4")),
    Mutation(
        "CloudWatch decrypts and cannot encrypt",
        _ALERTS,
        put("AlertsKey/Properties/KeyPolicy/Statement/1/Action", ["kms:Decrypt"]),
    ),
    Mutation("rules may not publish", _ALERTS, _without_statement("AlertsTopicPolicy", 3)),
    Mutation("alerts in plain http", _ALERTS, _without_statement("AlertsTopicPolicy", 4)),
    Mutation("any account's logs use the key", _LOGS, put("LogsKey/Properties/KeyPolicy/Statement/1/Condition", {})),
    Mutation("the trail may not encrypt", _AUDIT, drop("AuditKey/Properties/KeyPolicy/Statement/1")),
    Mutation("the trail may not see its key", _AUDIT, drop("AuditKey/Properties/KeyPolicy/Statement/2")),
    Mutation(
        "anybody decrypts backups",
        _BACKUP,
        add(
            "BackupsKey/Properties/KeyPolicy/Statement",
            {
                "Effect": "Allow",
                "Principal": {"Service": "ec2.amazonaws.com"},
                "Action": "kms:Decrypt",
                "Resource": "*",
            },
        ),
    ),
    Mutation("backups may be deleted early", _BACKUP, drop("BackupsVault/Properties/AccessPolicy")),
)
