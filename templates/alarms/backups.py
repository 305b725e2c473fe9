"""Backups that failed, were never made, or did not reach the second region."""

from stamp_infra import ref
from stamp_infra.blocks.cloudwatch import math_alarm, metric_alarm
from templates import copies
from templates.alerts import topic
from templates.backup import backups, must_survive_a_region
from templates.metrics import TOTAL, backup_metric

HOUR_S = 3600
DAY_S = 24 * HOUR_S

# Backups run once a day, so their alarms last a day: otherwise an hour later all would seem well.
always = [
    math_alarm(
        "backup-failures",
        description="A backup or a restore test failed: its job in the AWS Backup console says why.",
        topic=topic,
        expression=TOTAL,
        metrics={
            "failed": backup_metric("NumberOfBackupJobsFailed", ref(backups)),
            "aborted": backup_metric("NumberOfBackupJobsAborted", ref(backups)),
            "expired": backup_metric("NumberOfBackupJobsExpired", ref(backups)),
            "restores_failed": backup_metric("NumberOfRestoreJobsFailed", ref(backups)),
        },
        threshold=0,
        period_s=HOUR_S,
        evaluate=(1, 24),
    ),
    metric_alarm(
        "backup-missing",
        backup_metric("NumberOfBackupJobsCompleted", ref(backups)),
        description="No backup in two days: see its plan and role in AWS Backup. A new environment starts like this.",
        topic=topic,
        comparison="LessThanThreshold",
        threshold=1,
        period_s=DAY_S,
        evaluate=(2, 2),
        missing="breaching",
    ),
]

where_copied = metric_alarm(
    "backup-copy-failures",
    backup_metric("NumberOfCopyJobsFailed", copies.NAME),
    description="A backup could not be copied to the second region: is copies.yaml deployed there?",
    topic=topic,
    threshold=0,
    period_s=HOUR_S,
    evaluate=(1, 24),
    only=must_survive_a_region,
)
