"""What an account has once, whoever made it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from stamp_infra.aws.connection import Connection
from stamp_infra.aws.errors import told

if TYPE_CHECKING:
    from collections.abc import Sequence

ISSUER: Final = "token.actions.githubusercontent.com"
_COSTS: Final = "us-east-1"  # where Cost Explorer answers for all regions
# It is switched on by hand, not everybody who may bootstrap may look at cost, and the embedded AWS (400) has none.
_UNTOLD: Final = ("AccessDeniedException", "DataUnavailableException", "400")


@dataclass(frozen=True, kw_only=True)
class Singletons:
    """ARNs of what is there already; `monitors` is None where Cost Explorer does not tell."""

    github: str | None
    api_logs_role: str | None
    monitors: tuple[str, ...] | None


def singletons(connection: Connection) -> Singletons:
    """Return the account's provider for GitHub, its role for the logs of APIs, and its monitors of services' cost."""
    with told("looking up identity providers"):
        providers = connection.client("iam").list_open_id_connect_providers()["OpenIDConnectProviderList"]
    with told("looking up the account settings of API Gateway"):
        role = connection.client("apigateway").get_account().get("cloudwatchRoleArn")
    github = next((each["Arn"] for each in providers if each["Arn"].endswith(f":oidc-provider/{ISSUER}")), None)
    return Singletons(github=github, api_logs_role=role or None, monitors=_monitors())


def bucket_exists(connection: Connection, name: str) -> bool:
    """Tell whether a bucket of this name exists; raise `UserError` where AWS does not let these credentials know."""
    from botocore.exceptions import ClientError

    with told(f"looking up the bucket {name}"):
        try:
            connection.client("s3").head_bucket(Bucket=name)
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:  # noqa: PLR2004 - a status of HTTP
                return False
            raise
    return True


def _monitors() -> tuple[str, ...] | None:
    from botocore.exceptions import ClientError

    client = Connection(_COSTS).client("ce")
    found: list[str] = []
    asked: dict[str, str] = {}
    with told("looking up cost anomaly monitors"):
        try:
            while True:
                answer = client.get_anomaly_monitors(**asked)
                found += _of_services(answer["AnomalyMonitors"])
                if not answer.get("NextPageToken"):
                    return tuple(found)
                asked = {"NextPageToken": answer["NextPageToken"]}
        except ClientError as error:
            if error.response["Error"]["Code"] in _UNTOLD:
                return None
            raise


def _of_services(monitors: Sequence[dict[str, str]]) -> list[str]:
    return [each["MonitorArn"] for each in monitors if each.get("MonitorDimension") == "SERVICE"]
