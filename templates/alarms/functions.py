"""Functions that fail, are refused, come near their timeout, or find no environment waiting for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from troposphere import Equals, Not

from stamp_infra import Condition, ref, sub
from stamp_infra.blocks.cloudwatch import alarm, math_alarm, metric_alarm
from stamp_infra.blocks.serverless import ALIAS
from templates.alerts import topic
from templates.environments import env
from templates.metrics import account_metric, function_metric
from templates.sam import auth, award, functions

if TYPE_CHECKING:
    from stamp_infra import Block
    from stamp_infra.blocks.serverless import Function


def failures(of: Function) -> list[Block]:
    """Return what is watched of a function."""
    return [
        metric_alarm(
            f"{of.name}-errors",
            function_metric(of, "Errors", "Sum"),
            description=f"{of.name} fails: read the query errors-by-function, then the log of one request.",
            topic=topic,
            threshold=0,
        ),
        metric_alarm(
            f"{of.name}-throttles",
            function_metric(of, "Throttles", "Sum"),
            description=f"{of.name} is refused concurrency: see the alarm function-concurrency, raise the quota.",
            topic=topic,
            threshold=0,
        ),
        metric_alarm(
            f"{of.name}-duration",
            function_metric(of, "Duration", "p95"),
            description=f"{of.name} takes more than 80 % of its timeout of {of.timeout_s} s: see its traces in X-Ray.",
            topic=topic,
            threshold=of.timeout_s * 800,
        ),
    ]


def spillover(of: Function) -> Block:
    """Return the alarm on calls that found no provisioned environment and waited for a cold start."""
    return alarm(
        f"{of.name}-spillover",
        description=f"{of.name} gets more calls than its provisioned concurrency serves: raise it for the event.",
        topic=topic,
        namespace="AWS/Lambda",
        metric_name="ProvisionedConcurrencySpilloverInvocations",
        dimensions={"FunctionName": ref(of), "Resource": sub(f"${{Function}}:{ALIAS}", Function=ref(of))},
        statistic="Sum",
        threshold=0,
        evaluate=(5, 10),
        only=Condition("HasProvisionedConcurrency", Not(Equals(env.provisioned_concurrency, 0))),
    )


concurrency = math_alarm(
    "function-concurrency",
    description="Functions use more than 80 % of the account's concurrency: raise the quota before they are refused.",
    topic=topic,
    expression="100 * claimed / SERVICE_QUOTA(executions)",
    metrics={
        "claimed": account_metric("ClaimedAccountConcurrency"),
        "executions": account_metric("ConcurrentExecutions"),
    },
    threshold=80,
)

always = [*(each for function in functions for each in failures(function)), concurrency]
where_provisioned = [spillover(auth), spillover(award)]
