"""What can be restored after a disaster: when tables are backed up, how long, where, and that it is tried out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests.rally.contract.differ import differ
from tests.rally.contract.settings import SETTINGS
from tests.rally.contract.statements import differ_in_statements
from tests.rally.resolved import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

_TABLES: Final = ("<Users.Arn>", "<StampMasters.Arn>", "<UserStamps.Arn>")
_COPIES: Final = "arn:aws:backup:ap-northeast-3:<AWS::AccountId>:backup-vault:stamp-rally-copies"
_UNSUCCESSFUL: Final = ["ABORTED", "EXPIRED", "FAILED", "PARTIAL"]


def plan(of: Resolved) -> Iterator[str]:
    """Every table is backed up daily, in prod monthly too, and there into a second region."""
    found = named(of, "AWS::Backup::BackupPlan").get("BackupPlan", {}).get("BackupPlan", {})
    rules = {rule["RuleName"]: rule for rule in found.get("BackupPlanRule", [])}
    far = of.environment == "prod"
    expected = {"daily": _rule("daily", "cron(0 2 * * ? *)", SETTINGS[str(of.environment)]["backup_days"], far=far)}
    if far:
        expected["monthly"] = _rule("monthly", "cron(0 3 1 * ? *)", 365, far=True)
    yield from differ("backup plan", rules, expected)
    selections = [s["BackupSelection"] for s in named(of, "AWS::Backup::BackupSelection").values()]
    saved = {str(arn): (s["IamRoleArn"], s.get("Conditions")) for s in selections for arn in s.get("Resources", [])}
    yield from differ("backed up", saved, dict.fromkeys(_TABLES, ("<BackupRole.Arn>", None)))


def vault(of: Resolved) -> Iterator[str]:
    """Nobody deletes a backup before its time, and all are encrypted with the backups' key."""
    found = named(of, "AWS::Backup::BackupVault").get("BackupsVault", {})
    yield from differ("key of the vault", found.get("EncryptionKeyArn"), "<BackupsKey.Arn>")
    expected = ["Deny *: backup:DeleteRecoveryPoint backup:UpdateRecoveryPointLifecycle on *"]
    yield from differ_in_statements("policy of the vault", [found.get("AccessPolicy", {})], expected)


def restores(of: Resolved) -> Iterator[str]:
    """Once a month the latest backup of every table is restored for a test."""
    found = named(of, "AWS::Backup::RestoreTestingPlan").get("RestoreTestPlan")
    expected = {
        "RestoreTestingPlanName": f"stamp_rally_{of.environment}_restore_test",
        "ScheduleExpression": "cron(0 4 2 * ? *)",
        "ScheduleExpressionTimezone": "Asia/Tokyo",
        "StartWindowHours": 4,
        "RecoveryPointSelection": {
            "Algorithm": "LATEST_WITHIN_WINDOW",
            "IncludeVaults": ["<BackupsVault.BackupVaultArn>"],
            "RecoveryPointTypes": ["SNAPSHOT"],
            "SelectionWindowDays": 7,
        },
    }
    yield from differ("restore testing plan", found, expected)
    tried = {
        str(arn): (s["RestoreTestingPlanName"], s["IamRoleArn"], s["ProtectedResourceType"])
        for s in named(of, "AWS::Backup::RestoreTestingSelection").values()
        for arn in s.get("ProtectedResourceArns", [])
    }
    by = ("<RestoreTestPlan>", "<RestoreTestRole.Arn>", "DynamoDB")
    yield from differ("tried out", tried, dict.fromkeys(_TABLES, by))


def failures(of: Resolved) -> Iterator[str]:
    """The topic hears of every backup, copy and restore that does not succeed."""
    rule = named(of, "AWS::Events::Rule").get("BackupFailuresRule", {})
    pattern = {
        "source": ["aws.backup"],
        "detail-type": ["Backup Job State Change", "Copy Job State Change", "Restore Job State Change"],
        "detail": {"$or": [{"state": _UNSUCCESSFUL}, {"status": _UNSUCCESSFUL}]},
    }
    yield from differ("failures", (rule.get("State"), rule.get("EventPattern")), ("ENABLED", pattern))
    yield from differ("told of failures", [t["Arn"] for t in rule.get("Targets", [])], ["<AlertsTopic>"])


def _rule(name: str, schedule: str, days: int, *, far: bool) -> dict[str, Any]:
    kept = {"DeleteAfterDays": days}
    return {
        "RuleName": name,
        "TargetBackupVault": "<BackupsVault>",
        "ScheduleExpression": schedule,
        "ScheduleExpressionTimezone": "Asia/Tokyo",
        "StartWindowMinutes": 60,
        "CompletionWindowMinutes": 720,
        "Lifecycle": kept,
        **({"CopyActions": [{"DestinationBackupVaultArn": _COPIES, "Lifecycle": kept}]} if far else {}),
    }
