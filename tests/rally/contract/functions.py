"""Functions as their authors rely on them: runtime, size, variables, alias, and how a new version arrives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.rally.contract.differ import differ
from tests.rally.contract.settings import SETTINGS
from tests.rally.resolved import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

_COMMON: Final = {"ENVIRONMENT": "ENV", "ALLOWED_ORIGIN": "ORIGIN"}
_UPLOADS: Final = {"S3_BUCKET": "<UploadsBucket>", "S3_PREFIX": "users/"}
_STAMPS: Final = {"TABLE_USERSTAMPS": "<UserStamps>"}
_MASTERS: Final = {"TABLE_STAMPMASTERS": "<StampMasters>"}
_USERS: Final = {"TABLE_USERS": "<Users>"}
_POOL: Final = {"USER_POOL_ID": "<Visitors>"}

VARIABLES: Final[dict[str, dict[str, str]]] = {
    "auth": {
        **_USERS,
        **_POOL,
        "USER_POOL_CLIENT_ID": "<LiffClient>",
        "LINE_CHANNEL_ID_PARAMETER": "<LineChannelIdParameter>",
        "LINE_CHANNEL_SECRET_PARAMETER": "/stamp-rally/ENV/line/channel-secret",
    },
    "auth-challenge": {"LINE_CHANNEL_ID": "1234567890"},
    "users": {**_USERS, **_STAMPS, **_UPLOADS, **_POOL},
    "stamps": {**_MASTERS, **_STAMPS},
    "gps-verify": _MASTERS,
    "award": {**_STAMPS, **_MASTERS, "INDEX_SHARDS": "SHARDS"},
    "image-upload": {**_STAMPS, **_UPLOADS, "PRESIGNED_URL_EXPIRATION": "300"},
    "image-recognize": {**_STAMPS, **_MASTERS, **_UPLOADS, "MODEL_ARN": "none"},
    "ranking": {**_STAMPS, "INDEX_SHARDS": "SHARDS"},
}
# Ten seconds, but for the one that Cognito waits for, and the two that delete or recognise.
TIMEOUT_S: Final = {**dict.fromkeys(VARIABLES, 10), "auth-challenge": 5, "users": 25, "image-recognize": 30}


def configuration(of: Resolved) -> Iterator[str]:
    """Each function has the contract's handler, memory, timeout, variables and tracing, and its own log group."""
    settings = SETTINGS[str(of.environment)]
    words = {"ENV": of.environment, "ORIGIN": settings["origin"], "SHARDS": settings["shards"]}
    prefix = f"stamp-rally-{of.environment}-"
    found = {
        str(p.get("FunctionName")).removeprefix(prefix): {
            key: p.get(key)
            for key in (
                "Handler",
                "Runtime",
                "Architectures",
                "MemorySize",
                "Timeout",
                "ReservedConcurrentExecutions",
                "TracingConfig",
                "Environment",
                "LoggingConfig",
            )
        }
        for p in named(of, "AWS::Lambda::Function").values()
    }
    expected = {}
    for name, variables in VARIABLES.items():
        values = {key: words.get(value, value) for key, value in {**_COMMON, **variables}.items()}
        title = "".join(word.capitalize() for word in name.split("-"))
        expected[name] = {
            "Handler": "lambda_function.lambda_handler",
            "Runtime": "python3.14",
            "Architectures": ["arm64"],
            "MemorySize": settings["memory"],
            "Timeout": TIMEOUT_S[name],
            "ReservedConcurrentExecutions": None,
            "TracingConfig": {"Mode": "Active"},
            "Environment": {
                "Variables": {k: str(v).replace("/ENV/", f"/{of.environment}/") for k, v in values.items()}
            },
            "LoggingConfig": {"LogGroup": f"<{title}LogGroup>", "LogFormat": "JSON"},
        }
    yield from differ("functions", found, expected)


def releases(of: Resolved) -> Iterator[str]:
    """Each function has a live alias that moves gradually, watched by an alarm on its errors; two are kept warm."""
    settings = SETTINGS[str(of.environment)]
    aliases = named(of, "AWS::Lambda::Alias")
    groups = named(of, "AWS::CodeDeploy::DeploymentGroup")
    for name in VARIABLES:
        title = "".join(word.capitalize() for word in name.split("-"))
        alias = aliases.get(f"{title}FunctionAliaslive", {})
        warm = settings["provisioned"] if name in {"auth", "award"} else None
        provisioned = alias.get("ProvisionedConcurrencyConfig", {}).get("ProvisionedConcurrentExecutions")
        yield from differ(f"{name} alias", (alias.get("Name"), provisioned), ("live", warm))
        group = groups.get(f"{title}FunctionDeploymentGroup", {})
        facts = (
            group.get("DeploymentConfigName"),
            group.get("AlarmConfiguration", {}).get("Alarms"),
            group.get("ServiceRoleArn"),
        )
        expected = (
            f"CodeDeployDefault.Lambda{settings['deployment']}",
            [{"Name": f"<{title}DeploymentAlarm>"}],
            "<FunctionDeploymentRole.Arn>",
        )
        yield from differ(f"{name} deployment", facts, expected)


def packages(of: Resolved) -> Iterator[str]:
    """`sam build` packs each function by the makefile beside the sources, which needs no Docker."""
    found = {
        name: (resource["Properties"].get("CodeUri"), resource.get("Metadata", {}).get("BuildMethod"))
        for name, resource in of.templates[0].body["Resources"].items()
        if resource["Type"] == "AWS::Serverless::Function"
    }
    names = ["".join(word.capitalize() for word in name.split("-")) for name in VARIABLES]
    expected = dict.fromkeys((f"{name}Function" for name in names), ("../../templates/functions", "makefile"))
    yield from differ("packages", found, expected)
