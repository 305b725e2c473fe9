"""A table is what its template says: TTL, recovery, encryption, protection, and never in the place of another."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.local.mends.handlers import after_write, before_delete, handlers, is_true, succeeded

if TYPE_CHECKING:
    from stamp_infra.local.mends.handlers import Properties, Response

_TYPE: Final = "AWS::DynamoDB::Table"
_PERIOD: Final = "_RecoveryPeriodInDays"
_LONGEST_PERIOD: Final = 35


def templates_set_time_to_live() -> None:
    """Apply TimeToLiveSpecification, which ministack drops from templates."""
    from ministack.services import dynamodb

    def apply(table: str, properties: Properties) -> None:
        wanted = properties.get("TimeToLiveSpecification")
        known = dynamodb._ttl_settings.get(table)
        if wanted:
            now = {"AttributeName": wanted.get("AttributeName"), "Enabled": is_true(wanted["Enabled"])}
        elif known:
            now = {"AttributeName": known["AttributeName"], "Enabled": False}
        else:
            return
        succeeded(dynamodb._update_ttl({"TableName": table, "TimeToLiveSpecification": now}))

    after_write(_TYPE, apply)


def templates_set_point_in_time_recovery() -> None:
    """Apply PointInTimeRecoverySpecification, which ministack drops from templates."""
    from ministack.services import dynamodb

    def apply(table: str, properties: Properties) -> None:
        wanted = properties.get("PointInTimeRecoverySpecification") or {}
        enabled = is_true(wanted.get("PointInTimeRecoveryEnabled"))
        now: Properties = {"PointInTimeRecoveryEnabled": enabled}
        if "RecoveryPeriodInDays" in wanted:
            now["RecoveryPeriodInDays"] = int(wanted["RecoveryPeriodInDays"])
        if enabled or dynamodb._pitr_settings.get(table):
            succeeded(
                dynamodb._update_continuous_backups({"TableName": table, "PointInTimeRecoverySpecification": now})
            )

    after_write(_TYPE, apply)


def recovery_period_is_kept() -> None:
    """Keep and tell RecoveryPeriodInDays of point-in-time recovery, 35 unless said; ministack forgets it."""
    from ministack.core.responses import error_response_json
    from ministack.services import dynamodb

    update, describe = dynamodb._update_continuous_backups, dynamodb._describe_continuous_backups

    def update_and_keep(request: Properties) -> Response:
        days = request.get("PointInTimeRecoverySpecification", {}).get("RecoveryPeriodInDays", _LONGEST_PERIOD)
        if not 1 <= days <= _LONGEST_PERIOD:
            message = f"RecoveryPeriodInDays must be between 1 and {_LONGEST_PERIOD}"
            refusal: Response = error_response_json("ValidationException", message, 400)
            return refusal
        response = update(request)
        table = dynamodb._tables.get(dynamodb._normalize_table_name(request.get("TableName")))
        if table:
            table[_PERIOD] = days
        return _with_period(response, table)

    def describe_with_period(request: Properties) -> Response:
        table = dynamodb._tables.get(dynamodb._normalize_table_name(request.get("TableName")))
        return _with_period(describe(request), table)

    dynamodb._update_continuous_backups, dynamodb._describe_continuous_backups = update_and_keep, describe_with_period


def templates_set_encryption() -> None:
    """Apply SSESpecification of a new table, which ministack drops from templates."""
    from ministack.services import dynamodb

    def apply(table: str, properties: Properties) -> None:
        wanted = dict(properties.get("SSESpecification") or {})
        wanted["Enabled"] = is_true(wanted.pop("SSEEnabled", False))
        dynamodb._tables[table]["SSEDescription"] = dynamodb._sse_description_from_spec(wanted)

    after_write(_TYPE, apply)


def deletion_protection_holds() -> None:
    """Refuse to delete a protected table with its stack, as ministack does not; the text false does not protect."""
    from ministack.services import dynamodb

    def apply(table: str, properties: Properties) -> None:
        dynamodb._tables[table]["DeletionProtectionEnabled"] = is_true(properties.get("DeletionProtectionEnabled"))

    def check(table: str) -> None:
        if dynamodb._tables.get(table, {}).get("DeletionProtectionEnabled"):
            raise ValueError(f"Resource cannot be deleted as it is currently protected against deletion: {table}")

    after_write(_TYPE, apply)
    before_delete(_TYPE, check)


def existing_tables_are_not_overwritten() -> None:
    """Fail the create of a table whose name is taken; ministack puts an empty table in the place of the old one."""
    from ministack.services import dynamodb

    known = handlers(_TYPE)
    create = known["create"]

    def create_if_new(logical_id: str, properties: Properties, stack: str) -> Any:
        if properties.get("TableName") in dynamodb._tables:
            raise ValueError(f"Resource of type '{_TYPE}' with identifier '{properties['TableName']}' already exists.")
        return create(logical_id, properties, stack)

    known["create"] = create_if_new


def _with_period(response: Response, table: Properties | None) -> Response:
    status, headers, body = response
    if status != 200 or not table:  # noqa: PLR2004 # HTTP's OK
        return response
    answer = json.loads(body)
    recovery = answer["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"]
    if recovery["PointInTimeRecoveryStatus"] == "ENABLED":
        recovery["RecoveryPeriodInDays"] = table.get(_PERIOD, _LONGEST_PERIOD)
    return status, headers, json.dumps(answer).encode()
