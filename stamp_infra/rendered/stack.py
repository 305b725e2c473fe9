"""One stack as one environment deploys it: what every name in its template stands for there."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.core.errors import Mistake, UserError
from stamp_infra.rendered.conditions import truth
from stamp_infra.rendered.intrinsics import NOTHING, evaluate
from stamp_infra.rendered.scalars import text, typed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from stamp_infra.rendered.model import Template

_BUSY: Final = object()
_OUTPUT: Final = "Outputs."


@dataclass(frozen=True, kw_only=True, eq=False)
class Stack:
    """A template with the parameters it gets; `symbolic` leaves what is unknown before deployment as it is written."""

    template: Template
    body: Mapping[str, Any]
    """The template's body after SAM's transform."""
    region: str
    given: Mapping[str, Any]
    """Parameters' values, as expressions of the parent's template when there is a parent."""
    parent: Stack | None = None
    children: dict[str, Stack] = field(default_factory=dict)
    """The nested stacks, by the logical ID that they have here."""
    symbolic: bool = False
    known: Stack | None = None
    """The stack that knows conditions and mappings when this one is symbolic."""
    memo: dict[tuple[str, str], Any] = field(default_factory=dict)

    def as_written(self) -> Stack:
        """Return this stack with references to resources, pseudo parameters and nested stacks left as functions."""
        return replace(self, symbolic=True, known=self, children={}, memo={})

    def section(self, name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Yield the names and values of a section, without macros."""
        yield from ((key, thing) for key, thing in self.body.get(name, {}).items() if isinstance(thing, dict))

    def exists(self, thing: Mapping[str, Any]) -> bool:
        """Tell whether a resource or an output has no condition or one that holds."""
        condition = thing.get("Condition")
        return not isinstance(condition, str) or self.holds(condition)

    def ref(self, name: str) -> Any:
        """Return a parameter's value, or the pointer to a resource or pseudo parameter."""
        if name in self.body.get("Parameters", {}):
            return self.once("Parameters", name, lambda: self._parameter(name))
        if name.startswith("AWS::"):
            return self._pseudo(name)
        if name not in self.body["Resources"] or self.symbolic:
            return {"Ref": name}
        return f"<{self.template.path}#{name}>"

    def attribute(self, logical_id: str, name: str) -> Any:
        """Return the value of a nested stack's output, or the pointer to a resource's attribute."""
        child = self.children.get(logical_id)
        if child is not None and name.startswith(_OUTPUT):
            output = name.removeprefix(_OUTPUT)
            declared = child.body.get("Outputs", {}).get(output)
            if isinstance(declared, dict) and child.exists(declared):
                return child.once("Outputs", output, lambda: evaluate(declared.get("Value"), child))
        if logical_id not in self.body["Resources"] or self.symbolic:
            return {"Fn::GetAtt": [logical_id, name]}
        return f"<{self.template.path}#{logical_id}.{name}>"

    def mapped(self, name: Any, *keys: Any) -> Any:
        """Return the value in `Mappings` under keys that may be functions, NOTHING when there is none."""
        found: Any = self.body.get("Mappings", {})
        for key in (name, *keys):
            written = text(evaluate(key, self.known or self))
            if not isinstance(found, dict) or written not in found:
                return NOTHING
            found = found[written]
        return found

    def holds(self, condition: str) -> bool:
        """Tell whether a condition is true; what hangs on one that is not declared is there to be checked."""
        known = self.known or self
        declared = known.body.get("Conditions", {})
        if condition not in declared:
            return True
        return bool(known.once("Conditions", condition, lambda: truth(declared[condition], known)))

    def _pseudo(self, name: str) -> Any:
        if name == "AWS::NoValue":
            return NOTHING
        if self.symbolic:
            return {"Ref": name}
        constants = {"AWS::Region": self.region, "AWS::Partition": "aws", "AWS::URLSuffix": "amazonaws.com"}
        return constants.get(name, f"<{name}>")

    def _parameter(self, name: str) -> Any:
        declared = self.body["Parameters"][name]
        kind = str(declared.get("Type", "String"))
        value: Any = None
        if not kind.startswith("AWS::SSM::Parameter::Value"):
            value = self.given.get(name, declared.get("Default"))
        if name in self.given and self.parent is not None:
            value = evaluate(value, self.parent)
        if value is None or value is NOTHING:
            return {"Ref": name} if self.symbolic else f"<{self.template.path}#{name}>"
        return typed(value, kind)

    def once(self, section: str, name: str, compute: Callable[[], Any]) -> Any:
        """Compute a named value the first time; one that needs itself has no value."""
        key = (section, name)
        if key not in self.memo:
            self.memo[key] = _BUSY
            try:
                self.memo[key] = compute()
            except _CycleError as cycle:
                raise cycle.through(f"{self.template.path}: {section}.{name}") from None
        if self.memo[key] is _BUSY:
            raise _CycleError([f"{self.template.path}: {section}.{name}"])
        return self.memo[key]


class _CycleError(UserError):
    """A value that needs itself, with the way round that was found so far, last first."""

    def __init__(self, way: list[str]) -> None:
        self.way = way
        first = way[0]
        closed = way[: way.index(first, 1) + 1] if first in way[1:] else way
        what = f"needs itself: {' -> '.join(reversed(closed))}"
        super().__init__([Mistake(where=first, what=what, remedy="remove one of these references")])

    def through(self, place: str) -> _CycleError:
        return _CycleError([*self.way, place])
