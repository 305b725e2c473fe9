"""Each command that calls AWS: where it starts from, and what it has done when it says that it has."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from stamp_infra.local import environment
from tests.faults import state
from tests.faults.lab import REVISIONS, new_account

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.lab import Ended, Lab
    from tests.faults.proxy import Point

BEFORE, AFTER = REVISIONS
NAME: Final = "payment/token"
VALUES: Final = ("first-0123456789", "second-0123456789")
_STAMP_INFRA: Final = ".venv/bin/stamp-infra"


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One run of the command: the clone that it is started in, and what it is given."""

    clone: str = BEFORE
    given: str = ""


@dataclass(frozen=True, kw_only=True)
class Script:
    """A command; where one run leaves what the next one starts from, the turns are taken over and over.

    `ground` returns an account in which the first turn can be taken. With a single turn, a run that has changed
    anything needs a new one, unless it only `reads`. `effect` is what must be so after a run that ended well.
    """

    name: str
    command: tuple[str, ...]
    ground: Callable[[Lab], str]
    effect: Callable[[Lab, str, Ended], object]
    turns: tuple[Turn, ...] = (Turn(),)
    reads: bool = False
    chosen: Callable[[Point], bool] = lambda _point: True
    """Where faults are of interest: what another script does as well is tried there."""
    over: str = ""
    """What a second run says, and fails, when the first one had its whole effect and heard nothing of it."""


def did(lab: Lab, account: str, clone: str, *command: str, given: str = "") -> Ended:
    """Run a command that no fault hits, and that succeeds."""
    lab.proxy.arm(None)
    ended = lab.run(account, clone, *command, stdin=given)
    assert ended.status == 0, (command, ended)
    return ended


def empty(_lab: Lab) -> str:
    """Return an account in which nothing is."""
    return new_account()


def bootstrapped(lab: Lab) -> str:
    """Return an account that is prepared."""
    account = new_account()
    did(lab, account, BEFORE, "scripts/bootstrap.sh", "prod", "--yes")
    return account


def deployed(lab: Lab, account: str | None = None) -> str:
    """Return an account with the first revision, and with the secret."""
    account = account or new_account()
    did(lab, account, BEFORE, "scripts/bootstrap.sh", "prod", "--yes")
    did(lab, account, BEFORE, "scripts/deploy.sh", "prod", "--yes")
    did(lab, account, BEFORE, _STAMP_INFRA, "secrets", "set", "prod", NAME, "--stdin", given=VALUES[1])
    return account


def updated(lab: Lab) -> str:
    """Return an account in which the second revision came after the first."""
    account = deployed(lab)
    did(lab, account, AFTER, "scripts/deploy.sh", "prod", "--yes")
    return account


def reachable(lab: Lab) -> str:
    """Return the one account whose API the embedded AWS answers for: a caller without credentials names no other."""
    return deployed(lab, environment.ACCOUNT)


def failed(lab: Lab) -> str:
    """Return an account in which the first deployment failed."""
    account = new_account()
    client = state.client(lab.emulator.url, account, "cloudformation")
    state.client(lab.emulator.url, account, "dynamodb").create_table(**_there(TableName="there"))
    kept = {"Type": "AWS::DynamoDB::Table", "DeletionPolicy": "Retain", "Properties": _there(TableName="kept")}
    there = {"Type": "AWS::DynamoDB::Table", "DependsOn": "Kept", "Properties": _there(TableName="there")}
    client.create_stack(StackName="orders-prod", TemplateBody=json.dumps({"Resources": {"Kept": kept, "There": there}}))
    while (status := client.describe_stacks()["Stacks"][0]["StackStatus"]).endswith("IN_PROGRESS"):
        time.sleep(0.02)
    assert status == "ROLLBACK_COMPLETE", status
    return account


def _there(**properties: object) -> dict[str, object]:
    return {
        **properties,
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
        "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
    }


def everything(lab: Lab, account: str, _ended: Ended) -> object:
    """Return all that AWS says of the account."""
    return state.complete(lab.emulator.url, account)


def told(_lab: Lab, _account: str, ended: Ended) -> object:
    """Return what a command that only looks has said."""
    return ended.output


_BOTH: Final = (Turn(clone=AFTER), Turn(clone=BEFORE))
_ROLLBACK: Final = ("scripts/rollback.sh", "prod", "--yes")

_OF_ROLLBACK: Final = (
    *(f"{call} after 0 changes" for call in ("sts:GetCallerIdentity", "cloudformation:DescribeStacks")),
    "ssm:GetParameter after 0 changes",
)
# Of a rollback's own calls, and of the deployment in it those that count most; the rest is the deployment's.
_IN_ROLLBACK: Final = ("ExecuteChangeSet", "PutParameter", "GetParameter")

SCRIPTS: Final = (
    Script(name="bootstrap", command=("scripts/bootstrap.sh", "prod", "--yes"), ground=empty, effect=everything),
    Script(
        name="deploy, first",
        command=("scripts/deploy.sh", "prod", "--yes"),
        ground=bootstrapped,
        effect=everything,
        chosen=lambda point: point.after > 0 or point.call.changes,
    ),
    Script(
        name="deploy, change",
        command=("scripts/deploy.sh", "prod", "--yes"),
        ground=deployed,
        effect=everything,
        turns=_BOTH,
    ),
    Script(
        name="rollback",
        command=_ROLLBACK,
        ground=updated,
        effect=everything,
        turns=(Turn(), Turn()),
        chosen=lambda point: point.call.action in _IN_ROLLBACK or str(point) in _OF_ROLLBACK,
    ),
    Script(
        name="rollback, way out",
        command=_ROLLBACK,
        ground=failed,
        effect=everything,
        over="orders-prod: is not deployed; ",
    ),
    Script(name="smoke", command=("scripts/smoke.sh", "prod"), ground=reachable, effect=told, reads=True),
    Script(name="drift", command=("scripts/drift.sh", "prod"), ground=deployed, effect=told, reads=True),
    Script(
        name="secrets set",
        command=(_STAMP_INFRA, "secrets", "set", "prod", NAME, "--stdin"),
        ground=deployed,
        effect=everything,
        turns=tuple(Turn(given=value) for value in VALUES),
    ),
    Script(
        name="secrets list",
        command=(_STAMP_INFRA, "secrets", "list", "prod"),
        ground=deployed,
        effect=told,
        reads=True,
    ),
    Script(
        name="secrets check",
        command=(_STAMP_INFRA, "secrets", "check", "prod"),
        ground=deployed,
        effect=told,
        reads=True,
    ),
)
