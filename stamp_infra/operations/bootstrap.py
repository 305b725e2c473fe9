"""An account is prepared once: what is there already is used, what is new is shown first, nothing is made twice."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from stamp_infra.aws import members, single, stacks
from stamp_infra.aws.account import bucket_exists, singletons
from stamp_infra.aws.connection import Connection
from stamp_infra.check.rules.values import leaves
from stamp_infra.core.errors import Mistake, UserError
from stamp_infra.operations.connect import connect
from stamp_infra.operations.declared import declared
from stamp_infra.operations.singletons import decide
from stamp_infra.rendered.load import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from stamp_infra.aws.members import Member
    from stamp_infra.aws.single import Proposal
    from stamp_infra.operations.target import Target

ACCOUNT: Final = Path("infrastructure/cfn/account.yaml")
COPIES: Final = Path("infrastructure/cfn/copies.yaml")
_LARGEST: Final = 51_200  # bytes of a template that is sent with the call
_VAULT: Final = re.compile(r"arn:[^:]+:backup:(?P<region>[a-z0-9-]+):[^:]*:backup-vault:.+")
_FAILED: Final = ("ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED", "DELETE_FAILED")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """One stack to be: its name, its template, its parameters, and what a person should know of it."""

    name: str
    region: str
    template: Path
    parameters: Mapping[str, str]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Step:
    """A stack with what CloudFormation would change in it."""

    wanted: Wanted
    connection: Connection
    proposal: Proposal


def wanted(to: Target, github: Mapping[str, str]) -> tuple[Wanted, ...]:
    """Return the stacks that the environment's account needs; `github` are the template's GitHub parameters if given.

    Raises `UserError` with everything in the account that stands against it.
    """
    connection = connect(to)
    return (_account(to, connection, github), *_copies(to))


def propose(stacks_: tuple[Wanted, ...]) -> Iterator[Step]:
    """Yield each stack with what would change in it."""
    for each in stacks_:
        connection = Connection(each.region)
        proposal = single.propose(connection, each.name, _text(each.template), each.parameters)
        yield Step(wanted=each, connection=connection, proposal=proposal)


def withdraw(step: Step) -> None:
    """Leave nothing of a proposal behind."""
    single.withdraw(step.connection, step.proposal)


def carry_out(step: Step) -> dict[str, str]:
    """Do what was proposed, protect the stack from deletion, and return the ids of what it holds by logical ID."""
    name = step.wanted.name
    if step.proposal.rows:
        # A minute earlier than it is here: clocks differ.
        single.carry_out(step.connection, step.proposal, datetime.now(UTC) - timedelta(minutes=1))
    state = stacks.describe(step.connection, name)
    if state is not None and not state.protected:
        stacks.protect(step.connection, name)
    return {logical: identity for logical, (_, identity) in stacks.resources(step.connection, name).items()}


def _account(to: Target, connection: Connection, github: Mapping[str, str]) -> Wanted:
    name, there = _place(to, connection)
    parameters = {**(there.parameters if there else {}), **github, "EnvironmentName": to.environment}
    held = {part.type for part in there.parts if part.physical_id} if there else set()
    decision = decide(singletons(connection), held, github=bool(parameters.get("GitHubOwner")))
    mistakes = list(decision.mistakes)
    if there is not None and there.status in _FAILED:
        remedy = f"delete it: `aws cloudformation delete-stack --stack-name {name}`, then repeat the command"
        mistakes.append(Mistake(where=name, what="cannot be updated", got=there.status, remedy=remedy))
    bucket = f"{to.app}-artifacts-{to.environment}-{connection.account()}-{to.region}"
    if "AWS::S3::Bucket" not in held and bucket_exists(connection, bucket):
        remedy = "let the stack adopt it by a resource import, or empty and delete it when it holds nothing of value"
        mistakes.append(Mistake(where=bucket, what="is there already, and no stack's", remedy=remedy))
    if mistakes:
        raise UserError(mistakes)
    parameters |= {
        "OwnsAccount": "yes" if decision.owns else "no",
        "AnomalyMonitor": "new" if decision.new_monitor else "existing",
    }
    known = load(ACCOUNT).body.get("Parameters", {})
    given = {key: value for key, value in parameters.items() if key in known}
    return Wanted(name=name, region=to.region, template=ACCOUNT, parameters=given, notes=decision.notes)


def _place(to: Target, connection: Connection) -> tuple[str, Member | None]:
    """Return name and state of the environment's account stack: one more where another environment has the first."""
    first = f"{to.app}-account"
    there = members.find(connection, first)
    if there is None or there.parameters.get("EnvironmentName", to.environment) == to.environment:
        return first, there
    name = f"{first}-{to.environment}"
    return name, members.find(connection, name)


def _copies(to: Target) -> Iterator[Wanted]:
    """Yield the stack of each other region that the environment's backups are copied to."""
    plans = declared(to).resolved.of_type("AWS::Backup::BackupPlan")
    arns = [arn for plan in plans for path, arn in leaves(plan.properties, "") if path.endswith("BackupVaultArn")]
    regions = {found["region"] for arn in arns if (found := _VAULT.fullmatch(arn.replace("<AWS::AccountId>", "0")))}
    for region in sorted(regions - {to.region}):
        yield Wanted(name=f"{to.app}-copies", region=region, template=COPIES, parameters={})


def _text(template: Path) -> str:
    text = template.read_text(encoding="utf-8")
    if len(text.encode()) <= _LARGEST:
        return text
    # Comments and indentation are for people, and there is no bucket yet to put a larger one into.
    return json.dumps(load(template).body, separators=(",", ":"), ensure_ascii=False)
