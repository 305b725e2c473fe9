"""A small REST API that every rule is content with, to be spoilt one place at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests.check.rules.build import one, to

if TYPE_CHECKING:
    from tests.check.rules.build import Resources

ORIGIN: Final = "'https://example.com'"
_FUNCTION: Final = "arn:aws:lambda:us-east-1:<AWS::AccountId>:function:orders:live"


def reply(kind: str) -> dict[str, Any]:
    """Return a gateway response with CORS headers."""
    return one(
        "AWS::ApiGateway::GatewayResponse",
        RestApiId=to("Api"),
        ResponseType=kind,
        ResponseParameters={
            "gatewayresponse.header.Access-Control-Allow-Origin": ORIGIN,
            "gatewayresponse.header.Access-Control-Allow-Headers": "'Authorization,Content-Type'",
        },
    )


def method(verb: str, **properties: Any) -> dict[str, Any]:
    """Return a method of /orders."""
    return one("AWS::ApiGateway::Method", RestApiId=to("Api"), ResourceId=to("Orders"), HttpMethod=verb, **properties)


def api() -> Resources:
    """Return an API with POST /orders, its preflight, gateway responses, deployment and stage."""
    headers = {
        "Access-Control-Allow-Origin": ORIGIN,
        "Access-Control-Allow-Headers": "'Authorization,Content-Type'",
        "Access-Control-Allow-Methods": "'POST,OPTIONS'",
    }
    return {
        "Api": one("AWS::ApiGateway::RestApi", Name="orders"),
        "Orders": one(
            "AWS::ApiGateway::Resource", RestApiId=to("Api"), ParentId=to("Api.RootResourceId"), PathPart="orders"
        ),
        "OrdersPost": method(
            "POST",
            AuthorizationType="COGNITO_USER_POOLS",
            AuthorizerId=to("Authorizer"),
            RequestValidatorId=to("Validator"),
            RequestModels={"$default": to("NewOrder")},
            Integration={
                "Type": "AWS_PROXY",
                "Uri": f"arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/{_FUNCTION}/invocations",
                "Credentials": to("ApiRole.Arn"),
            },
        ),
        "OrdersOptions": method(
            "OPTIONS",
            AuthorizationType="NONE",
            Integration={
                "Type": "MOCK",
                "RequestTemplates": {"application/json": '{"statusCode": 204}'},
                "IntegrationResponses": [
                    {
                        "StatusCode": "204",
                        "ResponseParameters": {f"method.response.header.{k}": v for k, v in headers.items()},
                    }
                ],
            },
            MethodResponses=[
                {"StatusCode": "204", "ResponseParameters": {f"method.response.header.{k}": True for k in headers}}
            ],
        ),
        "Validator": one("AWS::ApiGateway::RequestValidator", RestApiId=to("Api"), ValidateRequestBody=True),
        "NewOrder": one(
            "AWS::ApiGateway::Model",
            RestApiId=to("Api"),
            Name="NewOrder",
            Schema={"type": "object", "properties": {"id": {"type": "string"}}, "additionalProperties": False},
        ),
        "Errors4xx": reply("DEFAULT_4XX"),
        "Errors5xx": reply("DEFAULT_5XX"),
        "Deployment": {
            **one("AWS::ApiGateway::Deployment", RestApiId=to("Api")),
            "DependsOn": ["OrdersPost", "OrdersOptions", "Errors4xx", "Errors5xx"],
        },
        "Stage": one(
            "AWS::ApiGateway::Stage",
            RestApiId=to("Api"),
            DeploymentId=to("Deployment"),
            TracingEnabled=True,
            AccessLogSetting={"DestinationArn": to("Log.Arn"), "Format": "$context.requestId"},
            MethodSettings=[
                {
                    "HttpMethod": "*",
                    "ResourcePath": "/*",
                    "LoggingLevel": "ERROR",
                    "ThrottlingRateLimit": 100,
                    "ThrottlingBurstLimit": 200,
                }
            ],
        ),
        "ApiRole": one(
            "AWS::IAM::Role",
            Policies=[
                {
                    "PolicyDocument": {
                        "Statement": {"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": _FUNCTION}
                    }
                }
            ],
        ),
        "Function": one("AWS::Lambda::Function", FunctionName="orders", TracingConfig={"Mode": "Active"}),
        "Live": one("AWS::Lambda::Alias", FunctionName=to("Function"), Name="live"),
    }


def described(**operations: Any) -> Resources:
    """Return an API whose /orders is described as OpenAPI, as SAM does it."""
    body = {
        "paths": {"/orders": operations},
        "x-amazon-apigateway-gateway-responses": {
            kind: {
                "responseParameters": {
                    "gatewayresponse.header.Access-Control-Allow-Origin": ORIGIN,
                    "gatewayresponse.header.Access-Control-Allow-Headers": "'Authorization,Content-Type'",
                }
            }
            for kind in ("DEFAULT_4XX", "DEFAULT_5XX")
        },
    }
    return {"Api": one("AWS::ApiGateway::RestApi", Body=body)}


def described_preflight(**more: Any) -> dict[str, Any]:
    """Return an operation that answers OPTIONS, in OpenAPI."""
    headers = {
        "Access-Control-Allow-Origin": ORIGIN,
        "Access-Control-Allow-Headers": "'Authorization,Content-Type'",
        "Access-Control-Allow-Methods": "'POST,OPTIONS'",
    }
    return {
        "responses": {"200": {"headers": {name: {"type": "string"} for name in headers}}},
        "x-amazon-apigateway-integration": {
            "type": "mock",
            "requestTemplates": {"application/json": '{"statusCode": 200}'},
            "responses": {
                "default": {"responseParameters": {f"method.response.header.{k}": v for k, v in headers.items()}}
            },
        },
        **more,
    }
