"""Types that are accepted and remembered, without effect, so that templates which hold them can be deployed."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from stamp_infra.local.mends.handlers import handlers
from stamp_infra.local.placeholders import PLACEHOLDERS, Placeholder

if TYPE_CHECKING:
    from stamp_infra.local.mends.handlers import Properties


def placeholders_are_accepted() -> None:
    """Accept the types of `stamp_infra.local.placeholders`, which ministack refuses."""
    for resource_type, placeholder in PLACEHOLDERS.items():
        handlers(resource_type).update(_handlers(resource_type, placeholder))


def _handlers(resource_type: str, placeholder: Placeholder) -> dict[str, Any]:
    service, kind = resource_type.lower().split("::")[1:]

    def result(physical_id: str) -> tuple[str, dict[str, str]]:
        from ministack.core.responses import get_account_id, get_region

        arn = f"arn:aws:{service}:{get_region()}:{get_account_id()}:{kind}/{physical_id}"
        return physical_id, {"Arn": arn, "Id": physical_id}

    def create(logical_id: str, properties: Properties, stack: str) -> tuple[str, dict[str, str]]:
        name = properties.get(placeholder.name) if placeholder.name else None
        return result(name or f"{stack}-{logical_id}-{uuid.uuid4().hex[:12]}")

    def update(physical_id: str, _old: Properties, new: Properties, _stack: str) -> tuple[str, dict[str, str]]:
        name = new.get(placeholder.name) if placeholder.name else None
        return result(name or physical_id)

    def delete(_physical_id: str, _properties: Properties) -> None:
        """Nothing was made."""

    return {"create": create, "update": update, "delete": delete}
