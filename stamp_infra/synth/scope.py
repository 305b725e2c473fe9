"""One stack under synthesis: it collects the parameters, mappings, conditions and outputs that its values ask for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from stamp_infra.core.block import title
from stamp_infra.core.environment import EnvironmentValue
from stamp_infra.core.errors import Mistake
from stamp_infra.core.naming import logical_id
from stamp_infra.core.reference import Reference
from stamp_infra.synth.encode import encode_resource, encode_value

if TYPE_CHECKING:
    from troposphere import AWSObject

    from stamp_infra.core.app import App
    from stamp_infra.core.deferred import Deferred
    from stamp_infra.core.stack import Stack


@dataclass(frozen=True)
class StackParameter:
    """A parameter of a stack: how it is declared there, and the value the root passes to it."""

    declaration: dict[str, Any]
    passed: object


class StackScope:
    """Implements `Scope`; `scopes` maps each resource's id() to the scope of the stack that owns it."""

    def __init__(self, app: App, stack: Stack, owners: dict[int, StackScope]) -> None:
        self.stack = stack
        self.parameters: dict[str, StackParameter] = {}
        self.settings: dict[str, dict[str, Any]] = {}
        self.conditions: dict[str, Any] = {}
        self.outputs: dict[str, dict[str, Any]] = {}
        self.resources: dict[str, dict[str, Any]] = {}
        self.mistakes: list[Mistake] = []
        self._app = app
        self._owners = owners

    @property
    def app(self) -> str:
        """See `Scope`."""
        return self._app.name

    def encode_resources(self) -> None:
        """Encode the stack's own resources in order."""
        for parameter in self.stack.parameters:
            declaration = {"Type": parameter.Type, **encode_value(parameter.properties, self)}
            self.parameters[str(parameter.title)] = StackParameter(declaration, None)
        for resource in self.stack.resources:
            self.resources[title(resource)] = encode_resource(resource, self)

    def environment(self) -> object:
        """See `Scope`."""
        declaration = {
            "Type": "String",
            "Description": "Which environment this is; every physical name carries it.",
            "AllowedValues": [environment.name for environment in self._app.environments],
        }
        return self._take("Environment", declaration, EnvironmentValue("name"))

    def setting(self, field: str) -> object:
        """See `Scope`."""
        kind = type(self._app.environments[0])
        declared = kind.__dataclass_fields__.get(field)
        key = logical_id(field)
        if declared is not None and declared.metadata.get("parameter"):
            facts = declared.metadata
            declaration = {"Type": "String", "Description": facts["description"]}
            if facts["pattern"]:
                declaration |= {"AllowedPattern": facts["pattern"]}
            return self._take(key, declaration, EnvironmentValue(field))
        self.settings[key] = {
            environment.name: _row(getattr(environment, field)) for environment in self._app.environments
        }
        return {"Fn::FindInMap": ["Environment", self.environment(), key]}

    def reference(self, resource: AWSObject, attribute: str | None, generated: str) -> object:
        """See `Scope`."""
        owner = self._owners.get(id(resource))
        if owner is None:
            what = f"refers to {resource.title}, which no stack of the application holds"
            self.mistake(Mistake(where="references", what=what, remedy="add it to a Stack"))
            return {"Ref": resource.title}
        if owner is self:
            return _local(title(resource) + generated, attribute)
        alone = next((s for s in (self.stack, owner.stack) if s in self._app.standalone), None)
        if alone is not None or "Condition" in resource.resource:
            what = f"stack {alone.name} stands alone" if alone else "it exists only under a condition"
            where = f"reference to {owner.stack.name}'s {resource.title}"
            self.mistake(Mistake(where=where, what=what, remedy="build the value from its name with sub(...) instead"))
        exported = owner.export(title(resource) + generated, attribute)
        if self.stack is self._app.root:
            return {"Fn::GetAtt": [owner.stack.logical_id, f"Outputs.{exported}"]}
        prefix = "" if owner.stack is self._app.root else owner.stack.logical_id
        return self._take(prefix + exported, {"Type": "String"}, Reference(resource, attribute, generated))

    def export(self, resource_id: str, attribute: str | None) -> str:
        """Make sure an attribute of an own resource can be read from outside; the root needs no output for its own."""
        exported = resource_id + logical_id(attribute or "")
        if self.stack is not self._app.root:
            self.outputs[exported] = {"Value": _local(resource_id, attribute)}
        return exported

    def derived(self, name: str, expression: object) -> object:
        """See `Scope`."""
        if self.stack is self._app.root:
            return expression
        return self._take(name, {"Type": "String"}, expression)

    def condition(self, name: str, expression: object) -> str:
        """See `Scope`."""
        if name not in self.conditions:
            self.conditions[name] = self.encode(expression)
        return name

    def encode(self, value: object) -> Any:
        """See `Scope`."""
        return encode_value(value, self)

    def mistake(self, mistake: Mistake) -> None:
        """See `Scope`."""
        self.mistakes.append(replace(mistake, where=f"{self._app.source(self.stack)}: {mistake.where}"))

    def _take(self, name: str, declaration: dict[str, Any], passed: Deferred | object) -> object:
        self.parameters.setdefault(name, StackParameter(declaration, passed))
        return {"Ref": name}


def _local(resource_id: str, attribute: str | None) -> dict[str, Any]:
    return {"Fn::GetAtt": [resource_id, attribute]} if attribute else {"Ref": resource_id}


def _row(value: object) -> object:
    # CloudFormation compares and passes mapping values as strings: a boolean is written the way it arrives.
    return str(value).lower() if isinstance(value, bool) else value
