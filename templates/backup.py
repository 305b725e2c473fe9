"""What can be restored after a disaster: daily and monthly backups of every table, and the proof that they restore."""

from troposphere import Equals

from stamp_infra import Condition, Stack, name
from stamp_infra.blocks.backup import Copies, Schedule, failure_alerts, plan, restore_test, vault
from stamp_infra.blocks.kms import key
from templates import copies
from templates.alerts import topic
from templates.dynamodb import stamp_masters, user_stamps, users
from templates.environments import env

JAPAN = "Asia/Tokyo"

# Point-in-time recovery undoes a mistake of the last days; this is for what it cannot undo: a table deleted with its
# history, a region lost. Photographs are left out: they stay until they are recognised, and expire within days.
tables = {"users": users, "stamp-masters": stamp_masters, "user-stamps": user_stamps}

must_survive_a_region = Condition("MustSurviveRegion", Equals(env.multi_az, "required"))

backup_key = key("backups", description="Encrypts the backups of the tables.")
backups = vault("backups", vault_name=name("backups", limit=50), key=backup_key)

schedule = plan(
    "backup",
    vault=backups,
    key=backup_key,
    tables=tables,
    schedules=[
        Schedule(name="daily", cron="0 2 * * ? *", timezone=JAPAN, keep_days=env.backup_days),
        Schedule(name="monthly", cron="0 3 1 * ? *", timezone=JAPAN, keep_days=365, only=must_survive_a_region),
    ],
    copies=Copies(region=copies.REGION, vault_name=copies.NAME, key_alias=copies.KEY_ALIAS, only=must_survive_a_region),
)

restores = restore_test(
    "restore-test",
    vault=backups,
    key=backup_key,
    tables=tables,
    cron="0 4 2 * ? *",
    timezone=JAPAN,
    within_days=7,
)

failures = failure_alerts("backup-failures", topic=topic)

stack = Stack("backup", [backup_key, backups, schedule, restores, failures], description=__doc__)
