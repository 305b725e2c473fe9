"""What saves the rally: a trail of every access, backups that are tried out, and a budget that speaks up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests.rally.contract.differ import differ
from tests.rally.contract.settings import SETTINGS
from tests.rally.resolved import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

_TABLES: Final = ("<Users.Arn>", "<StampMasters.Arn>", "<UserStamps.Arn>")
_COPIES: Final = "arn:aws:backup:ap-northeast-3:<AWS::AccountId>:backup-vault:stamp-rally-copies"


def audit(of: Resolved) -> Iterator[str]:
    """The trail records every item and object that is read or written, and proves that nobody altered it."""
    trail = named(of, "AWS::CloudTrail::Trail").get("AuditTrail", {})
    facts = (
        trail.get("IsLogging"),
        trail.get("EnableLogFileValidation"),
        trail.get("IsMultiRegionTrail"),
        trail.get("KMSKeyId"),
        trail.get("S3BucketName"),
    )
    yield from differ("trail", facts, (True, True, True, "<AuditKey.Arn>", "<AuditBucket>"))
    recorded = {}
    for selector in trail.get("AdvancedEventSelectors", []):
        fields = {field["Field"]: field for field in selector["FieldSelectors"]}
        kind = fields.get("resources.type", {}).get("Equals", ["management"])[0]
        arns = fields.get("resources.ARN", {})
        recorded[kind] = arns.get("Equals") or arns.get("StartsWith")
        if set(fields) - {"eventCategory", "resources.type", "resources.ARN"}:
            yield f"trail: {kind} leaves events out"
    expected = {
        "management": None,
        "AWS::DynamoDB::Table": list(_TABLES),
        "AWS::S3::Object": ["<UploadsBucket.Arn>/", "<AccessLogsBucket.Arn>/"],
    }
    yield from differ("recorded", recorded, expected)


def backups(of: Resolved) -> Iterator[str]:
    """Every table is backed up daily, in prod monthly too and in a second region, and restored for a test."""
    days = SETTINGS[str(of.environment)]["backup_days"]
    far = of.environment == "prod"
    plan = named(of, "AWS::Backup::BackupPlan").get("BackupPlan", {}).get("BackupPlan", {})
    found = {
        rule["RuleName"]: (
            rule["TargetBackupVault"],
            rule.get("Lifecycle"),
            [copy["DestinationBackupVaultArn"] for copy in rule.get("CopyActions", [])],
        )
        for rule in plan.get("BackupPlanRule", [])
    }
    copies = [_COPIES] if far else []
    expected: dict[str, Any] = {"daily": ("<BackupsVault>", {"DeleteAfterDays": days}, copies)}
    if far:
        expected["monthly"] = ("<BackupsVault>", {"DeleteAfterDays": 365}, copies)
    yield from differ("backup plan", found, expected)
    selections = named(of, "AWS::Backup::BackupSelection").values()
    saved = [arn for s in selections for arn in s["BackupSelection"].get("Resources", [])]
    yield from differ("backed up", sorted(map(str, saved)), sorted(_TABLES))
    tests = named(of, "AWS::Backup::RestoreTestingSelection").values()
    tried = [arn for s in tests for arn in s.get("ProtectedResourceArns", [])]
    yield from differ("tried out", sorted(map(str, tried)), sorted(_TABLES))
    names = {s["RestoreTestingPlanName"] for s in tests}
    yield from differ("restore testing plan", names, {"<RestoreTestPlan>"})
    rule = named(of, "AWS::Events::Rule").get("BackupFailuresRule", {})
    told = [target["Arn"] for target in rule.get("Targets", [])]
    yield from differ("told of failures", (rule.get("State"), told), ("ENABLED", ["<AlertsTopic>"]))


def budget(of: Resolved) -> Iterator[str]:
    """The monthly budget is the environment's, and the topic hears of half of it, of more, and of a bad forecast."""
    found = named(of, "AWS::Budgets::Budget").get("MonthlyBudget", {})
    limit = found.get("Budget", {}).get("BudgetLimit", {})
    yield from differ("limit", limit, {"Amount": SETTINGS[str(of.environment)]["budget"], "Unit": "USD"})
    heard = [
        (
            n["Notification"]["NotificationType"],
            n["Notification"]["Threshold"],
            [(s["SubscriptionType"], s["Address"]) for s in n["Subscribers"]],
        )
        for n in found.get("NotificationsWithSubscribers", [])
    ]
    topic = [("SNS", "<AlertsTopic>")]
    expected = [("ACTUAL", 50, topic), ("ACTUAL", 80, topic), ("ACTUAL", 100, topic), ("FORECASTED", 100, topic)]
    yield from differ("notifications", heard, expected)
