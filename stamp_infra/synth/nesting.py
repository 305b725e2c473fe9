"""The root nests every stack and passes to each exactly the parameters it takes; nobody writes those lines by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stamp_infra.core.app import App
    from stamp_infra.synth.scope import StackScope


def nest(app: App, scopes: list[StackScope]) -> None:
    """Encode the root's nested stacks, before its own resources, and its outputs."""
    root = scopes[-1]
    nested = {}
    for scope in scopes:
        if scope.stack not in app.nested:
            continue
        passed = {name: root.encode(parameter.passed) for name, parameter in scope.parameters.items()}
        properties = {"TemplateURL": f"../{app.path(scope.stack)}", **({"Parameters": passed} if passed else {})}
        # Deleting a nested stack keeps what is retained in it: each resource says so itself.
        kept = {"DeletionPolicy": "Delete", "UpdateReplacePolicy": "Delete"}
        nested[scope.stack.logical_id] = {"Type": "AWS::CloudFormation::Stack", **kept, "Properties": properties}
    root.resources = {**nested, **root.resources}
    for name, output in app.outputs.items():
        root.outputs[name] = {"Value": root.encode(output)}
