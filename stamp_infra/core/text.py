"""Strings that name things: physical names of the application's pattern, and ARNs built from them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.core.deferred import Deferred
from stamp_infra.core.errors import Mistake

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stamp_infra.core.deferred import Scope

_VARIABLE: Final = re.compile(r"\$\{([A-Za-z0-9]+)\}")
_LONGEST: Final = {"${Environment}": "prod", "${AWS::AccountId}": "0" * 12, "${AWS::Region}": "ap-northeast-1"}


class Sub(Deferred):
    """`!Sub` whose `{app}` and `{env}` stand for application and environment and whose `${Part}` may be deferred."""

    def __init__(self, pattern: str, parts: Mapping[str, object], *, limit: int | None = None) -> None:
        self.pattern = pattern
        self.parts = parts
        self.limit = limit

    def resolve(self, scope: Scope) -> Any:
        """Return the text with each part inlined where `!Sub` can name it, and as a variable where it cannot."""
        text = self.pattern.replace("{app}", scope.app)
        if "{env}" in text:
            scope.environment()
            text = text.replace("{env}", "${Environment}")
        self._measure(text, scope)
        variables: dict[str, Any] = {}

        def inline(variable: re.Match[str]) -> str:
            name = variable[1]
            if name not in self.parts:
                return variable[0]
            part = scope.encode(self.parts[name])
            match part:
                case bool():
                    return str(part).lower()
                case str() | int() | float():
                    return str(part)
                case {"Ref": str(target)}:
                    return f"${{{target}}}"
                case {"Fn::GetAtt": [str(target), str(attribute)]}:
                    return f"${{{target}.{attribute}}}"
                case {"Fn::Sub": str(inner)}:
                    return inner
            variables[name] = part
            return variable[0]

        text = _VARIABLE.sub(inline, text)
        if "${" not in text:
            return text
        return {"Fn::Sub": [text, variables] if variables else text}

    def _measure(self, text: str, scope: Scope) -> None:
        if self.limit is None:
            return
        for variable, longest in _LONGEST.items():
            text = text.replace(variable, longest)
        if len(text) > self.limit:
            scope.mistake(
                Mistake(
                    where=f"name {self.pattern!r}",
                    what=f"is {len(text)} characters long where AWS allows {self.limit}",
                    got=text,
                    remedy="shorten the resource's name or the application's",
                )
            )


def sub(pattern: str, **parts: object) -> Sub:
    """Return a text such as `sub("${Table}/index/by-date", Table=att(orders, "Arn"))`; pseudo parameters stay."""
    return Sub(pattern, parts)


def name(own: str, *, limit: int = 64) -> Sub:
    """Return the physical name `{app}-{env}-{own}`, of at most `limit` characters in the longest environment."""
    return Sub(f"{{app}}-{{env}}-{own}", {}, limit=limit)
