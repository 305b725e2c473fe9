"""Who may do what, whole and in both directions: a missing action and one too many are differences alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests.rally.contract.statements import policies
from tests.rally.resolved import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

_MASTERS, _STAMPS, _USERS = "<StampMasters.Arn>", "<UserStamps.Arn>", "<Users.Arn>"
_UPLOADS = "<UploadsBucket.Arn>/users/*"
_PARAMETERS = "arn:aws:ssm:ap-northeast-1:<AWS::AccountId>:parameter/stamp-rally/ENV/line"

# function: (actions, resources) of each grant, besides its own log group and X-Ray.
PERMISSIONS: Final[dict[str, list[tuple[str, str]]]] = {
    "auth": [
        (
            "cognito-idp:AdminCreateUser cognito-idp:AdminGetUser cognito-idp:AdminInitiateAuth",
            "<Visitors.Arn>",
        ),
        ("cognito-idp:AdminRespondToAuthChallenge", "<Visitors.Arn>"),
        ("dynamodb:UpdateItem", _USERS),
        ("ssm:GetParameter", f"{_PARAMETERS}/channel-id {_PARAMETERS}/channel-secret"),
        ("kms:Decrypt if kms:ViaService=ssm.ap-northeast-1.amazonaws.com", "<SecretsKey.Arn>"),
    ],
    "auth-challenge": [],
    "users": [
        ("dynamodb:GetItem dynamodb:UpdateItem dynamodb:DeleteItem", _USERS),
        ("dynamodb:Query dynamodb:BatchWriteItem", _STAMPS),
        ("s3:ListBucketVersions if s3:prefix=users/*", "<UploadsBucket.Arn>"),
        ("s3:DeleteObject s3:DeleteObjectVersion", _UPLOADS),
        ("cognito-idp:AdminDeleteUser", "<Visitors.Arn>"),
    ],
    "stamps": [
        ("dynamodb:GetItem", _MASTERS),
        ("dynamodb:Query", f"{_MASTERS}/index/gsi-event"),
        ("dynamodb:Query dynamodb:GetItem", _STAMPS),
    ],
    "gps-verify": [("dynamodb:GetItem", _MASTERS)],
    "award": [
        ("dynamodb:GetItem", _MASTERS),
        ("dynamodb:GetItem dynamodb:PutItem dynamodb:UpdateItem", _STAMPS),
    ],
    "image-upload": [
        ("s3:PutObject", _UPLOADS),
        ("dynamodb:PutItem dynamodb:GetItem", _STAMPS),
    ],
    "image-recognize": [
        ("s3:GetObject s3:DeleteObject", _UPLOADS),
        ("rekognition:DetectLabels rekognition:DetectModerationLabels", "*"),
        (
            "rekognition:DetectCustomLabels",
            "arn:aws:rekognition:ap-northeast-1:<AWS::AccountId>:project/none/version/none/0",
        ),
        ("dynamodb:Query", f"{_MASTERS}/index/gsi-image-label"),
        ("dynamodb:PutItem dynamodb:UpdateItem", _STAMPS),
        ("sqs:ReceiveMessage sqs:DeleteMessage sqs:GetQueueAttributes", "<ImageQueue.Arn>"),
    ],
    "ranking": [("dynamodb:Query", f"{_STAMPS}/index/gsi-ranking")],
}


def functions(of: Resolved) -> Iterator[str]:
    """Each function's role allows exactly the contract's actions on exactly its resources."""
    for name, grants in PERMISSIONS.items():
        role = _role_of(of, name)
        own_logs = (
            f"arn:aws:logs:ap-northeast-1:<AWS::AccountId>:log-group:/aws/lambda/stamp-rally-{of.environment}-{name}:*"
        )
        allowed = [
            *((actions, resources.replace("ENV", str(of.environment))) for actions, resources in grants),
            ("logs:CreateLogStream logs:PutLogEvents", own_logs),
            ("xray:PutTraceSegments xray:PutTelemetryRecords", "*"),
        ]
        expected = {pair for actions, resources in allowed for pair in _pairs(actions, resources)}
        yield from _compare(f"role of {name}", set(_granted(of, role)), expected)


def api(of: Resolved) -> Iterator[str]:
    """API Gateway's role invokes exactly the live aliases of the functions on the API."""
    function = f"arn:aws:lambda:ap-northeast-1:<AWS::AccountId>:function:stamp-rally-{of.environment}"
    behind = ("auth", "users", "stamps", "gps-verify", "award", "image-upload", "ranking")
    expected = {("lambda:InvokeFunction", f"{function}-{name}:live") for name in behind}
    yield from _compare("role of the API", set(_granted(of, "ApiGatewayRole")), expected)


def visitors(of: Resolved) -> Iterator[str]:
    """A signed-in visitor reaches their own upload prefix and nothing else."""
    own = "<UploadsBucket.Arn>/users/${cognito-identity.amazonaws.com:sub}/*"
    expected = {("s3:PutObject", own), ("s3:GetObject", own)}
    yield from _compare("role of a visitor", set(_granted(of, "IdentitiesVisitorRole")), expected)


def _role_of(of: Resolved, name: str) -> str:
    for properties in named(of, "AWS::Lambda::Function").values():
        if properties.get("FunctionName") == f"stamp-rally-{of.environment}-{name}":
            return str(properties.get("Role", "")).removeprefix("<").removesuffix(".Arn>")
    return f"no function {name}"


def _granted(of: Resolved, role: str) -> Iterator[tuple[str, str]]:
    for document in policies(of, role):
        for statement in document["Statement"]:
            when = _condition(statement.get("Condition", {}))
            for action in _list(statement.get("Action")):
                for resource in _list(statement.get("Resource")):
                    effect = "" if statement["Effect"] == "Allow" else f"{statement['Effect']} "
                    yield f"{effect}{action}{when}", str(resource)


def _condition(condition: dict[str, Any]) -> str:
    tests = [f"{key}={value}" for test in condition.values() for key, value in test.items()]
    return f" if {' and '.join(tests)}" if tests else ""


def _pairs(actions: str, resources: str) -> Iterator[tuple[str, str]]:
    names, _, when = actions.partition(" if ")
    for action in names.split():
        for resource in resources.split():
            yield f"{action}{f' if {when}' if when else ''}", resource


def _compare(where: str, found: set[tuple[str, str]], expected: set[tuple[str, str]]) -> Iterator[str]:
    for action, resource in sorted(expected - found):
        yield f"{where}: may not {action} on {resource}"
    for action, resource in sorted(found - expected):
        yield f"{where}: may {action} on {resource}"


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
