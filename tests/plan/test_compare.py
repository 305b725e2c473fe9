"""What CloudFormation makes of a difference is known before it is asked."""

from __future__ import annotations

from typing import Any

import pytest

from stamp_infra.plan.change import Action
from tests.plan.stacks import body, changes, nested, one, resource, table

POOL = "AWS::Cognito::UserPool"
MAIL = {"Name": "plan", "AttributeDataType": "String"}
RANK = {"Name": "rank", "AttributeDataType": "String"}


@pytest.mark.parametrize(
    ("before", "after", "action"),
    [
        (table(), table(BillingMode="PROVISIONED"), Action.UPDATE),
        (table(), table(TableName="people"), Action.REPLACE),
        (table(), table(KeySchema=[{"AttributeName": "Other", "KeyType": "HASH"}]), Action.MAY_REPLACE),
        (table(), table(LocalSecondaryIndexes=[{"IndexName": "local"}]), Action.REPLACE),
        (table(TableName={"Ref": "Unknown"}), table(TableName="users"), Action.MAY_REPLACE),
        (table(TableName={"Fn::Sub": "${AWS::AccountId}-users"}), table(TableName="users"), Action.MAY_REPLACE),
        (resource("AWS::S3::Bucket", BucketName="a"), resource("AWS::S3::Bucket", BucketName="b"), Action.REPLACE),
        (resource(POOL, Schema=[MAIL]), resource(POOL, Schema=[MAIL, RANK]), Action.UPDATE),
        (resource(POOL, Schema=[MAIL]), resource(POOL, Schema=[{**MAIL, "Mutable": False}]), Action.REPLACE),
        (resource(POOL, Schema=[MAIL, RANK]), resource(POOL, Schema=[RANK]), Action.REPLACE),
        (resource(POOL), resource(POOL, UsernameAttributes=["email"]), Action.REPLACE),
        (resource(POOL, UserPoolName="a"), resource(POOL, UserPoolName="b"), Action.UPDATE),
        (resource("AWS::KMS::Key"), resource("AWS::KMS::Key", MultiRegion=True), Action.REPLACE),
        (resource("AWS::KMS::Key"), resource("AWS::KMS::Key", Description="new"), Action.UPDATE),
        (table(), resource("AWS::S3::Bucket"), Action.REPLACE),
        (table(), {**table(), "DeletionPolicy": "Delete"}, Action.UPDATE),
        (resource("Custom::Unknown", A=1), resource("Custom::Unknown", A=2), Action.UPDATE),
    ],
)
def test_a_difference_is_an_update_or_a_replacement(before: Any, after: Any, action: Action) -> None:
    change = one(before, after)
    assert change is not None
    assert change.action is action


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (table(), table()),
        (table(DeletionProtectionEnabled=True), table(DeletionProtectionEnabled="true")),
        (resource("AWS::Lambda::Function", MemorySize=256), resource("AWS::Lambda::Function", MemorySize="256")),
        (table(), {**table(), "Metadata": {"Why": "told"}}),
        (resource("AWS::SNS::Topic"), {**resource("AWS::SNS::Topic"), "DependsOn": ["Other"]}),
    ],
)
def test_what_comes_to_the_same_is_no_change(before: Any, after: Any) -> None:
    assert one(before, after) is None


def test_the_paths_that_differ_are_named() -> None:
    change = one(table(Tags=[{"Key": "a", "Value": "1"}]), table(Tags=[{"Key": "a", "Value": "2"}], TableName="x"))
    assert change is not None
    assert change.properties == ("TableName", "Tags/0/Value")


def test_a_deleted_table_is_told_even_though_it_is_kept() -> None:
    change = changes({(): body({"It": table()})}, {(): body({"Other": resource("AWS::SNS::Topic")})})["It"]
    assert (change.action, change.loses) == (Action.DELETE, "the items")
    assert change.why == "stays in the account, but no stack holds it any more"


def test_a_nested_stack_that_goes_takes_all_it_holds_with_it() -> None:
    before = {(): body({"Data": nested()}), ("Data",): body({"Users": table()})}
    found = changes(before, {(): body({"Topic": resource("AWS::SNS::Topic")})})
    assert {name: change.action for name, change in found.items()} == {
        "Data": Action.DELETE,
        "Data/Users": Action.DELETE,
        "Topic": Action.CREATE,
    }


def test_a_parameter_of_the_root_reaches_what_is_nested() -> None:
    declared = {"Name": {"Type": "String"}}
    root = body({"Data": nested(Name={"Ref": "Name"})}, Parameters=declared)
    state = {(): root, ("Data",): body({"Users": table(TableName={"Ref": "Name"})}, Parameters=declared)}
    found = changes(state, state, ({"Name": "users"}, {"Name": "people"}))
    assert {name: change.action for name, change in found.items()} == {"Data/Users": Action.REPLACE}


def test_a_condition_that_no_longer_holds_deletes() -> None:
    root = body(
        {"It": {**table(), "Condition": "Kept"}, "Other": resource("AWS::SNS::Topic")},
        Parameters={"Keep": {"Type": "String"}},
        Conditions={"Kept": {"Fn::Equals": [{"Ref": "Keep"}, "yes"]}},
    )
    found = changes({(): root}, {(): root}, ({"Keep": "yes"}, {"Keep": "no"}))
    assert {name: change.action for name, change in found.items()} == {"It": Action.DELETE}


def test_what_refers_to_a_replaced_resource_by_a_create_only_property_may_be_replaced_too() -> None:
    def state(name: str) -> dict[tuple[str, ...], Any]:
        key = resource("AWS::KMS::Key", KeySpec=name)
        vault = resource("AWS::Backup::BackupVault", EncryptionKeyArn={"Fn::GetAtt": ["Key", "Arn"]})
        topic = resource("AWS::SNS::Topic", DisplayName={"Ref": "Key"})
        return {(): body({"Key": key, "Vault": vault, "Topic": topic})}

    found = changes(state("RSA_2048"), state("RSA_4096"))
    assert {name: change.action for name, change in found.items()} == {
        "Key": Action.REPLACE,
        "Vault": Action.MAY_REPLACE,
    }
    assert found["Vault"].why == "refers to Key, which may be replaced"


def indexed(**indexes: Any) -> dict[str, Any]:
    rows = [{"IndexName": name, "KeySchema": keys, "Projection": {}} for name, keys in indexes.items()]
    return table(GlobalSecondaryIndexes=rows)


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (indexed(a="x"), indexed(a="x", b="y"), None),
        (indexed(a="x", b="y"), indexed(a="x"), None),
        (
            indexed(a="x"),
            indexed(a="x", b="y", c="z"),
            "creates or deletes more than one index at once (b, c): deploy them one after the other",
        ),
        (
            indexed(a="x"),
            indexed(b="x"),
            "creates or deletes more than one index at once (b, a): deploy them one after the other",
        ),
        (
            indexed(a="x"),
            indexed(a="y"),
            "changes KeySchema of index a under the same name: give the new one another name",
        ),
    ],
)
def test_what_dynamodb_refuses_to_do_to_indexes_is_refused_before(before: Any, after: Any, why: str | None) -> None:
    change = one(before, after)
    assert change is not None
    assert (change.action is Action.REFUSED) == (why is not None)
    assert change.why == (why or "")
