"""Functions as their authors rely on them: runtime, size, variables, alias, and how a new version arrives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tests.rally.contract.differ import differ
from tests.rally.contract.settings import SETTINGS
from tests.rally.resolved import named, short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

_COMMON: Final = {"ENVIRONMENT": "ENV", "ALLOWED_ORIGIN": "ORIGIN"}
_UPLOADS: Final = {"S3_BUCKET": "<UploadsBucket>", "S3_PREFIX": "users/"}
_STAMPS: Final = {"TABLE_USERSTAMPS": "<UserStamps>"}
_MASTERS: Final = {"TABLE_STAMPMASTERS": "<StampMasters>"}
_USERS: Final = {"TABLE_USERS": "<Users>"}
_LINE_KEYS: Final = {"LINE_JWKS_URL": "https://api.line.me/oauth2/v2.1/certs"}
_POOL: Final = {"USER_POOL_ID": "<Visitors>"}

VARIABLES: Final[dict[str, dict[str, str]]] = {
    "auth": {
        **_USERS,
        **_POOL,
        **_LINE_KEYS,
        "USER_POOL_CLIENT_ID": "<LiffClient>",
        "LINE_CHANNEL_ID_PARAMETER": "<LineChannelIdParameter>",
        "LINE_CHANNEL_SECRET_PARAMETER": "/stamp-rally/ENV/line/channel-secret",
    },
    "auth-challenge": {**_LINE_KEYS, "LINE_CHANNEL_ID": "1234567890"},
    "users": {**_USERS, **_STAMPS, **_UPLOADS, **_POOL},
    "stamps": {**_MASTERS, **_STAMPS},
    "gps-verify": _MASTERS,
    "award": {**_STAMPS, **_MASTERS, "INDEX_SHARDS": "SHARDS"},
    "image-upload": {**_STAMPS, **_UPLOADS, "PRESIGNED_URL_EXPIRATION": "300"},
    "image-recognize": {**_STAMPS, **_MASTERS, **_UPLOADS, "MODEL_ARN": "none"},
    "ranking": {**_STAMPS, "INDEX_SHARDS": "SHARDS"},
}
# Ten seconds, but for the one that Cognito waits for, the one that waits for Cognito, and the two that delete or
# recognise.
_OTHERS: Final = {"auth": 25, "auth-challenge": 5, "users": 25, "image-recognize": 30}
TIMEOUT_S: Final = {**dict.fromkeys(VARIABLES, 10), **_OTHERS}
LAYER: Final = "DependenciesLayer"


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
        | {"Layers": [_unversioned(each) for each in p.get("Layers", [])]}
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
            "Layers": [f"<{LAYER}>"],
        }
    yield from differ("functions", found, expected)


def layers(of: Resolved) -> Iterator[str]:
    """One layer holds the libraries of all functions, and keeps the versions that an alias may roll back to."""
    found = {
        _unversioned(f"<{each.logical_id}>"): (
            short(each.properties.get("LayerName")),
            each.properties.get("CompatibleRuntimes"),
            each.properties.get("CompatibleArchitectures"),
            each.attributes.get("DeletionPolicy"),
        )
        for each in of.of_type("AWS::Lambda::LayerVersion")
    }
    facts = (f"stamp-rally-{of.environment}-dependencies", ["python3.14"], ["arm64"], "Retain")
    yield from differ("layers", found, {f"<{LAYER}>": facts})


def _unversioned(pointer: str) -> str:
    """Return a pointer to a layer without the hash of its content that SAM appends."""
    return re.sub(r"[0-9a-f]{10}>$", ">", pointer)


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


def versions(of: Resolved) -> Iterator[str]:
    """Each function is tagged with a checksum of its settings, so that a new one publishes a version."""
    for name, function in named(of, "AWS::Lambda::Function").items():
        tags = {each["Key"]: each["Value"] for each in function.get("Tags", [])}
        if not re.fullmatch("[0-9a-f]{8}", str(tags.get("Settings"))):
            yield f"{name} is tagged {tags}, without a checksum of its settings"


def packages(of: Resolved) -> Iterator[str]:
    """`sam build` packs each function and the layer by the makefile beside the sources, which needs no Docker."""
    sources = {"AWS::Serverless::Function": "CodeUri", "AWS::Serverless::LayerVersion": "ContentUri"}
    found = {
        name: (resource["Properties"].get(source), resource.get("Metadata", {}).get("BuildMethod"))
        for name, resource in of.templates[0].body["Resources"].items()
        if (source := sources.get(resource["Type"]))
    }
    names = ["".join(word.capitalize() for word in name.split("-")) for name in VARIABLES]
    expected = dict.fromkeys([LAYER, *(f"{name}Function" for name in names)], ("../../templates/functions", "makefile"))
    yield from differ("packages", found, expected)
