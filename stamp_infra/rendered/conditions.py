"""Whether a condition holds, when a value that is unknown before deployment equals nothing but itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stamp_infra.rendered.intrinsics import evaluate
from stamp_infra.rendered.scalars import text

if TYPE_CHECKING:
    from stamp_infra.rendered.intrinsics import Values


def truth(expression: Any, values: Values) -> bool:
    """Return what a condition's expression comes to; one that CloudFormation would refuse is false."""
    match expression:
        case {"Fn::And": list(parts)}:
            return all(truth(part, values) for part in parts)
        case {"Fn::Or": list(parts)}:
            return any(truth(part, values) for part in parts)
        case {"Fn::Not": [part]}:
            return not truth(part, values)
        case {"Fn::Equals": [left, right]}:
            return bool(_comparable(evaluate(left, values)) == _comparable(evaluate(right, values)))
        case {"Condition": str(name)}:
            return values.holds(name)
    return False


def _comparable(value: Any) -> Any:
    """Return a value so that the parameter "1" equals the number 1, as it does for CloudFormation."""
    written = text(value)
    return value if written is None else written
