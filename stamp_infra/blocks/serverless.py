"""Functions with everything around them: own role, own log group, a live alias, an alarm that stops a bad version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import awacs.logs
import awacs.sqs
import awacs.xray
from troposphere import awslambda, serverless

from stamp_infra.blocks.cloudwatch import alarm
from stamp_infra.blocks.iam import Allow, allow_mistakes, grant, role
from stamp_infra.blocks.logs import log_group
from stamp_infra.core.block import Block, broken
from stamp_infra.core.errors import Mistake
from stamp_infra.core.inputs import text, whole
from stamp_infra.core.naming import kebab, logical_id
from stamp_infra.core.reference import Reference, att, ref
from stamp_infra.core.text import name as physical_name
from stamp_infra.core.text import sub

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from troposphere import AWSHelperFn

    from stamp_infra.blocks.sqs import Queue
    from stamp_infra.core.condition import When
    from stamp_infra.core.text import Sub

ALIAS: Final = "live"


class _LoggingConfig(awslambda.LoggingConfig):
    """troposphere 4.11 lacks LogFormat."""

    props = {**awslambda.LoggingConfig.props, "LogFormat": (str, False)}  # noqa: RUF012 - as troposphere declares it


@dataclass(frozen=True, kw_only=True)
class Shared:
    """What all functions of an application have in common."""

    code_uri: str
    runtime: str
    log_retention_days: int | AWSHelperFn
    log_key: Block
    alerts: Block
    deployment_preference: str | AWSHelperFn
    deployment_role: Block
    variables: Mapping[str, object]


@dataclass(frozen=True, kw_only=True, eq=False)
class Function(Block):
    """A function; `role` goes into the stack of roles, `live` is the ARN of the alias that callers use."""

    name: str
    timeout_s: int
    role: Block

    @property
    def live(self) -> Reference:
        """The ARN of the live alias, which SAM generates beside the function."""
        return Reference(self.main, generated=f"Alias{ALIAS}")


def function(
    name: str,
    shared: Shared,
    *,
    memory_mb: int | AWSHelperFn,
    timeout_s: int = 10,
    variables: Mapping[str, object] | None = None,
    allow: Sequence[Allow] = (),
    allow_later: Sequence[Allow] = (),
    provisioned_concurrency: When | None = None,
    queue: Queue | None = None,
    queue_concurrency: int | AWSHelperFn = 2,
) -> Function:
    """Return a function that may do what `allow` says, write its log and its traces, and nothing else.

    `memory_mb` from 128 to 10,240; `timeout_s` from 1 to 900, behind an API at most 29. `variables` may hold resources:
    a resource stands for its name. `allow_later` is for what is created after the roles, such as a user pool that needs
    a trigger function. With a `queue` the function is its consumer, at most `queue_concurrency` at a time.
    """
    where = f'function "{name}"'
    mistakes = (
        *kebab(f"{where}.name", name),
        *whole(f"{where}.memory_mb", memory_mb, 128, 10240),
        *whole(f"{where}.timeout_s", timeout_s, 1, 900),
        *_variable_mistakes(where, variables or {}),
        *allow_mistakes(where, [*allow, *allow_later]),
    )
    if mistakes:
        return Function(main=broken(()).main, mistakes=mistakes, name=name, timeout_s=timeout_s, role=broken(()))
    title = logical_id(name)
    consumed = [_consume(queue)] if queue else []
    own = role(name, service="lambda.amazonaws.com", allow=[*allow, *consumed, *_observability(name)])
    logs = log_group(
        name,
        log_group_name=sub(f"/aws/lambda/{{app}}-{{env}}-{name}"),
        retention_days=shared.log_retention_days,
        key=shared.log_key,
    )
    canary = _canary(name, shared)
    facts: dict[str, Any] = {}
    if provisioned_concurrency is not None:
        facts["ProvisionedConcurrencyConfig"] = provisioned_concurrency
    if queue is not None:
        facts["Events"] = {"Queue": _source(queue, queue_concurrency)}
    main = serverless.Function(
        f"{title}Function",
        Metadata={"BuildMethod": "makefile"},
        FunctionName=physical_name(name),
        CodeUri=shared.code_uri,
        Handler="lambda_function.lambda_handler",
        Runtime=shared.runtime,
        Architectures=["arm64"],
        MemorySize=memory_mb,
        Timeout=timeout_s,
        Role=att(own, "Arn"),
        Tracing="Active",
        Environment=awslambda.Environment(Variables={**shared.variables, **(variables or {})}),
        LoggingConfig=_LoggingConfig(LogGroup=ref(logs), LogFormat="JSON"),
        AutoPublishAlias=ALIAS,
        DeploymentPreference=serverless.DeploymentPreference(
            Type=shared.deployment_preference, Alarms=[ref(canary)], Role=att(shared.deployment_role, "Arn")
        ),
        **facts,
    )
    grants = (grant(f"{title}Grant", own, allow_later),) if allow_later else ()
    others = (*logs.resources, *canary.resources, *grants)
    return Function(main=main, others=others, name=name, timeout_s=timeout_s, role=own)


def alias_arn(name: str) -> Sub:
    """Return the ARN of a function's live alias built from its name, for a role that exists before the function."""
    return sub(
        f"arn:${{AWS::Partition}}:lambda:${{AWS::Region}}:${{AWS::AccountId}}:function:{{app}}-{{env}}-{name}:{ALIAS}"
    )


def _variable_mistakes(where: str, variables: Mapping[str, object]) -> Iterator[Mistake]:
    for key, value in variables.items():
        if not isinstance(key, str) or not key.replace("_", "").isalnum() or key[0].isdigit():
            what = "is not a name of an environment variable"
            yield Mistake(where=f"{where}.variables", what=what, got=key, remedy="write a name such as TABLE_USERS")
        if isinstance(value, str):
            yield from text(f"{where}.variables.{key}", value)


def _observability(name: str) -> list[Allow]:
    account = "arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}"
    return [
        Allow(
            sub(f"{account}:log-group:/aws/lambda/{{app}}-{{env}}-{name}:*"),
            awacs.logs.CreateLogStream,
            awacs.logs.PutLogEvents,
        ),
        Allow("*", awacs.xray.PutTraceSegments, awacs.xray.PutTelemetryRecords),
    ]


def _consume(queue: Queue) -> Allow:
    return Allow(queue, awacs.sqs.ReceiveMessage, awacs.sqs.DeleteMessage, awacs.sqs.GetQueueAttributes)


def _source(queue: Queue, concurrency: int | AWSHelperFn) -> dict[str, Any]:
    # As plain data: troposphere's SQSEvent knows neither partial failures nor a maximum concurrency.
    properties = {
        "Queue": att(queue, "Arn"),
        "BatchSize": 10,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "ScalingConfig": {"MaximumConcurrency": concurrency},
    }
    return {"Type": "SQS", "Properties": properties}


def _canary(name: str, shared: Shared) -> Block:
    return alarm(
        f"{name}-deployment",
        description=f"The version of {name} being deployed fails: the deployment is rolled back.",
        topic=shared.alerts,
        namespace="AWS/Lambda",
        metric_name="Errors",
        dimensions={"FunctionName": physical_name(name), "Resource": sub(f"{{app}}-{{env}}-{name}:{ALIAS}")},
        statistic="Sum",
        threshold=0,
        evaluate=(1, 1),
    )
