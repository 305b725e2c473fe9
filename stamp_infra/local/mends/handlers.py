"""How a mend changes what CloudFormation does with one resource type: it adds to ministack's handler or replaces it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    Properties = dict[str, Any]
    Response = tuple[int, Any, Any]  # status, headers and body, as ministack's services answer


def handlers(resource_type: str) -> dict[str, Any]:
    """Return ministack's own record of what to call on create, update and delete of a type, for changing."""
    from ministack.services.cloudformation.provisioners import _RESOURCE_HANDLERS

    found: dict[str, Any] = _RESOURCE_HANDLERS.setdefault(resource_type, {})
    return found


def after_write(resource_type: str, apply: Callable[[str, Properties], None]) -> None:
    """Call `apply(physical_id, properties)` after every create and update of the type."""
    known = handlers(resource_type)
    create, update = known["create"], known["update"]

    def create_and_apply(logical_id: str, properties: Properties, stack: str) -> Any:
        result = create(logical_id, properties, stack)
        apply(result[0], properties)
        return result

    def update_and_apply(physical_id: str, old: Properties, new: Properties, *others: Any) -> Any:
        result = update(physical_id, old, new, *others)
        apply(result[0], new)
        return result

    known.update(create=create_and_apply, update=update_and_apply)


def before_delete(resource_type: str, check: Callable[[str], None]) -> None:
    """Call `check(physical_id)` before every delete of the type; what it raises is the reason of DELETE_FAILED."""
    known = handlers(resource_type)
    delete = known["delete"]

    def check_and_delete(physical_id: str, properties: Properties) -> None:
        check(physical_id)
        delete(physical_id, properties)

    known["delete"] = check_and_delete


def succeeded(response: Response) -> Any:
    """Return the JSON body of a service's answer; a refusal fails the resource with the service's own words."""
    status, _, body = response
    text = body.decode() if isinstance(body, bytes) else body or ""
    if status >= 400:  # noqa: PLR2004 # HTTP's border between success and refusal
        raise ValueError(text)
    return json.loads(text) if text.startswith("{") else None


def is_true(value: object) -> bool:
    """Whether a template's value means true: a mapping can only hold the texts true and false."""
    return str(value).lower() == "true"
