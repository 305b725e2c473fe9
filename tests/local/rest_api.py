"""An API whose one method answers 200 to what its validator lets through, with an access log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.local import aws

if TYPE_CHECKING:
    from stamp_infra.local.emulator import Emulator

FORMAT = (
    '{"id":"$context.requestId","method":"$context.httpMethod","path":"$context.resourcePath",'
    '"status":"$context.status","error":"$context.error.responseType","trace":"$context.xrayTraceId"}'
)
SCHEMA = {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}, "additionalProperties": False}


def api(content_type: str = "application/json", **method: Any) -> dict[str, dict[str, Any]]:
    """Return an API whose one method answers 200 to every POST that its validator lets through."""
    ref = {"RestApiId": {"Ref": "Api"}}
    answers = {"StatusCode": "200"}
    return {
        "Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Name": aws.unique()}},
        "Model": {
            "Type": "AWS::ApiGateway::Model",
            "Properties": ref | {"Name": "Thing", "ContentType": "application/json", "Schema": SCHEMA},
        },
        "Validator": {
            "Type": "AWS::ApiGateway::RequestValidator",
            "Properties": ref | {"Name": "all", "ValidateRequestBody": True, "ValidateRequestParameters": "true"},
        },
        "Method": {
            "Type": "AWS::ApiGateway::Method",
            "Properties": ref
            | {
                "ResourceId": {"Fn::GetAtt": ["Api", "RootResourceId"]},
                "HttpMethod": "POST",
                "AuthorizationType": "NONE",
                "RequestValidatorId": {"Ref": "Validator"},
                "RequestModels": {content_type: {"Ref": "Model"}},
                "Integration": {
                    "Type": "MOCK",
                    "RequestTemplates": {"application/json": '{"statusCode": 200}'},
                    "IntegrationResponses": [answers],
                },
                "MethodResponses": [answers],
            }
            | method,
        },
        "Deployment": {"Type": "AWS::ApiGateway::Deployment", "DependsOn": ["Method"], "Properties": ref},
        "LogGroup": {"Type": "AWS::Logs::LogGroup"},
        "Stage": {
            "Type": "AWS::ApiGateway::Stage",
            "Properties": ref
            | {
                "StageName": "v1",
                "DeploymentId": {"Ref": "Deployment"},
                "AccessLogSetting": {"DestinationArn": {"Fn::GetAtt": ["LogGroup", "Arn"]}, "Format": FORMAT},
            },
        },
    }


def post(emulator: Emulator, stack: aws.Stack, body: str, content_type: str = "application/json") -> tuple[int, str]:
    path = f"/restapis/{stack.ids['Api']}/v1/_user_request_/"
    status, _, answer = aws.request(emulator, "POST", path, {"Content-Type": content_type}, body)
    return status, answer
