"""Whatever stands in anybody's template, no rule fails on it."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stamp_infra.check.rules import RULES
from tests.check.rules.api import api, described, described_preflight
from tests.check.rules.build import Resources, one, resolved, to
from tests.check.rules.policy import allow, document, key, role, trust

# One resource of every kind that some rule reads, with everything in it that some rule asks for.
WHOLE: Resources = {
    **api(),
    "Described": described(post={}, options=described_preflight())["Api"],
    "Users": one(
        "AWS::DynamoDB::Table",
        TableName="users",
        GlobalSecondaryIndexes=[{"IndexName": "by-event"}],
        PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True},
        SSESpecification={"SSEEnabled": True},
        Tags=[{"Key": "backup", "Value": "daily"}],
    ),
    "Global": one("AWS::DynamoDB::GlobalTable", Replicas=[{"DeletionProtectionEnabled": True}]),
    "Uploads": one(
        "AWS::S3::Bucket",
        BucketName="uploads",
        CorsConfiguration={"CorsRules": [{"AllowedOrigins": ["https://example.com"]}]},
        LifecycleConfiguration={"Rules": [{"Status": "Enabled", "AbortIncompleteMultipartUpload": {}}]},
        NotificationConfiguration={"QueueConfigurations": [{"Queue": to("Images.Arn")}]},
        OwnershipControls={"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
        BucketEncryption={"ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": {}}]},
        LoggingConfiguration={"DestinationBucketName": to("Uploads")},
    ),
    "BucketPolicy": one("AWS::S3::BucketPolicy", Bucket=to("Uploads"), PolicyDocument=document(allow("s3:*"))),
    "Role": role(allow("dynamodb:Query", to("Users.Arn") + "/index/by-event"), ManagedPolicyArns=[to("Managed")]),
    "Managed": one("AWS::IAM::ManagedPolicy", Roles=[to("Role")], PolicyDocument=document(allow("iam:PassRole"))),
    "More": one("AWS::IAM::RolePolicy", RoleName=to("Role"), PolicyDocument=document(allow("kms:Decrypt"))),
    "Deploy": role(trusts=trust({"Federated": to("GitHub")}, Condition={"StringEquals": {"x:sub": ["a"]}})),
    "User": role(trusts=trust({"Federated": "cognito-identity.amazonaws.com"}, Condition={"Null": {"a": "b"}})),
    "GitHub": one("AWS::IAM::OIDCProvider", Url="https://token.actions.githubusercontent.com"),
    "Award": one(
        "AWS::Lambda::Function",
        Role=to("Role.Arn"),
        Timeout=10,
        Environment={"Variables": {"TABLE": to("Users")}},
        LoggingConfig={"LogGroup": to("Log")},
        TracingConfig={"Mode": "Active"},
        Architectures=["arm64"],
    ),
    "AwardLive": {
        **one("AWS::Lambda::Alias", FunctionName=to("Award"), Name="live"),
        "UpdatePolicy": {"CodeDeployLambdaAliasUpdate": {"DeploymentGroupName": to("Group")}},
    },
    "Group": one("AWS::CodeDeploy::DeploymentGroup", AlarmConfiguration={"Alarms": [{"Name": to("Errors")}]}),
    "Permission": one("AWS::Lambda::Permission", FunctionName=to("AwardLive"), Principal="apigateway.amazonaws.com"),
    "Consumer": one("AWS::Lambda::EventSourceMapping", EventSourceArn=to("Images.Arn"), FunctionName=to("AwardLive")),
    "Images": one(
        "AWS::SQS::Queue",
        KmsMasterKeyId=to("Key"),
        VisibilityTimeout=60,
        RedrivePolicy={"deadLetterTargetArn": to("Dead.Arn"), "maxReceiveCount": 3},
    ),
    "Dead": one("AWS::SQS::Queue", MessageRetentionPeriod=60),
    "QueuePolicy": one("AWS::SQS::QueuePolicy", Queues=[to("Images")], PolicyDocument=document(allow("sqs:*"))),
    "Errors": one("AWS::CloudWatch::Alarm", AlarmActions=[to("Alerts")], EvaluationPeriods=3, DatapointsToAlarm=2),
    "Alerts": one("AWS::SNS::Topic", KmsMasterKeyId="alias/alerts"),
    "Alias": one("AWS::KMS::Alias", AliasName="alias/alerts", TargetKeyId=to("Key")),
    "TopicPolicy": one("AWS::SNS::TopicPolicy", Topics=[to("Alerts")], PolicyDocument=document(allow("sns:Publish"))),
    "Key": key(allow("kms:Decrypt", Principal={"Service": ["events.amazonaws.com"]})),
    "Budget": one("AWS::Budgets::Budget", NotificationsWithSubscribers=[{"Subscribers": [{"Address": to("Alerts")}]}]),
    "Uploaded": one(
        "AWS::Events::Rule",
        EventPattern={"source": ["aws.s3"], "detail": {"bucket": {"name": [to("Uploads")]}}},
        Targets=[{"Arn": to("Images.Arn")}],
    ),
    "Log": one("AWS::Logs::LogGroup", LogGroupName="/app/award", KmsKeyId=to("Key.Arn")),
    "Pool": one("AWS::Cognito::UserPool", Schema=[{"Name": "a"}], LambdaConfig={"CreateAuthChallenge": "a"}),
    "Client": one("AWS::Cognito::UserPoolClient", UserPoolId=to("Pool"), ExplicitAuthFlows=["ALLOW_CUSTOM_AUTH"]),
    "IdentityPool": one("AWS::Cognito::IdentityPool", AllowClassicFlow=True),
    "Attachment": one("AWS::Cognito::IdentityPoolRoleAttachment", Roles={"authenticated": to("User.Arn")}),
    "Trail": one(
        "AWS::CloudTrail::Trail",
        S3BucketName=to("Uploads"),
        EventSelectors=[{"DataResources": [{"Type": "AWS::S3::Object", "Values": [to("Uploads.Arn")]}]}],
        AdvancedEventSelectors=[{"FieldSelectors": [{"Field": "resources.type", "Equals": ["AWS::S3::Object"]}]}],
    ),
    "Plan": one("AWS::Backup::BackupPlan", BackupPlan={"BackupPlanRule": [{"CopyActions": [{}]}]}),
    "Selection": one(
        "AWS::Backup::BackupSelection",
        BackupSelection={"Resources": [to("Users.Arn")], "ListOfTags": [{"ConditionKey": "a"}]},
    ),
    "Database": one("AWS::RDS::DBInstance", MultiAZ=True),
}

TEXTS = ["", "*", "arn:aws:s3:::*", "<", "<stack.yaml#Users.Arn>", "<stack.yaml#Alias>", "a:b:c:d:e:f", "{", "0"]
KEYS = ["Ref", "Fn::If", "Statement", "Action", "Name", "x", 200]
ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.dates() | st.sampled_from(TEXTS) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3),
    max_leaves=6,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of everything inside of a value."""
    if not isinstance(value, dict | list):
        return []
    steps: list[Any] = list(value.items()) if isinstance(value, dict) else list(enumerate(value))
    own = [(*path, step) for step, _ in steps]
    return own + [deeper for step, part in steps for deeper in places(part, (*path, step))]


