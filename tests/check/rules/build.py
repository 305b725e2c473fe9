"""Makes a resolved environment from a few resources, and says in one line each what a rule finds there."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.rendered.model import Resolved, Resource, Template

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stamp_infra.check.rule import Rule

Resources = dict[str, dict[str, Any]]

STACK: Final = "stack.yaml"
_REMOVED: Final = object()


def to(reference: str) -> str:
    """Return the pointer to a resource (`Users`) or to one of its attributes (`Users.Arn`)."""
    return f"<{STACK}#{reference}>"


def one(kind: str, /, **properties: Any) -> dict[str, Any]:
    """Return a resource of a type with these properties."""
    return {"Type": kind, "Properties": properties}


def but(resources: Resources, where: str, *, value: Any = _REMOVED) -> Resources:
    """Return the resources with one place changed, or removed: `Users Properties Tags 0 Key`."""
    changed: Any = deepcopy(resources)
    *steps, last = where.split(" ")
    place = changed
    for step in steps:
        place = place[int(step) if isinstance(place, list) else step]
    key: Any = int(last) if isinstance(place, list) else last
    if value is _REMOVED:
        del place[key]
    else:
        place[key] = value
    return dict(changed)


def resolved(
    resources: Mapping[str, Mapping[str, Any]], *, environment: str | None = "prod", **sections: Any
) -> Resolved:
    """Return the environment that one template with these resources, and other sections, deploys."""
    template = Template(path=STACK, body={"Resources": resources, **sections})
    return Resolved(
        environment=environment,
        templates=(template,),
        resources=tuple(
            Resource(
                template=template,
                logical_id=logical_id,
                type=body["Type"],
                properties=body.get("Properties", {}),
                attributes={key: part for key, part in body.items() if key not in {"Type", "Properties"}},
            )
            for logical_id, body in resources.items()
        ),
    )


def found(rule: Rule, resources: Resources, *, environment: str | None = "prod", **sections: Any) -> list[str]:
    """Return what a rule finds, as `LogicalId Property.Path: what is wrong`."""
    violations = rule.find(resolved(resources, environment=environment, **sections))
    return [f"{one.resource.logical_id} {one.path}: {one.what}" for one in violations]
