"""Which actions a handler calls only for a property: they are needed once a template sets it, and not before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from stamp_infra.check.rules.values import walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from stamp_infra.rendered.model import Resource

_KEY: Final = "kms:CreateGrant kms:Decrypt kms:DescribeKey kms:Encrypt kms:GenerateDataKey"

# type -> property, or `property=part of its value` -> the actions that are for it alone; a word that ends with a colon
# stands for the whole service. An action that stands at several properties is needed with any of them.
_ONLY_WITH: Final[Mapping[str, Mapping[str, str]]] = {
    "AWS::ApiGateway::Authorizer": {"AuthorizerCredentials": "iam:PassRole"},
    "AWS::ApiGateway::RestApi": {
        "BodyS3Location": "s3:GetObject",
        "Policy": "apigateway:UpdateRestApiPolicy",
    },
    "AWS::Backup::BackupVault": {
        "LockConfiguration": "backup:DeleteBackupVaultLockConfiguration backup:PutBackupVaultLockConfiguration",
        "Notifications": "backup:DeleteBackupVaultNotifications backup:PutBackupVaultNotifications",
    },
    "AWS::CloudTrail::Trail": {
        "AggregationConfigurations": "cloudtrail:PutEventConfiguration",
        "CloudWatchLogsRoleArn": "iam:GetRole iam:PassRole",
        "InsightSelectors": "cloudtrail:PutInsightSelectors",
        "IsOrganizationTrail": "iam:CreateServiceLinkedRole organizations:",
    },
    "AWS::CodeDeploy::DeploymentGroup": {
        "OnPremisesInstanceTagFilters": "codedeploy:RegisterOnPremisesInstance",
        "OnPremisesTagSet": "codedeploy:RegisterOnPremisesInstance",
    },
    "AWS::Cognito::IdentityPool": {
        "CognitoEvents": "cognito-sync:SetCognitoEvents",
        "CognitoStreams": "cognito-sync:SetIdentityPoolConfiguration iam:PassRole",
        "PushSync": "cognito-sync:SetIdentityPoolConfiguration iam:PassRole",
    },
    "AWS::Cognito::UserPool": {
        "EmailConfiguration": "iam:CreateServiceLinkedRole",
        "LambdaConfig.KMSKeyID": f"{_KEY} kms:GenerateDataKeyWithoutPlaintext kms:ReEncryptFrom kms:ReEncryptTo",
        "Schema": "cognito-idp:AddCustomAttributes",
        "SmsConfiguration": "iam:PassRole",
    },
    "AWS::Cognito::UserPoolClient": {
        "AnalyticsConfiguration": "iam:CreateServiceLinkedRole iam:DeleteRolePolicy iam:PassRole iam:PutRolePolicy",
    },
    "AWS::DynamoDB::Table": {
        "ContributorInsightsSpecification": "dynamodb:UpdateContributorInsights",
        "GlobalSecondaryIndexes.*.ContributorInsightsSpecification": "dynamodb:UpdateContributorInsights",
        "ImportSourceSpecification": "dynamodb:DescribeImport dynamodb:ImportTable logs: s3:",
        "KinesisStreamSpecification": "dynamodb:DisableKinesisStreamingDestination kinesis:"
        " dynamodb:EnableKinesisStreamingDestination dynamodb:UpdateKinesisStreamingDestination",
        "ResourcePolicy": "dynamodb:DeleteResourcePolicy dynamodb:PutResourcePolicy",
        "SSESpecification.KMSMasterKeyId": "kms:",
    },
    "AWS::Events::Rule": {"RoleArn": "iam:PassRole", "Targets.*.RoleArn": "iam:PassRole"},
    "AWS::IAM::Role": {
        "Description": "iam:UpdateRoleDescription",
        "ManagedPolicyArns": "iam:AttachRolePolicy iam:DetachRolePolicy",
        "PermissionsBoundary": "iam:PutRolePermissionsBoundary",
    },
    "AWS::KMS::Key": {"Enabled": "kms:DisableKey kms:EnableKey"},
    "AWS::Lambda::Alias": {
        "ProvisionedConcurrencyConfig": "lambda:DeleteProvisionedConcurrencyConfig"
        " lambda:PutProvisionedConcurrencyConfig",
    },
    "AWS::Lambda::EventSourceMapping": {"KmsKeyArn": "kms:"},
    "AWS::Lambda::Function": {
        "CapacityProviderConfig": "lambda:PassCapacityProvider",
        "Code.SourceKMSKeyArn": "kms:",
        "CodeSigningConfigArn": "lambda:DeleteFunctionCodeSigningConfig lambda:GetCodeSigningConfig"
        " lambda:PutFunctionCodeSigningConfig",
        "FileSystemConfigs": "elasticfilesystem: s3files:",
        "FunctionScalingConfig": "lambda:PutFunctionScalingConfig",
        "KmsKeyArn": "kms:",
        "Layers": "lambda:GetLayerVersion",
        "RecursiveLoop": "lambda:PutFunctionRecursionConfig",
        "ReservedConcurrentExecutions": "lambda:DeleteFunctionConcurrency lambda:PutFunctionConcurrency",
        "RuntimeManagementConfig": "lambda:PutRuntimeManagementConfig",
        "VpcConfig": "ec2:",
    },
    "AWS::Lambda::Version": {
        "FunctionScalingConfig": "lambda:PutFunctionScalingConfig",
        "ProvisionedConcurrencyConfig": "lambda:PutProvisionedConcurrencyConfig",
        "RuntimePolicy": "lambda:PutRuntimeManagementConfig",
    },
    "AWS::Logs::LogGroup": {
        "BearerTokenAuthenticationEnabled": "logs:PutBearerTokenAuthentication",
        "DataProtectionPolicy": "firehose: logs:CreateLogDelivery logs:DeleteDataProtectionPolicy"
        " logs:PutDataProtectionPolicy",
        "DeletionProtectionEnabled": "logs:PutLogGroupDeletionProtection",
        "FieldIndexPolicies": "logs:DeleteIndexPolicy logs:PutIndexPolicy",
        "ResourcePolicyDocument": "logs:DeleteResourcePolicy logs:PutResourcePolicy",
    },
    "AWS::S3::Bucket": {
        "AbacStatus": "s3:PutBucketAbac",
        "AccelerateConfiguration": "s3:PutAccelerateConfiguration",
        "AccessControl": "s3:PutBucketAcl s3:PutObjectAcl",
        "AnalyticsConfigurations": "s3:PutAnalyticsConfiguration",
        "IntelligentTieringConfigurations": "s3:PutIntelligentTieringConfiguration",
        "InventoryConfigurations": "s3:PutInventoryConfiguration",
        "MetadataConfiguration": "s3:CreateBucketMetadataTableConfiguration s3:DeleteBucketMetadataTableConfiguration"
        " s3:UpdateBucketMetadataAnnotationTableConfiguration s3:UpdateBucketMetadataInventoryTableConfiguration"
        " s3:UpdateBucketMetadataJournalTableConfiguration s3tables:",
        "MetadataTableConfiguration": "s3:CreateBucketMetadataTableConfiguration"
        " s3:DeleteBucketMetadataTableConfiguration s3tables:",
        "MetricsConfigurations": "s3:PutMetricsConfiguration",
        "ObjectLockConfiguration": "s3:PutBucketObjectLockConfiguration",
        "ObjectLockEnabled": "s3:PutBucketObjectLockConfiguration",
        "ReplicationConfiguration": "iam:PassRole s3:PutReplicationConfiguration",
        "WebsiteConfiguration": "s3:DeleteBucketWebsite s3:PutBucketWebsite",
    },
    "AWS::SNS::Subscription": {"SubscriptionRoleArn": "iam:GetRole iam:PassRole"},
    "AWS::SNS::Topic": {
        "DataProtectionPolicy": "sns:PutDataProtectionPolicy",
        "DeliveryStatusLogging": "iam:GetRole iam:PassRole",
        "Subscription": "sns:Subscribe sns:Unsubscribe",
    },
    "AWS::WAFv2::WebACLAssociation": {
        "ResourceArn=:amplify:": "amplify:",
        "ResourceArn=:apigateway:": "apigateway:",
        "ResourceArn=:apprunner:": "apprunner:",
        "ResourceArn=:appsync:": "appsync:",
        "ResourceArn=:bedrock-agentcore:": "bedrock-agentcore:",
        "ResourceArn=:cognito-idp:": "cognito-idp:",
        "ResourceArn=:ec2:": "ec2:",
        "ResourceArn=:elasticloadbalancing:": "elasticloadbalancing: wafv2:GetPermissionPolicy"
        " wafv2:PutPermissionPolicy",
    },
}


def idle(type_: str, actions: Iterable[str], resources: Iterable[Resource]) -> set[str]:
    """Return those of the actions whose properties no resource of the type sets."""
    own = list(resources)
    properties = {name: words.split() for name, words in _ONLY_WITH.get(type_, {}).items()}
    found = set()
    for action in actions:
        reasons = [name for name, words in properties.items() if _named(action, words)]
        if reasons and not any(_is_set(name, resource) for name in reasons for resource in own):
            found.add(action)
    return found


def _named(action: str, words: list[str]) -> bool:
    return any(action == word or (word.endswith(":") and action.startswith(word)) for word in words)


def _is_set(name: str, resource: Resource) -> bool:
    place, _, part = name.partition("=")
    values = [value for _, value in walk(resource.properties, place)]
    # What is known only at deployment may be anything.
    return any(not part or part in str(value) or _is_unknown(value) for value in values)


def _is_unknown(value: Any) -> bool:
    return not isinstance(value, str) or value.startswith("<")
