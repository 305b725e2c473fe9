"""What a table's template says is what DynamoDB tells of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.local import aws

if TYPE_CHECKING:
    from stamp_infra.local.emulator import Emulator


def table(**properties: Any) -> dict[str, Any]:
    return {
        "Type": "AWS::DynamoDB::Table",
        "Properties": {
            "TableName": aws.unique(),
            "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": [{"AttributeName": "Id", "AttributeType": "S"}],
            "KeySchema": [{"AttributeName": "Id", "KeyType": "HASH"}],
            **properties,
        },
    }


def time_to_live(emulator: Emulator, name: str) -> Any:
    return aws.client(emulator, "dynamodb").describe_time_to_live(TableName=name)["TimeToLiveDescription"]


def recovery(emulator: Emulator, name: str) -> Any:
    described = aws.client(emulator, "dynamodb").describe_continuous_backups(TableName=name)
    return described["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"]


def described(emulator: Emulator, name: str) -> Any:
    return aws.client(emulator, "dynamodb").describe_table(TableName=name)["Table"]


TTL = {"TimeToLiveSpecification": {"AttributeName": "TTL", "Enabled": True}}
PITR = {"PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True, "RecoveryPeriodInDays": 7}}
SSE = {"SSESpecification": {"SSEEnabled": True}}


def test_ministack_drops_time_to_live_from_a_template(plain: Emulator) -> None:
    stack = aws.create(plain, {"Table": table(**TTL)})
    assert time_to_live(plain, stack.ids["Table"])["TimeToLiveStatus"] == "DISABLED"


def test_a_template_sets_time_to_live_and_takes_it_away(mended: Emulator) -> None:
    resource = table(**TTL)
    stack = aws.create(mended, {"Table": resource})
    assert time_to_live(mended, stack.ids["Table"]) == {"TimeToLiveStatus": "ENABLED", "AttributeName": "TTL"}
    del resource["Properties"]["TimeToLiveSpecification"]
    aws.update(mended, stack, {"Table": resource})
    assert time_to_live(mended, stack.ids["Table"])["TimeToLiveStatus"] == "DISABLED"


def test_ministack_drops_point_in_time_recovery_from_a_template(plain: Emulator) -> None:
    stack = aws.create(plain, {"Table": table(**PITR)})
    assert recovery(plain, stack.ids["Table"])["PointInTimeRecoveryStatus"] == "DISABLED"


def test_a_template_sets_point_in_time_recovery_and_takes_it_away(mended: Emulator) -> None:
    resource = table(**PITR)
    stack = aws.create(mended, {"Table": resource})
    found = recovery(mended, stack.ids["Table"])
    assert (found["PointInTimeRecoveryStatus"], found["RecoveryPeriodInDays"]) == ("ENABLED", 7)
    del resource["Properties"]["PointInTimeRecoverySpecification"]
    aws.update(mended, stack, {"Table": resource})
    assert recovery(mended, stack.ids["Table"])["PointInTimeRecoveryStatus"] == "DISABLED"


def set_recovery(emulator: Emulator, name: str, **specification: Any) -> None:
    aws.client(emulator, "dynamodb").update_continuous_backups(
        TableName=name, PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True, **specification}
    )


def test_ministack_forgets_the_recovery_period(plain: Emulator) -> None:
    name = aws.create(plain, {"Table": table()}).ids["Table"]
    set_recovery(plain, name, RecoveryPeriodInDays=3)
    assert "RecoveryPeriodInDays" not in recovery(plain, name)


def test_the_recovery_period_is_what_was_asked_for_and_else_35_days(mended: Emulator) -> None:
    name = aws.create(mended, {"Table": table()}).ids["Table"]
    set_recovery(mended, name, RecoveryPeriodInDays=3)
    assert recovery(mended, name)["RecoveryPeriodInDays"] == 3
    set_recovery(mended, name)
    assert recovery(mended, name)["RecoveryPeriodInDays"] == 35
    assert aws.refusal(lambda: set_recovery(mended, name, RecoveryPeriodInDays=36)) == "ValidationException"


def test_ministack_drops_encryption_from_a_template(plain: Emulator) -> None:
    stack = aws.create(plain, {"Table": table(**SSE)})
    assert "SSEDescription" not in described(plain, stack.ids["Table"])


def test_a_template_sets_encryption(mended: Emulator) -> None:
    stack = aws.create(mended, {"Table": table(**SSE)})
    assert described(mended, stack.ids["Table"])["SSEDescription"]["Status"] == "ENABLED"


def test_ministack_deletes_a_protected_table_with_its_stack(plain: Emulator) -> None:
    stack = aws.create(plain, {"Table": table(DeletionProtectionEnabled=True)})
    assert aws.delete(plain, stack).status == "DELETE_COMPLETE"


def test_a_protected_table_stops_the_delete_of_its_stack(mended: Emulator) -> None:
    stack = aws.create(mended, {"Table": table(DeletionProtectionEnabled="true")})
    deleted = aws.delete(mended, stack)
    assert deleted.status == "DELETE_FAILED"
    assert "protected against deletion" in " ".join(deleted.reasons)
    assert described(mended, stack.ids["Table"])["DeletionProtectionEnabled"] is True


def test_the_text_false_of_a_mapping_does_not_protect(mended: Emulator) -> None:
    stack = aws.create(mended, {"Table": table(DeletionProtectionEnabled="false")})
    assert described(mended, stack.ids["Table"])["DeletionProtectionEnabled"] is False
    assert aws.delete(mended, stack).status == "DELETE_COMPLETE"


def overwrite(emulator: Emulator) -> tuple[aws.Stack, bool]:
    """Create a stack that declares an existing table with an item; return the stack and whether the item is left."""
    resource = table()
    dynamodb = aws.client(emulator, "dynamodb")
    name = aws.create(emulator, {"Table": resource}).ids["Table"]
    dynamodb.put_item(TableName=name, Item={"Id": {"S": "kept"}})
    stack = aws.create(emulator, {"Table": resource})
    return stack, "Item" in dynamodb.get_item(TableName=name, Key={"Id": {"S": "kept"}})


def test_ministack_puts_an_empty_table_in_the_place_of_an_existing_one(plain: Emulator) -> None:
    stack, left = overwrite(plain)
    assert (stack.status, left) == ("CREATE_COMPLETE", False)


def test_a_stack_does_not_take_an_existing_table(mended: Emulator) -> None:
    stack, left = overwrite(mended)
    assert (stack.status, left) == ("ROLLBACK_COMPLETE", True)
    assert "already exists" in " ".join(stack.reasons)


@pytest.mark.parametrize("keep", ["Retain", "RetainExceptOnCreate"])
def test_a_retained_table_outlives_its_stack(mended: Emulator, keep: str) -> None:
    stack = aws.create(mended, {"Table": table() | {"DeletionPolicy": keep}})
    assert aws.delete(mended, stack).status == "DELETE_COMPLETE"
    assert described(mended, stack.ids["Table"])["TableStatus"] == "ACTIVE"
