"""The stage serves the newest deployment, writes down every call, and slows down whoever calls too often."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from stamp_infra.blocks.apigateway import Throttle
from tests.blocks.apigateway.given import resources, told
from tests.rendering import env


def stage(**more: Any) -> Any:
    return resources(**more)["Stage"]["Properties"]


def test_it_serves_the_deployment_that_is_named_after_its_content() -> None:
    found = resources()
    (deployment,) = (title for title, each in found.items() if each["Type"] == "AWS::ApiGateway::Deployment")
    assert re.fullmatch("Deployment[0-9a-f]{8}", deployment)
    assert found["Stage"]["Properties"]["DeploymentId"] == {"Ref": deployment}
    assert found["Stage"]["Properties"]["StageName"] == "v1"


def test_every_call_is_a_line_of_json_without_address_token_or_body() -> None:
    setting = stage()["AccessLogSetting"]
    assert setting["DestinationArn"] == {"Ref": "AccessLogArn"}
    line = json.loads(setting["Format"])
    assert {"requestId", "status", "latencyMs", "errorType"} <= line.keys()
    assert not re.search("sourceIp|authorizer|header|body|userAgent", setting["Format"], re.IGNORECASE)


def test_every_method_is_limited_traced_logged_and_keeps_bodies_to_itself() -> None:
    every, _ = stage()["MethodSettings"]
    assert every == {
        "ResourcePath": "/*",
        "HttpMethod": "*",
        "ThrottlingRateLimit": 10,
        "ThrottlingBurstLimit": 20,
        "LoggingLevel": "INFO",
        "DataTraceEnabled": False,
        "MetricsEnabled": True,
    }
    assert stage()["TracingEnabled"] is True


def test_a_public_method_has_the_limit_that_it_was_made_public_with() -> None:
    _, public = stage()["MethodSettings"]
    assert (public["ResourcePath"], public["HttpMethod"]) == ("/~1articles", "GET")
    assert (public["ThrottlingRateLimit"], public["ThrottlingBurstLimit"]) == (1, 2)


def test_limits_may_differ_between_environments() -> None:
    every, _ = stage(throttle=Throttle(rate=env.days, burst=env.days))["MethodSettings"]
    assert every["ThrottlingRateLimit"] == {"Fn::FindInMap": ["Environment", {"Ref": "Environment"}, "Days"]}


def test_the_execution_log_is_owned_before_api_gateway_would_make_one() -> None:
    found = resources()
    assert found["Stage"]["DependsOn"] == ["ExecutionLogGroup"]
    assert found["ExecutionLogGroup"]["Properties"] == {
        "LogGroupName": {"Fn::Sub": "API-Gateway-Execution-Logs_${Api}/v1"},
        "RetentionInDays": 7,
        "KmsKeyId": {"Ref": "KeyArn"},
    }


@pytest.mark.parametrize(
    ("limit", "place"), [(Throttle(rate=0, burst=1), "rate"), (Throttle(rate=1, burst=-1), "burst")]
)
def test_a_limit_that_lets_nobody_in_is_told(limit: Throttle, place: str) -> None:
    (message,) = told(throttle=limit)
    assert message.startswith(f"throttle.{place}: must be a whole number from 1 to")
