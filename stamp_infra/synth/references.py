"""Which logical IDs a piece of a template refers to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_SUB: Final = re.compile(r"\$\{([A-Za-z0-9]+)(?:\.[^}]*)?\}")


def references(value: Any) -> Iterator[str]:
    """Yield the logical ID in every `Ref`, `Fn::GetAtt`, `Fn::Sub` and `DependsOn`, pseudo parameters left out."""
    if isinstance(value, list):
        for part in value:
            yield from references(part)
    elif isinstance(value, dict):
        for key, part in value.items():
            if key == "Ref" and isinstance(part, str):
                if not part.startswith("AWS::"):
                    yield part
            elif key == "Fn::GetAtt" and isinstance(part, list):
                yield part[0]
            elif key == "Fn::Sub":
                text, variables = (part, {}) if isinstance(part, str) else part
                yield from (match for match in _SUB.findall(text) if match not in variables)
                yield from references(variables)
            elif key == "DependsOn":
                yield from [part] if isinstance(part, str) else part
            else:
                yield from references(part)
