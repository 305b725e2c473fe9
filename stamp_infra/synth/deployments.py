"""An API Gateway deployment is named after everything it contains, so that a change of the API makes a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stamp_infra.core.environment import EnvironmentValue
from stamp_infra.core.fingerprint import DEPLOYMENT, api_fingerprint
from stamp_infra.core.optout import metadata

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.core.app import App
    from stamp_infra.synth.scope import StackScope


def name_deployments(app: App, scopes: list[StackScope]) -> None:
    """Record the deploy-time values in each deployment and append the fingerprint to its logical ID."""
    root = scopes[-1]
    for scope in scopes:
        deployments = [title for title, resource in scope.resources.items() if resource["Type"] == DEPLOYMENT]
        values = _deploy_time_values(app, scope, root) if deployments else {}
        for title in deployments:
            if values:
                scope.resources[title]["Metadata"] = metadata({"Values": values})
        fingerprint = api_fingerprint(scope.resources) if deployments else ""
        renamed = {title: title + fingerprint for title in deployments}
        scope.resources = {
            renamed.get(title, title): _follow(resource, renamed) if renamed else resource
            for title, resource in scope.resources.items()
        }


def _deploy_time_values(app: App, scope: StackScope, root: StackScope) -> dict[str, dict[str, str]]:
    # A CORS origin is part of the snapshot although the template only names a parameter: with the values of all
    # environments in the hash, a new origin in samconfig.toml makes a new deployment.
    passed = [parameter.passed for parameter in scope.parameters.values()]
    names = {name for name in _names(root.encode(passed)) if name in root.parameters and name != "Environment"}
    fields = {name: root.parameters[name].passed for name in sorted(names)}
    return {
        name: {environment.name: str(getattr(environment, passed.field_name)) for environment in app.environments}
        for name, passed in fields.items()
        if isinstance(passed, EnvironmentValue)
    }


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if set(value) == {"Ref"}:
            yield value["Ref"]
        for part in value.values():
            yield from _names(part)
    elif isinstance(value, list):
        for part in value:
            yield from _names(part)


def _follow(value: Any, renamed: dict[str, str]) -> Any:
    if isinstance(value, dict):
        if set(value) == {"Ref"}:
            return {"Ref": renamed.get(value["Ref"], value["Ref"])}
        return {key: _follow(part, renamed) for key, part in value.items()}
    return [_follow(part, renamed) for part in value] if isinstance(value, list) else value
