"""What deploying the packaged template would change, asked of CloudFormation and worked out from the templates."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.aws import changesets, stacks
from stamp_infra.aws.errors import told
from stamp_infra.operations.target import ROOT
from stamp_infra.plan import changeset
from stamp_infra.plan.change import Action
from stamp_infra.plan.compare import compare
from stamp_infra.plan.plan import Plan, plan
from stamp_infra.plan.tree import NESTED, resources
from stamp_infra.rendered.documents import parse
from stamp_infra.rendered.expand import expand
from stamp_infra.rendered.load import load

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from stamp_infra.aws.connection import Connection
    from stamp_infra.aws.stacks import Place, State
    from stamp_infra.operations.target import Target

_URL: Final = "TemplateURL"


@dataclass(frozen=True, kw_only=True)
class Question:
    """What CloudFormation needs to know to answer: the packaged template, and where templates are uploaded."""

    packaged: Path
    bucket: str | None
    role: str | None


def preview(
    connection: Connection, to: Target, state: State | None, asked: Question, progress: Callable[[str], None]
) -> Plan:
    """Return the plan; the first deployment of an environment creates all that the templates hold."""
    after = resources(_new(asked.packaged), to.parameters, to.region, expand)
    if state is None or state.status == "REVIEW_IN_PROGRESS":
        return plan(compare({}, after, to.region), ())
    progress("reading the templates that are deployed")
    deployed = stacks.bodies(connection, stacks.tree(connection, to.stack_name))
    before = resources(deployed, state.parameters, to.region, expand)
    from_templates = compare(before, after, to.region)
    url = _uploaded(connection, to, asked)
    if url is None:
        return plan(from_templates, ())
    rows = changesets.preview(
        connection,
        to.stack_name,
        url,
        parameters={**to.parameters},
        # With the tags it has: else every resource would change its tags, and hide what really changes.
        tags=state.tags,
        role=asked.role,
        progress=lambda: progress("asking CloudFormation what changes"),
    )
    surely = changeset.certain(rows) | {(each.place, each.logical_id) for each in from_templates}
    told_ = [each for each in changeset.changes(rows) if _counts(each.place, each.logical_id, each.action, surely)]
    return plan(from_templates, told_)


def _counts(place: str, logical_id: str, action: Action, surely: set[tuple[str, str]]) -> bool:
    """Leave out what may get a new value from another resource and would be changed in place: mostly it does not."""
    return action is not Action.UPDATE or (place, logical_id) in surely


def _new(packaged: Path) -> dict[Place, Mapping[str, Any]]:
    """Return the new templates by place: the root as it was packaged, what it nests as it was rendered."""
    found: dict[Place, Mapping[str, Any]] = {(): parse(packaged.read_text(encoding="utf-8"), packaged.as_posix())}

    def add(file: Path, body: Mapping[str, Any], place: Place) -> None:
        for logical_id, resource in body["Resources"].items():
            if resource["Type"] == NESTED:
                nested = file.parent / resource["Properties"][_URL]
                found[*place, logical_id] = load(nested).body
                add(nested, found[*place, logical_id], (*place, logical_id))

    add(ROOT, load(ROOT).body, ())
    return found


def _uploaded(connection: Connection, to: Target, asked: Question) -> str | None:
    """Put the packaged root where CloudFormation can read it, as its size allows no other way, and return its URL."""
    if asked.bucket is None:
        return None
    content = asked.packaged.read_bytes()
    key = f"{to.stack_name}/{hashlib.sha256(content).hexdigest()[:32]}.template"
    with told(f"uploading the template to {asked.bucket}"):
        connection.client("s3").put_object(Bucket=asked.bucket, Key=key, Body=content)
    return f"https://s3.{to.region}.amazonaws.com/{asked.bucket}/{key}"
