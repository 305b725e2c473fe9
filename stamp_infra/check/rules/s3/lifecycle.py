"""Which lifecycle rules of a bucket are in force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stamp_infra.check.rules.values import mapping, walk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stamp_infra.rendered.model import Resource


def enabled_rules(bucket: Resource) -> list[Mapping[str, Any]]:
    """Return the rules whose Status is Enabled."""
    rules = (mapping(rule) for _, rule in walk(bucket.properties, "LifecycleConfiguration.Rules.*"))
    return [rule for rule in rules if rule.get("Status") == "Enabled"]
