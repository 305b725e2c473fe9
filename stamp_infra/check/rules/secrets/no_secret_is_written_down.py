"""No secret stands in a template: not in a property, not in a parameter's default, not in a mapping."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.parts import part_of
from stamp_infra.check.rules.secrets.secrecy import secret_kind
from stamp_infra.check.rules.values import dig, is_on, leaves, mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved, Template


def _find(resolved: Resolved) -> Iterator[Violation]:
    for resource in resolved.resources:
        for path, value in leaves(dict(resource.properties), "Properties"):
            if kind := secret_kind(path, value):
                yield Violation(resource=resource, path=path, what=_masked(kind, value))
    for template in resolved.templates:
        for name, path, what in _in_sections(template):
            yield Violation(resource=part_of(template, name), path=path, what=what)


def _in_sections(template: Template) -> Iterator[tuple[str, str, str]]:
    for name, parameter in mapping(template.body.get("Parameters")).items():
        default = dig(parameter, "Default")
        path = f"Parameters.{name}.Default"
        if isinstance(default, str) and (kind := secret_kind(f"Parameters.{name}", default)):
            yield str(name), path, _masked(kind, default)
        elif default and is_on(dig(parameter, "NoEcho")):
            yield str(name), path, "is hidden (NoEcho) and yet has its value here as the default"
    for section in ("Mappings", "Outputs"):
        for path, value in leaves(template.body.get(section), section):
            if kind := secret_kind(path, value):
                yield path.split(".")[1], path, _masked(kind, value)


def _masked(kind: str, value: str) -> str:
    return f"holds what looks like {kind} ({value[:4]}..., {len(value)} characters)"


RULE: Final = Rule(
    name="NoSecretIsWrittenDown",
    why="Whoever can read the repository, the stack or its events has the secret, for as long as its history is kept.",
    remedy="Take the secret out, count it as known and replace it; put the new one into Parameter Store or Secrets "
    "Manager by hand and let the template carry its name alone.",
    find=_find,
)
