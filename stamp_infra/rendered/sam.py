"""What a SAM template is, told without loading SAM's translator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol

from stamp_infra.core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping

TRANSFORM: Final = "AWS::Serverless-2016-10-31"


class SamError(UserError):
    """What SAM's transform refuses: the template cannot become CloudFormation."""


class Expand(Protocol):
    """SAM's transform: `stamp_infra.rendered.expand.expand`, or the same with a memory."""

    def __call__(
        self, body: Mapping[str, Any], where: str, /, *, parameters: Mapping[str, Any], region: str
    ) -> Mapping[str, Any]:
        """Return the translated body; raise a SamError with everything SAM refuses in it."""


def is_sam(body: Mapping[str, Any]) -> bool:
    """Tell whether CloudFormation hands this template to SAM's transform."""
    transforms = body.get("Transform", [])
    return TRANSFORM in (transforms if isinstance(transforms, list) else [transforms])
