"""One environment is deployed: never what was not reviewed, never over data, never half without saying so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from stamp_infra.aws import stacks
from stamp_infra.core.errors import Mistake, UserError
from stamp_infra.operations import preflight, record, safeguards, sam
from stamp_infra.operations.connect import connect
from stamp_infra.operations.followed import followed
from stamp_infra.operations.preview import Question, preview
from stamp_infra.operations.target import target
from stamp_infra.plan.change import Action

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stamp_infra.aws.connection import Connection
    from stamp_infra.operations.target import Target
    from stamp_infra.plan.change import Change
    from stamp_infra.plan.plan import Plan

_FATES: Final = {
    Action.MAY_REPLACE: "may be replaced",
    Action.REPLACE: "would be replaced",
    Action.DELETE: "would be deleted",
}


class Talk(Protocol):
    """How a person is told and asked."""

    def say(self, text: str) -> None:
        """Tell what has happened."""

    def warn(self, text: str) -> None:
        """Tell what should not stay as it is."""

    def progress(self, text: str) -> None:
        """Tell what is being done just now."""

    def show(self, plan: Plan) -> None:
        """Show what will change."""

    def agreed(self, question: str) -> bool:
        """Ask for a decision."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """What was asked for: `allowed` are the logical IDs that may be replaced or deleted although they hold data."""

    environment: str
    yes: bool = False
    dry_run: bool = False
    allowed: tuple[str, ...] = ()
    role: str | None = None
    without_triggers: bool = False


def deploy(request: Request, talk: Talk) -> None:
    """Deploy infrastructure/ to an environment, or say that nothing changes.

    Raises `UserError` with every reason for which it was not done, or not done to the end.
    """
    to = target(request.environment)
    connection = connect(to)
    embedded = preflight.is_embedded(connection)
    uncommitted = tuple(preflight.committed())
    bootstrap = _preflight(connection, to, talk, () if embedded else uncommitted)
    if embedded:
        for mistake in uncommitted:
            talk.warn(str(mistake))
    # What is not committed cannot be come back to.
    revision = "" if uncommitted else record.revision()
    state = stacks.describe(connection, to.stack_name)
    role = request.role or bootstrap.role
    sam.build(to, talk.progress)
    asked = Question(packaged=sam.package(to, bootstrap.bucket, talk.progress), bucket=bootstrap.bucket, role=role)
    plan = preview(connection, to, state, asked, talk.progress)
    talk.show(plan)
    _stop(plan, request.allowed)
    if request.dry_run:
        talk.say("Nothing was deployed: this was a dry run.")
        return
    if plan.changes or state is None:
        _ask(request, to, plan, talk)
        _open(connection, to, request)
        tags = sam.tags(to) | record.tags(revision)
        followed(connection, to, lambda: sam.deploy(to, asked.bucket, role, tags, talk.progress))
    _finish(connection, to, request, talk, embedded=embedded)
    after = stacks.describe(connection, to.stack_name)
    talk.progress("recording what was deployed")
    # The last call of all: a rollback goes by the record, and one that failed after it would go to and fro.
    record.write(connection, to, revision, record.template_hashes())
    done = "is deployed" if plan.changes or state is None else "is up to date: nothing changes"
    talk.say(f"{to.stack_name} {done}.")
    for name, value in (after.outputs if after else {}).items():
        talk.say(f"  {name}: {value}")


def _preflight(connection: Connection, to: Target, talk: Talk, uncommitted: Sequence[Mistake]) -> preflight.Bootstrap:
    """Return what the account was prepared with; raise `UserError` with everything that speaks against deploying."""
    mistakes = [*uncommitted]
    talk.progress("comparing infrastructure/ with templates/")
    mistakes += preflight.rendered()
    talk.progress("checking")
    mistakes += preflight.checked(lambda name: talk.progress(f"checking, {name}"))
    talk.progress("looking at the account")
    bootstrap = None
    try:
        bootstrap = preflight.bootstrapped(connection, to)
    except UserError as error:
        mistakes += error.mistakes
    mistakes += preflight.ready(to, stacks.describe(connection, to.stack_name))
    mistakes += preflight.secrets(connection, to)
    if mistakes or bootstrap is None:
        raise UserError(mistakes)
    return bootstrap


def _stop(plan: Plan, allowed: Sequence[str]) -> None:
    stopping = plan.stops(allowed)
    if stopping:
        raise UserError(map(_stopped, stopping))


def _stopped(change: Change) -> Mistake:
    if change.action is Action.REFUSED:
        return Mistake(where=change.name, what=f"AWS would refuse it: it {change.why}", remedy="change it in steps")
    what = f"holds {change.loses}, and {_FATES[change.action]}"
    remedy = f"undo the change, or say that you mean it: --allow-replacement {change.logical_id}"
    return Mistake(where=change.name, what=what, remedy=remedy)


def _ask(request: Request, to: Target, plan: Plan, talk: Talk) -> None:
    if request.yes or to.environment in safeguards.UNPROTECTED:
        return
    if not talk.agreed(f"Deploy these {len(plan.changes)} changes to {to.environment}?"):
        remedy = "repeat the command and agree, or pass --yes"
        raise UserError([Mistake(where=to.environment, what="nobody agreed, and nothing was deployed", remedy=remedy)])


def _open(connection: Connection, to: Target, request: Request) -> None:
    """Let go what was set to hold back just this: the replacements that are allowed, and alarms that rang before."""
    state = stacks.describe(connection, to.stack_name)
    if state is None or state.status == "REVIEW_IN_PROGRESS":
        return
    if request.allowed:
        safeguards.set_policies(connection, stacks.tree(connection, to.stack_name), request.allowed)
    if request.without_triggers and state.triggers:
        stacks.set_triggers(connection, state, to.stack_name, ())


def _finish(connection: Connection, to: Target, request: Request, talk: Talk, *, embedded: bool) -> None:
    """Bring about what comes after a deployment; what is so already stays as it is."""
    state = stacks.describe(connection, to.stack_name)
    if state is None:
        what = "CloudFormation has no such stack after all"
        raise UserError([Mistake(where=to.stack_name, what=what, remedy="repeat the command")])
    talk.progress("protecting the stacks")
    tree = stacks.tree(connection, to.stack_name)
    safeguards.protect(connection, to, state)
    safeguards.set_policies(connection, tree)
    wanted = () if request.without_triggers else safeguards.alarms(connection, tree, state.id.split(":")[4])
    # The embedded AWS takes triggers without keeping them, so that they would be set anew each time.
    if set(wanted) != set(state.triggers) and not embedded:
        stacks.set_triggers(connection, state, to.stack_name, wanted)
