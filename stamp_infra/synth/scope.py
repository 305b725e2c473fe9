"""One stack under synthesis: it collects the parameters, mappings, conditions and outputs that its values ask for."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from stamp_infra.core.block import title
from stamp_infra.core.environment import EnvironmentValue
from stamp_infra.core.errors import Mistake
from stamp_infra.core.naming import logical_id
from stamp_infra.core.reference import Reference
from stamp_infra.synth.encode import encode_resource, encode_value
from stamp_infra.synth.parameters import StackParameter, declaration_of, same, two_values
from stamp_infra.synth.reach import reach_mistakes
from stamp_infra.synth.references import references

if TYPE_CHECKING:
    from troposphere import AWSObject

    from stamp_infra.core.app import App
    from stamp_infra.core.deferred import Deferred
    from stamp_infra.core.stack import Stack


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
        self._referred: dict[tuple[int, str | None, str], object] = {}
        self._place = "outputs"

    @property
    def app(self) -> str:
        """See `Scope`."""
        return self._app.name

    @cached_property
    def needs(self) -> dict[str, list[str]]:
        """What each resource refers to, by logical ID; known once everything is encoded and nested."""
        return {title: references(resource) for title, resource in self.resources.items()}

    def encode_resources(self) -> None:
        """Encode the stack's own resources in order."""
        for parameter in self.stack.parameters:
            declaration = {"Type": parameter.Type, **encode_value(parameter.properties, self)}
            self.parameters[str(parameter.title)] = StackParameter(declaration=declaration, passed=None)
        for resource in self.stack.resources:
            self._place = title(resource)
            self.resources[title(resource)] = encode_resource(resource, self)
        self._place = "outputs"

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
            return self._take(key, declaration_of(declared.metadata), EnvironmentValue(field))
        if not hasattr(self._app.environments[0], field):
            what = f"reads env.{field}, which the application's {kind.__name__} does not have"
            self.mistake(Mistake(where=self._place, what=what, remedy="make env of the class of the environments"))
            return ""
        self.settings[key] = {each.name: _row(getattr(each, field)) for each in self._app.environments}
        return {"Fn::FindInMap": ["Environment", self.environment(), key]}

    def reference(self, resource: AWSObject, attribute: str | None, generated: str) -> object:
        """See `Scope`."""
        key = (id(resource), attribute, generated)
        if key in self._referred:
            return self._referred[key]
        owner = self._owners.get(id(resource))
        home = owner.stack if owner else None
        mistakes = list(reach_mistakes(self._app, self._place, self.stack, resource, home))
        for mistake in mistakes:
            self.mistake(mistake)
        if mistakes or owner is None:
            return {"Ref": "AWS::NoValue"}
        wired = self._referred[key] = self._wired(owner, resource, attribute, generated)
        return wired

    def export(self, resource_id: str, attribute: str | None) -> str:
        """Make sure an attribute of an own resource can be read from outside; the root needs no output for its own."""
        exported = resource_id + logical_id(attribute or "")
        if self.stack is not self._app.root:
            value = {"Value": _local(resource_id, attribute)}
            if self.outputs.setdefault(exported, value) != value:
                self._two_values(f"output {exported}", self.outputs[exported]["Value"], value["Value"])
        return exported

    def derived(self, name: str, expression: object) -> object:
        """See `Scope`."""
        if self.stack is self._app.root:
            return expression
        return self._take(name, {"Type": "String"}, expression)

    def condition(self, name: str, expression: object) -> str:
        """See `Scope`."""
        encoded = self.encode(expression)
        if self.conditions.setdefault(name, encoded) != encoded:
            self._two_values(f"condition {name}", self.conditions[name], encoded)
        return name

    def encode(self, value: object) -> Any:
        """See `Scope`."""
        return encode_value(value, self)

    def mistake(self, mistake: Mistake) -> None:
        """See `Scope`."""
        placed = replace(mistake, where=f"{self._app.source(self.stack)}: {mistake.where}")
        if str(placed) not in map(str, self.mistakes):
            self.mistakes.append(placed)

    def _wired(self, owner: StackScope, resource: AWSObject, attribute: str | None, generated: str) -> object:
        if owner is self:
            return _local(title(resource) + generated, attribute)
        exported = owner.export(title(resource) + generated, attribute)
        if self.stack is self._app.root:
            return {"Fn::GetAtt": [owner.stack.logical_id, f"Outputs.{exported}"]}
        prefix = "" if owner.stack is self._app.root else owner.stack.logical_id
        return self._take(prefix + exported, {"Type": "String"}, Reference(resource, attribute, generated))

    def _take(self, name: str, declaration: dict[str, Any], passed: Deferred | object) -> object:
        known = self.parameters.setdefault(name, StackParameter(declaration=declaration, passed=passed))
        if not same(known.passed, passed):
            self._two_values(f"parameter {name}", known.passed, passed)
        return {"Ref": name}

    def _two_values(self, where: str, *values: object) -> None:
        self.mistake(two_values(where, values, {resource: scope.stack for resource, scope in self._owners.items()}))


def _local(resource_id: str, attribute: str | None) -> dict[str, Any]:
    return {"Fn::GetAtt": [resource_id, attribute]} if attribute else {"Ref": resource_id}


def _row(value: object) -> object:
    # CloudFormation compares and passes mapping values as strings: a boolean is written the way it arrives.
    return str(value).lower() if isinstance(value, bool) else value
