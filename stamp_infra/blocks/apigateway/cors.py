"""What lets a browser read every answer: the preflight of each path, and the headers of API Gateway's own errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from troposphere import apigateway

from stamp_infra.blocks.apigateway.route import path_id
from stamp_infra.core.reference import ref
from stamp_infra.core.text import sub

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from troposphere import AWSHelperFn

    from stamp_infra.core.text import Sub

ALLOWED_HEADERS: Final = "Authorization,Content-Type"
_PREFLIGHT_SECONDS: Final = 600

# Without these the browser hides the answer behind a CORS error; a StatusCode here would rewrite every 4xx or 5xx.
_RESPONSES: Final = {
    "DEFAULT_4XX": "$context.error.responseType",
    "DEFAULT_5XX": "$context.error.responseType",
    "BAD_REQUEST_BODY": "VALIDATION_ERROR",
    "BAD_REQUEST_PARAMETERS": "VALIDATION_ERROR",
}
# A model refuses a body as a whole.
_FIELDS: Final = {"BAD_REQUEST_BODY": "body"}


def preflight(
    resource: apigateway.Resource, path: str, methods: Sequence[str], origin: str | AWSHelperFn
) -> apigateway.Method:
    """Return the anonymous OPTIONS of one path, answered by API Gateway itself."""
    headers: dict[str, Any] = {
        "Access-Control-Allow-Origin": quoted(origin),
        "Access-Control-Allow-Headers": f"'{ALLOWED_HEADERS}'",
        "Access-Control-Allow-Methods": f"'{','.join([*methods, 'OPTIONS'])}'",
        "Access-Control-Max-Age": f"'{_PREFLIGHT_SECONDS}'",
        "Vary": "'Origin'",
    }
    names = {f"method.response.header.{name}": value for name, value in headers.items()}
    return apigateway.Method(
        f"{path_id(path)}Options",
        RestApiId=resource.RestApiId,
        ResourceId=ref(resource),
        HttpMethod="OPTIONS",
        AuthorizationType="NONE",
        Integration=apigateway.Integration(
            Type="MOCK",
            PassthroughBehavior="WHEN_NO_TEMPLATES",
            RequestTemplates={"application/json": '{"statusCode": 204}'},
            IntegrationResponses=[apigateway.IntegrationResponse(StatusCode="204", ResponseParameters=names)],
        ),
        MethodResponses=[apigateway.MethodResponse(StatusCode="204", ResponseParameters=dict.fromkeys(names, False))],
    )


def gateway_responses(api: apigateway.RestApi, origin: str | AWSHelperFn) -> Iterator[apigateway.GatewayResponse]:
    """Yield the answers that API Gateway makes itself, with the CORS headers and a JSON body with `code`."""
    headers = {
        "gatewayresponse.header.Access-Control-Allow-Origin": quoted(origin),
        "gatewayresponse.header.Access-Control-Allow-Headers": f"'{ALLOWED_HEADERS}'",
        "gatewayresponse.header.Vary": "'Origin'",
    }
    for kind, code in _RESPONSES.items():
        field = f', "field": "{_FIELDS[kind]}"' if kind in _FIELDS else ""
        yield apigateway.GatewayResponse(
            "".join(word.capitalize() for word in kind.split("_")) + "Response",
            RestApiId=ref(api),
            ResponseType=kind,
            ResponseParameters=headers,
            # messageString comes quoted and escaped; validationErrorString does not, and would break the JSON.
            ResponseTemplates={
                "application/json": f'{{"code": "{code}", "message": $context.error.messageString{field}}}',
            },
        )


def quoted(origin: str | AWSHelperFn) -> Sub:
    """Return a header value as API Gateway wants it: static text stands in single quotes."""
    return sub("'${Origin}'", Origin=origin)
