"""The pipeline from an application to plain templates; a mistake anywhere stops it, with all mistakes of that step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stamp_infra.core.errors import UserError
from stamp_infra.core.fields import as_text
from stamp_infra.core.synthesis import DeployParameter, Synthesis
from stamp_infra.synth.boundaries import bound
from stamp_infra.synth.dangling import dangling_mistakes
from stamp_infra.synth.declared import declaration_mistakes
from stamp_infra.synth.deployments import name_deployments
from stamp_infra.synth.limits import limit_mistakes
from stamp_infra.synth.nesting import nest
from stamp_infra.synth.order import cycle_mistakes
from stamp_infra.synth.scope import StackScope
from stamp_infra.synth.template import template
from stamp_infra.synth.versions import tag_versions
from stamp_infra.synth.waivers import apply_waivers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stamp_infra.core.app import App
    from stamp_infra.core.errors import Mistake


def synthesize(app: App) -> Synthesis:
    """Return every template of the application as plain dicts.

    Raises `UserError` with every mistake of the declaration, or, when it has none, of the whole it makes.
    """
    _stop_at(declaration_mistakes(app))
    scopes = _scopes(app)
    for scope in scopes:
        scope.encode_resources()
    bound(app, scopes)
    nest(app, scopes)
    apply_waivers(scopes)
    _stop_at(
        [
            *(mistake for scope in scopes for mistake in scope.mistakes),
            *dangling_mistakes(app, scopes),
            *cycle_mistakes(app, scopes),
        ]
    )
    name_deployments(app, scopes)
    tag_versions(app, scopes)
    templates = tuple(template(app, scope) for scope in scopes)
    _stop_at(limit_mistakes(templates))
    return Synthesis(
        app=app.name,
        templates=templates,
        parameters=tuple(_deploy_parameters(app, scopes[-1])),
        environments=app.environments,
        tags=app.tags,
    )


def _scopes(app: App) -> list[StackScope]:
    owners: dict[int, StackScope] = {}
    scopes = [StackScope(app, stack, owners) for stack in app.stacks]
    for scope in scopes:
        owners.update((id(resource), scope) for resource in scope.stack.resources)
    return scopes


def _deploy_parameters(app: App, root: StackScope) -> Iterable[DeployParameter]:
    for name, parameter in root.parameters.items():
        field = getattr(parameter.passed, "field_name", "name")
        yield DeployParameter(
            name=name,
            description=parameter.declaration["Description"],
            values={environment.name: as_text(getattr(environment, field)) for environment in app.environments},
        )


def _stop_at(mistakes: Iterable[Mistake]) -> None:
    found = tuple(mistakes)
    if found:
        raise UserError(found)
