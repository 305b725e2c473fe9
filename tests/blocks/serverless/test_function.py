"""Blocks of functions: own role, own log group, a live alias, and an alarm that stops a bad version."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from awacs import dynamodb
from troposphere import Equals, awslambda, sns

from stamp_infra import App, Block, Condition, Stack, when
from stamp_infra.blocks.iam import Allow
from stamp_infra.blocks.serverless import Function, Shared, alias_arn, function
from stamp_infra.blocks.sqs import queue
from stamp_infra.synth.synthesize import synthesize
from tests.blocks.synthesized import alerts, dev, env, granted, mistakes, prod, resources
from tests.rendering import topic

log_key = Block(main=sns.Topic("Key"))
codedeploy = Block(main=sns.Topic("CodeDeploy"))
orders = Block(main=sns.Topic("Orders"))
shared = Shared(
    code_uri="../../functions",
    runtime="python3.13",
    log_retention_days=7,
    log_key=log_key,
    alerts=alerts,
    deployment_preference="Canary10Percent5Minutes",
    deployment_role=codedeploy,
    variables={"ENVIRONMENT": env.name},
)


def desk(**more: Any) -> Function:
    return function("desk", shared, **{"memory_mb": 256, **more})


def found(of: Function | None = None, *others: Any) -> Any:
    """Return the resources of a stack with a function, its role, and what all functions share."""
    of = of or desk()
    return resources(of, of.role, log_key, codedeploy, alerts, orders, *others)


def statements(of: Function, *others: Any) -> list[Any]:
    listed: list[Any] = found(of, *others)["DeskRole"]["Properties"]["Policies"][0]["PolicyDocument"]["Statement"]
    return listed


def test_a_function_is_named_sized_and_built_without_docker() -> None:
    resource = found()["DeskFunction"]
    properties = resource["Properties"]
    assert resource["Metadata"] == {"BuildMethod": "makefile"}
    assert {name: properties[name] for name in ("CodeUri", "Handler", "Runtime", "Architectures")} == {
        "CodeUri": "../../functions",
        "Handler": "lambda_function.lambda_handler",
        "Runtime": "python3.13",
        "Architectures": ["arm64"],
    }
    assert properties["FunctionName"] == {"Fn::Sub": "shop-${Environment}-desk"}
    assert (properties["MemorySize"], properties["Timeout"]) == (256, 10)


def test_it_writes_structured_logs_to_a_group_of_its_own_and_is_traced() -> None:
    everything = found()
    assert everything["DeskFunction"]["Properties"]["LoggingConfig"] == {
        "LogGroup": {"Ref": "DeskLogGroup"},
        "LogFormat": "JSON",
    }
    assert everything["DeskFunction"]["Properties"]["Tracing"] == "Active"
    assert everything["DeskLogGroup"]["Properties"] == {
        "LogGroupName": {"Fn::Sub": "/aws/lambda/shop-${Environment}-desk"},
        "RetentionInDays": 7,
        "KmsKeyId": {"Fn::GetAtt": ["Key", "Arn"]},
    }


def test_a_role_of_its_own_lets_it_log_and_trace_and_nothing_else() -> None:
    account = "arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}"
    assert statements(desk()) == [
        {
            "Effect": "Allow",
            "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
            "Resource": {"Fn::Sub": f"{account}:log-group:/aws/lambda/shop-${{Environment}}-desk:*"},
        },
        {"Effect": "Allow", "Action": ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], "Resource": "*"},
    ]
    assert found()["DeskFunction"]["Properties"]["Role"] == {"Fn::GetAtt": ["DeskRole", "Arn"]}


def test_what_it_is_allowed_besides_is_added() -> None:
    (statement,) = granted(statements(desk(allow=[Allow(orders, dynamodb.PutItem)])), "dynamodb:PutItem")
    assert statement["Resource"] == {"Fn::GetAtt": ["Orders", "Arn"]}


def test_what_comes_after_the_roles_is_granted_beside_the_function() -> None:
    later = desk(allow_later=[Allow(orders, dynamodb.PutItem)])
    assert granted(statements(later), "dynamodb:PutItem") == []
    grant = found(later)["DeskGrant"]["Properties"]
    assert grant["RoleName"] == {"Ref": "DeskRole"}
    assert grant["PolicyDocument"]["Statement"][0]["Action"] == ["dynamodb:PutItem"]
    assert "DeskGrant" not in found()


def test_variables_name_resources_and_what_all_functions_share() -> None:
    properties = found(desk(variables={"TABLE": orders, "SHARDS": 3, "MAIL": env.email}))["DeskFunction"]["Properties"]
    assert properties["Environment"]["Variables"] == {
        "ENVIRONMENT": {"Ref": "Environment"},
        "TABLE": {"Ref": "Orders"},
        "SHARDS": 3,
        "MAIL": {"Ref": "Email"},
    }


def test_a_new_version_gets_its_traffic_little_by_little_and_an_alarm_takes_it_back() -> None:
    everything = found()
    properties = everything["DeskFunction"]["Properties"]
    assert properties["AutoPublishAlias"] == "live"
    assert properties["DeploymentPreference"] == {
        "Type": "Canary10Percent5Minutes",
        "Alarms": [{"Ref": "DeskDeploymentAlarm"}],
        "Role": {"Fn::GetAtt": ["CodeDeploy", "Arn"]},
    }
    alarm = everything["DeskDeploymentAlarm"]["Properties"]
    assert (alarm["MetricName"], alarm["Threshold"], alarm["EvaluationPeriods"]) == ("Errors", 0, 1)
    assert {"Name": "Resource", "Value": {"Fn::Sub": "shop-${Environment}-desk:live"}} in alarm["Dimensions"]


def test_its_live_alias_is_what_sam_makes_of_it_in_any_stack() -> None:
    of = desk()
    reader = Stack("reader", [topic("Reader", DisplayName=of.live)])
    root = Stack("main", [of, of.role, log_key, codedeploy, alerts])
    app = App(name="shop", environments=(dev, prod), root=root, nested=(reader,))
    bodies: dict[str, Any] = {template.path: template.body for template in synthesize(app).templates}
    passed = bodies["sam/template.yaml"]["Resources"]["Reader"]["Properties"]["Parameters"]
    assert passed == {"DeskFunctionAliaslive": {"Ref": "DeskFunctionAliaslive"}}


def test_the_arn_of_the_alias_can_be_built_before_there_is_a_function() -> None:
    reader = resources(topic("Reader", DisplayName=alias_arn("desk")))["Reader"]["Properties"]["DisplayName"]
    account = "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}"
    assert reader == {"Fn::Sub": f"{account}:function:shop-${{Environment}}-desk:live"}


def test_a_consumer_takes_batches_reports_what_failed_and_is_bounded() -> None:
    packing = queue("packing", visibility_s=60)
    of = desk(queue=packing, queue_concurrency=env.days)
    properties = found(of, packing)["DeskFunction"]["Properties"]
    assert properties["Events"]["Queue"] == {
        "Type": "SQS",
        "Properties": {
            "Queue": {"Fn::GetAtt": ["Packing", "Arn"]},
            "BatchSize": 10,
            "FunctionResponseTypes": ["ReportBatchItemFailures"],
            "ScalingConfig": {"MaximumConcurrency": {"Fn::FindInMap": ["Environment", {"Ref": "Environment"}, "Days"]}},
        },
    }
    (statement,) = granted(statements(of, packing), "sqs:ReceiveMessage")
    assert statement["Action"] == ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
    assert statement["Resource"] == {"Fn::GetAtt": ["Packing", "Arn"]}


def test_provisioned_concurrency_is_there_where_its_condition_holds() -> None:
    far = Condition("IsFar", Equals(env.far, "yes"))
    concurrency = awslambda.ProvisionedConcurrencyConfiguration(ProvisionedConcurrentExecutions=2)
    properties = found(desk(provisioned_concurrency=when(far, concurrency)))["DeskFunction"]["Properties"]
    assert properties["ProvisionedConcurrencyConfig"] == {
        "Fn::If": ["IsFar", {"ProvisionedConcurrentExecutions": 2}, {"Ref": "AWS::NoValue"}]
    }
    assert "ProvisionedConcurrencyConfig" not in found()["DeskFunction"]["Properties"]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"memory_mb": None}, ".memory_mb: must be a whole number from 128 to 10240"),
        ({"timeout_s": 0}, ".timeout_s: must be a whole number from 1 to 900"),
        ({"variables": ["A"]}, ".variables: is of type list"),
        ({"variables": {"A-B": "a"}}, '.variables: is not a name of an environment variable (got "A-B")'),
        ({"variables": {"AB": None}}, ".variables.AB: is of type NoneType"),
        ({"variables": {"AB": " "}}, ".variables.AB: must be a text that is not empty"),
        ({"allow": ["dynamodb:PutItem"]}, ".allow[0]: is of type str"),
        ({"allow_later": [Allow("*")]}, ": later.allow[0]: allows no action"),
        ({"queue": alerts}, ".queue: is of type Block"),
        ({"queue": queue("packing", visibility_s=60), "queue_concurrency": 1}, ".queue_concurrency: must be a whole"),
        ({"provisioned_concurrency": 2}, ".provisioned_concurrency: is of type int"),
    ],
)
def test_what_lambda_would_refuse_is_told(more: Any, told: str) -> None:
    (message,) = mistakes(desk(**more))
    assert message.startswith(f'templates/sam.py: function "desk"{told}')


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"runtime": ""}, ".runtime: must be a text that is not empty"),
        ({"code_uri": None}, ".code_uri: must be a text that is not empty"),
        ({"log_retention_days": 8}, ".log_retention_days: is not a choice"),
        ({"log_key": "key"}, ".log_key: is of type str"),
        ({"alerts": None}, ".alerts: is of type NoneType"),
        ({"variables": {"": "a"}}, ".variables: is not a name of an environment variable"),
    ],
)
def test_what_is_wrong_with_what_all_share_is_told_with_each_function(more: Any, told: str) -> None:
    (message,) = mistakes(function("desk", replace(shared, **more), memory_mb=128))
    assert message.startswith(f'templates/sam.py: function "desk".shared{told}')


def test_what_is_not_shared_at_all_is_told() -> None:
    (message,) = mistakes(function("desk", None, memory_mb=128))  # type: ignore[arg-type]
    assert message.startswith('templates/sam.py: function "desk".shared: is of type NoneType')


def test_a_name_that_lambda_would_refuse_is_told_once_for_all_that_is_named_after_it() -> None:
    of = function("a" * 55, shared, memory_mb=128)
    told = mistakes(of, of.role, log_key, codedeploy, alerts)
    assert all("is 65 characters long where AWS allows 64" in message for message in told)
    assert len(told) == 1
