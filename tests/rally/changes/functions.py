"""Functions that are released, built or set otherwise."""

from __future__ import annotations

from typing import Final

from tests.rally.mutation import Mutation, drop, put

_ROOT: Final = "sam/template.yaml"

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
    Mutation("a change stays unpublished", _ROOT, drop("AwardFunction/Properties/AutoPublishAliasAllProperties")),
    Mutation("a new setting stays unpublished", _ROOT, drop("AwardFunction/Properties/Tags")),
    Mutation("nothing is kept warm", _ROOT, drop("AuthFunction/Properties/ProvisionedConcurrencyConfig")),
    Mutation(
        "a secret in a variable",
        _ROOT,
        put("AuthFunction/Properties/Environment/Variables/LINE_CHANNEL_SECRET", "0f1e2d3c4b5a69788796a5b4c3d2e1f0"),
    ),
    Mutation("an account singleton", _ROOT, put("Account", {"Type": "AWS::ApiGateway::Account", "Properties": {}})),
    Mutation("a function lacks its libraries", _ROOT, drop("AwardFunction/Properties/Layers")),
    Mutation(
        "a version of the libraries is lost", _ROOT, put("DependenciesLayer/Properties/RetentionPolicy", "Delete")
    ),
    Mutation(
        "libraries for another machine", _ROOT, put("DependenciesLayer/Properties/CompatibleArchitectures", ["x86_64"])
    ),
    Mutation("a function runs for minutes", _ROOT, put("AwardFunction/Properties/Timeout", 900)),
    Mutation("a function runs once at a time", _ROOT, put("AwardFunction/Properties/ReservedConcurrentExecutions", 1)),
    Mutation("sam build needs Docker", _ROOT, drop("AwardFunction/Metadata")),
    Mutation("other sources are packed", _ROOT, put("AwardFunction/Properties/CodeUri", "../../templates")),
    Mutation("a release may fail often", _ROOT, put("AwardDeploymentAlarm/Properties/Threshold", 1000)),
    Mutation(
        "a release is watched by another's alarm",
        _ROOT,
        put("AwardFunction/Properties/DeploymentPreference/Alarms", [{"Ref": "AuthDeploymentAlarm"}]),
    ),
    Mutation(
        "a release's alarm is slow",
        _ROOT,
        put("AwardDeploymentAlarm/Properties/EvaluationPeriods", 5),
    ),
)
