"""What AWS's own APIs say of dev and prod, deployed by scripts/deploy.sh, is what the templates declare."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import pytest

from stamp_infra.operations.safeguards import policy
from tests.e2e.declared import declared
from tests.local import aws

if TYPE_CHECKING:
    from tests.e2e.declared import Declared
    from tests.e2e.project import Project
    from tests.environments import Shared

BOTH: Final = pytest.mark.parametrize("name", ["dev", "prod"])


@pytest.fixture(scope="session")
def templates(shared: Shared) -> dict[str, Declared]:
    return {name: declared(project, name) for name, project in shared.clones.items()}


def true(value: Any) -> bool:
    return str(value).lower() == "true"


def indexes(found: Any) -> list[Any]:
    """Return indexes as AWS and a template both say them."""
    kept = ("IndexName", "KeySchema", "Projection")
    rows = [{key: each[key] for key in kept} for each in found or []]
    for row in rows:
        row["Projection"] = {k: sorted(v) if isinstance(v, list) else v for k, v in row["Projection"].items()}
    return sorted(rows, key=lambda row: str(row["IndexName"]))


@BOTH
def test_every_table_has_its_keys_indexes_stream_ttl_recovery_and_protection(
    environments: dict[str, Project], templates: dict[str, Declared], name: str
) -> None:
    client = aws.client(environments[name].emulator, "dynamodb")
    tables = templates[name].of_type("AWS::DynamoDB::Table")
    assert len(tables) == 3
    for said in tables.values():
        table = client.describe_table(TableName=said["TableName"])["Table"]
        assert table["KeySchema"] == said["KeySchema"]
        assert indexes(table.get("GlobalSecondaryIndexes")) == indexes(said.get("GlobalSecondaryIndexes"))
        stream = said.get("StreamSpecification", {}).get("StreamViewType")
        assert table.get("StreamSpecification", {}).get("StreamViewType") == stream
        assert table["DeletionProtectionEnabled"] is true(said["DeletionProtectionEnabled"]) is (name == "prod")
        ttl = client.describe_time_to_live(TableName=said["TableName"])["TimeToLiveDescription"]
        assert ttl.get("AttributeName") == said.get("TimeToLiveSpecification", {}).get("AttributeName")
        backups = client.describe_continuous_backups(TableName=said["TableName"])["ContinuousBackupsDescription"]
        recovery = backups["PointInTimeRecoveryDescription"]
        days = int(said["PointInTimeRecoverySpecification"]["RecoveryPeriodInDays"])
        assert (recovery["PointInTimeRecoveryStatus"], recovery["RecoveryPeriodInDays"]) == ("ENABLED", days)


@BOTH
def test_every_bucket_has_its_rules(
    environments: dict[str, Project], templates: dict[str, Declared], name: str
) -> None:
    client = aws.client(environments[name].emulator, "s3")
    buckets = templates[name].of_type("AWS::S3::Bucket")
    assert len(buckets) == 3
    for said in buckets.values():
        bucket = {"Bucket": said["BucketName"]}
        blocked = client.get_public_access_block(**bucket)["PublicAccessBlockConfiguration"]
        assert blocked == {key: true(value) for key, value in said["PublicAccessBlockConfiguration"].items()}
        assert client.get_bucket_versioning(**bucket)["Status"] == said["VersioningConfiguration"]["Status"]
        encrypted = client.get_bucket_encryption(**bucket)["ServerSideEncryptionConfiguration"]["Rules"]
        wanted = said["BucketEncryption"]["ServerSideEncryptionConfiguration"]
        assert [each["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"] for each in encrypted] == [
            each["ServerSideEncryptionByDefault"]["SSEAlgorithm"] for each in wanted
        ]
        owners = client.get_bucket_ownership_controls(**bucket)["OwnershipControls"]
        assert owners == said["OwnershipControls"]
        rules = client.get_bucket_lifecycle_configuration(**bucket)["Rules"]
        assert {each["ID"]: days(each) for each in rules} == {
            each["Id"]: days(each) for each in said["LifecycleConfiguration"]["Rules"]
        }
        if "CorsConfiguration" in said:
            (rule,) = client.get_bucket_cors(**bucket)["CORSRules"]
            (wanted,) = said["CorsConfiguration"]["CorsRules"]
            for key in ("AllowedOrigins", "AllowedMethods", "AllowedHeaders"):
                assert sorted(rule[key]) == sorted(wanted[key])
        refused = json.loads(client.get_bucket_policy(**bucket)["Policy"])["Statement"]
        tls = {"Bool": {"aws:SecureTransport": False}}
        assert any(
            each["Effect"] == "Deny" and json.dumps(each.get("Condition")).lower() == json.dumps(tls).lower()
            for each in json.loads(json.dumps(refused).replace('"false"', "false"))
        )


def days(rule: dict[str, Any]) -> tuple[Any, ...]:
    """Return what a rule of a lifecycle does when, as AWS and a template both say it."""
    expiration = rule.get("Expiration", {}).get("Days", rule.get("ExpirationInDays"))
    moves = [
        (each.get("StorageClass"), each.get("Days", each.get("TransitionInDays")))
        for each in rule.get("Transitions", [])
    ]
    noncurrent = rule.get("NoncurrentVersionExpiration", {}).get("NoncurrentDays")
    aborted = rule.get("AbortIncompleteMultipartUpload", {}).get("DaysAfterInitiation")
    prefix = rule.get("Prefix") or rule.get("Filter", {}).get("Prefix") or ""
    return (
        rule["Status"],
        prefix,
        *(int(each) if each else None for each in (expiration, noncurrent, aborted)),
        [(storage, int(after)) for storage, after in moves],
    )


@BOTH
def test_every_method_has_its_authorizer_and_reaches_its_function(
    environments: dict[str, Project], templates: dict[str, Declared], name: str
) -> None:
    client = aws.client(environments[name].emulator, "apigateway")
    api = templates[name].id_of("AWS::ApiGateway::RestApi", "Api")
    (logical_id,) = templates[name].of_type("AWS::ApiGateway::Authorizer")
    authorizer = templates[name].id_of("AWS::ApiGateway::Authorizer", logical_id)
    pages = client.get_paginator("get_resources").paginate(restApiId=api, embed=["methods"])
    found = {
        (each["id"], method): client.get_method(restApiId=api, resourceId=each["id"], httpMethod=method)
        for page in pages
        for each in page["items"]
        for method in each.get("resourceMethods", {})
    }
    methods = templates[name].of_type("AWS::ApiGateway::Method")
    # `!GetAtt Api.RootResourceId` is no resource of the template.
    assert len(found) == len(methods)
    ways: Counter[tuple[str, bool, bool]] = Counter()
    for said in methods.values():
        method = found[said["ResourceId"], said["HttpMethod"]]
        assert method["authorizationType"] == said["AuthorizationType"]
        assert method.get("authorizerId") == said.get("AuthorizerId")
        assert method["methodIntegration"]["type"] == said["Integration"]["Type"]
        if said["Integration"]["Type"] == "AWS_PROXY":
            assert method["methodIntegration"]["uri"] == said["Integration"]["Uri"]
        ways[said["AuthorizationType"], said["HttpMethod"] == "OPTIONS", method.get("authorizerId") == authorizer] += 1
    assert set(ways) == {
        ("NONE", True, False),
        ("NONE", False, False),
        ("COGNITO_USER_POOLS", False, True),
    }
    stage = client.get_stage(restApiId=api, stageName="v1")
    throttle = stage["methodSettings"]["*/*"]
    assert (throttle["throttlingRateLimit"], throttle["throttlingBurstLimit"]) == {
        "dev": (50.0, 100),
        "prod": (10000.0, 5000),
    }[name]


@BOTH
def test_every_role_may_do_what_is_declared_and_nothing_more(
    environments: dict[str, Project], templates: dict[str, Declared], name: str
) -> None:
    client = aws.client(environments[name].emulator, "iam")
    roles = templates[name].of_type("AWS::IAM::Role")
    assert len(roles) > 10
    grants = templates[name].of_type("AWS::IAM::RolePolicy").values()
    for said in roles.values():
        role = said["RoleName"]
        got = client.get_role(RoleName=role)["Role"]
        assert as_data(got["AssumeRolePolicyDocument"]) == said["AssumeRolePolicyDocument"]
        assert got["PermissionsBoundary"]["PermissionsBoundaryArn"] == said["PermissionsBoundary"]
        wanted = {each["PolicyName"]: each["PolicyDocument"] for each in said.get("Policies", [])}
        wanted |= {each["PolicyName"]: each["PolicyDocument"] for each in grants if each["RoleName"] == role}
        names = client.list_role_policies(RoleName=role)["PolicyNames"]
        found = {
            each: as_data(client.get_role_policy(RoleName=role, PolicyName=each)["PolicyDocument"]) for each in names
        }
        assert found == wanted
        attached = client.list_attached_role_policies(RoleName=role)["AttachedPolicies"]
        assert sorted(each["PolicyArn"] for each in attached) == sorted(said.get("ManagedPolicyArns", []))


def as_data(document: Any) -> Any:
    return json.loads(document) if isinstance(document, str) else document


@BOTH
def test_every_alarm_watches_what_is_declared_and_tells_the_topic(
    environments: dict[str, Project], templates: dict[str, Declared], name: str
) -> None:
    client = aws.client(environments[name].emulator, "cloudwatch")
    pages = client.get_paginator("describe_alarms").paginate(AlarmNamePrefix=f"stamp-rally-{name}-")
    found = {each["AlarmName"]: each for page in pages for each in page["MetricAlarms"]}
    alarms = templates[name].of_type("AWS::CloudWatch::Alarm")
    assert len(found) == len(alarms) > 50
    topic = templates[name].id_of("AWS::SNS::Topic", "AlertsTopic")
    for said in alarms.values():
        alarm = found[said["AlarmName"]]
        for key in ("Threshold", "EvaluationPeriods", "DatapointsToAlarm", "ComparisonOperator", "TreatMissingData"):
            assert str(alarm[key]).removesuffix(".0") == str(said[key]), (said["AlarmName"], key)
        assert alarm.get("MetricName") == said.get("MetricName")
        assert alarm["AlarmActions"] == said["AlarmActions"] == [topic]


@BOTH
def test_every_function_has_its_memory_role_and_alias(
    environments: dict[str, Project], templates: dict[str, Declared], name: str
) -> None:
    client = aws.client(environments[name].emulator, "lambda")
    functions = templates[name].of_type("AWS::Lambda::Function")
    assert len(functions) == 9
    for said in functions.values():
        got = client.get_function_configuration(FunctionName=said["FunctionName"])
        assert (got["MemorySize"], got["Timeout"]) == (int(said["MemorySize"]), int(said["Timeout"]))
        assert got["Role"] == said["Role"]
        assert [each["Arn"] for each in got["Layers"]] == said["Layers"]
        assert texts(got["Environment"]["Variables"]) == texts(said["Environment"]["Variables"])
        assert client.get_alias(FunctionName=said["FunctionName"], Name="live")["FunctionVersion"] != "$LATEST"


def texts(values: dict[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}


@BOTH
def test_what_was_deployed_is_recorded_and_protected(environments: dict[str, Project], name: str) -> None:
    project = environments[name]
    revision = project.ok("git", "rev-parse", "HEAD").strip()
    client = aws.client(project.emulator, "cloudformation")
    (stack,) = client.describe_stacks(StackName=f"stamp-rally-{name}")["Stacks"]
    tags = {each["Key"]: each["Value"] for each in stack["Tags"]}
    told = aws.client(project.emulator, "ssm").get_parameter(Name=f"/stamp-rally/{name}/deployed")
    value = json.loads(told["Parameter"]["Value"])
    assert value["history"][0]["revision"] == tags["Revision"] == revision
    assert value["history"][0]["templates"] == tags["Templates"]
    assert {"sam/template.yaml", "cfn/dynamodb.yaml"} <= value["templates"].keys()
    assert {"Application", "ManagedBy", "Environment"} <= tags.keys()
    assert stack["EnableTerminationProtection"] is (name == "prod")
    rows = client.describe_stack_resources(StackName=f"stamp-rally-{name}")["StackResources"]
    data = next(each["PhysicalResourceId"] for each in rows if each["LogicalResourceId"] == "Dynamodb")
    assert client.get_stack_policy(StackName=data)["StackPolicyBody"] == policy()


def test_a_second_deployment_says_that_nothing_changes(shared: Shared) -> None:
    done = shared.clones["prod"].deploy("prod")
    assert done.returncode == 0, done.stdout + done.stderr
    expected = "Plan: nothing changes.\nstamp-rally-prod is up to date: nothing changes.\n  ApiUrl: https://"
    assert done.stdout.startswith(expected)
