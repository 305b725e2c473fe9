"""A root template and all that it nests become stacks with one environment's values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.core.errors import Mistake, UserError
from stamp_infra.rendered.sam import is_sam
from stamp_infra.rendered.stack import Stack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from stamp_infra.rendered.model import Template
    from stamp_infra.rendered.sam import Expand
    from stamp_infra.rendered.samconfig import Environment

DEFAULT_REGION: Final = "ap-northeast-1"
_OUTPUT: Final = re.compile(r"\$\{([A-Za-z0-9]+)\.Outputs\.([A-Za-z0-9]+)\}")
_NESTED: Final = {"AWS::CloudFormation::Stack": "TemplateURL", "AWS::Serverless::Application": "Location"}


@dataclass(frozen=True, kw_only=True)
class Reader:
    """How templates are read and translated."""

    load: Callable[[Path], Template]
    expand: Expand


def nested_files(template: Template, file: Path) -> Iterator[tuple[str, Path]]:
    """Yield the logical ID and the file of each local template that one nests; raise a UserError for missing files."""
    for logical_id, key, url in local_urls(template.body):
        nested = (file.parent / url).resolve()
        if not nested.is_file():
            where = f"{template.path}: Resources.{logical_id}.Properties.{key}"
            what = "names a file that does not exist"
            remedy = "correct the path, or render that template"
            raise UserError([Mistake(where=where, what=what, got=url, remedy=remedy)])
        yield logical_id, nested


def local_urls(body: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield the logical ID, the property and the path of each nested stack whose template is a file here."""
    for logical_id, resource in body["Resources"].items():
        key = _NESTED.get(resource["Type"]) if isinstance(resource, dict) else None
        url = resource.get("Properties", {}).get(key) if key else None
        if key is not None and isinstance(url, str) and "://" not in url:
            yield logical_id, key, url


def stack_of(file: Path, environment: Environment | None, reader: Reader) -> Stack:
    """Return the stack of a root template with its nested stacks in it."""
    region = environment.region if environment else None
    given = environment.parameters if environment else {}
    return _stack(file.resolve(), given, region or DEFAULT_REGION, reader, ())


def _stack(
    file: Path, given: Mapping[str, Any], region: str, reader: Reader, above: tuple[tuple[Path, Stack], ...]
) -> Stack:
    template = reader.load(file)
    body: Mapping[str, Any] = template.body
    if is_sam(body):
        plain = {name: value for name, value in given.items() if not isinstance(value, dict | list)}
        body = reader.expand(body, template.path, parameters=plain, region=region)
    parent = above[-1][1] if above else None
    stack = Stack(template=template, body=body, region=region, given=given, parent=parent)
    chain = (*above, (file, stack))
    for logical_id, nested in nested_files(template, file):
        if nested in [path for path, _ in chain]:
            way = " -> ".join([*(one.template.path for _, one in chain), reader.load(nested).path])
            where = f"{template.path}: Resources.{logical_id}"
            raise UserError([Mistake(where=where, what=f"nests itself: {way}", remedy="remove one of these stacks")])
        passed = template.body["Resources"][logical_id].get("Properties", {}).get("Parameters", {})
        values = passed if isinstance(passed, dict) else {}
        stack.children[logical_id] = _stack(nested, values, region, reader, chain)
    mistakes = list(_missing_outputs(stack))
    if mistakes:
        raise UserError(mistakes)
    return stack


def _missing_outputs(stack: Stack) -> Iterator[Mistake]:
    """Yield a mistake for each output that the template asks of a stack nested in it and that is not there."""
    sections = {key: stack.template.body[key] for key in ("Resources", "Outputs") if key in stack.template.body}
    for logical_id, name, where in _asked(sections, ""):
        child = stack.children.get(logical_id)
        if child is not None and name not in child.body.get("Outputs", {}):
            yield Mistake(
                where=f"{stack.template.path}: {where.removeprefix('.')}",
                what=f"asks for the output {name} of {logical_id}, which {child.template.path} does not have",
                remedy="correct the name, or add the output there",
            )


def _asked(value: Any, where: str) -> Iterator[tuple[str, str, str]]:
    match value:
        case {"Fn::GetAtt": [str(logical_id), str(attribute)]} if attribute.startswith("Outputs."):
            yield logical_id, attribute.removeprefix("Outputs."), where
        case {"Fn::Sub": str(text)} | {"Fn::Sub": [str(text), *_]}:
            yield from ((found[1], found[2], where) for found in _OUTPUT.finditer(text))
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _asked(item, f"{where}.{key}")
