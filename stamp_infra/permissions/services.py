"""What the actions of each service are about: ARNs that begin with the environment's name, if AWS lets one be given.

An application's resources are named `{app}-{env}-*`. Where AWS makes up an id and nothing bears a name, it is all of a
type in the account and region, because an account holds one environment. Source: AWS Service Authorization Reference.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

OWN: Final = "{app}-${EnvironmentName}"
BOUNDARY: Final = "arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/{app}-boundary-${EnvironmentName}"
"""The managed policy of the account's stack that bounds every role of the application."""


@dataclass(frozen=True, kw_only=True)
class Scope:
    """`on` are ARNs, or `*` alone; `condition` is the statement's, {} for none."""

    on: tuple[str, ...]
    condition: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Service:
    """The group of the policy that a service's actions stand in, and what they are about if nothing else is said."""

    group: str
    on: tuple[str, ...]


def here(service: str, *resources: str) -> tuple[str, ...]:
    """Return ARNs in the account and region."""
    return tuple(f"arn:${{AWS::Partition}}:{service}:${{AWS::Region}}:${{AWS::AccountId}}:{one}" for one in resources)


def everywhere(service: str, *resources: str) -> tuple[str, ...]:
    """Return ARNs of a service that has no regions."""
    return tuple(f"arn:${{AWS::Partition}}:{service}::${{AWS::AccountId}}:{one}" for one in resources)


ROLES: Final = everywhere("iam", f"role/{OWN}-*")
_REST_APIS: Final = "arn:${AWS::Partition}:apigateway:${AWS::Region}::"

# service -> where its actions stand, and what bears the environment's name; adding a service is one line
SERVICES: Final[Mapping[str, Service]] = {
    # What hangs below an API has paths for names; the tags have paths of their own.
    "apigateway": Service(
        group="api", on=(f"{_REST_APIS}/restapis", f"{_REST_APIS}/restapis/*", f"{_REST_APIS}/tags/*")
    ),
    "backup": Service(group="data", on=here("backup", f"backup-vault:{OWN}-*")),
    "backup-storage": Service(group="data", on=()),
    "billing": Service(group="watching", on=everywhere("billing", "billingview/primary")),
    "budgets": Service(group="watching", on=everywhere("budgets", f"budget/{OWN}-*")),
    "ce": Service(group="watching", on=everywhere("ce", "anomalysubscription/*", "anomalymonitor/*")),
    "cloudformation": Service(group="access", on=here("cloudformation", f"stack/{OWN}-*/*")),
    "cloudtrail": Service(group="watching", on=here("cloudtrail", f"trail/{OWN}-*")),
    "cloudwatch": Service(group="watching", on=here("cloudwatch", f"alarm:{OWN}-*")),
    "codedeploy": Service(group="functions", on=here("codedeploy", f"application:{OWN}-*", f"deploymentgroup:{OWN}-*")),
    "cognito-identity": Service(group="api", on=here("cognito-identity", "identitypool/*")),
    "cognito-idp": Service(group="api", on=here("cognito-idp", "userpool/*")),
    "dynamodb": Service(group="data", on=here("dynamodb", f"table/{OWN}-*")),
    "events": Service(group="functions", on=here("events", f"rule/{OWN}-*")),
    "iam": Service(group="access", on=ROLES),
    "kms": Service(group="data", on=here("kms", "key/*")),
    "lambda": Service(group="functions", on=here("lambda", f"function:{OWN}-*")),
    "logs": Service(
        group="watching",
        on=here(
            "logs",
            f"log-group:/aws/apigateway/{OWN}-*",
            f"log-group:/aws/lambda/{OWN}-*",
            "log-group:API-Gateway-Execution-Logs_*",
        ),
    ),
    "rekognition": Service(group="functions", on=here("rekognition", "project/*/version/*")),
    "s3": Service(group="data", on=(f"arn:${{AWS::Partition}}:s3:::{OWN}-*",)),
    "sns": Service(group="watching", on=here("sns", f"{OWN}-*")),
    "sqs": Service(group="functions", on=here("sqs", f"{OWN}-*")),
    "ssm": Service(group="data", on=here("ssm", "parameter/{app}/${EnvironmentName}/*")),
    "wafv2": Service(
        group="api",
        on=(
            *here("wafv2", f"regional/webacl/{OWN}-*", "regional/managedruleset/*"),
            f"{_REST_APIS}/restapis/*/stages/*",
        ),
    ),
    "xray": Service(group="watching", on=()),
}
