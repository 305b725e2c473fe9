"""Functions with everything around them: own role, own log group, a live alias, an alarm that stops a bad version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from troposphere import awslambda, serverless

from stamp_infra.blocks.iam import allow_mistakes, grant, role
from stamp_infra.blocks.logs import log_group
from stamp_infra.blocks.serverless.around import (
    ALIAS,
    LoggingConfig,
    PublishedFunction,
    canary,
    consume,
    observability,
    source,
)
from stamp_infra.blocks.serverless.inputs import Shared, queue_mistakes, variable_mistakes
from stamp_infra.core.block import Block, broken
from stamp_infra.core.condition import When
from stamp_infra.core.inputs import instance, whole
from stamp_infra.core.naming import kebab, logical_id
from stamp_infra.core.record import record
from stamp_infra.core.reference import Reference, att, ref
from stamp_infra.core.text import name as physical_name
from stamp_infra.core.text import sub

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from troposphere import AWSHelperFn

    from stamp_infra.blocks.iam import Allow
    from stamp_infra.blocks.sqs import Queue
    from stamp_infra.core.text import Sub


@record
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
        *(shared.mistakes(f"{where}.shared") if isinstance(shared, Shared) else ()),
        *instance(f"{where}.shared", shared, Shared, "give one Shared(...) to all functions"),
        *whole(f"{where}.memory_mb", memory_mb, 128, 10240),
        *whole(f"{where}.timeout_s", timeout_s, 1, 900),
        *variable_mistakes(f"{where}.variables", {} if variables is None else variables),
        *allow_mistakes(where, allow),
        *allow_mistakes(f"{where}: later", allow_later),
        *queue_mistakes(where, queue, queue_concurrency),
    )
    if provisioned_concurrency is not None:
        remedy = "write when(Condition(...), awslambda.ProvisionedConcurrencyConfiguration(...))"
        mistakes += tuple(instance(f"{where}.provisioned_concurrency", provisioned_concurrency, When, remedy))
    if mistakes:
        return Function(main=broken(()).main, mistakes=mistakes, name=name, timeout_s=timeout_s, role=broken(()))
    title = logical_id(name)
    consumed = [consume(queue)] if queue else []
    own = role(name, service="lambda.amazonaws.com", allow=[*allow, *consumed, *observability(name)])
    logs = log_group(
        name,
        log_group_name=sub(f"/aws/lambda/{{app}}-{{env}}-{name}"),
        retention_days=shared.log_retention_days,
        key=shared.log_key,
    )
    errors = canary(name, shared.alerts)
    facts: dict[str, Any] = {"Layers": [ref(each) for each in shared.layers]} if shared.layers else {}
    if provisioned_concurrency is not None:
        facts["ProvisionedConcurrencyConfig"] = provisioned_concurrency
    if queue is not None:
        facts["Events"] = {"Queue": source(queue, queue_concurrency)}
    main = PublishedFunction(
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
        LoggingConfig=LoggingConfig(LogGroup=ref(logs), LogFormat="JSON"),
        AutoPublishAlias=ALIAS,
        AutoPublishAliasAllProperties=True,
        DeploymentPreference=serverless.DeploymentPreference(
            Type=shared.deployment_preference, Alarms=[ref(errors)], Role=att(shared.deployment_role, "Arn")
        ),
        **facts,
    )
    grants = (grant(f"{title}Grant", own, allow_later),) if allow_later else ()
    others = (*logs.resources, *errors.resources, *grants)
    return Function(main=main, others=others, name=name, timeout_s=timeout_s, role=own)


def alias_arn(name: str) -> Sub:
    """Return the ARN of a function's live alias built from its name, for a role that exists before the function."""
    return sub(
        f"arn:${{AWS::Partition}}:lambda:${{AWS::Region}}:${{AWS::AccountId}}:function:{{app}}-{{env}}-{name}:{ALIAS}"
    )
