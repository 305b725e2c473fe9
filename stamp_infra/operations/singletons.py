"""What an account has once is made by one stack, and never in the place of what is there already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from stamp_infra.aws.account import ISSUER
from stamp_infra.core.errors import Mistake

if TYPE_CHECKING:
    from collections.abc import Collection

    from stamp_infra.aws.account import Singletons

_CREATE: Final = (
    "create it once, `aws iam create-open-id-connect-provider "
    f"--url https://{ISSUER} --client-id-list sts.amazonaws.com`, then repeat the command"
)
_PROVIDER: Final = "AWS::IAM::OIDCProvider"
_API: Final = "AWS::ApiGateway::Account"
_MONITOR: Final = "AWS::CE::AnomalyMonitor"


@dataclass(frozen=True, kw_only=True)
class Decision:
    """Parameters of the account stack, what a person should know, and why it cannot be done."""

    owns: bool
    new_monitor: bool
    notes: tuple[str, ...] = ()
    mistakes: tuple[Mistake, ...] = ()


def decide(found: Singletons, held: Collection[str], *, github: bool) -> Decision:
    """Decide what the stack makes of what the account has once; `held` are the types it holds already.

    What it lets go is kept by its deletion policy, so that it may leave everything to others once all is there.
    """
    theirs = {
        _API: found.api_logs_role if _API not in held else None,
        _PROVIDER: found.github if github and _PROVIDER not in held else None,
    }
    notes = [f"uses what is there: {arn}" for arn in theirs.values() if arn]
    mistakes = []
    if theirs[_API] and github and not found.github:
        where = "trust in GitHub"
        what = "is not there, while the account's setting for API logs is held elsewhere"
        mistakes.append(Mistake(where=where, what=what, got=found.api_logs_role, remedy=_CREATE))
    if theirs[_PROVIDER] and not found.api_logs_role:
        what = "is there already, while API Gateway has no role for logs yet"
        remedy = "run this once without --github, which makes the role and keeps it, then again with it"
        mistakes.append(Mistake(where="trust in GitHub", what=what, got=found.github, remedy=remedy))
    owns = not any(theirs.values())
    held_monitor = _MONITOR in held
    if found.monitors is None and not held_monitor:
        notes.append("Cost Explorer does not tell of anomaly monitors: none is made; switch it on, then repeat")
    if found.monitors:
        notes.append(f"anomaly monitor, for AnomalyMonitorArn in the environments: {found.monitors[0]}")
    return Decision(
        owns=owns,
        new_monitor=owns and (held_monitor or found.monitors == ()),
        notes=tuple(notes),
        mistakes=tuple(mistakes),
    )
