"""The single changes that somebody may make by mistake, or by intent, and that must not pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests.rally.mutation import Mutation, add, drop, put

if TYPE_CHECKING:
    from tests.rally.mutation import Change

_DYNAMODB, _S3, _API, _IAM = "cfn/dynamodb.yaml", "cfn/s3.yaml", "cfn/api-gateway.yaml", "cfn/iam.yaml"
_COGNITO, _MESSAGING, _ROOT = "cfn/cognito.yaml", "cfn/messaging.yaml", "sam/template.yaml"
_ALERTS, _LOGS, _MONITORING = "cfn/alerts.yaml", "cfn/logs.yaml", "cfn/monitoring.yaml"
_AUDIT, _BACKUP, _COST = "cfn/audit.yaml", "cfn/backup.yaml", "cfn/cost.yaml"

_STATEMENTS: Final = "Properties/Policies/0/PolicyDocument/Statement"
_PREFLIGHT: Final = "Properties/Integration/IntegrationResponses/0/ResponseParameters"
_ERROR: Final = "Properties/ResponseParameters"
_DAILY: Final = "BackupPlan/Properties/BackupPlan/BackupPlanRule/0"
_RECORDED: Final = "Properties/AdvancedEventSelectors"
_ORIGIN: Final = "header.Access-Control-Allow-Origin"


def _deployment(change: str) -> Change:
    def on_it(body: dict[str, Any]) -> None:
        title = next(t for t, r in body["Resources"].items() if r["Type"] == "AWS::ApiGateway::Deployment")
        if change == "rename":
            body["Resources"]["Deployment0000000000"] = body["Resources"].pop(title)
            body["Resources"]["Stage"]["Properties"]["DeploymentId"] = {"Ref": "Deployment0000000000"}
        else:
            body["Resources"][title]["DependsOn"].remove(change)

    return on_it


def _without_statement(policy: str, position: int) -> Change:
    return drop(f"{policy}/Properties/PolicyDocument/Statement/{position}")


DATA: Final = (
    Mutation("an index is dropped", _DYNAMODB, drop("UserStamps/Properties/GlobalSecondaryIndexes/1")),
    Mutation(
        "an index projects less",
        _DYNAMODB,
        put("StampMasters/Properties/GlobalSecondaryIndexes/0/Projection/ProjectionType", "KEYS_ONLY"),
    ),
    Mutation("an index key is swapped", _DYNAMODB, put("UserStamps/Properties/KeySchema/1/AttributeName", "RankScore")),
    Mutation("a key changes its type", _DYNAMODB, put("Users/Properties/AttributeDefinitions/0/AttributeType", "N")),
    Mutation("a table may be deleted", _DYNAMODB, drop("Users/DeletionPolicy")),
    Mutation("a replaced table is deleted", _DYNAMODB, put("UserStamps/UpdateReplacePolicy", "Delete")),
    Mutation("expiry goes", _DYNAMODB, drop("Users/Properties/TimeToLiveSpecification")),
    Mutation("the stream goes", _DYNAMODB, drop("UserStamps/Properties/StreamSpecification")),
    Mutation(
        "point-in-time recovery is off",
        _DYNAMODB,
        put("Users/Properties/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled", value=False),
        "dev",
    ),
    Mutation("encryption is off", _DYNAMODB, drop("StampMasters/Properties/SSESpecification")),
    Mutation("prod is unprotected", _DYNAMODB, put("Users/Properties/DeletionProtectionEnabled", value=False)),
    Mutation(
        "capacity is provisioned",
        _DYNAMODB,
        put("Users/Properties/BillingMode", "PROVISIONED"),
    ),
    Mutation("a table is removed", _DYNAMODB, drop("StampMasters")),
    Mutation("the bucket may be deleted", _S3, put("UploadsBucket/DeletionPolicy", "Delete")),
    Mutation(
        "the bucket opens",
        _S3,
        put("UploadsBucket/Properties/PublicAccessBlockConfiguration/BlockPublicPolicy", value=False),
    ),
    Mutation(
        "everybody may read",
        _S3,
        add(
            "UploadsBucketPolicy/Properties/PolicyDocument/Statement",
            {
                "Effect": "Allow",
                "Principal": "*",
                "Action": "s3:GetObject",
                "Resource": {"Fn::Sub": "${UploadsBucket.Arn}/*"},
            },
        ),
    ),
    Mutation("plain http is let in", _S3, _without_statement("UploadsBucketPolicy", 0)),
    Mutation("uploads may land anywhere", _S3, _without_statement("UploadsBucketPolicy", 1)),
    Mutation(
        "any page may upload", _S3, put("UploadsBucket/Properties/CorsConfiguration/CorsRules/0/AllowedOrigins", ["*"])
    ),
    Mutation("uploads stay for ever", _S3, drop("UploadsBucket/Properties/LifecycleConfiguration/Rules/1")),
    Mutation("deleted versions stay", _S3, drop("UploadsBucket/Properties/LifecycleConfiguration/Rules/0")),
    Mutation("versioning stops", _S3, put("UploadsBucket/Properties/VersioningConfiguration/Status", "Suspended")),
    Mutation("encryption at rest goes", _S3, drop("UploadsBucket/Properties/BucketEncryption")),
    Mutation("ACLs come back", _S3, drop("UploadsBucket/Properties/OwnershipControls")),
    Mutation("accesses are not logged", _S3, drop("UploadsBucket/Properties/LoggingConfiguration")),
    Mutation("uploads are not announced", _S3, drop("UploadsBucket/Properties/NotificationConfiguration")),
    Mutation(
        "logs rest in one zone",
        _S3,
        put("AccessLogsBucket/Properties/LifecycleConfiguration/Rules/1/Transitions/0/StorageClass", "ONEZONE_IA"),
    ),
)

API: Final = (
    Mutation("a preflight loses its origin", _API, drop(f"StampsAwardOptions/{_PREFLIGHT}/method.response.{_ORIGIN}")),
    Mutation(
        "a preflight forgets Authorization",
        _API,
        put(f"UsersMeOptions/{_PREFLIGHT}/method.response.header.Access-Control-Allow-Headers", "'Content-Type'"),
    ),
    Mutation(
        "a preflight forgets a method",
        _API,
        put(f"UsersMeOptions/{_PREFLIGHT}/method.response.header.Access-Control-Allow-Methods", "'GET,OPTIONS'"),
    ),
    Mutation(
        "a header is not declared",
        _API,
        drop(f"UsersMeOptions/Properties/MethodResponses/0/ResponseParameters/method.response.{_ORIGIN}"),
    ),
    Mutation("a preflight is missing", _API, drop("GpsVerifyOptions")),
    Mutation("a preflight is authorized", _API, put("GpsVerifyOptions/Properties/AuthorizationType", "AWS_IAM")),
    Mutation(
        "an origin has a path",
        _API,
        put(f"StampsOptions/{_PREFLIGHT}/method.response.{_ORIGIN}", "'https://stamp-rally.example.com/'"),
    ),
    Mutation("any origin", _API, put(f"StampsOptions/{_PREFLIGHT}/method.response.{_ORIGIN}", "'*'")),
    Mutation("401 without CORS", _API, drop(f"Default4xxResponse/{_ERROR}/gatewayresponse.{_ORIGIN}")),
    Mutation("5xx without CORS", _API, drop("Default5xxResponse")),
    Mutation("every 4xx becomes 400", _API, put("Default4xxResponse/Properties/StatusCode", "400")),
    Mutation("a route is open", _API, put("UsersMeGet/Properties/AuthorizationType", "NONE")),
    Mutation("the authorizer is gone from a route", _API, drop("RankingEventIdGet/Properties/AuthorizerId")),
    Mutation("the authorizer trusts another pool", _API, put("Authorizer/Properties/ProviderARNs", [])),
    Mutation("a body is not validated", _API, drop("StampsAwardPost/Properties/RequestValidatorId")),
    Mutation("a body has no model", _API, drop("S3UploadUrlPost/Properties/RequestModels")),
    Mutation(
        "another content type passes",
        _API,
        drop("S3UploadUrlPost/Properties/RequestModels/$default"),
    ),
    Mutation("the validator sleeps", _API, put("Validator/Properties/ValidateRequestBody", value=False)),
    Mutation(
        "a model lets more in",
        _API,
        put("ProfileChangeModel/Properties/Schema", '{"type": "object", "properties": {}, "required": []}'),
    ),
    Mutation("a route is missing", _API, drop("RankingEventIdGet")),
    Mutation("nothing is throttled", _API, drop("Stage/Properties/MethodSettings")),
    Mutation("sign-in is not throttled", _API, drop("Stage/Properties/MethodSettings/1")),
    Mutation("bodies are logged", _API, put("Stage/Properties/MethodSettings/0/DataTraceEnabled", value=True)),
    Mutation("no access log", _API, drop("Stage/Properties/AccessLogSetting")),
    Mutation("no traces", _API, put("Stage/Properties/TracingEnabled", value=False)),
    Mutation("the deployment does not wait", _API, _deployment("AuthVerifyPost")),
    Mutation("an old deployment is served", _API, _deployment("rename"), fingerprint=True),
    Mutation(
        "a change stays undeployed",
        _API,
        put("UsersMePut/Properties/Integration/TimeoutInMillis", 5000),
        fingerprint=True,
    ),
    Mutation(
        "the deployment forgets an origin",
        _API,
        put("Default4xxResponse/Properties/ResponseParameters", {}),
        fingerprint=True,
    ),
)

PERMISSIONS: Final = (
    Mutation("a function may delete a table", _IAM, add(f"AwardRole/{_STATEMENTS}/1/Action", "dynamodb:DeleteTable")),
    Mutation("a function may scan", _IAM, add(f"RankingRole/{_STATEMENTS}/0/Action", "dynamodb:Scan")),
    Mutation("a wildcard action", _IAM, put(f"StampsRole/{_STATEMENTS}/0/Action", ["dynamodb:*"])),
    Mutation("a wildcard resource", _IAM, put(f"GpsVerifyRole/{_STATEMENTS}/0/Resource", "*")),
    Mutation("an index ARN is dropped", _IAM, drop(f"StampsRole/{_STATEMENTS}/0/Resource/1")),
    Mutation(
        "an index ARN is misspelled",
        _IAM,
        put(f"RankingRole/{_STATEMENTS}/0/Resource", {"Fn::Sub": "${DynamodbUserStampsArn}/index/gsi-rank"}),
    ),
    Mutation("an action is missing", _IAM, drop(f"AwardRole/{_STATEMENTS}/1/Action/2")),
    Mutation(
        "anybody in the account assumes a role",
        _IAM,
        put("AwardRole/Properties/AssumeRolePolicyDocument/Statement/0/Principal", {"AWS": "*"}),
    ),
    Mutation(
        "another service assumes a role",
        _IAM,
        put(
            "AwardRole/Properties/AssumeRolePolicyDocument/Statement/0/Principal",
            {"Service": ["lambda.amazonaws.com", "ec2.amazonaws.com"]},
        ),
    ),
    Mutation(
        "a role passes roles",
        _IAM,
        add(f"AwardRole/{_STATEMENTS}", {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "*"}),
    ),
    Mutation("secrets are read past Parameter Store", _IAM, drop(f"AuthRole/{_STATEMENTS}/2/Condition")),
    Mutation("the whole bucket is listed", _IAM, drop(f"UsersRole/{_STATEMENTS}/2/Condition")),
    Mutation("the API invokes anything", _IAM, put(f"ApiGatewayRole/{_STATEMENTS}/0/Resource", "*")),
    Mutation("the API cannot invoke a function", _IAM, drop(f"ApiGatewayRole/{_STATEMENTS}/0/Resource/0")),
    Mutation("a function cannot write its log", _IAM, drop(f"StampsRole/{_STATEMENTS}/2")),
    Mutation(
        "auth may do more to the pool",
        _ROOT,
        add("AuthGrant/Properties/PolicyDocument/Statement/0/Action", "cognito-idp:AdminDeleteUser"),
    ),
    Mutation("auth may not sign in", _ROOT, drop("AuthGrant")),
)

SIGN_IN: Final = (
    Mutation(
        "any identity pool",
        _COGNITO,
        drop("IdentitiesVisitorRole/Properties/AssumeRolePolicyDocument/Statement/0/Condition/StringEquals"),
    ),
    Mutation(
        "guests too",
        _COGNITO,
        drop("IdentitiesVisitorRole/Properties/AssumeRolePolicyDocument/Statement/0/Condition/ForAnyValue:StringLike"),
    ),
    Mutation(
        "guests get credentials", _COGNITO, put("Identities/Properties/AllowUnauthenticatedIdentities", value=True)
    ),
    Mutation(
        "a visitor reaches all uploads",
        _COGNITO,
        put(f"IdentitiesVisitorRole/{_STATEMENTS}/0/Resource", {"Fn::Sub": "${S3UploadsBucketArn}/users/*"}),
    ),
    Mutation("passwords", _COGNITO, add("LiffClient/Properties/ExplicitAuthFlows", "ALLOW_USER_PASSWORD_AUTH")),
    Mutation("users can be guessed", _COGNITO, put("LiffClient/Properties/PreventUserExistenceErrors", "LEGACY")),
    Mutation("tokens cannot be revoked", _COGNITO, put("LiffClient/Properties/EnableTokenRevocation", value=False)),
    Mutation(
        "anybody signs up",
        _COGNITO,
        put("Visitors/Properties/AdminCreateUserConfig/AllowAdminCreateUserOnly", value=False),
    ),
    Mutation("the pool may be deleted", _COGNITO, put("Visitors/Properties/DeletionProtection", "INACTIVE")),
    Mutation("the pool goes with its stack", _COGNITO, drop("Visitors/DeletionPolicy")),
    Mutation("a schema entry has no type", _COGNITO, put("Visitors/Properties/Schema", [{"Name": "email"}])),
    Mutation("a trigger is missing", _COGNITO, drop("Visitors/Properties/LambdaConfig/CreateAuthChallenge")),
    Mutation("any pool may call the trigger", _COGNITO, drop("VisitorsMayInvokeChallenge/Properties/SourceArn")),
)

FUNCTIONS: Final = (
    Mutation("no alarm guards a release", _ROOT, drop("AwardFunction/Properties/DeploymentPreference/Alarms")),
    Mutation("all at once in prod", _ROOT, put("AwardFunction/Properties/DeploymentPreference/Type", "AllAtOnce")),
    Mutation("an alarm tells nobody", _ROOT, drop("AwardDeploymentAlarm/Properties/AlarmActions")),
    Mutation("a log group is not owned", _ROOT, drop("AwardFunction/Properties/LoggingConfig")),
    Mutation("logs stay for ever", _ROOT, drop("AwardLogGroup/Properties/RetentionInDays")),
    Mutation("logs without a key", _ROOT, drop("AwardLogGroup/Properties/KmsKeyId")),
    Mutation("no traces of a function", _ROOT, put("AwardFunction/Properties/Tracing", "PassThrough")),
    Mutation(
        "two functions share a role",
        _ROOT,
        put("StampsFunction/Properties/Role", {"Fn::GetAtt": ["Iam", "Outputs.AwardRoleArn"]}),
    ),
    Mutation("a variable is missing", _ROOT, drop("AwardFunction/Properties/Environment/Variables/TABLE_USERSTAMPS")),
    Mutation("nothing is kept warm", _ROOT, drop("AuthFunction/Properties/ProvisionedConcurrencyConfig")),
    Mutation(
        "a secret in a variable",
        _ROOT,
        put("AuthFunction/Properties/Environment/Variables/LINE_CHANNEL_SECRET", "0f1e2d3c4b5a69788796a5b4c3d2e1f0"),
    ),
    Mutation(
        "a failed message fails the batch",
        _ROOT,
        drop("ImageRecognizeFunction/Properties/Events/Queue/Properties/FunctionResponseTypes"),
    ),
    Mutation(
        "recognition is unbounded",
        _ROOT,
        drop("ImageRecognizeFunction/Properties/Events/Queue/Properties/ScalingConfig"),
    ),
    Mutation("messages have nowhere to go", _MESSAGING, drop("ImageQueue/Properties/RedrivePolicy")),
    Mutation("messages come back too soon", _MESSAGING, put("ImageQueue/Properties/VisibilityTimeout", 30)),
    Mutation("queues without encryption", _MESSAGING, put("ImageQueue/Properties/SqsManagedSseEnabled", value=False)),
    Mutation("any rule may send", _MESSAGING, drop("ImageQueuePolicy/Properties/PolicyDocument/Statement/0/Condition")),
    Mutation("the rule may not send", _MESSAGING, drop("ImageQueuePolicy/Properties/PolicyDocument/Statement/0")),
    Mutation("the rule sleeps", _MESSAGING, put("ImageUploadedRule/Properties/State", "DISABLED")),
    Mutation("an account singleton", _ROOT, put("Account", {"Type": "AWS::ApiGateway::Account", "Properties": {}})),
)

OPERATIONS: Final = (
    Mutation("an alarm is removed", _MONITORING, drop("Api5xxAlarm")),
    Mutation("an alarm watches another function", _MONITORING, drop("AwardErrorsAlarm/Properties/Dimensions")),
    Mutation("an alarm never rises", _MONITORING, put("ApiLatencyAlarm/Properties/Threshold", 300000)),
    Mutation("nobody hears the end", _MONITORING, drop("ImageQueueAgeAlarm/Properties/OKActions")),
    Mutation("an alarm is muted", _MONITORING, put("Api4xxAlarm/Properties/ActionsEnabled", value=False)),
    Mutation("one value is an alarm", _MONITORING, put("Api5xxAlarm/Properties/DatapointsToAlarm", 9)),
    Mutation("missing data is undecided", _MONITORING, drop("Api5xxAlarm/Properties/TreatMissingData")),
    Mutation("an index is not watched", _MONITORING, drop("TableUserStampsGsiRankingThrottlesAlarm")),
    Mutation("CloudWatch may not use the key", _ALERTS, drop("AlertsKey/Properties/KeyPolicy/Statement/1")),
    Mutation("CloudWatch may not publish", _ALERTS, drop("AlertsTopicPolicy/Properties/PolicyDocument/Statement/0")),
    Mutation("the topic is in plain text", _ALERTS, drop("AlertsTopic/Properties/KmsMasterKeyId")),
    Mutation("AWS's own key", _ALERTS, put("AlertsTopic/Properties/KmsMasterKeyId", "alias/aws/sns")),
    Mutation("nobody is told", _ALERTS, drop("AlertsTopicEmail")),
    Mutation("keys do not rotate", _ALERTS, put("AlertsKey/Properties/EnableKeyRotation", value=False)),
    Mutation("the log key lets nobody in", _LOGS, drop("LogsKey/Properties/KeyPolicy/Statement/1")),
    Mutation("a table is not recorded", _AUDIT, drop(f"AuditTrail/{_RECORDED}/1/FieldSelectors/2/Equals/0")),
    Mutation(
        "writes only",
        _AUDIT,
        add(f"AuditTrail/{_RECORDED}/1/FieldSelectors", {"Field": "readOnly", "Equals": ["false"]}),
    ),
    Mutation("the trail stops", _AUDIT, put("AuditTrail/Properties/IsLogging", value=False)),
    Mutation("the trail can be altered", _AUDIT, drop("AuditTrail/Properties/EnableLogFileValidation")),
    Mutation("a table is not backed up", _BACKUP, drop("BackupUsersSelection")),
    Mutation("a backup is never tried", _BACKUP, drop("RestoreTestUserStampsSelection")),
    Mutation(
        "backups are short-lived",
        _BACKUP,
        put(f"{_DAILY}/Lifecycle", {"DeleteAfterDays": 1}),
    ),
    Mutation("backups stay in the region", _BACKUP, drop(f"{_DAILY}/CopyActions")),
    Mutation("failed backups are silent", _BACKUP, put("BackupFailuresRule/Properties/State", "DISABLED")),
    Mutation("the vault goes with its stack", _BACKUP, drop("BackupsVault/DeletionPolicy")),
    Mutation("the budget is raised", _COST, put("MonthlyBudget/Properties/Budget/BudgetLimit/Amount", 1000000)),
    Mutation("the budget is silent", _COST, drop("MonthlyBudget/Properties/NotificationsWithSubscribers/2")),
)

MUTATIONS: Final = (*DATA, *API, *PERMISSIONS, *SIGN_IN, *FUNCTIONS, *OPERATIONS)
