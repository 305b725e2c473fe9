"""What the rendered templates declare for an environment, with the names that its resources got in AWS."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.local.environment import ACCOUNT, REGION
from stamp_infra.rendered.expand import expand
from stamp_infra.rendered.load import load
from stamp_infra.rendered.model import POINTER
from stamp_infra.rendered.nest import Reader, stack_of
from stamp_infra.rendered.resolve import resolve
from stamp_infra.rendered.samconfig import environments
from tests.local import aws

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    from stamp_infra.rendered.model import Resolved
    from tests.e2e.project import Project

_ARNS: Final = {
    "AWS::Backup::BackupVault": f"arn:aws:backup:{REGION}:{ACCOUNT}:backup-vault:",
    "AWS::Cognito::UserPool": f"arn:aws:cognito-idp:{REGION}:{ACCOUNT}:userpool/",
    "AWS::DynamoDB::Table": f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/",
    "AWS::IAM::Role": f"arn:aws:iam::{ACCOUNT}:role/",
    "AWS::KMS::Key": f"arn:aws:kms:{REGION}:{ACCOUNT}:key/",
    "AWS::S3::Bucket": "arn:aws:s3:::",
    "AWS::SQS::Queue": f"arn:aws:sqs:{REGION}:{ACCOUNT}:",
}


_LAYER: Final = "AWS::Lambda::LayerVersion"
_HASH: Final = 10


@dataclass(frozen=True, kw_only=True)
class Declared:
    """`ids` holds the physical IDs by the template's path and the logical ID."""

    resolved: Resolved
    ids: Mapping[tuple[str, str], str]

    def of_type(self, kind: str) -> dict[str, Any]:
        """Return the properties of the resources of a type by logical ID, every reference written out."""
        return {each.logical_id: self.known(each.properties) for each in self.resolved.of_type(kind)}

    def id_of(self, kind: str, logical_id: str) -> str:
        """Return the physical ID of a resource."""
        (found,) = (each for each in self.resolved.of_type(kind) if each.logical_id == logical_id)
        return self.ids[found.template.path, logical_id]

    def known(self, value: Any) -> Any:
        """Return a value with what CloudFormation knows only at deployment."""
        if isinstance(value, dict):
            return {key: self.known(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.known(item) for item in value]
        if isinstance(value, str):
            return POINTER.sub(self._name, value).replace("<AWS::AccountId>", ACCOUNT)
        return value

    def _packaged(self, place: tuple[str, str]) -> tuple[str, str]:
        """Return where a layer's version is: SAM ends its logical ID in a hash of the package."""
        template, logical_id = place
        (found,) = (i for t, i in self.ids if t == template and i[:-_HASH] == logical_id[:-_HASH])
        return template, found

    def _name(self, pointer: re.Match[str]) -> str:
        place = (pointer["template"], pointer["logical_id"])
        (kind,) = (e.type for e in self.resolved.resources if (e.template.path, e.logical_id) == place)
        if pointer["attribute"] is None:
            return self.ids[self._packaged(place) if kind == _LAYER else place]
        # A queue's physical ID is its URL.
        identity = self.ids[place].rpartition("/")[2]
        return f"{_ARNS[kind]}{identity}" if kind in _ARNS else f"{identity}.{pointer['attribute']}"


def declared(project: Project, environment: str) -> Declared:
    """Return what the clone declares for an environment that is deployed from it."""
    folder = project.folder / "infrastructure"
    text = (folder / "sam/samconfig.toml").read_text(encoding="utf-8")
    (chosen,) = (each for each in environments(text, "samconfig.toml") if each.name == environment)
    stack = stack_of(folder / "sam/template.yaml", chosen, Reader(load=load, expand=expand))
    ids: dict[tuple[str, str], str] = {}
    waiting = [(f"stamp-rally-{environment}", stack)]
    client = aws.client(project.emulator, "cloudformation")
    while waiting:
        name, here = waiting.pop()
        pages = client.get_paginator("list_stack_resources").paginate(StackName=name)
        for row in (row for page in pages for row in page["StackResourceSummaries"]):
            ids[here.template.path, row["LogicalResourceId"]] = row["PhysicalResourceId"]
            if row["LogicalResourceId"] in here.children:
                waiting.append((row["PhysicalResourceId"], here.children[row["LogicalResourceId"]]))
    return Declared(resolved=resolve(stack, environment), ids=ids)
