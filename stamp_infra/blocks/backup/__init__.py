"""Backups that are there when they are needed, and are tried out before."""

from stamp_infra.blocks.backup.copies import Copies as Copies
from stamp_infra.blocks.backup.plan import Schedule as Schedule
from stamp_infra.blocks.backup.plan import plan as plan
from stamp_infra.blocks.backup.restore import failure_alerts as failure_alerts
from stamp_infra.blocks.backup.restore import restore_test as restore_test
from stamp_infra.blocks.backup.vault import vault as vault
