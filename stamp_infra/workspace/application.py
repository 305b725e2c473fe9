"""Find and import the application that pyproject.toml names, with every failure told as the user's, not as ours."""

from __future__ import annotations

import importlib
import sys
import tomllib
import traceback
from pathlib import Path
from typing import Final

from stamp_infra.core.app import App
from stamp_infra.core.errors import Mistake, UserError

_EXAMPLE: Final = 'write [tool.stamp-infra] app = "templates:app" in pyproject.toml'


def load_app(root: Path) -> App:
    """Return the application of the project in a folder.

    Raises `UserError` when pyproject.toml names none, or when importing it fails, with the failing line.
    """
    package, _, attribute = _target(root / "pyproject.toml").partition(":")
    sys.path.insert(0, str(root))
    try:
        app = getattr(importlib.import_module(package), attribute or "app")
    except UserError:
        raise
    except Exception as error:
        raise UserError([_import_mistake(root, package, error)]) from error
    finally:
        sys.path.remove(str(root))
    if not isinstance(app, App):
        mistake = Mistake(
            where=f"{package}:{attribute or 'app'}",
            what=f"is of type {type(app).__name__}",
            remedy="make it an App from stamp_infra",
        )
        raise UserError([mistake])
    return app


def _target(pyproject: Path) -> str:
    try:
        settings = tomllib.loads(pyproject.read_text(encoding="utf-8"))
    except FileNotFoundError:
        what = "there is none in this folder"
        raise UserError([Mistake(where="pyproject.toml", what=what, remedy="run from the project's folder")]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        mistake = Mistake(where="pyproject.toml", what=f"is not TOML: {error}", remedy="correct that line")
        raise UserError([mistake]) from None
    target = settings.get("tool", {}).get("stamp-infra", {}).get("app")
    if not isinstance(target, str) or not target:
        mistake = Mistake(where="pyproject.toml: tool.stamp-infra.app", what="names no application", remedy=_EXAMPLE)
        raise UserError([mistake])
    return target


def _import_mistake(root: Path, package: str, error: Exception) -> Mistake:
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if _is_below(frame.filename, root)]
    filename, line = (frames[-1].filename, frames[-1].lineno) if frames else (package, None)
    if isinstance(error, SyntaxError) and error.filename:
        filename, line = error.filename, error.lineno
    place = Path(filename).relative_to(root).as_posix() if _is_below(filename, root) else filename
    return Mistake(
        where=f"{place}:{line}" if line else place,
        what=f"{type(error).__name__}: {error}",
        remedy="correct the declaration at that line",
    )


def _is_below(filename: str, root: Path) -> bool:
    path = Path(filename)
    return path.is_relative_to(root) and ".venv" not in path.parts
