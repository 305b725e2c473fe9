"""Which environment values a piece of a template comes to hold, though it only names parameters and mappings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stamp_infra.core.environment import EnvironmentValue
from stamp_infra.core.fields import as_text
from stamp_infra.synth.references import references

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.core.app import App
    from stamp_infra.synth.scope import StackScope


def settings_in(part: Any, app: App, scope: StackScope, root: StackScope) -> dict[str, dict[str, str]]:
    """Return each value by its name: what it is in each environment, by the name of that; the name itself left out."""
    return dict(sorted(_values(part, app, scope, root)))


def _values(part: Any, app: App, scope: StackScope, root: StackScope) -> Iterator[tuple[str, dict[str, str]]]:
    for name in dict.fromkeys(references(part)):
        passed = scope.parameters[name].passed if name in scope.parameters else None
        if isinstance(passed, EnvironmentValue):
            if passed.field_name != "name":
                yield name, {e.name: as_text(getattr(e, passed.field_name)) for e in app.environments}
        elif passed is not None:
            yield from _values(root.encode(passed), app, root, root)
    for name in dict.fromkeys(_looked_up(part)):
        if name in scope.settings:
            yield name, {environment: as_text(row) for environment, row in scope.settings[name].items()}
        elif name in scope.conditions:
            yield from _values(scope.conditions[name], app, scope, root)


def _looked_up(value: Any) -> Iterator[str]:
    """Yield what `Fn::FindInMap` looks for and which conditions decide."""
    match value:
        case {"Fn::FindInMap": [_, _, str(name)]} | {"Fn::If": [str(name), *_]} | {"Condition": str(name)}:
            yield name
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _looked_up(part)
