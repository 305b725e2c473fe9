"""What a trail's event selectors, of the old form or the new, record of a table or a bucket."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from stamp_infra.check.rules.lookup import flat, identity, resource_at
from stamp_infra.check.rules.values import dig, items, mapping, strings, text, walk

if TYPE_CHECKING:
    from stamp_infra.rendered.model import Resolved, Resource

TRAIL: Final = "AWS::CloudTrail::Trail"
_OBJECTS: Final = {"AWS::S3::Bucket": "AWS::S3::Object"}
# A value that is the beginning of every ARN of the service records all of it.
_ALL: Final = re.compile(r"arn:[^:]+:(dynamodb|s3|s3:::)")


def records(resolved: Resolved, trail: Resource, resource: Resource) -> bool:
    """Tell whether a trail records both reads and writes of all that a table or a bucket holds."""
    basic = (_basic(resolved, one, resource) for _, one in walk(trail.properties, "EventSelectors.*"))
    advanced = (_advanced(resolved, one, resource) for _, one in walk(trail.properties, "AdvancedEventSelectors.*"))
    return any(basic) or any(advanced)


def _basic(resolved: Resolved, selector: object, resource: Resource) -> bool:
    return mapping(selector).get("ReadWriteType", "All") == "All" and any(
        dig(data, "Type") == _event_type(resource) and _covers(resolved, dig(data, "Values"), resource)
        for _, data in walk(selector, "DataResources.*")
    )


def _advanced(resolved: Resolved, selector: object, resource: Resource) -> bool:
    fields = {text(mapping(one).get("Field")): mapping(one) for _, one in walk(selector, "FieldSelectors.*")}
    if _event_type(resource) not in items(dig(fields.get("resources.type"), "Equals")) or "readOnly" in fields:
        return False
    arns = fields.get("resources.ARN")
    return arns is None or _covers(resolved, [*items(arns.get("Equals")), *items(arns.get("StartsWith"))], resource)


def _event_type(resource: Resource) -> str:
    return _OBJECTS.get(resource.type, "AWS::DynamoDB::Table")


def _covers(resolved: Resolved, values: object, resource: Resource) -> bool:
    return any(_ALL.fullmatch(flat(value)) or _is_all_of(resolved, value, resource) for value in strings(values))


def _is_all_of(resolved: Resolved, value: str, resource: Resource) -> bool:
    target = resource_at(resolved, value, resource.type)
    if target is None or identity(target) != identity(resource):
        return False
    # A bucket's objects are meant by its ARN with a slash alone; what is longer means some of them.
    return resource.type not in _OBJECTS or (value.endswith("/") and value.count("/", value.rfind(">") + 1) == 1)
