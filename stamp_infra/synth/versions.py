"""A function's published version follows its settings, so that a changed one reaches the callers of its alias."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.core.fingerprint import fingerprint
from stamp_infra.synth.settings import settings_in

if TYPE_CHECKING:
    from stamp_infra.core.app import App
    from stamp_infra.synth.scope import StackScope

TAG: Final = "Settings"
_FUNCTION: Final = "AWS::Serverless::Function"


def tag_versions(app: App, scopes: list[StackScope]) -> None:
    """Tag each function that SAM publishes versions of with a fingerprint of the environment values that it names.

    SAM publishes a version when a property changes, as it is written: a new row of a mapping or a new value of a
    parameter changes none, and the alias would go on to serve the version with the old one.
    """
    for scope in scopes:
        for resource in scope.resources.values():
            properties = resource.get("Properties", {})
            if resource["Type"] == _FUNCTION and "AutoPublishAlias" in properties:
                values = settings_in(properties, app, scope, scopes[-1])
                properties["Tags"] = {**properties.get("Tags", {}), TAG: fingerprint(values)}
