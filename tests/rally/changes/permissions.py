"""Roles that may do more or less than their work."""

from __future__ import annotations

from typing import Final

from tests.rally.mutation import Mutation, add, drop, put

_IAM: Final = "cfn/iam.yaml"
_ROOT: Final = "sam/template.yaml"
_COGNITO: Final = "cfn/cognito.yaml"
_BACKUP: Final = "cfn/backup.yaml"
_STATEMENTS: Final = "Properties/Policies/0/PolicyDocument/Statement"

PERMISSIONS: Final = (
    Mutation("a function may delete a table", _IAM, add(f"AwardRole/{_STATEMENTS}/1/Action", "dynamodb:DeleteTable")),
    Mutation("a function may scan", _IAM, add(f"RankingRole/{_STATEMENTS}/0/Action", "dynamodb:Scan")),
    Mutation("a wildcard action", _IAM, put(f"StampsRole/{_STATEMENTS}/0/Action", ["dynamodb:*"])),
    Mutation("a wildcard resource", _IAM, put(f"GpsVerifyRole/{_STATEMENTS}/0/Resource", "*")),
    Mutation(
        "an index ARN is cut off at its table",
        _IAM,
        put(f"StampsRole/{_STATEMENTS}/1/Resource", {"Ref": "DynamodbStampMastersArn"}),
    ),
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
    Mutation("CodeDeploy cannot move an alias", _IAM, drop(f"FunctionDeploymentRole/{_STATEMENTS}/0/Action/1")),
    Mutation("CodeDeploy cannot read its alarms", _IAM, drop(f"FunctionDeploymentRole/{_STATEMENTS}/1")),
    Mutation("CodeDeploy moves any alias", _IAM, put(f"FunctionDeploymentRole/{_STATEMENTS}/0/Resource", "*")),
    Mutation("backups cannot start", _BACKUP, drop(f"BackupRole/{_STATEMENTS}/0/Action/2")),
    Mutation("backups cannot be encrypted", _BACKUP, drop(f"BackupRole/{_STATEMENTS}/3")),
    Mutation("backups cannot be copied", _BACKUP, drop("BackupCopying")),
    Mutation("backups cannot be tried out", _BACKUP, drop(f"RestoreTestRole/{_STATEMENTS}/0")),
    Mutation("a restore test writes to any table", _BACKUP, put(f"RestoreTestRole/{_STATEMENTS}/0/Resource", "*")),
    Mutation("a function's role is without bounds", _IAM, drop("AwardRole/Properties/PermissionsBoundary")),
    Mutation(
        "a visitor's role is without bounds", _COGNITO, drop("IdentitiesVisitorRole/Properties/PermissionsBoundary")
    ),
    Mutation(
        "a role has the bounds of another environment",
        _BACKUP,
        put(
            "BackupRole/Properties/PermissionsBoundary",
            {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/stamp-rally-boundary-dev"},
        ),
    ),
    Mutation(
        "a role is bounded by a policy that allows everything",
        _IAM,
        put("ApiGatewayRole/Properties/PermissionsBoundary", "arn:aws:iam::aws:policy/AdministratorAccess"),
    ),
)
