"""A stack as it would be where conditions hold that none of its environments makes true."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from stamp_infra.rendered.conditions import truth
from stamp_infra.rendered.intrinsics import evaluate
from stamp_infra.rendered.scalars import text, typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stamp_infra.rendered.stack import Stack

Place = tuple[str, ...]
"""Where a stack is nested: the logical IDs from the root down to it."""
Facts = dict[tuple[Place, str, str], Any]
"""What is supposed, by the stack's place, the section of its template and the name there."""


def stacks(root: Stack, place: Place = ()) -> Iterator[tuple[Place, Stack]]:
    """Yield the root and every stack nested in it."""
    yield place, root
    for logical_id, child in root.children.items():
        yield from stacks(child, (*place, logical_id))


def conditions_of(resource: Any) -> Iterator[str]:
    """Yield the conditions that a resource of a template names, its own and those that it chooses values by."""
    match resource:
        case {"Condition": str(name)} | {"Fn::If": [str(name), *_]}:
            yield name
    if isinstance(resource, dict | list):
        for item in resource.values() if isinstance(resource, dict) else resource:
            yield from conditions_of(item)


def together(root: Stack, conditions: Iterable[tuple[Place, str]]) -> list[tuple[list[tuple[Place, str]], Facts]]:
    """Return the conditions in as few groups as hold together, each with the facts that make them hold."""
    at = dict(stacks(root))
    groups: list[tuple[list[tuple[Place, str]], Facts]] = []
    for place, name in conditions:
        facts: Facts = {}
        _suppose({"Condition": name}, at[place], place, facts, wanted=True)
        group = next((group for group in groups if _agree(group[1], facts)), None)
        if group is None:
            groups.append(([(place, name)], facts))
        else:
            group[0].append((place, name))
            group[1].update(facts)
    return groups


def supposing(root: Stack, facts: Facts) -> Stack:
    """Return the root with its nested stacks where the facts are true and every empty parameter has been filled in."""
    # Whoever switches something on also gives what belongs to it: an empty value would be found fault with for nothing.
    empty = [
        _home(name, stack, place)
        for place, stack in stacks(root)
        for name, _ in stack.section("Parameters")
        if stack.ref(name) == ""
    ]
    return _copy(root, (), None, {home.key: home.unknown for home in empty} | facts)


def _copy(stack: Stack, place: Place, parent: Stack | None, facts: Facts) -> Stack:
    memo = {(section, name): value for (at, section, name), value in facts.items() if at == place}
    copy = replace(stack, parent=parent, children={}, memo=memo)
    for logical_id, child in stack.children.items():
        copy.children[logical_id] = _copy(child, (*place, logical_id), copy, facts)
    return copy


def _agree(one: Facts, other: Facts) -> bool:
    return all(one[key] == other[key] for key in one.keys() & other.keys())


def _suppose(expression: Any, stack: Stack, place: Place, facts: Facts, *, wanted: bool) -> None:
    """Add what makes a condition's expression come to what is wanted."""
    match expression:
        case {"Condition": str(name)}:
            key = (place, "Conditions", name)
            if key not in facts:
                facts[key] = wanted
                _suppose(stack.body.get("Conditions", {}).get(name), stack, place, facts, wanted=wanted)
        case {"Fn::Not": [part]}:
            _suppose(part, stack, place, facts, wanted=not wanted)
        case {"Fn::And": list(parts)} | {"Fn::Or": list(parts)} if parts:
            if ("Fn::And" in expression) != wanted:
                # One part is enough: one that is as wanted already, or else the first.
                parts = [next((part for part in parts if truth(part, stack) == wanted), parts[0])]
            for part in parts:
                _suppose(part, stack, place, facts, wanted=wanted)
        case {"Fn::Equals": [left, right]}:
            asked, constant = (right, left) if isinstance(right, dict) and not isinstance(left, dict) else (left, right)
            equal = truth(expression, stack)
            value = evaluate(asked if equal == wanted else constant, stack)
            match asked:
                case {"Ref": str(name)} if name in stack.body.get("Parameters", {}):
                    home = _home(name, stack, place)
                    facts.setdefault(home.key, typed(value, home.kind) if equal == wanted or wanted else home.unknown)
                case _:
                    known = text(value) if equal == wanted or wanted else None
                    facts.setdefault((place, "Equals", json.dumps(asked, sort_keys=True, default=str)), known)


@dataclass(frozen=True, kw_only=True)
class _Home:
    """Where a parameter gets its value: the topmost stack that hands it down as it is."""

    stack: Stack
    place: Place
    name: str

    @property
    def key(self) -> tuple[Place, str, str]:
        return self.place, "Parameters", self.name

    @property
    def unknown(self) -> str:
        return f"<{self.stack.template.path}#{self.name}>"

    @property
    def kind(self) -> str:
        return str(self.stack.body["Parameters"][self.name].get("Type", "String"))


def _home(name: str, stack: Stack, place: Place) -> _Home:
    match stack.given.get(name):
        case {"Ref": str(above)} if stack.parent is not None and above in stack.parent.body.get("Parameters", {}):
            return _home(above, stack.parent, place[:-1])
    return _Home(stack=stack, place=place, name=name)
