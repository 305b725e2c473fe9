"""An environment goes back to what it was, or out of a state that no deployment can leave; data is never touched."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from stamp_infra.aws import recovery, stacks
from stamp_infra.core.errors import Mistake, UserError
from stamp_infra.operations import record
from stamp_infra.operations.worktree import commit, worktree

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from stamp_infra.aws.connection import Connection
    from stamp_infra.aws.recovery import Stuck
    from stamp_infra.operations.record import Deployment
    from stamp_infra.operations.target import Target

Way = Literal["deploy", "continue", "delete"]

DEPLOY: Final = "scripts/deploy.sh"
_FIRST_FAILED: Final = ("ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED", "REVIEW_IN_PROGRESS")


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What will be done: first the way out, when one is needed, then a deployment of `revision`, when there is one.

    `current` is the deployment that runs as far as is known, `stuck` what hinders a rollback that goes on.
    """

    way: Way
    status: str
    current: Deployment | None
    revision: str | None
    deployed_before: bool
    stuck: tuple[Stuck, ...] = ()
    skip: tuple[str, ...] = ()


def plan(to: Target, connection: Connection, revision: str | None, skip: Sequence[str]) -> Plan:
    """Return what will be done; raise `UserError` when nothing can be."""
    state = stacks.describe(connection, to.stack_name)
    way = choose(to, state.status if state else None)
    stuck = recovery.stuck(connection, to.stack_name) if way == "continue" else ()
    mistakes = list(_unfit(skip, stuck))
    if mistakes:
        raise UserError(mistakes)
    history = record.history(connection, to)
    wanted = _wanted(to, way, revision, history)
    return Plan(
        way=way,
        status=state.status if state else "",
        current=history[0] if history else None,
        revision=wanted,
        deployed_before=wanted in {each.revision for each in history},
        stuck=stuck,
        skip=tuple(skip),
    )


def choose(to: Target, status: str | None) -> Way:
    """Return the way from a stack's status; raise `UserError` where there is none."""
    if status is None:
        mistake = Mistake(where=to.stack_name, what="is not deployed", remedy=f"run `{DEPLOY} {to.environment}`")
    elif status == "UPDATE_ROLLBACK_FAILED":
        return "continue"
    elif status in _FIRST_FAILED:
        return "delete"
    elif status.endswith("_IN_PROGRESS"):
        remedy = "wait until it has ended, then repeat the command"
        mistake = Mistake(where=to.stack_name, what="something is under way already", got=status, remedy=remedy)
    elif status.endswith("_FAILED"):
        remedy = "see the stack's events in the console"
        mistake = Mistake(where=to.stack_name, what="is in a state that this cannot leave", got=status, remedy=remedy)
    else:
        return "deploy"
    raise UserError([mistake])


def previous(history: Sequence[Deployment]) -> str | None:
    """Return the latest revision that was deployed before the one that runs; None when there was no other."""
    if not history:
        return None
    return next((each.revision for each in history if each.revision not in ("", history[0].revision)), None)


def carry_out(to: Target, connection: Connection, what: Plan) -> tuple[str, ...]:
    """Do what was planned and return the ids of what a deleted stack left; raise `UserError` when it is not done."""
    kept: tuple[str, ...] = ()
    if what.way == "continue":
        _continue(to, connection, what.skip)
    if what.way == "delete":
        kept = _delete(to, connection)
    if what.revision:
        deploy(to, what.revision, dry_run=False)
    return kept


def deploy(to: Target, revision: str, *, dry_run: bool) -> None:
    """Deploy a revision by its own script from a folder of its own; raise `UserError` when that fails."""
    with worktree(revision) as folder:
        script = folder / DEPLOY
        if not script.is_file():
            what = f"has no {DEPLOY}: it is from before there was one"
            raise UserError([Mistake(where="REVISION", what=what, got=revision, remedy="name a later one")])
        status = _run(folder, [str(script), to.environment, "--dry-run" if dry_run else "--yes"])
    if status:
        what = f"was not deployed: {DEPLOY} of it ends with exit status {status}"
        remedy = "see what it says above; nothing that it refused was done"
        raise UserError([Mistake(where=revision, what=what, remedy=remedy)])


def _wanted(to: Target, way: Way, revision: str | None, history: Sequence[Deployment]) -> str | None:
    if revision is not None:
        return commit(revision)
    if way != "deploy":
        # The way out leads to the revision before by itself, or to nothing at all.
        return None
    found = previous(history)
    if found is None:
        where = record.name(to)
        what = "knows of no deployment before this one"
        raise UserError([Mistake(where=where, what=what, remedy="name a revision: a commit or a tag")])
    return commit(found)


def _continue(to: Target, connection: Connection, skip: Sequence[str]) -> None:
    status = recovery.continue_rollback(connection, to.stack_name, skip)
    if status == "UPDATE_ROLLBACK_COMPLETE":
        return
    stuck = [
        Mistake(
            where=f"{to.stack_name}: {each.name}",
            what=f"cannot be taken back: {each.reason or 'CloudFormation gives no reason'}",
            remedy=f"mend what it names, then repeat the command; or leave it as it is: --skip {each.name}",
        )
        for each in recovery.stuck(connection, to.stack_name)
    ]
    remedy = "see its events in the console, then repeat the command"
    raise UserError(stuck or [Mistake(where=to.stack_name, what="is not taken back", got=status, remedy=remedy)])


def _delete(to: Target, connection: Connection) -> tuple[str, ...]:
    status, kept = recovery.delete_failed(connection, to.stack_name)
    if status != "DELETE_COMPLETE":
        remedy = "see its events in the console, then repeat the command"
        raise UserError([Mistake(where=to.stack_name, what="cannot be deleted", got=status, remedy=remedy)])
    return kept


def _unfit(skip: Sequence[str], stuck: Sequence[Stuck]) -> list[Mistake]:
    names = [each.name for each in stuck]
    remedy = f"name one of {', '.join(names)}" if names else "leave it out: no rollback is stuck"
    what = "is not what hinders the rollback"
    return [Mistake(where="--skip", what=what, got=name, remedy=remedy) for name in skip if name not in names]


def _run(folder: Path, command: list[str]) -> int:
    # The revision's own code, whichever this environment's packages were installed for.
    variables = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(command, cwd=folder, env=variables, check=False).returncode  # noqa: S603 - a list, no shell
