"""A stage writes one line of its access log for each request, in the format that its template gives."""

from __future__ import annotations

import re
import time
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.local.mends.handlers import after_write, succeeded

if TYPE_CHECKING:
    from stamp_infra.local.mends.handlers import Properties

_VARIABLE: Final = re.compile(r"\$context\.([A-Za-z0-9.]+)")


@dataclass(kw_only=True)
class _Request:
    """What ministack learns about a request while it answers."""

    known: Properties = field(default_factory=dict)
    error_type: str | None = None


def stages_keep_their_access_log() -> None:
    """Set a stage's AccessLogSetting, which ministack drops from templates."""
    from ministack.services import apigateway_v1

    def apply(_physical_id: str, properties: Properties) -> None:
        wanted = properties.get("AccessLogSetting") or {}
        names = {"DestinationArn": "destinationArn", "Format": "format"}
        stage = apigateway_v1._stages_v1[properties["RestApiId"]][properties["StageName"]]
        stage["accessLogSettings"] = {theirs: wanted[ours] for ours, theirs in names.items() if ours in wanted}

    after_write("AWS::ApiGateway::Stage", apply)


def access_logs_are_written() -> None:
    """Write a line to the log group of the stage for each request; ministack writes none."""
    from ministack.services import apigateway_v1

    handle, execute = apigateway_v1._handle_execute_in_scope, apigateway_v1._execute_in_scope
    current: ContextVar[_Request] = ContextVar("request")

    async def execute_and_note(request: Properties, *arguments: Any) -> Any:
        response = await execute(request, *arguments)
        current.get().known = request
        current.get().error_type = getattr(response, "response_type", None)
        return response

    async def handle_and_log(api_id: str, stage: str, method: str, *arguments: Any) -> Any:
        started = time.time()
        noted = _Request()
        current.set(noted)
        response = await handle(api_id, stage, method, *arguments)
        settings = (noted.known.get("stage") or {}).get("accessLogSettings") or {}
        if settings.get("destinationArn"):
            values = _values(noted, method, response, started)
            line = _VARIABLE.sub(lambda found: values.get(found[1], "-"), settings.get("format", ""))
            _write(settings["destinationArn"], f"{api_id}/{stage}", line, started)
        return response

    apigateway_v1._execute_in_scope, apigateway_v1._handle_execute_in_scope = execute_and_note, handle_and_log


def _values(noted: _Request, method: str, response: Any, started: float) -> dict[str, str]:
    status, _, body = response
    return {
        "requestId": noted.known["request_id"],
        "extendedRequestId": noted.known["request_id"],
        "requestTimeEpoch": f"{started * 1000:.0f}",
        "httpMethod": method,
        "resourcePath": noted.known["resource_path"] or "-",
        "stage": noted.known["stage_name"],
        "status": str(status),
        "responseLatency": f"{(time.time() - started) * 1000:.0f}",
        "responseLength": str(len(body or b"")),
        "error.responseType": noted.error_type or "-",
    }


def _write(destination: str, stream: str, line: str, started: float) -> None:
    from ministack.services import cloudwatch_logs

    group = destination.partition(":log-group:")[2].partition(":")[0]
    if group not in cloudwatch_logs._log_groups:
        return
    where = {"logGroupName": group, "logStreamName": stream}
    if stream not in cloudwatch_logs._log_groups[group]["streams"]:
        succeeded(cloudwatch_logs._create_log_stream(where))
    event = {"timestamp": int(started * 1000), "message": line}
    succeeded(cloudwatch_logs._put_log_events({**where, "logEvents": [event]}))
