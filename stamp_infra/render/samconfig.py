"""samconfig.toml: for each environment everything `sam validate`, `build` and `deploy` need, complete by itself."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stamp_infra.core.environment import Environment
    from stamp_infra.core.synthesis import Synthesis

    Value = bool | str | list[tuple[str, str]]

_PLAIN: Final = re.compile(r"""[^\s"'\\]+""")
# What TOML lets stand neither in a comment nor, written as it is, in a string.
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")


def to_samconfig(synthesis: Synthesis) -> str:
    """Return the file's text; a section inherits nothing from another, so each one says all."""
    sections = [_section(name, values) for name, values in _sections(synthesis)]
    return "\n\n".join(["version = 0.1", *sections]) + "\n"


def _sections(synthesis: Synthesis) -> Iterator[tuple[str, dict[str, Value]]]:
    for environment in synthesis.environments:
        yield f"{environment.name}.validate", {"lint": True, "region": environment.region}
        # Not cached: a makefile may pack for the embedded AWS what another AWS could not run.
        yield f"{environment.name}.build", {"parallel": True}
        yield f"{environment.name}.deploy", _deploy(synthesis, environment)


def _deploy(synthesis: Synthesis, environment: Environment) -> dict[str, Value]:
    name = f"{synthesis.app}-{environment.name}"
    overrides = [(f"{p.name}={_quoted(p.values[environment.name])}", p.description) for p in synthesis.parameters]
    tags = {**synthesis.tags, "Environment": environment.name}
    return {
        "stack_name": name,
        "region": environment.region,
        "resolve_s3": True,
        "s3_prefix": name,
        "capabilities": [("CAPABILITY_NAMED_IAM", ""), ("CAPABILITY_AUTO_EXPAND", "")],
        "confirm_changeset": False,
        "fail_on_empty_changeset": False,
        "parameter_overrides": overrides,
        "tags": [(f"{key}={_quoted(value)}", "") for key, value in tags.items()],
    }


def _quoted(value: str) -> str:
    # The SAM CLI splits an unquoted value at its spaces, and takes a pair of quotes off.
    if _PLAIN.fullmatch(value):
        return value
    escaped = value.replace('"', '\\"')
    return f'"{escaped}"'


def _section(name: str, values: dict[str, Value]) -> str:
    return "\n".join([f"[{name}.parameters]", *(f"{key} = {_toml(value)}" for key, value in values.items())])


def _toml(value: Value) -> str:
    if isinstance(value, list):
        return "\n".join(["[", *_lines(value), "]"])
    # JSON's strings and booleans are TOML's, but for one control character that JSON lets stand.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _lines(values: Iterable[tuple[str, str]]) -> Iterator[str]:
    for value, comment in values:
        said = " ".join(_CONTROL.sub(" ", comment).split())
        yield f"    {_toml(value)},{f' # {said}' if said else ''}"
