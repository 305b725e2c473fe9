"""What comes with every function: its log and traces, its queue, the alarm that stops a bad version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import awacs.logs
import awacs.sqs
import awacs.xray
from troposphere import awslambda, serverless

from stamp_infra.blocks.cloudwatch import alarm
from stamp_infra.blocks.iam import Allow
from stamp_infra.core.reference import att
from stamp_infra.core.text import name as physical_name
from stamp_infra.core.text import sub

if TYPE_CHECKING:
    from troposphere import AWSHelperFn

    from stamp_infra.blocks.sqs import Queue
    from stamp_infra.core.block import Block

ALIAS: Final = "live"


class LoggingConfig(awslambda.LoggingConfig):
    """troposphere 4.11 lacks LogFormat."""

    props = {**awslambda.LoggingConfig.props, "LogFormat": (str, False)}  # noqa: RUF012 - as troposphere declares it


class PublishedFunction(serverless.Function):
    """troposphere 4.11 lacks AutoPublishAliasAllProperties."""

    props = {**serverless.Function.props, "AutoPublishAliasAllProperties": (bool, False)}  # noqa: RUF012 - see above


def observability(name: str) -> list[Allow]:
    """Return what every function may do: write its own log, and its traces."""
    account = "arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}"
    return [
        Allow(
            sub(f"{account}:log-group:/aws/lambda/{{app}}-{{env}}-{name}:*"),
            awacs.logs.CreateLogStream,
            awacs.logs.PutLogEvents,
        ),
        Allow("*", awacs.xray.PutTraceSegments, awacs.xray.PutTelemetryRecords),
    ]


def consume(queue: Queue) -> Allow:
    """Return what the consumer of a queue may do with it."""
    return Allow(queue, awacs.sqs.ReceiveMessage, awacs.sqs.DeleteMessage, awacs.sqs.GetQueueAttributes)


def source(queue: Queue, concurrency: int | AWSHelperFn) -> dict[str, Any]:
    """Return the event source that hands a queue's messages to a function, so many batches at a time."""
    # As plain data: troposphere's SQSEvent knows neither partial failures nor a maximum concurrency.
    properties = {
        "Queue": att(queue, "Arn"),
        "BatchSize": 10,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "ScalingConfig": {"MaximumConcurrency": concurrency},
    }
    return {"Type": "SQS", "Properties": properties}


def canary(name: str, alerts: Block) -> Block:
    """Return the alarm on errors of the live alias, at which a deployment is rolled back."""
    return alarm(
        f"{name}-deployment",
        description=f"The version of {name} being deployed fails: the deployment is rolled back.",
        topic=alerts,
        namespace="AWS/Lambda",
        metric_name="Errors",
        dimensions={"FunctionName": physical_name(name), "Resource": sub(f"{{app}}-{{env}}-{name}:{ALIAS}")},
        statistic="Sum",
        threshold=0,
        evaluate=(1, 1),
    )
