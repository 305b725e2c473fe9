"""Who did what: every change in the account, and every read and write of a table or bucket."""

from stamp_infra import Stack
from stamp_infra.blocks.cloudtrail import trail
from templates.dynamodb import tables
from templates.s3 import access_logs, uploads

audit = trail("audit", tables=tables, buckets=[uploads, access_logs], access_logs=access_logs, keep_days=365)

stack = Stack("audit", [audit], description=__doc__)
