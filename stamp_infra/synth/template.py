"""One stack's template, its sections filled from what the stack asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stamp_infra.core.optout import metadata
from stamp_infra.core.synthesis import SynthesizedTemplate
from stamp_infra.synth.dangling import SERVERLESS

if TYPE_CHECKING:
    from stamp_infra.core.app import App
    from stamp_infra.synth.scope import StackScope


def template(app: App, scope: StackScope) -> SynthesizedTemplate:
    """Return the template; empty sections are left out."""
    source = app.source(scope.stack)
    # The root is SAM's even without functions: SAM packages what it nests.
    serverless = scope.stack is app.root or any(r["Type"].startswith(SERVERLESS) for r in scope.resources.values())
    sections: dict[str, Any] = {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Transform": "AWS::Serverless-2016-10-31" if serverless else None,
        "Description": scope.stack.description,
        "Metadata": metadata({"Source": source}),
        "Parameters": {name: parameter.declaration for name, parameter in scope.parameters.items()},
        "Mappings": {"Environment": _rows(scope.settings)} if scope.settings else None,
        "Conditions": scope.conditions,
        "Resources": scope.resources,
        "Outputs": scope.outputs,
    }
    body = {section: content for section, content in sections.items() if content}
    return SynthesizedTemplate(path=app.path(scope.stack), source=source, body=body)


def _rows(settings: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    names = next(iter(settings.values()))
    return {name: {key: row[name] for key, row in settings.items()} for name in names}
