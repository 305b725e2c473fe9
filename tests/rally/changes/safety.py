"""A trail, backups or a budget that look right and are not."""

from __future__ import annotations

from typing import Final

from tests.rally.mutation import Mutation, add, drop, put

_AUDIT: Final = "cfn/audit.yaml"
_BACKUP: Final = "cfn/backup.yaml"
_COST: Final = "cfn/cost.yaml"
_DAILY: Final = "BackupPlan/Properties/BackupPlan/BackupPlanRule/0"
_RECORDED: Final = "Properties/AdvancedEventSelectors"
_NOTIFICATION: Final = "MonthlyBudget/Properties/NotificationsWithSubscribers/0/Notification"

SAFETY: Final = (
    Mutation("a table is not recorded", _AUDIT, drop(f"AuditTrail/{_RECORDED}/1/FieldSelectors/2/Equals/0")),
    Mutation(
        "writes only",
        _AUDIT,
        add(f"AuditTrail/{_RECORDED}/1/FieldSelectors", {"Field": "readOnly", "Equals": ["false"]}),
    ),
    Mutation("the trail stops", _AUDIT, put("AuditTrail/Properties/IsLogging", value=False)),
    Mutation("the trail can be altered", _AUDIT, drop("AuditTrail/Properties/EnableLogFileValidation")),
    Mutation("a table is not backed up", _BACKUP, drop("BackupUsersSelection")),
    Mutation("a backup is never tried", _BACKUP, drop("RestoreTestUserStampsSelection")),
    Mutation(
        "backups are short-lived",
        _BACKUP,
        put(f"{_DAILY}/Lifecycle", {"DeleteAfterDays": 1}),
    ),
    Mutation("backups stay in the region", _BACKUP, drop(f"{_DAILY}/CopyActions")),
    Mutation("failed backups are silent", _BACKUP, put("BackupFailuresRule/Properties/State", "DISABLED")),
    Mutation("the vault goes with its stack", _BACKUP, drop("BackupsVault/DeletionPolicy")),
    Mutation("the budget is raised", _COST, put("MonthlyBudget/Properties/Budget/BudgetLimit/Amount", 1000000)),
    Mutation("the budget is silent", _COST, drop("MonthlyBudget/Properties/NotificationsWithSubscribers/2")),
    Mutation("changes are not recorded", _AUDIT, drop(f"AuditTrail/{_RECORDED}/0")),
    Mutation(
        "only writing changes are recorded",
        _AUDIT,
        add(f"AuditTrail/{_RECORDED}/0/FieldSelectors", {"Field": "readOnly", "Equals": ["false"]}),
    ),
    Mutation("the trail looks at one region", _AUDIT, put("AuditTrail/Properties/IsMultiRegionTrail", value=False)),
    Mutation("backups are yearly", _BACKUP, put(f"{_DAILY}/ScheduleExpression", "cron(0 2 1 1 ? *)")),
    Mutation("no month is kept", _BACKUP, drop("BackupPlan/Properties/BackupPlan/BackupPlanRule/1")),
    Mutation(
        "restores are tried yearly",
        _BACKUP,
        put("RestoreTestPlan/Properties/ScheduleExpression", "cron(0 4 2 1 ? *)"),
    ),
    Mutation(
        "a restore test finds nothing",
        _BACKUP,
        put("RestoreTestPlan/Properties/RecoveryPointSelection/RecoveryPointTypes", ["CONTINUOUS"]),
    ),
    Mutation(
        "successes are told",
        _BACKUP,
        put("BackupFailuresRule/Properties/EventPattern/detail", {"state": ["COMPLETED"]}),
    ),
    Mutation("the budget is for a year", _COST, put("MonthlyBudget/Properties/Budget/TimeUnit", "ANNUALLY")),
    Mutation(
        "the budget speaks in dollars",
        _COST,
        put(f"{_NOTIFICATION}/ThresholdType", "ABSOLUTE_VALUE"),
    ),
)
