"""Whatever troposphere and awacs can say becomes plain data, and what no template can hold is told."""

from __future__ import annotations

from enum import Enum
from typing import Any

import pytest
from awacs.aws import Allow, PolicyDocument, Principal, Statement
from awacs.sts import AssumeRole
from troposphere import NoValue, Ref, Tags, awslambda, dynamodb, s3, serverless, sns, sqs

from stamp_infra import Block, ref
from tests.rendering import env, main, mistakes, resources, topic


class Colour(str, Enum):  # noqa: UP042 - a StrEnum would not show the difference
    """A text that is no plain str."""

    RED = "red"


def told(value: Any) -> str:
    """Return what is said about a value in the metadata of a resource."""
    (message,) = mistakes(main(topic("Main", Metadata={"value": value})))
    return message.removeprefix("templates/main.py: Main: ").split(";")[0]


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        ("a", "a"),
        ("日本", "日本"),
        (Colour.RED, "red"),
        (3, 3),
        (1.5, 1.5),
        (True, True),
        ((1, 2), [1, 2]),
        ({"a": [NoValue]}, {"a": [{"Ref": "AWS::NoValue"}]}),
        (Ref("AWS::Region"), {"Ref": "AWS::Region"}),
        (Tags(Owner="shop"), [{"Key": "Owner", "Value": "shop"}]),
        (s3.CorsConfiguration(CorsRules=[]), {"CorsRules": []}),
        (
            PolicyDocument(Statement=[Statement(Effect=Allow, Principal=Principal("*"), Action=[AssumeRole])]),
            {"Statement": [{"Action": ["sts:AssumeRole"], "Effect": "Allow", "Principal": "*"}]},
        ),
    ],
)
def test_every_kind_of_value_becomes_plain_data(value: Any, plain: Any) -> None:
    assert resources(topic("Main", Metadata={"value": value}))["Main"]["Metadata"]["value"] == plain


def test_attributes_stand_beside_the_properties() -> None:
    resource = topic("Main", DeletionPolicy="Retain", DependsOn=topic("Other"), DisplayName="shop")
    assert resources(topic("Other"), resource)["Main"] == {
        "Type": "AWS::SNS::Topic",
        "DeletionPolicy": "Retain",
        "DependsOn": "Other",
        "Properties": {"DisplayName": "shop"},
    }


def test_a_block_may_be_depended_on() -> None:
    other = Block(main=topic("Other"))
    assert resources(other, topic("Main", DependsOn=[other]))["Main"]["DependsOn"] == ["Other"]


def test_an_event_of_sam_is_a_part_of_its_function_and_not_a_resource() -> None:
    queue = sqs.Queue("Queue")
    event = serverless.SQSEvent("Work", Queue=ref(queue), BatchSize=5)
    function = serverless.Function("Desk", CodeUri=".", Handler="a.b", Runtime="python3.13", Events={"Work": event})
    found = resources(queue, function)
    assert found.keys() == {"Queue", "Desk"}
    assert found["Desk"]["Properties"]["Events"] == {
        "Work": {"Type": "SQS", "Properties": {"Queue": {"Ref": "Queue"}, "BatchSize": 5}}
    }


@pytest.mark.parametrize("value", [None, object(), b"a", {"a"}, float("nan"), float("inf"), [None]])
def test_a_value_that_no_template_can_hold_is_told(value: Any) -> None:
    assert told(value).startswith("holds a value that no template can (got ")


def test_half_a_character_is_told() -> None:
    assert told("\ud83d") == "holds half a character (got \"'\\\\ud83d'\")"


@pytest.mark.parametrize("key", [3, None, Ref("AWS::Region"), ("a",)])
def test_a_key_that_is_no_text_is_told(key: Any) -> None:
    assert told({key: "a"}).startswith("has a key that is no text in a mapping")


def test_every_property_that_is_missing_is_told() -> None:
    index = dynamodb.KeySchema(AttributeName="Id")
    table = dynamodb.Table("Orders", KeySchema=[index], BillingMode="PAY_PER_REQUEST")
    permission = awslambda.Permission("Call", FunctionName="desk")
    found = mistakes(main(table, permission))
    assert [message.split(";")[0].removeprefix("templates/main.py: ") for message in found] == [
        "Orders: lacks KeyType, which KeySchema requires",
        "Call: lacks Action, which AWS::Lambda::Permission requires",
        "Call: lacks Principal, which AWS::Lambda::Permission requires",
    ]


def test_what_troposphere_s_own_validator_refuses_is_told() -> None:
    subscription = sns.SubscriptionResource("Mail", Protocol="email", TopicArn="a")
    function = awslambda.Function("Desk", Code=awslambda.Code(S3Bucket="a", S3Key="b", ZipFile="c"), Role="a")
    (told,) = mistakes(main(subscription, function))
    assert told.startswith("templates/main.py: Desk: is no Code to troposphere: ")


def test_validation_that_the_declaration_switched_off_stays_off() -> None:
    assert resources(dynamodb.Table("Orders", validation=False))["Orders"] == {
        "Type": "AWS::DynamoDB::Table",
        "Properties": {},
    }


def test_a_setting_in_a_property_of_a_property_is_looked_up_in_its_stack() -> None:
    expiry = s3.LifecycleRule(Status="Enabled", ExpirationInDays=env.days)
    bucket = s3.Bucket("Bucket", LifecycleConfiguration=s3.LifecycleConfiguration(Rules=[expiry]))
    (rule,) = resources(bucket)["Bucket"]["Properties"]["LifecycleConfiguration"]["Rules"]
    assert rule["ExpirationInDays"] == {"Fn::FindInMap": ["Environment", {"Ref": "Environment"}, "Days"]}
