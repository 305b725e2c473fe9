"""A template file becomes a `Template` whose sections have the shape that everything after relies on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from stamp_infra.core.errors import Mistake, UserError
from stamp_infra.rendered.documents import parse
from stamp_infra.rendered.model import Template
from stamp_infra.rendered.paths import display

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Sections that map names to things which are mappings themselves, and those whose things may be anything.
_OF_MAPPINGS: Final = ("Parameters", "Mappings", "Outputs")
_OF_ANYTHING: Final = ("Conditions", "Metadata", "Globals", "Rules")
_MAPPING: Final = "write `name: value` lines below it, or remove it"


def load(path: Path) -> Template:
    """Return the template at `path`; raise a UserError with file and line when it is not one."""
    return template(path, path.read_bytes())


def template(path: Path, content: bytes) -> Template:
    """Return the template that `content` holds; `path` tells where it comes from."""
    where = display(path)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        what = "is not UTF-8 text"
        raise UserError([Mistake(where=f"{where}:{line}", what=what, remedy="save the file as UTF-8")]) from error
    body = parse(text, where)
    mistakes = list(_mistakes(body, where))
    if mistakes:
        raise UserError(mistakes)
    return Template(path=where, body=body)


def _mistakes(body: Any, where: str) -> Iterator[Mistake]:
    if not isinstance(body, dict):
        yield Mistake(where=where, what="is not a template: it is no mapping", remedy="begin with `Resources:`")
        return
    if not isinstance(body.get("Resources"), dict):
        yield Mistake(where=where, what="is not a template: it has no mapping Resources", remedy="add its Resources")
    for section in (*_OF_MAPPINGS, *_OF_ANYTHING):
        if section in body and not isinstance(body[section], dict):
            yield Mistake(where=f"{where}: {section}", what="is no mapping", got=body[section], remedy=_MAPPING)
    for section in _OF_MAPPINGS:
        for name, thing in _items(body.get(section)):
            if not isinstance(thing, dict):
                yield Mistake(where=f"{where}: {section}.{name}", what="is no mapping", got=thing, remedy=_MAPPING)
    for name, resource in _items(body.get("Resources")):
        yield from _resource_mistakes(resource, f"{where}: Resources.{name}")
    yield from _facts_mistakes(body, where)


def _resource_mistakes(resource: Any, where: str) -> Iterator[Mistake]:
    if not isinstance(resource, dict):
        yield Mistake(where=where, what="is no mapping", got=resource, remedy=_MAPPING)
        return
    if not isinstance(resource.get("Type"), str):
        yield Mistake(where=where, what="has no Type", remedy="write its Type, such as AWS::S3::Bucket")
    for key in ("Properties", "Metadata"):
        if key in resource and not isinstance(resource[key], dict):
            yield Mistake(where=f"{where}.{key}", what="is no mapping", got=resource[key], remedy=_MAPPING)
    yield from _facts_mistakes(resource, where)


def _facts_mistakes(holder: dict[str, Any], where: str) -> Iterator[Mistake]:
    facts = dict(_items(holder.get("Metadata"))).get("StampInfra", {})
    if not isinstance(facts, dict):
        yield Mistake(where=f"{where}: Metadata.StampInfra", what="is no mapping", got=facts, remedy=_MAPPING)


def _items(section: Any) -> Iterator[tuple[str, Any]]:
    """Yield what a section holds; `Fn::ForEach` is a macro that only CloudFormation expands."""
    if isinstance(section, dict):
        yield from ((name, thing) for name, thing in section.items() if not name.startswith("Fn::"))
