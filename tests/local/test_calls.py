"""An embedded AWS that keeps a record tells which role has called what, and whether its policies allow it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from stamp_infra.local.calls import FILE, Call, recorded
from stamp_infra.local.emulator import running
from tests.local import aws

if TYPE_CHECKING:
    from stamp_infra.local.emulator import Emulator

TABLE: Final = {
    "Type": "AWS::DynamoDB::Table",
    "Properties": {
        "AttributeDefinitions": [{"AttributeName": "Id", "AttributeType": "S"}],
        "KeySchema": [{"AttributeName": "Id", "KeyType": "HASH"}],
        "BillingMode": "PAY_PER_REQUEST",
    },
}
OBJECTS: Final = {"Fn::Sub": "${Bucket.Arn}/*"}
OVER_TLS: Final = aws.allow("s3:*", OBJECTS) | {
    "Effect": "Deny",
    "Principal": "*",
    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
}
RESOURCES: Final[dict[str, dict[str, Any]]] = {
    "Table": TABLE,
    "Bucket": {"Type": "AWS::S3::Bucket"},
    "Policy": {
        "Type": "AWS::S3::BucketPolicy",
        "Properties": {"Bucket": {"Ref": "Bucket"}, "PolicyDocument": aws.policy(OVER_TLS)},
    },
    "Role": aws.role(
        aws.allow("dynamodb:PutItem", {"Fn::GetAtt": ["Table", "Arn"]}), aws.allow("s3:PutObject", OBJECTS)
    ),
}
ARNS: Final = {name: {"Fn::GetAtt": [name, "Arn"]} for name in ("Role", "Table", "Bucket")}


def write_both(emulator: Emulator, credentials: tuple[str, str, str], stack: aws.Stack) -> str | None:
    """Put an object, and an item with the deletion of another; return how the latter is refused."""
    table = {"TableName": stack.ids["Table"]}
    writes = [{"Put": {**table, "Item": {"Id": {"S": "1"}}}}, {"Delete": {**table, "Key": {"Id": {"S": "2"}}}}]
    aws.client(emulator, "s3", credentials).put_object(Bucket=stack.ids["Bucket"], Key="key", Body=b"")
    dynamodb = aws.client(emulator, "dynamodb", credentials)
    return aws.refusal(lambda: dynamodb.transact_write_items(TransactItems=writes))


def test_the_calls_of_roles_are_recorded_and_nobody_else_s() -> None:
    with running(recorded=True) as emulator:
        stack = aws.create(emulator, RESOURCES, ARNS)
        credentials = aws.assumed(emulator, stack.outputs["Role"])
        _, begun = recorded(emulator.folder)
        assert write_both(emulator, aws.ROOT, stack) is None
        assert write_both(emulator, credentials, stack) == "AccessDeniedException"
        calls, end = recorded(emulator.folder, begun)
        role, table = stack.ids["Role"], stack.outputs["Table"]
        assert calls == [
            Call(role=role, action="s3:PutObject", resource=f"{stack.outputs['Bucket']}/key", allowed=True),
            Call(role=role, action="dynamodb:PutItem", resource=table, allowed=True),
            Call(role=role, action="dynamodb:DeleteItem", resource=table, allowed=False),
        ]
        assert recorded(emulator.folder, end) == ([], end)


def test_nothing_is_recorded_unless_it_is_asked_for(mended: Emulator) -> None:
    with pytest.raises(FileNotFoundError, match=FILE):
        recorded(mended.folder)
