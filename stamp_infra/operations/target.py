"""Where a deployment goes: the environment's section of samconfig.toml, and the account that pyproject.toml names."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.core.errors import Mistake, UserError
from stamp_infra.rendered.samconfig import environments

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT: Final = Path("infrastructure/sam/template.yaml")
SAMCONFIG: Final = Path("infrastructure/sam/samconfig.toml")


@dataclass(frozen=True, kw_only=True)
class Target:
    """One environment: `parameters` are what `sam deploy` passes, `account` is the one it must go to, if named."""

    app: str
    environment: str
    stack_name: str
    region: str
    parameters: Mapping[str, str]
    account: str | None


def target(environment: str) -> Target:
    """Return the target of an environment.

    Raises `UserError` when samconfig.toml has no such section: the SAM CLI would go on with defaults.
    """
    text = _read(SAMCONFIG)
    sections = {each.name: each for each in environments(text, SAMCONFIG.as_posix())}
    if environment not in sections:
        remedy = f"name one of {', '.join(sections)}"
        raise UserError([Mistake(where="ENV", what="is not an environment", got=environment, remedy=remedy)])
    section = sections[environment]
    stack_name = str(tomllib.loads(text)[environment]["deploy"]["parameters"]["stack_name"])
    settings: dict[str, Any] = tomllib.loads(_read(Path("pyproject.toml"))).get("tool", {}).get("stamp-infra", {})
    return Target(
        app=stack_name.removesuffix(f"-{environment}"),
        environment=environment,
        stack_name=stack_name,
        region=section.region or "ap-northeast-1",
        parameters=section.parameters,
        account=settings.get("accounts", {}).get(environment),
    )


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        remedy = "run from the project's folder, after `make render`"
        raise UserError([Mistake(where=path.as_posix(), what="is not there", remedy=remedy)]) from None
