"""A stack with all that it nests becomes the resources that one environment would have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from stamp_infra.rendered.intrinsics import NOTHING, evaluate
from stamp_infra.rendered.model import Resolved, Resource
from stamp_infra.rendered.nest import local_urls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.stack import Stack

_OWN_FIELDS: Final = ("Type", "Properties", "Condition")
# Where `sam package` puts a nested template: the address that CloudFormation receives in place of the path.
_PACKAGED: Final = "https://s3.amazonaws.com/bucket/packaged.template"


def resolve(root: Stack, environment: str | None) -> Resolved:
    """Return everything the root deploys, templates in the order in which they are nested."""
    stacks = list(_deployed(root))
    templates = {stack.template.path: stack.template for stack in _all(root)}
    resources = tuple(resource for stack in stacks for resource in _resources(stack))
    return Resolved(environment=environment, templates=tuple(templates.values()), resources=resources)


def as_deployed(root: Stack) -> dict[str, Any]:
    """Return the root's body with known parameters, mappings and conditions resolved, references left as written."""
    stack = root.as_written()
    resources = {resource.logical_id: _written(resource) for resource in _resources(stack)}
    for logical_id, key, _ in local_urls({"Resources": resources}):
        resources[logical_id]["Properties"][key] = _PACKAGED
    outputs = {
        name: {key: evaluate(value, stack) for key, value in output.items() if key != "Condition"}
        for name, output in stack.section("Outputs")
        if stack.exists(output)
    }
    parameters = {
        name: declared
        for name, declared in stack.section("Parameters")
        if stack.memo.get(("Parameters", name)) == {"Ref": name}
    }
    asked = set(_mappings([resources, outputs]))
    mappings = {name: mapping for name, mapping in stack.section("Mappings") if name in asked}
    body = {key: root.body[key] for key in ("AWSTemplateFormatVersion", "Description", "Transform") if key in root.body}
    sections = {"Parameters": parameters, "Mappings": mappings, "Resources": resources, "Outputs": outputs}
    return body | {name: section for name, section in sections.items() if section}


def _all(stack: Stack) -> Iterator[Stack]:
    yield stack
    for child in stack.children.values():
        yield from _all(child)


def _deployed(stack: Stack) -> Iterator[Stack]:
    yield stack
    for logical_id, child in stack.children.items():
        if stack.exists(stack.body["Resources"].get(logical_id, {})):
            yield from _deployed(child)


def _resources(stack: Stack) -> Iterator[Resource]:
    there = {logical_id for logical_id, resource in stack.section("Resources") if stack.exists(resource)}
    for logical_id, resource in stack.section("Resources"):
        if logical_id not in there:
            continue
        properties = evaluate(resource.get("Properties", {}), stack)
        attributes = {key: evaluate(value, stack) for key, value in resource.items() if key not in _OWN_FIELDS}
        if "DependsOn" in attributes:
            needed = attributes["DependsOn"]
            gone = {name for name, _ in stack.section("Resources")} - there
            names = needed if isinstance(needed, list) else [needed]
            attributes["DependsOn"] = [name for name in names if isinstance(name, str) and name not in gone]
        yield Resource(
            template=stack.template,
            logical_id=logical_id,
            type=resource["Type"],
            properties=properties if isinstance(properties, dict) else {},
            attributes={key: value for key, value in attributes.items() if value is not NOTHING},
        )


def _mappings(value: Any) -> Iterator[str]:
    """Yield the mappings that are still needed because a parameter that chooses from them has no value."""
    match value:
        case {"Fn::FindInMap": [str(name), *_]}:
            yield name
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _mappings(item)


def _written(resource: Resource) -> dict[str, Any]:
    properties = {"Properties": dict(resource.properties)} if resource.properties else {}
    return {"Type": resource.type, **resource.attributes, **properties}
