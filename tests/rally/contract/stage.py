"""Where the API stands: in its region, uncached, with an access log that answers who waited for what."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from tests.rally.contract.differ import differ
from tests.rally.resolved import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

# The saved log queries and a request's trail read these fields.
_LOGGED: Final = {
    "requestId": "$context.requestId",
    "extendedRequestId": "$context.extendedRequestId",
    "time": "$context.requestTimeEpoch",
    "method": "$context.httpMethod",
    "path": "$context.resourcePath",
    "status": "$context.status",
    "latencyMs": "$context.responseLatency",
    "integrationLatencyMs": "$context.integrationLatency",
    "integrationStatus": "$context.integration.status",
    "responseBytes": "$context.responseLength",
    "errorType": "$context.error.responseType",
    "traceId": "$context.xrayTraceId",
}


def endpoint(of: Resolved) -> Iterator[str]:
    """The API answers from its own region, as v1, at the address that the outputs tell."""
    api = named(of, "AWS::ApiGateway::RestApi").get("Api", {})
    facts = (api.get("Name"), api.get("EndpointConfiguration"), api.get("DisableExecuteApiEndpoint", False))
    yield from differ("API", facts, (f"stamp-rally-{of.environment}-api", {"Types": ["REGIONAL"]}, False))
    yield from differ("stage", named(of, "AWS::ApiGateway::Stage").get("Stage", {}).get("StageName"), "v1")


def caching(of: Resolved) -> Iterator[str]:
    """No answer is cached: one visitor's stamps are not another's."""
    stage = named(of, "AWS::ApiGateway::Stage").get("Stage", {})
    cached = [s["ResourcePath"] for s in stage.get("MethodSettings", []) if s.get("CachingEnabled")]
    yield from differ("cached", (stage.get("CacheClusterEnabled", False), cached), (False, []))


def logs(of: Resolved) -> Iterator[str]:
    """The access log has its fields; the execution log is there before API Gateway would make one of its own."""
    for stage in of.of_type("AWS::ApiGateway::Stage"):
        written = stage.properties.get("AccessLogSetting", {}).get("Format")
        yield from differ("access log", written, json.dumps(_LOGGED, separators=(",", ":")))
        if "ExecutionLogGroup" not in stage.attributes.get("DependsOn", []):
            yield "stage: does not wait for its execution log"
