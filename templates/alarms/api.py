"""An API that refuses, fails or is slow, and a user pool at the end of its quotas."""

from stamp_infra import ref
from stamp_infra.blocks.cloudwatch import math_alarm, metric_alarm
from templates.alerts import topic
from templates.cognito import liff_client
from templates.metrics import TOTAL, api_metric, pool_metric

# A rate says nothing about three requests: below so many in a minute there is none.
api_alarms = [
    math_alarm(
        "api-4xx",
        description="More than a quarter of the requests are refused: the query refused-requests says which and why.",
        topic=topic,
        expression="IF(requests >= 50, 100 * errors / requests, 0)",
        metrics={"errors": api_metric("4XXError", "Sum"), "requests": api_metric("Count", "Sum")},
        threshold=25,
        evaluate=(5, 10),
    ),
    math_alarm(
        "api-5xx",
        description="More than 1 % of the requests fail: see the alarms of the functions, then the execution log.",
        topic=topic,
        expression="IF(requests >= 20, 100 * errors / requests, 0)",
        metrics={"errors": api_metric("5XXError", "Sum"), "requests": api_metric("Count", "Sum")},
        threshold=1,
    ),
    metric_alarm(
        "api-latency",
        api_metric("Latency", "p95"),
        description="One request in twenty takes more than 3 s: see the query slowest-requests, then X-Ray.",
        topic=topic,
        threshold=3000,
    ),
]

sign_in_throttles = math_alarm(
    "sign-in-throttles",
    description="Cognito refuses sign-ins, new users or refreshes: raise the account's quotas for the event.",
    topic=topic,
    expression=TOTAL,
    metrics={
        "sign_ins": pool_metric("SignInThrottles", ref(liff_client)),
        "refreshes": pool_metric("TokenRefreshThrottles", ref(liff_client)),
        "new_users": pool_metric("SignUpThrottles", "Admin"),
    },
    threshold=0,
)

always = [*api_alarms, sign_in_throttles]
