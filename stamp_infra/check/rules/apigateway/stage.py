"""What a stage sets for all of its methods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from stamp_infra.check.rules.values import items, mapping

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stamp_infra.rendered.model import Resource

STAGE: Final = "AWS::ApiGateway::Stage"


def settings_for_all(stage: Resource) -> Mapping[str, Any]:
    """Return the MethodSettings of a stage for every path and method; nothing when it has none."""
    for settings in items(stage.properties.get("MethodSettings")):
        if mapping(settings).get("HttpMethod") == "*" and mapping(settings).get("ResourcePath") == "/*":
            return mapping(settings)
    return {}
