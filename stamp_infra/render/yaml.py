"""CloudFormation YAML that a reviewer reads: short-form intrinsics, one literal order, the same bytes on every run."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import yaml
from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yaml.events import Event

RESOURCE_KEYS: Final = (
    "Type",
    "Condition",
    "DependsOn",
    "DeletionPolicy",
    "UpdateReplacePolicy",
    "UpdatePolicy",
    "CreationPolicy",
    "Metadata",
    "Properties",
)
_SHORT: Final = {
    "Ref": "!Ref",
    **{
        f"Fn::{name}": f"!{name}"
        for name in (
            "And Base64 Cidr Equals FindInMap GetAtt GetAZs If ImportValue Join Not Or Select Split Sub"
        ).split()
    },
}
_ARGUMENTS: Final = (str, list)
# One event of each kind serves every node: libyaml only reads them.
_MAPPING: Final = {flow: MappingStartEvent(None, None, implicit=True, flow_style=flow) for flow in (False, True)}
_SEQUENCE: Final = {flow: SequenceStartEvent(None, None, implicit=True, flow_style=flow) for flow in (False, True)}
_END_OF_MAPPING: Final = MappingEndEvent()
_END_OF_SEQUENCE: Final = SequenceEndEvent()
_WIDTH: Final = 1 << 16
_RESOLVER: Final = yaml.resolver.Resolver()
# How everything begins that is no string when it is plain.
_AMBIGUOUS: Final = frozenset(_RESOLVER.yaml_implicit_resolvers)
_STRING: Final = "tag:yaml.org,2002:str"
# A number to YAML 1.2, if not to 1.1: an account such as 012345678901 would lose its zero.
_NUMBER: Final = re.compile(r"[-+]?\d+([eE][-+]?\d+)?")


def to_yaml(body: Mapping[str, Any]) -> str:
    """Return a template's dict, whose sections are in order already, as YAML with a blank line between its parts."""
    document = {**body, "Resources": {title: _ordered(resource) for title, resource in body["Resources"].items()}}
    events: list[Event] = [StreamStartEvent(), DocumentStartEvent()]
    _append(document, events, flow=False)
    events += [DocumentEndEvent(), StreamEndEvent()]
    text = yaml.emit(events, Dumper=yaml.CSafeDumper, width=_WIDTH, allow_unicode=True)
    return _spaced(text)


def _ordered(resource: dict[str, Any]) -> dict[str, Any]:
    return {key: resource[key] for key in RESOURCE_KEYS if key in resource}


def _spaced(text: str) -> str:
    lines: list[str] = []
    section = ""
    # Not splitlines(): it would also part what YAML keeps on one line.
    for line in text.removesuffix("\n").split("\n"):
        if line.startswith("   "):  # nothing starts this deep: most lines are done with here
            lines.append(line)
            continue
        if line and line[0] not in " -":
            section = line
        # A key of more than 128 characters is written `? key` and `: value`.
        starts_resource = section == "Resources:" != line and line[2:3] not in ("", " ", ":") and lines[-1] != section
        lines += ["", line] if lines and (line == section or starts_resource) else [line]
    return "\n".join(lines) + "\n"


def _append(value: Any, events: list[Event], *, flow: bool) -> None:
    # To one list, not from generator to generator: this runs for every node of every template.
    if isinstance(value, str):
        events.append(_string(value))
    elif isinstance(value, dict):
        function = next(iter(value)) if len(value) == 1 else None
        # YAML takes one tag per value: around another function, as in Fn::Base64 of Fn::Sub, the long form stays.
        if function in _SHORT and isinstance(value[function], _ARGUMENTS):
            _append_intrinsic(_SHORT[function], value[function], events, flow=flow)
            return
        events.append(_MAPPING[flow])
        for key, part in value.items():
            events.append(_string(key))
            _append(part, events, flow=flow)
        events.append(_END_OF_MAPPING)
    elif isinstance(value, list):
        events.append(_SEQUENCE[flow or not value])
        for part in value:
            _append(part, events, flow=flow)
        events.append(_END_OF_SEQUENCE)
    else:
        events.append(ScalarEvent(None, None, (True, True), _scalar(value)))


def _append_intrinsic(tag: str, argument: str | list[Any], events: list[Event], *, flow: bool) -> None:
    if tag == "!GetAtt" and all(isinstance(part, str) for part in argument):
        argument = ".".join(argument)
    if isinstance(argument, str):
        events.append(_tagged(tag, argument))
        return
    flow = flow or all(_is_flat(part) for part in argument)
    events.append(SequenceStartEvent(None, tag, implicit=False, flow_style=flow))
    for part in argument:
        _append(part, events, flow=flow)
    events.append(_END_OF_SEQUENCE)


def _is_flat(value: Any) -> bool:
    """Tell whether a value is read at a glance on one line: a scalar, an intrinsic of flat values, a list of them."""
    if isinstance(value, dict):
        function = next(iter(value)) if len(value) == 1 else None
        return function in _SHORT and _is_flat(value[function])
    if isinstance(value, list):
        return all(_is_flat(part) for part in value)
    return not isinstance(value, str) or "\n" not in value


@cache
def _string(value: str) -> ScalarEvent:
    # A plain scalar that YAML would read as a date, a number or a boolean is quoted.
    plain = value[:1] not in _AMBIGUOUS or (
        _RESOLVER.resolve(yaml.ScalarNode, value, (True, False)) == _STRING and not _NUMBER.fullmatch(value)
    )
    return ScalarEvent(None, None, (plain, True), value, style=_style(value))


@cache
def _tagged(tag: str, value: str) -> ScalarEvent:
    return ScalarEvent(None, tag, (False, False), value, style=_style(value))


def _style(value: str) -> str | None:
    # libyaml does not give back a plain text or a block with one of Unicode's own line ends.
    if not value.isascii() and any(end in value for end in "\x85\u2028\u2029"):
        return '"'
    if "\n" not in value:
        return None
    # A block that keeps several line ends would take in the blank line after it.
    return "|" if "\n" in value.strip("\n") and not value.endswith("\n\n") else '"'


def _scalar(value: object) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    # 1e+22 is a text to YAML 1.1.
    return text.replace("e", ".0e") if isinstance(value, float) and "." not in text else text
