"""The templates of a check as a whole: each one parsed, the roots among them, and the environments of each root."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stamp_infra.check.cache import digest
from stamp_infra.check.inputs import SETTINGS
from stamp_infra.core.errors import Mistake, UserError
from stamp_infra.rendered.load import template as parsed
from stamp_infra.rendered.model import Template
from stamp_infra.rendered.nest import DEFAULT_REGION, nested_files
from stamp_infra.rendered.paths import display
from stamp_infra.rendered.samconfig import Environment, environments

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from stamp_infra.check.cache import Cache


@dataclass(frozen=True, kw_only=True)
class Root:
    """A template that is deployed by itself, with what it nests, once per environment."""

    file: Path
    template: Template
    environments: tuple[Environment | None, ...]
    members: tuple[Path, ...]
    """The root's own file and those of everything nested in it."""

    def names(self) -> tuple[str, ...]:
        """Return the environments' names; there are none without a samconfig.toml."""
        return tuple(environment.name for environment in self.environments if environment)

    def regions(self) -> tuple[str, ...]:
        """Return the regions it is deployed to."""
        regions = ((environment and environment.region) or DEFAULT_REGION for environment in self.environments)
        return tuple(dict.fromkeys(regions))


@dataclass(frozen=True, kw_only=True)
class Project:
    """Every template of a check, the given ones first."""

    contents: Mapping[Path, bytes]
    templates: Mapping[Path, Template]
    nested: Mapping[Path, tuple[Path, ...]]
    roots: tuple[Root, ...]

    def of(self, file: Path) -> tuple[Root, ...]:
        """Return the roots that a template is deployed with."""
        return tuple(root for root in self.roots if file in root.members)


def assemble(files: Mapping[Path, bytes], settings: Mapping[Path, bytes], cache: Cache, salt: str) -> Project:
    """Return the project of the files given and the samconfig.toml files beside them; raise every mistake at once."""
    contents = dict(files)
    templates: dict[Path, Template] = {}
    nested: dict[Path, tuple[Path, ...]] = {}
    mistakes: list[Mistake] = []
    waiting = list(files)
    while waiting:
        file = waiting.pop(0)
        try:
            templates[file] = _parse(file, contents[file], cache, salt)
            nested[file] = tuple(path for _, path in nested_files(templates[file], file))
        except UserError as error:
            mistakes.extend(error.mistakes)
            continue
        unread = {path: path.read_bytes() for path in nested[file] if path not in contents}
        contents.update(unread)
        waiting.extend(unread)
    if mistakes:
        raise UserError(mistakes)
    roots = tuple(_root(file, templates[file], nested, settings) for file in _root_files(files, nested))
    return Project(contents=contents, templates=templates, nested=nested, roots=roots)


def _parse(file: Path, content: bytes, cache: Cache, salt: str) -> Template:
    key = digest(salt, content)
    body = cache.get("body", key)
    if body is not None:
        return Template(path=display(file), body=body)
    result = parsed(file, content)
    cache.put("body", key, result.body)
    return result


def _root_files(files: Iterable[Path], nested: Mapping[Path, tuple[Path, ...]]) -> list[Path]:
    inner = {path for paths in nested.values() for path in paths}
    roots = [file for file in files if file not in inner]
    reached = {member for root in roots for member in _members(root, nested)}
    # Templates that nest each other in a circle have no root; each may report the circle.
    return roots + [file for file in files if file not in reached]


def _members(root: Path, nested: Mapping[Path, tuple[Path, ...]]) -> tuple[Path, ...]:
    found = {root: None}
    waiting = [root]
    while waiting:
        waiting.extend(path for path in nested[waiting.pop(0)] if path not in found and not found.update({path: None}))
    return tuple(found)


def _root(
    file: Path, template: Template, nested: Mapping[Path, tuple[Path, ...]], settings: Mapping[Path, bytes]
) -> Root:
    config = file.parent / SETTINGS
    named: tuple[Environment | None, ...] = ()
    if config in settings:
        where = display(config)
        try:
            named = environments(settings[config].decode(), where)
        except UnicodeDecodeError as error:
            raise UserError([Mistake(where=where, what="is not UTF-8 text", remedy="save it as UTF-8")]) from error
    return Root(file=file, template=template, environments=named or (None,), members=_members(file, nested))
