"""What CloudFormation may do to deploy an environment, and the most that a role of the environment may ever do.

`stamp-infra permissions` works the table out and writes it; it is reviewed, and never edited.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from stamp_infra import sub
from stamp_infra.blocks.permissions import permissions

if TYPE_CHECKING:
    from stamp_infra.core.text import Sub

OWN = "{app}-${EnvironmentName}"
BOUNDARY_NAME = "{app}-boundary-"

table = permissions(Path(__file__).with_suffix(".json"))


def here(service: str, resource: str) -> Sub:
    """Return the ARN of a resource in the account and region."""
    return sub(f"arn:${{AWS::Partition}}:{service}:${{AWS::Region}}:${{AWS::AccountId}}:{resource}")


def everywhere(service: str, resource: str) -> Sub:
    """Return the ARN of a resource of a service that has no regions."""
    return sub(f"arn:${{AWS::Partition}}:{service}::${{AWS::AccountId}}:{resource}")


def boundary_of(environment: str) -> Sub:
    """Return the ARN of the boundary that every role of an environment carries."""
    return everywhere("iam", f"policy/{BOUNDARY_NAME}{environment}")
