"""samconfig.toml: for each environment everything `sam validate`, `build` and `deploy` need, complete by itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import tomlkit

if TYPE_CHECKING:
    from tomlkit.items import Array, Table

    from stamp_infra.core.environment import Environment
    from stamp_infra.core.synthesis import Synthesis

_PLAIN: Final = re.compile(r"""[^\s"'\\]+""")


def to_samconfig(synthesis: Synthesis) -> str:
    """Return the file's text; a section inherits nothing from another, so each one says all."""
    document = tomlkit.document()
    document["version"] = 0.1
    for environment in synthesis.environments:
        commands = {
            "validate": _table(lint=True, region=environment.region),
            "build": _table(cached=True, parallel=True),
            "deploy": _deploy(synthesis, environment),
        }
        section = tomlkit.table(is_super_table=True)
        for command, parameters in commands.items():
            table = tomlkit.table(is_super_table=True)
            table["parameters"] = parameters
            section[command] = table
        document[environment.name] = section
    return tomlkit.dumps(document).rstrip() + "\n"


def _deploy(synthesis: Synthesis, environment: Environment) -> Table:
    name = f"{synthesis.app}-{environment.name}"
    overrides = ((f"{p.name}={_quoted(p.values[environment.name])}", p.description) for p in synthesis.parameters)
    tags = {**synthesis.tags, "Environment": environment.name}
    return _table(
        stack_name=name,
        region=environment.region,
        resolve_s3=True,
        s3_prefix=name,
        capabilities=_array(("CAPABILITY_NAMED_IAM", ""), ("CAPABILITY_AUTO_EXPAND", "")),
        confirm_changeset=False,
        fail_on_empty_changeset=False,
        parameter_overrides=_array(*overrides),
        tags=_array(*((f"{key}={_quoted(value)}", "") for key, value in tags.items())),
    )


def _quoted(value: str) -> str:
    # The SAM CLI splits an unquoted value at its spaces, and takes a pair of quotes off.
    if _PLAIN.fullmatch(value):
        return value
    escaped = value.replace('"', '\\"')
    return f'"{escaped}"'


def _table(**parameters: object) -> Table:
    table = tomlkit.table()
    for key, value in parameters.items():
        table[key] = value
    return table


def _array(*lines: tuple[str, str]) -> Array:
    array = tomlkit.array()
    for value, comment in lines:
        array.add_line(value, indent="    ", comment=" ".join(comment.split()) or None)
    array.add_line(indent="")
    return array
