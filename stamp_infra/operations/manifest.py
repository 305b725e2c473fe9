"""The secrets that the application of this folder declares, each one well formed and none twice."""

from __future__ import annotations

import importlib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from stamp_infra.core.errors import Mistake, UserError
from stamp_infra.core.secret import Secret
from stamp_infra.workspace.application import load_app

if TYPE_CHECKING:
    from collections.abc import Iterator


def secrets() -> tuple[Secret, ...]:
    """Return `secrets` of the module `secrets` in the application's package; an application without it has none.

    Raises `UserError` with everything that is wrong with them.
    """
    package = load_app(Path.cwd()).package
    name = f"{package.replace('/', '.')}.secrets"
    where = f"{package}/secrets.py"
    try:
        module = importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        return ()
    declared: object = getattr(module, "secrets", None)
    if not isinstance(declared, tuple) or not all(isinstance(one, Secret) for one in declared):
        remedy = "write secrets = (Secret(...),)"
        raise UserError([Mistake(where=f"{where}: secrets", what="is no tuple of Secret", remedy=remedy)])
    mistakes = list(_mistakes(declared, where))
    if mistakes:
        raise UserError(mistakes)
    return declared


def _mistakes(declared: tuple[Secret, ...], where: str) -> Iterator[Mistake]:
    for one in declared:
        yield from one.mistakes(where)
    for name, number in Counter(one.name for one in declared).items():
        if number > 1:
            yield Mistake(where=f"{where}: {name!r}", what="is declared twice", remedy="remove one of them")
