"""An API Gateway deployment is named after everything it contains, so that a change of the API makes a new one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.core.fingerprint import CONTENT, DEPLOYMENT, api_fingerprint
from stamp_infra.synth.settings import settings_in

if TYPE_CHECKING:
    from stamp_infra.core.app import App
    from stamp_infra.synth.scope import StackScope

_IN_SUB: Final = re.compile(r"(?<=\$\{)[A-Za-z0-9]+(?=[.}])")


def name_deployments(app: App, scopes: list[StackScope]) -> None:
    """Record the deploy-time values in each deployment and append the fingerprint to its logical ID.

    A CORS origin is in the snapshot although the template only names a parameter: with the values of all environments
    in the hash, a new origin in samconfig.toml makes a new deployment. So does a new row of a mapping.
    """
    for scope in scopes:
        deployments = [title for title, resource in scope.resources.items() if resource["Type"] == DEPLOYMENT]
        if not deployments:
            continue
        content = [r.get("Properties", {}) for r in scope.resources.values() if r["Type"] in CONTENT]
        values = settings_in(content, app, scope, scopes[-1])
        for title in deployments if values else ():
            facts = scope.resources[title].setdefault("Metadata", {}).setdefault("StampInfra", {})
            facts["Values"] = values
        fingerprint = api_fingerprint(scope.resources)
        renamed = {title: title + fingerprint for title in deployments}
        scope.resources = {
            renamed.get(title, title): _follow(resource, renamed) for title, resource in scope.resources.items()
        }
        scope.outputs = _follow(scope.outputs, renamed)


def _follow(value: Any, renamed: dict[str, str]) -> Any:
    if isinstance(value, list):
        return [_follow(part, renamed) for part in value]
    if not isinstance(value, dict):
        return value
    return {key: _followed(key, part, renamed) for key, part in value.items()}


def _followed(key: str, part: Any, renamed: dict[str, str]) -> Any:
    match key, part:
        case "Ref" | "DependsOn", str():
            return renamed.get(part, part)
        case "DependsOn", list():
            return [renamed.get(name, name) for name in part]
        case "Fn::GetAtt", [str(name), attribute]:
            return [renamed.get(name, name), attribute]
        case "Fn::Sub", str():
            return _IN_SUB.sub(lambda found: renamed.get(found[0], found[0]), part)
        case "Fn::Sub", [str(text), variables]:
            return [_followed(key, text, renamed), _follow(variables, renamed)]
    return _follow(part, renamed)
