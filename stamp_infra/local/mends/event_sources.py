"""A queue hands its messages to a function whose role may read it."""

from __future__ import annotations

from typing import Any, Final

_NEEDED: Final = ("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes")


def queues_are_read_by_the_functions_role() -> None:
    """Let a mapping stand still while the function's role may not read its queue; ministack reads it all the same."""
    from ministack.services import lambda_svc

    concurrency = lambda_svc._sqs_esm_concurrency

    def none_without_permission(mapping: Any, function: Any, configuration: Any, queue: Any = None) -> Any:
        role, source = configuration["Role"], mapping["EventSourceArn"]
        if not all(_may(role, action, source) for action in _NEEDED):
            return 0
        return concurrency(mapping, function, configuration, queue)

    lambda_svc._sqs_esm_concurrency = none_without_permission


def _may(role_arn: str, action: str, resource_arn: str) -> bool:
    from ministack.core import iam_evaluator
    from ministack.core.responses import get_account_id, get_region

    account = get_account_id()
    context = iam_evaluator.EvalContext(
        principal_arn=role_arn,
        principal_type="AssumedRole",
        principal_account=account,
        action=action,
        resource_arn=resource_arn,
        region=get_region(),
    )
    policies = iam_evaluator._gather_role_policies(role_arn.rpartition("/")[2], account)
    return bool(iam_evaluator.evaluate(context, policies).decision == "Allow")
