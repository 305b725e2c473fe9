"""Questions to the logs that somebody on duty asks first, saved so that nobody has to write them at night."""

from __future__ import annotations

from stamp_infra import ref, sub
from stamp_infra.blocks.logs import query
from templates.logs import api_access_logs
from templates.sam import functions

function_logs = [sub(f"/aws/lambda/{{app}}-{{env}}-{function.name}") for function in functions]
access_logs = [ref(api_access_logs)]

errors_by_function = query(
    "errors-by-function",
    log_groups=function_logs,
    query_string="""\
filter level in ["ERROR", "CRITICAL", "FATAL"] or record.status in ["error", "timeout"]
| stats count(*) as errors, latest(message) as last_message, latest(requestId) as last_request by @log, errorType
| sort errors desc""",
)

slowest_requests = query(
    "slowest-requests",
    log_groups=access_logs,
    query_string="""\
fields @timestamp, method, path, status, latencyMs, integrationLatencyMs, requestId, traceId
| sort latencyMs desc
| limit 50""",
)

request_trail = query(
    "request-trail",
    log_groups=[*access_logs, *function_logs],
    query_string="""\
# Put the request id from the x-amzn-RequestId header, or the trace id, in the place of ID.
fields @timestamp, @log, level, message, method, path, status, errorType
| filter @message like "ID"
| sort @timestamp""",
)

refused_requests = query(
    "refused-requests",
    log_groups=access_logs,
    query_string="""\
filter status >= 400 and status < 500
| stats count(*) as refused by path, method, status, errorType
| sort refused desc""",
)

rejected_sign_ins = query(
    "rejected-sign-ins",
    log_groups=access_logs,
    query_string="""\
filter path like "/auth/" and status >= 400
| stats count(*) as rejected by bin(5m), path, status
| sort rejected desc""",
)

queries = [errors_by_function, slowest_requests, request_trail, refused_requests, rejected_sign_ins]
