"""Find and import the application that pyproject.toml names, with every failure told as the user's, not as ours."""

from __future__ import annotations

import importlib
import re
import sys
import tomllib
from pathlib import Path
from typing import Any, Final

from stamp_infra.core.app import App
from stamp_infra.core.errors import Mistake, UserError

_SETTING: Final = "pyproject.toml: tool.stamp-infra.app"
_EXAMPLE: Final = 'write [tool.stamp-infra] app = "templates:app"'
_TARGET: Final = re.compile(r"(?P<module>\w+(\.\w+)*)(:(?P<attribute>\w+))?")
_LIBRARY: Final = Path(__file__).parents[1]


def load_app(root: Path) -> App:
    """Return the application of the project in a folder.

    Raises `UserError` when pyproject.toml names none, or when importing it fails, with the failing line.
    """
    name, attribute = target(root)
    sys.path.insert(0, str(root))
    try:
        module = importlib.import_module(name)
    except UserError:
        raise
    except (Exception, SystemExit) as error:
        raise UserError([_import_mistake(root, name, error)]) from error
    finally:
        sys.path.remove(str(root))
    app: object = getattr(module, attribute, None)
    if not isinstance(app, App):
        what = f"is a {type(app).__name__}, not an App" if hasattr(module, attribute) else "is not there"
        remedy = f"write {attribute} = App(...) there, or correct {_SETTING}"
        raise UserError([Mistake(where=f"{name}:{attribute}", what=what, remedy=remedy)])
    return app


def target(root: Path) -> tuple[str, str]:
    """Return the module and the attribute in it that the pyproject.toml of a folder names as the application."""
    try:
        settings: Any = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    except OSError as error:
        what = "there is none in this folder" if isinstance(error, FileNotFoundError) else f"cannot be read: {error}"
        raise UserError([Mistake(where="pyproject.toml", what=what, remedy="run from the project's folder")]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        mistake = Mistake(where="pyproject.toml", what=f"is not TOML: {error}", remedy="correct that line")
        raise UserError([mistake]) from None
    for key in ("tool", "stamp-infra", "app"):
        settings = settings.get(key) if isinstance(settings, dict) else None
    if settings is None:
        raise UserError([Mistake(where=_SETTING, what="names no application", remedy=_EXAMPLE)])
    found = _TARGET.fullmatch(settings) if isinstance(settings, str) else None
    if found is None:
        raise UserError([Mistake(where=_SETTING, what="is not module:name", got=settings, remedy=_EXAMPLE)])
    return found["module"], found["attribute"] or "app"


def _import_mistake(root: Path, name: str, error: BaseException) -> Mistake:
    import traceback

    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if _is_declared(frame.filename, root)]
    place, line = (frames[-1].filename, frames[-1].lineno) if frames else ("", None)
    what = f"{type(error).__name__}: {error}"
    if isinstance(error, SyntaxError) and error.filename and _is_declared(error.filename, root):
        place, line, what = error.filename, error.lineno, f"{type(error).__name__}: {error.msg}"
    if not place:
        remedy = "correct the name, or run from the project's folder"
        return Mistake(where=_SETTING, what=f"cannot be imported: {error}", got=name, remedy=remedy)
    return Mistake(
        where=f"{Path(place).relative_to(root).as_posix()}:{line}", what=what, remedy="correct the declaration there"
    )


def _is_declared(filename: str, root: Path) -> bool:
    path = Path(filename)
    return path.is_relative_to(root) and not path.is_relative_to(_LIBRARY) and "site-packages" not in path.parts
