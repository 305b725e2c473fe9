"""The stage that serves the API: logged, traced, throttled, and always at the newest deployment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from troposphere import apigateway

from stamp_infra.core.inputs import instance, whole
from stamp_infra.core.record import record
from stamp_infra.core.reference import att, ref
from stamp_infra.core.text import sub

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from troposphere import AWSHelperFn

    from stamp_infra.blocks.apigateway.route import Route
    from stamp_infra.core.block import Block
    from stamp_infra.core.errors import Mistake

STAGE_NAME: Final = "v1"

# No address, token or body of a caller: what is needed to find a request and where its time went.
_ACCESS_LOG: Final = """{
"requestId":"$context.requestId",
"extendedRequestId":"$context.extendedRequestId",
"time":"$context.requestTimeEpoch",
"method":"$context.httpMethod",
"path":"$context.resourcePath",
"status":"$context.status",
"latencyMs":"$context.responseLatency",
"integrationLatencyMs":"$context.integrationLatency",
"integrationStatus":"$context.integration.status",
"responseBytes":"$context.responseLength",
"errorType":"$context.error.responseType",
"traceId":"$context.xrayTraceId"
}""".replace("\n", "")


@record
class Throttle:
    """Steady requests per second, and how many may come at once."""

    rate: int | AWSHelperFn
    burst: int | AWSHelperFn


def throttle_mistakes(where: str, throttle: object) -> Iterator[Mistake]:
    """Yield what is wrong with a limit: at 0 API Gateway would answer nothing but 429."""
    yield from instance(where, throttle, Throttle, "write Throttle(rate=..., burst=...)")
    if isinstance(throttle, Throttle):
        yield from whole(f"{where}.rate", throttle.rate, 1, 2**31 - 1)
        yield from whole(f"{where}.burst", throttle.burst, 1, 2**31 - 1)


def stage(
    api: apigateway.RestApi,
    deployment: apigateway.Deployment,
    *,
    routes: Sequence[Route],
    throttle: Throttle,
    access_log_group: Block,
    execution_log_group: Block,
) -> apigateway.Stage:
    """Return the stage; its execution log group exists first, or API Gateway would make one without retention."""
    public = [_public(route) for route in routes if route.public]
    return apigateway.Stage(
        "Stage",
        DependsOn=[execution_log_group.main.title],
        RestApiId=ref(api),
        DeploymentId=ref(deployment),
        StageName=STAGE_NAME,
        TracingEnabled=True,
        AccessLogSetting=apigateway.AccessLogSetting(DestinationArn=att(access_log_group, "Arn"), Format=_ACCESS_LOG),
        MethodSettings=[_settings("/*", "*", throttle), *public],
    )


def execution_log_group_name(api: apigateway.RestApi) -> AWSHelperFn:
    """Return the name that API Gateway gives the stage's execution log group."""
    return sub(f"API-Gateway-Execution-Logs_${{Api}}/{STAGE_NAME}", Api=ref(api))


def _public(route: Route) -> apigateway.MethodSetting:
    assert route.public is not None  # noqa: S101 - the caller has chosen the public ones
    return _settings("/" + route.path.replace("/", "~1"), route.method, route.public.throttle)


def _settings(path: str, method: str, throttle: Throttle) -> apigateway.MethodSetting:
    facts: dict[str, Any] = {"LoggingLevel": "INFO", "DataTraceEnabled": False, "MetricsEnabled": True}
    return apigateway.MethodSetting(
        ResourcePath=path,
        HttpMethod=method,
        ThrottlingRateLimit=throttle.rate,
        ThrottlingBurstLimit=throttle.burst,
        **facts,
    )
