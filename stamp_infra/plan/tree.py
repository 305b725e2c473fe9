"""Templates by their place in the nesting become the resources that one set of parameters' values deploys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from stamp_infra.rendered.model import Template
from stamp_infra.rendered.resolve import resolve
from stamp_infra.rendered.sam import is_sam
from stamp_infra.rendered.stack import Stack

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stamp_infra.rendered.model import Resource
    from stamp_infra.rendered.sam import Expand

    Place = tuple[str, ...]
    Bodies = Mapping[Place, Mapping[str, Any]]

NESTED: Final = "AWS::CloudFormation::Stack"
# What a template is called in pointers to its resources; both sides of a comparison call it the same.
ROOT: Final = "root"


def resources(
    bodies: Bodies, parameters: Mapping[str, str], region: str, expand: Expand
) -> dict[tuple[str, str], Resource]:
    """Return each resource by the place of its stack, "" for the root, and its logical ID.

    `bodies` holds the root's body at `()` and that of the stack it nests as `Dynamodb` at `("Dynamodb",)`.
    """
    root = _stack(bodies, (), parameters, region=region, expand=expand, parent=None)
    found = resolve(root, None).resources
    return {(each.template.path.removeprefix(ROOT).removeprefix("/"), each.logical_id): each for each in found}


def _stack(
    bodies: Bodies, place: Place, given: Mapping[str, Any], *, region: str, expand: Expand, parent: Stack | None
) -> Stack:
    template = Template(path="/".join((ROOT, *place)), body=bodies[place])
    body: Mapping[str, Any] = template.body
    if is_sam(body):
        plain = {name: value for name, value in given.items() if not isinstance(value, dict | list)}
        body = expand(body, template.path, parameters=plain, region=region)
    stack = Stack(template=template, body=body, region=region, given=given, parent=parent)
    for logical_id, resource in body["Resources"].items():
        if resource["Type"] == NESTED and (*place, logical_id) in bodies:
            passed = resource.get("Properties", {}).get("Parameters", {})
            below = (*place, logical_id)
            stack.children[logical_id] = _stack(bodies, below, passed, region=region, expand=expand, parent=stack)
    return stack
