"""What must be true before anything is deployed; every reason against it is told at once."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from stamp_infra.aws import stacks
from stamp_infra.core.errors import Mistake, UserError
from stamp_infra.operations import record
from stamp_infra.operations.target import ROOT
from stamp_infra.rendered.documents import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from stamp_infra.aws.connection import Connection
    from stamp_infra.aws.stacks import State
    from stamp_infra.operations.target import Target

FOLDER: Final = Path("infrastructure")
_SHOWN: Final = 5
_USABLE: Final = frozenset(
    "CREATE_COMPLETE UPDATE_COMPLETE UPDATE_ROLLBACK_COMPLETE IMPORT_COMPLETE IMPORT_ROLLBACK_COMPLETE "
    "REVIEW_IN_PROGRESS".split()
)


@dataclass(frozen=True, kw_only=True)
class Bootstrap:
    """What the account stack gives: where packages go, and the role with which CloudFormation acts."""

    bucket: str | None
    role: str | None


def is_embedded(connection: Connection) -> bool:
    """Tell whether calls go to the embedded AWS rather than to a real one."""
    return urlsplit(connection.client("cloudformation").meta.endpoint_url).hostname in {"localhost", "127.0.0.1"}


def rendered() -> Iterator[Mistake]:
    """Yield a mistake when infrastructure/ is not what templates/ declares."""
    from stamp_infra.render.render import render
    from stamp_infra.synth.synthesize import synthesize
    from stamp_infra.workspace.application import load_app
    from stamp_infra.workspace.files import changes

    stale = [change.path for change in changes(FOLDER, render(synthesize(load_app(Path.cwd()))))]
    if stale:
        what = "is not what templates/ declares"
        yield Mistake(where="infrastructure/", what=what, got=stale, remedy="run `make render` and commit the result")


def checked(progress: Callable[[str], None]) -> Iterator[Mistake]:
    """Yield a mistake for what `stamp-infra check --strict` finds."""
    from stamp_infra.check.cache import DIRECTORY, Cache
    from stamp_infra.check.inputs import read
    from stamp_infra.check.remembered import check

    found = check(read([FOLDER]), cache=Cache(directory=DIRECTORY), progress=progress).open()
    remedy = "mend it, or waive it with a reason; `stamp-infra check --strict` tells more"
    for finding in found[:_SHOWN]:
        where = " ".join(filter(None, (f"{finding.template}: {finding.logical_id}", finding.path)))
        yield Mistake(where=where, what=f"{finding.rule}: {finding.what}", remedy=remedy)
    if len(found) > _SHOWN:
        what = f"{len(found) - _SHOWN} more findings"
        yield Mistake(where="infrastructure/", what=what, remedy="run `stamp-infra check --strict`")


def committed() -> Iterator[Mistake]:
    """Yield a mistake when what would be deployed is not the revision that the record would name."""
    paths = ["infrastructure", *_code()]
    asked = subprocess.run(  # noqa: S603 - a list of arguments, no shell
        ["git", "status", "--porcelain", "--", *paths],  # noqa: S607 - from PATH
        capture_output=True,
        text=True,
        check=False,
    )
    if asked.returncode:
        what = "this folder is in no repository, so that no revision can be named"
        yield Mistake(where="git", what=what, remedy="deploy from a clone of the repository")
    elif asked.stdout:
        changed = [line[3:] for line in asked.stdout.splitlines()]
        more = [f"{len(changed) - _SHOWN} more"] if len(changed) > _SHOWN else []
        what = "differs from the last commit"
        yield Mistake(where="git", what=what, got=[*changed[:_SHOWN], *more], remedy="commit it, or undo it")


def bootstrapped(connection: Connection, to: Target) -> Bootstrap:
    """Return what the account was prepared with; raise `UserError` when it was not."""
    name, state = _account(connection, to)
    remedy = f"run `scripts/bootstrap.sh {to.environment}` once for this account"
    if state is None:
        raise UserError([Mistake(where=name, what=f"there is no such stack in {to.region}", remedy=remedy)])
    if state.status not in _USABLE:
        raise UserError([Mistake(where=name, what="is not complete", got=state.status, remedy=remedy)])
    held = stacks.resources(connection, name)
    buckets = [physical for type_, physical in held.values() if type_ == "AWS::S3::Bucket"]
    role = held.get("CloudFormationRole")
    arn = f"arn:aws:iam::{state.id.split(':')[4]}:role/{role[1]}" if role else None
    return Bootstrap(bucket=buckets[0] if buckets else None, role=arn)


def _account(connection: Connection, to: Target) -> tuple[str, State | None]:
    """Return the environment's account stack: one more where another environment has the first."""
    first = f"{to.app}-account"
    state = stacks.describe(connection, first)
    if state is None or state.parameters.get("EnvironmentName", to.environment) == to.environment:
        return first, state
    name = f"{first}-{to.environment}"
    return name, stacks.describe(connection, name)


def ready(to: Target, state: State | None) -> Iterator[Mistake]:
    """Yield a mistake when the stack is in no state from which it can be updated."""
    if state is None or state.status in _USABLE:
        return
    if state.status.endswith("IN_PROGRESS"):
        remedy = "wait until it has ended, then repeat the command"
        yield Mistake(where=to.stack_name, what="something is under way already", got=state.status, remedy=remedy)
    else:
        remedy = f"run `scripts/rollback.sh {to.environment}`, which knows the way out"
        yield Mistake(where=to.stack_name, what="cannot be updated", got=state.status, remedy=remedy)


def secrets(connection: Connection, to: Target) -> tuple[Mistake, ...]:
    """Return a mistake for each required secret that nobody has put, once any deployment has come to its end."""
    from stamp_infra.operations.secrets import missing

    found = missing(to)
    # A first deployment that was broken off may have made their key already, and has to be able to go on.
    return found if found and record.history(connection, to) else ()


def _code() -> list[str]:
    """Return the folders with the functions' code, which is deployed as well."""
    body = parse(ROOT.read_text(encoding="utf-8"), ROOT.as_posix())
    globals_ = body.get("Globals", {}).get("Function", {})
    places = [resource.get("Properties", {}).get("CodeUri") for resource in body["Resources"].values()]
    uris = {uri for uri in (*places, globals_.get("CodeUri")) if isinstance(uri, str) and "://" not in uri}
    here = Path.cwd()
    folders = [(ROOT.parent / uri).resolve() for uri in sorted(uris)]
    return [folder.relative_to(here).as_posix() for folder in folders if folder.is_relative_to(here)]
