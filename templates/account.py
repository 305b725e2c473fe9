"""What an account has once, and the roles, the trust in GitHub and the bucket that an environment is deployed with."""

from __future__ import annotations

from typing import Any

from awacs import cloudformation, s3, ssm, sts
from awacs import iam as identity
from troposphere import And, Equals, Not, Parameter, Ref, apigateway, iam

from stamp_infra import Condition, Stack, Waiver, att, opt_out, ref, sub, when
from stamp_infra.blocks.ce import service_monitor
from stamp_infra.blocks.iam import Allow, policy
from stamp_infra.blocks.s3 import bucket, objects
from stamp_infra.core.naming import logical_id
from templates.deploy_permissions import BOUNDARY_NAME, OWN, everywhere, here, table

ISSUER = "token.actions.githubusercontent.com"
AUDIENCE = "sts.amazonaws.com"

parameters = [
    Parameter(
        "EnvironmentName",
        Type="String",
        Description="The environment that is deployed to this account.",
        AllowedValues=["dev", "stg", "prod"],
    ),
    Parameter(
        "OwnsAccount",
        Type="String",
        Description="no where this stack of another environment holds already what the account has once.",
        AllowedValues=["yes", "no"],
        Default="yes",
    ),
    Parameter(
        "AnomalyMonitor",
        Type="String",
        Description="new where Cost Explorer has no monitor of AWS services yet; it makes one when it is switched on.",
        AllowedValues=["existing", "new"],
        Default="existing",
    ),
    Parameter(
        "GitHubOwner",
        Type="String",
        Description="Owner of the repository that deploys by GitHub Actions; empty for none.",
        AllowedPattern="[A-Za-z0-9-]*",
        Default="",
    ),
    Parameter(
        "GitHubRepository",
        Type="String",
        Description="Name of that repository.",
        AllowedPattern="[A-Za-z0-9._-]*",
        Default="",
    ),
    Parameter(
        "GitHubOwnerId",
        Type="String",
        Description="Number of the owner; repositories made or renamed since 15 July 2026 sign with it.",
        AllowedPattern="[0-9]*",
        Default="",
    ),
    Parameter(
        "GitHubRepositoryId",
        Type="String",
        Description="Number of the repository.",
        AllowedPattern="[0-9]*",
        Default="",
    ),
]

_owns = Equals(Ref("OwnsAccount"), "yes")
_on_github = Not(Equals(Ref("GitHubOwner"), ""))
once = Condition("HoldsWhatThereIsOnce", _owns)
on_github = Condition("DeploysFromGitHub", _on_github)
trusts_github = Condition("HoldsTrustInGitHub", And(_owns, _on_github))
numbered = Condition("RepositoryIsNumbered", Not(Equals(Ref("GitHubRepositoryId"), "")))
new_monitor = Condition("NeedsAnomalyMonitor", And(_owns, Equals(Ref("AnomalyMonitor"), "new")))

# Kept when this stack goes: the logs of every API in the account hang on them.
api_logs_role = iam.Role(
    "ApiGatewayLogsRole",
    Condition=once,
    DeletionPolicy="Retain",
    UpdateReplacePolicy="Retain",
    RoleName=sub("{app}-api-gateway-logs"),
    AssumeRolePolicyDocument=policy(
        {
            "Effect": "Allow",
            "Principal": {"Service": "apigateway.amazonaws.com"},
            "Action": sts.AssumeRole.JSONrepr(),
        }
    ),
    ManagedPolicyArns=[
        sub("arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"),
    ],
)
api_gateway = apigateway.Account(
    "ApiGatewayAccount",
    Condition=once,
    DeletionPolicy="Retain",
    UpdateReplacePolicy="Retain",
    CloudWatchRoleArn=att(api_logs_role, "Arn"),
)

monitor = service_monitor("services", monitor_name=sub("{app}-services"), only=new_monitor)

# The current objects stay for as long as the stack does: a rollback fetches the code of the version before.
artifacts = bucket(
    "artifacts",
    bucket_name=sub("{app}-artifacts-${EnvironmentName}-${AWS::AccountId}-${AWS::Region}"),
    access_logs=opt_out("It holds the packages of deployments, and is there before any bucket for logs."),
    lifecycle=[],
)

github = iam.OIDCProvider(
    "GitHub",
    Condition=trusts_github,
    DeletionPolicy="Retain",
    UpdateReplacePolicy="Retain",
    Url=f"https://{ISSUER}",
    ClientIdList=[AUDIENCE],
)

# Its name begins otherwise than those of the roles that it bounds, and nobody who deploys may change a policy.
boundary = iam.ManagedPolicy(
    "RoleBoundaryPolicy",
    ManagedPolicyName=sub(f"{BOUNDARY_NAME}${{EnvironmentName}}"),
    Description="The most that any role of the environment may do.",
    PolicyDocument=policy(*(each.statement() for each in table.boundary)),
)
execution_policies = {
    name: iam.ManagedPolicy(
        f"CloudFormation{logical_id(name)}Policy",
        ManagedPolicyName=sub(f"{{app}}-cloudformation-${{EnvironmentName}}-{name}"),
        PolicyDocument=policy(*(each.statement() for each in allow)),
    )
    for name, allow in table.policies.items()
}
transform = sub("arn:${AWS::Partition}:cloudformation:${AWS::Region}:aws:transform/Serverless-2016-10-31")
execution_role = iam.Role(
    "CloudFormationRole",
    RoleName=sub("{app}-cloudformation-${EnvironmentName}"),
    AssumeRolePolicyDocument=policy(
        {
            "Effect": "Allow",
            "Principal": {"Service": "cloudformation.amazonaws.com"},
            "Action": sts.AssumeRole.JSONrepr(),
        }
    ),
    ManagedPolicyArns=[ref(each) for each in execution_policies.values()],
    Policies=[
        iam.Policy(
            PolicyName="transform",
            PolicyDocument=policy(Allow(transform, cloudformation.CreateChangeSet).statement()),
        )
    ],
)

