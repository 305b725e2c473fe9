"""Log groups that are owned: encrypted with a customer key, kept for a set time, there when the stack has gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from troposphere import logs

from stamp_infra.core.block import Block, broken
from stamp_infra.core.inputs import one_of, text, whole
from stamp_infra.core.naming import kebab, logical_id
from stamp_infra.core.reference import att, ref
from stamp_infra.core.text import name as physical_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from troposphere import AWSHelperFn

RETENTION_DAYS: Final = (
    *(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731),
    *(1096, 1827, 2192, 2557, 2922, 3288, 3653),
)


def log_group(
    name: str, *, log_group_name: str | AWSHelperFn, retention_days: int | AWSHelperFn, key: Block | AWSHelperFn
) -> Block:
    """Return a log group; `key` is a KMS key, or its ARN, whose policy lets CloudWatch Logs use it."""
    where = f'log group "{name}"'
    mistakes = [
        *kebab(f"{where}.name", name),
        *text(f"{where}.log_group_name", log_group_name),
        *one_of(f"{where}.retention_days", retention_days, RETENTION_DAYS),
    ]
    if mistakes:
        return broken(mistakes)
    resource = logs.LogGroup(
        f"{logical_id(name)}LogGroup",
        # Logs tell why a stack went away, so they outlive it and expire by retention. Only those of a first deployment
        # that failed go with it: they would refuse the second try by their name.
        DeletionPolicy="RetainExceptOnCreate",
        UpdateReplacePolicy="Retain",
        LogGroupName=log_group_name,
        RetentionInDays=retention_days,
        KmsKeyId=att(key, "Arn") if isinstance(key, Block) else key,
    )
    return Block(main=resource)


def query(name: str, *, query_string: str, log_groups: Sequence[Block | AWSHelperFn]) -> Block:
    """Return a saved Logs Insights query; a log group is a block or a reference to its name."""
    where = f'query "{name}"'
    mistakes = [*kebab(f"{where}.name", name), *text(f"{where}.query_string", query_string)]
    mistakes += whole(f"{where}.log_groups: their number", len(log_groups), 1, 50)
    if mistakes:
        return broken(mistakes)
    resource = logs.QueryDefinition(
        f"{logical_id(name)}Query",
        Name=physical_name(name, limit=255),
        QueryString=query_string,
        LogGroupNames=[ref(each) if isinstance(each, Block) else each for each in log_groups],
    )
    return Block(main=resource)
