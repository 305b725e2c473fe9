"""A deployment that did not come to its end is told: what failed, why, and how CloudFormation left the stack."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.aws import stacks
from stamp_infra.aws.failures import failures
from stamp_infra.core.errors import Mistake, UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from stamp_infra.aws.connection import Connection
    from stamp_infra.aws.failures import Failure
    from stamp_infra.operations.target import Target

_UNDER_WAY: Final = ("CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS")
_WHOLE: Final = ("REVIEW_IN_PROGRESS", "CREATE_COMPLETE", "UPDATE_COMPLETE")


def followed(connection: Connection, to: Target, deploy: Callable[[], None]) -> None:
    """Deploy; raise `UserError` with each resource that failed, or with what broke off, and with the stack's state."""
    since = stacks.latest_event(connection, to.stack_name)
    try:
        deploy()
    except UserError as error:
        try:
            state = stacks.describe(connection, to.stack_name)
            failed = failures(connection, to.stack_name, since) if state else []
        except UserError as blind:
            raise UserError([*error.mistakes, *blind.mistakes]) from error
        if state is None:
            raise
        told = _left(to, state.status)
        raise UserError([*map(_mistake, failed), told] if failed else [*error.mistakes, told]) from error


def _left(to: Target, status: str) -> Mistake:
    """Return in which state a deployment that did not come to its end has left the stack."""
    if status in _UNDER_WAY:
        what = f"CloudFormation goes on with the deployment, and it is {status}"
        return Mistake(where=to.stack_name, what=what, remedy="wait until it has ended, then repeat the command")
    if status in _WHOLE:
        what = f"the deployment was not followed to its end, and CloudFormation says {status}"
        return Mistake(where=to.stack_name, what=what, remedy="mend what is named here, then repeat the command")
    what = f"the deployment failed, and CloudFormation left it {status}"
    remedy = f"mend what is named here, then deploy again; `scripts/rollback.sh {to.environment}` is the way back"
    return Mistake(where=to.stack_name, what=what, remedy=remedy)


def _mistake(failure: Failure) -> Mistake:
    where = "/".join(filter(None, (failure.place, failure.logical_id)))
    what = f"{failure.status}: {failure.reason or 'CloudFormation gives no reason'}"
    return Mistake(where=f"{where} ({failure.type})", what=what, remedy="mend it in templates/ and render")