def replaced(value: Any, path: tuple[Any, ...], odd: Any) -> Any:
    """Return the value with something odd at a path."""
    step, *rest = path
    part = replaced(value[step], tuple(rest), odd) if rest else odd
    if isinstance(value, dict):
        return {**value, step: part}
    return [*value[:step], part, *value[step + 1 :]]


# The loader sees to it that a resource has a type and that its properties are a mapping.
SPOILABLE = [path for path in places(WHOLE) if len(path) > 2 and path[1] != "Type"]
SPOILT = st.lists(st.tuples(st.sampled_from(SPOILABLE), ODD), min_size=1, max_size=5)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SPOILT, st.sampled_from([None, "dev", "prod"]))
def test_no_rule_fails_on_something_odd_anywhere_in_a_template(
    spoilt: list[tuple[tuple[Any, ...], Any]], environment: str | None
) -> None:
    resources: Any = WHOLE
    for path, odd in spoilt:
        if path in places(resources):
            resources = replaced(resources, path, odd)
    for rule in RULES:
        for violation in rule.find(resolved(resources, environment=environment)):
            assert violation.path
            assert violation.what


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted({body["Type"] for body in WHOLE.values()})), st.dictionaries(st.text(max_size=8), ODD))
def test_no_rule_fails_on_properties_that_no_resource_has(kind: str, properties: dict[str, Any]) -> None:
    resources = {"One": {"Type": kind, "Properties": properties}}
    for rule in RULES:
        list(rule.find(resolved(resources, Parameters=properties, Outputs=properties)))
