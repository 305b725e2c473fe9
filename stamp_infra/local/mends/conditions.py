"""A condition of a template sees its mappings and pseudo parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stamp_infra.local.mends.handlers import Properties


def conditions_look_up_mappings() -> None:
    """Evaluate `Fn::FindInMap` and pseudo parameters in conditions; ministack compares them as they are written.

    Without this every condition that differs by environment is false everywhere.
    """
    from ministack.services.cloudformation import changesets, engine, handlers, stacks

    evaluate = engine._evaluate_conditions

    def look_up_and_evaluate(template: Properties, parameters: Properties) -> Any:
        known = {name: each["Value"] for name, each in parameters.items()} | _pseudo_parameters()
        conditions = _looked_up(template.get("Conditions", {}), template.get("Mappings", {}), known)
        return evaluate({**template, "Conditions": conditions}, parameters)

    for module in (changesets, engine, handlers, stacks):
        module._evaluate_conditions = look_up_and_evaluate


def _pseudo_parameters() -> dict[str, str]:
    from ministack.core.responses import get_account_id, get_region

    return {
        "AWS::AccountId": get_account_id(),
        "AWS::Region": get_region(),
        "AWS::Partition": "aws",
        "AWS::URLSuffix": "amazonaws.com",
    }


def _looked_up(value: Any, mappings: Properties, known: dict[str, str]) -> Any:
    if isinstance(value, list):
        return [_looked_up(each, mappings, known) for each in value]
    if not isinstance(value, dict):
        return value
    found = {key: _looked_up(each, mappings, known) for key, each in value.items()}
    if "Fn::FindInMap" in found:
        name, top, second, *_ = found["Fn::FindInMap"]
        return mappings[name][str(top)][str(second)]
    if found.keys() == {"Ref"} and found["Ref"] in known:
        return known[found["Ref"]]
    return found
