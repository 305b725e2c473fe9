"""Every call that IAM judges for a role, one JSON line each, to compare a role with what it is used for."""

from __future__ import annotations

import json
import os
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pathlib import Path

FILE: Final = "calls.jsonl"  # in the folder of the embedded AWS


@dataclass(frozen=True, kw_only=True)
class Call:
    """`allowed` is what the role's policies say of `action` on `resource`, an ARN or `*`."""

    role: str
    action: str
    resource: str
    allowed: bool


def record(file: Path) -> None:
    """Append to a file each call of a role from now on; called in the server's process, after the mends."""
    from ministack.core import iam_evaluator

    evaluate, of_resource = iam_evaluator.evaluate, iam_evaluator.evaluate_resource_policy
    by_resource: ContextVar[bool] = ContextVar("by_resource", default=False)
    lines = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def evaluate_and_record(context: Any, policies: Any, *limits: Any) -> Any:
        result = evaluate(context, policies, *limits)
        role = _role(context.principal_arn)
        if role and not by_resource.get():
            allowed = result.decision == "Allow"
            call = Call(role=role, action=context.action, resource=context.resource_arn, allowed=allowed)
            os.write(lines, f"{json.dumps(asdict(call))}\n".encode())  # at once and whole, from whichever thread
        return result

    def evaluate_without_record(*arguments: Any, **options: Any) -> Any:
        token = by_resource.set(True)
        try:
            return of_resource(*arguments, **options)
        finally:
            by_resource.reset(token)

    iam_evaluator.evaluate, iam_evaluator.evaluate_resource_policy = evaluate_and_record, evaluate_without_record


def recorded(folder: Path, since: int = 0) -> tuple[list[Call], int]:
    """Return the calls that an embedded AWS has recorded after a place in its record, and the place to go on from."""
    with (folder / FILE).open("rb") as file:
        file.seek(since)
        lines = [line for line in file if line.endswith(b"\n")]
    return [Call(**json.loads(line)) for line in lines], since + sum(map(len, lines))


def _role(arn: str) -> str | None:
    """Return the name of a role, of which `arn` may be a session, or None for another principal."""
    kind, _, rest = arn.rpartition(":")[2].partition("/")
    return {"assumed-role": rest.partition("/")[0], "role": rest.rpartition("/")[2]}.get(kind)