_REPOSITORY = "repo:${GitHubOwner}/${GitHubRepository}"
_NUMBERED_REPOSITORY = "repo:${GitHubOwner}@${GitHubOwnerId}/${GitHubRepository}@${GitHubRepositoryId}"


def trust_in_jobs_of(environment: str) -> dict[str, Any]:
    """Trust jobs that GitHub runs in its environment of this name, which can ask a person first: no branch."""
    subjects = [
        sub(f"{_REPOSITORY}:environment:{environment}"),
        when(numbered, sub(f"{_NUMBERED_REPOSITORY}:environment:{environment}")),
    ]
    return policy(
        {
            "Effect": "Allow",
            "Principal": {"Federated": everywhere("iam", f"oidc-provider/{ISSUER}")},
            "Action": sts.AssumeRoleWithWebIdentity.JSONrepr(),
            "Condition": {"StringEquals": {f"{ISSUER}:aud": AUDIENCE, f"{ISSUER}:sub": subjects}},
        }
    )


# It reads settings, not data.
audit = sub("arn:${AWS::Partition}:iam::aws:policy/SecurityAudit")

# In an environment of its own, so that a look at night waits for nobody's approval.
read_role = iam.Role(
    "ReadRole",
    Condition=on_github,
    RoleName=sub("{app}-read-${EnvironmentName}"),
    AssumeRolePolicyDocument=trust_in_jobs_of("${EnvironmentName}-read"),
    ManagedPolicyArns=[audit],
    Policies=[
        iam.Policy(
            PolicyName="drift",
            PolicyDocument=policy(
                Allow(
                    [here("cloudformation", f"stack/{OWN}/*"), here("cloudformation", f"stack/{OWN}-*/*")],
                    cloudformation.DetectStackDrift,
                    cloudformation.DetectStackResourceDrift,
                ).statement(),
                Allow("*", cloudformation.DescribeStackDriftDetectionStatus).statement(),
            ),
        )
    ],
)
deploy_role = iam.Role(
    "DeployRole",
    Condition=on_github,
    RoleName=sub("{app}-deploy-${EnvironmentName}"),
    AssumeRolePolicyDocument=trust_in_jobs_of("${EnvironmentName}"),
    # The smoke test after a deployment looks at everything that the environment has.
    ManagedPolicyArns=[audit],
    Policies=[
        iam.Policy(
            PolicyName="deploy",
            PolicyDocument=policy(
                # No DeleteStack: what goes away, a person takes away.
                Allow(
                    [here("cloudformation", f"stack/{OWN}/*"), here("cloudformation", f"stack/{OWN}-*/*")],
                    cloudformation.CancelUpdateStack,
                    cloudformation.ContinueUpdateRollback,
                    cloudformation.CreateChangeSet,
                    cloudformation.DeleteChangeSet,
                    cloudformation.DescribeChangeSet,
                    cloudformation.DescribeStackEvents,
                    cloudformation.DescribeStackResources,
                    cloudformation.DescribeStacks,
                    cloudformation.ExecuteChangeSet,
                    cloudformation.GetTemplate,
                    cloudformation.GetTemplateSummary,
                    cloudformation.ListStackResources,
                    cloudformation.SetStackPolicy,
                    cloudformation.TagResource,
                    cloudformation.UpdateStack,
                    cloudformation.UpdateTerminationProtection,
                ).statement(),
                Allow(
                    here("ssm", "parameter/{app}/${EnvironmentName}/deployed"), ssm.GetParameter, ssm.PutParameter
                ).statement(),
                Allow(transform, cloudformation.CreateChangeSet).statement(),
                Allow("*", cloudformation.ValidateTemplate).statement(),
                Allow(artifacts, s3.GetBucketLocation, s3.ListBucket).statement(),
                Allow(objects(artifacts, "*"), s3.GetObject, s3.PutObject).statement(),
                Allow(
                    execution_role,
                    identity.PassRole,
                    condition={"StringEquals": {"iam:PassedToService": "cloudformation.amazonaws.com"}},
                ).statement(),
            ),
        )
    ],
)

stack = Stack(
    "account",
    [
        *parameters,
        api_logs_role,
        api_gateway,
        monitor,
        artifacts,
        github,
        boundary,
        *execution_policies.values(),
        execution_role,
        read_role,
        deploy_role,
    ],
    description=__doc__,
    waivers=[
        Waiver(
            resource=artifacts.main,
            rule="BucketAccessIsLogged",
            why="It holds the packages of deployments, and is there before any bucket for logs.",
        ),
        *(
            Waiver(
                resource=role,
                rule="ManagedPoliciesAreReviewed",
                why="It reads settings and no data, of each type that a template may come to hold.",
            )
            for role in (read_role, deploy_role)
        ),
        *(
            Waiver(
                resource=each,
                rule="ResourcesAreExact",
                why="AWS makes up the ids of these resources, so no ARN is narrower; an account has one environment.",
            )
            for each in (boundary, *(found for name, found in execution_policies.items() if name != "access"))
        ),
    ],
)
