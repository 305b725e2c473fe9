"""Every role that is deployed with the application is within its permissions boundary: no block can forget it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from stamp_infra.core.app import App
    from stamp_infra.synth.scope import StackScope

_ROLE: Final = "AWS::IAM::Role"


def bound(app: App, scopes: list[StackScope]) -> None:
    """Give each role without a boundary the application's own, but in the stacks that stand alone."""
    if app.permissions_boundary is None:
        return
    for scope in scopes:
        for resource in scope.resources.values() if scope.stack not in app.standalone else ():
            if resource["Type"] == _ROLE:
                boundary = scope.encode(app.permissions_boundary)
                resource["Properties"] = {"PermissionsBoundary": boundary, **resource.get("Properties", {})}
