"""Plain settings in Parameter Store, and the names and ARNs of the secrets that are put there by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from troposphere import ssm

from stamp_infra.core.block import Block, broken
from stamp_infra.core.errors import Mistake
from stamp_infra.core.inputs import text
from stamp_infra.core.naming import logical_id
from stamp_infra.core.text import Sub, sub

if TYPE_CHECKING:
    from collections.abc import Iterator

    from troposphere import AWSHelperFn


def parameter(path: str, *, value: str | AWSHelperFn, description: str) -> Block:
    """Return a String parameter `/{app}/{env}/{path}`; there is no other type, for a secret is never in a template."""
    where = f'parameter "{path}"'
    mistakes = [
        *_path_mistakes(f"{where}.path", path),
        *text(f"{where}.value", value),
        *text(f"{where}.description", description),
    ]
    if mistakes:
        return broken(mistakes)
    resource = ssm.Parameter(
        f"{logical_id(path)}Parameter",
        Name=parameter_name(path),
        Type="String",
        Value=value,
        Description=description,
    )
    return Block(main=resource)


def parameter_name(path: str) -> Sub:
    """Return the full name of a parameter or secret."""
    return sub(f"/{{app}}/{{env}}/{path}")


def parameter_arn(path: str) -> Sub:
    """Return the ARN of a parameter or secret, built from its name: CloudFormation cannot create a SecureString."""
    return sub(f"arn:${{AWS::Partition}}:ssm:${{AWS::Region}}:${{AWS::AccountId}}:parameter/{{app}}/{{env}}/{path}")


def _path_mistakes(where: str, path: object) -> Iterator[Mistake]:
    parts = path.split("/") if isinstance(path, str) else []
    if not parts or not all(part.replace("-", "").isalnum() and part.isascii() for part in parts):
        yield Mistake(
            where=where,
            what="must be words of letters, digits and hyphens joined by slashes",
            got=path,
            remedy="write a path such as mail/sender-address",
        )
