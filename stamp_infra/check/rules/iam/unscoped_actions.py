"""The reviewed list of actions that may be granted on `*`, because they have no resource type to name.

Source: AWS Service Authorization Reference, column "Resource types" empty (but for those that say otherwise).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_LISTS: Final = "lists what the account has and reads none of it"
_TRACES: Final = "writes traces, or reads how many to take; traces belong to the account"
_LOOKS: Final = "looks at the image in the call and touches nothing that is stored"
_METRICS: Final = "metrics have no ARN; the data set that a call may name is optional"
_NOT_YET: Final = "it does not exist yet, and AWS makes up its id"
_QUERIES: Final = "a saved query belongs to the account"
_SUBSCRIPTIONS: Final = "a subscription is no resource type of IAM's"
_DELIVERS: Final = "sets up the delivery of logs, which is no resource of its own"

# action in small letters -> why there is nothing to name
UNSCOPED: Final[Mapping[str, str]] = {
    "backup-storage:mountcapsule": "makes room for a vault, which backup:CreateBackupVault names",
    "backup:describebackupjob": "a job is known by its id alone",
    "ce:createanomalysubscription": _NOT_YET,
    "cloudformation:describestackdriftdetectionstatus": "reads one detection by its own id",
    "cloudformation:liststacks": _LISTS,
    "cloudformation:validatetemplate": "checks the template in the call",
    "cloudtrail:describetrails": _LISTS,
    "cloudwatch:describealarms": "composite alarms are told only to a grant on all of them; it reads states alone",
    "cloudwatch:getmetricdata": _METRICS,
    "cloudwatch:getmetricstatistics": _METRICS,
    "cloudwatch:listmetrics": _METRICS,
    "cloudwatch:putmetricdata": f"{_METRICS}; limit it by the condition cloudwatch:namespace",
    "codedeploy:stopdeployment": "a deployment is known by its id alone",
    "cognito-identity:createidentitypool": _NOT_YET,
    "cognito-identity:setidentitypoolroles": "IAM knows no resource for it; iam:PassRole limits the roles",
    "cognito-idp:createuserpool": _NOT_YET,
    "dynamodb:listtables": _LISTS,
    "ec2:describeavailabilityzones": _LISTS,
    "ecr:getauthorizationtoken": "a token is for the registry, which each repository then guards",
    "kms:createkey": "the key does not exist yet",
    "kms:listaliases": _LISTS,
    "kms:listkeys": _LISTS,
    "lambda:createeventsourcemapping": f"{_NOT_YET}; limit it by the condition lambda:FunctionArn",
    "lambda:listfunctions": _LISTS,
    "logs:createlogdelivery": _DELIVERS,
    "logs:deletelogdelivery": _DELIVERS,
    "logs:deletequerydefinition": _QUERIES,
    "logs:describeindexpolicies": "reads the field indexes of log groups",
    "logs:describeloggroups": _LISTS,
    "logs:describequerydefinitions": _QUERIES,
    "logs:describeresourcepolicies": _LISTS,
    "logs:getlogdelivery": _DELIVERS,
    "logs:listlogdeliveries": _DELIVERS,
    "logs:putquerydefinition": _QUERIES,
    "logs:putresourcepolicy": "a resource policy of CloudWatch Logs belongs to the account",
    "logs:updatelogdelivery": _DELIVERS,
    "rekognition:comparefaces": _LOOKS,
    "rekognition:detectfaces": _LOOKS,
    "rekognition:detectlabels": _LOOKS,
    "rekognition:detectmoderationlabels": f"{_LOOKS}; the adapter it may name is optional",
    "rekognition:detecttext": _LOOKS,
    "s3:listallmybuckets": _LISTS,
    "sns:getsubscriptionattributes": _SUBSCRIPTIONS,
    "sns:setsubscriptionattributes": _SUBSCRIPTIONS,
    "sns:unsubscribe": _SUBSCRIPTIONS,
    "ssm:describeparameters": _LISTS,
    "sts:getcalleridentity": "tells the caller who it is",
    "tag:getresources": _LISTS,
    "xray:getsamplingrules": _TRACES,
    "xray:getsamplingstatisticsummaries": _TRACES,
    "xray:getsamplingtargets": _TRACES,
    "xray:puttelemetryrecords": _TRACES,
    "xray:puttracesegments": _TRACES,
}

# end of an ARN -> why no template can name the resource
MADE_LATER: Final[Mapping[str, str]] = {
    ":recovery-point:*": "AWS Backup makes and names recovery points as backups are taken",
}
