"""Find and import the application that pyproject.toml names, with every failure told as the user's, not as ours."""

from __future__ import annotations

import importlib
import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, TypeVar

from stamp_infra.core.app import App
from stamp_infra.core.errors import Mistake, UserError

_Kind = TypeVar("_Kind")
_TARGET: Final = re.compile(r"(?P<module>\w+(\.\w+)*)(:(?P<attribute>\w+))?")
_LIBRARY: Final = Path(__file__).parents[1]


def load_app(root: Path) -> App:
    """Return the application of the project in a folder.

    Raises `UserError` when pyproject.toml names none, or when importing it fails, with the failing line.
    """
    return load(root, App, *target(root), setting="app")


def load(root: Path, kind: type[_Kind], name: str, attribute: str, *, setting: str) -> _Kind:
    """Return what a module of the project in a folder holds; `setting` is the one that named it.

    Raises `UserError` when importing the module fails, with the failing line, or when what it holds is of another kind.
    """
    sys.path.insert(0, str(root))
    try:
        module = importlib.import_module(name)
    except UserError:
        raise
    except (Exception, SystemExit) as error:
        raise UserError([_import_mistake(root, name, error, setting)]) from error
    finally:
        sys.path.remove(str(root))
    found: object = getattr(module, attribute, None)
    if not isinstance(found, kind):
        is_not = f"is {_one(type(found))}, not {_one(kind)}"
        what = is_not if hasattr(module, attribute) else "is not there"
        remedy = f"write {attribute} = {kind.__name__}(...) there, or correct {_where(setting)}"
        raise UserError([Mistake(where=f"{name}:{attribute}", what=what, remedy=remedy)])
    return found


def target(root: Path, setting: str = "app", example: str = "templates:app") -> tuple[str, str]:
    """Return the module and the attribute in it that a setting in the pyproject.toml of a folder names."""
    example = f'write [tool.stamp-infra] {setting} = "{example}"'
    value = _as_usual(root, setting) or read_settings(root).get(setting)
    if value is None:
        what = "names no application" if setting == "app" else "is not set"
        raise UserError([Mistake(where=_where(setting), what=what, remedy=example)])
    found = _TARGET.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise UserError([Mistake(where=_where(setting), what="is not module:name", got=value, remedy=example)])
    return found["module"], found["attribute"] or setting


def read_settings(root: Path) -> dict[str, Any]:
    """Return `[tool.stamp-infra]` of the pyproject.toml of a folder, empty where there is none."""
    import tomllib

    try:
        settings: Any = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    except OSError as error:
        what = "there is none in this folder" if isinstance(error, FileNotFoundError) else f"cannot be read: {error}"
        raise UserError([Mistake(where="pyproject.toml", what=what, remedy="run from the project's folder")]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        mistake = Mistake(where="pyproject.toml", what=f"is not TOML: {error}", remedy="correct that line")
        raise UserError([mistake]) from None
    for key in ("tool", "stamp-infra"):
        settings = settings.get(key) if isinstance(settings, dict) else None
    return settings if isinstance(settings, dict) else {}


def _as_usual(root: Path, setting: str) -> str | None:
    """Return a setting of one line, as it is usually written; None leaves it to TOML's own grammar.

    tomllib takes a fiftieth of a render, most of it for what pyproject.toml says of other tools.
    """
    with suppress(OSError, UnicodeDecodeError):
        text = (root / "pyproject.toml").read_text(encoding="utf-8")
        own = rf'^\[tool\.stamp-infra\]\n(?:[^\[\n].*\n)*?{setting} = "([\w.:]+)"$'
        found = re.search(own, text, re.MULTILINE)
        return found[1] if found else None
    return None


def _one(kind: type) -> str:
    return f"{'an' if kind.__name__[0] in 'AEIOU' else 'a'} {kind.__name__}"


def _where(setting: str) -> str:
    return f"pyproject.toml: tool.stamp-infra.{setting}"


def _import_mistake(root: Path, name: str, error: BaseException, setting: str) -> Mistake:
    import traceback

    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if _is_declared(frame.filename, root)]
    place, line = (frames[-1].filename, frames[-1].lineno) if frames else ("", None)
    what = f"{type(error).__name__}: {error}"
    if isinstance(error, SyntaxError) and error.filename and _is_declared(error.filename, root):
        place, line, what = error.filename, error.lineno, f"{type(error).__name__}: {error.msg}"
    if not place:
        remedy = "correct the name, or run from the project's folder"
        return Mistake(where=_where(setting), what=f"cannot be imported: {error}", got=name, remedy=remedy)
    return Mistake(
        where=f"{Path(place).relative_to(root).as_posix()}:{line}", what=what, remedy="correct the declaration there"
    )


def _is_declared(filename: str, root: Path) -> bool:
    path = Path(filename)
    return path.is_relative_to(root) and not path.is_relative_to(_LIBRARY) and "site-packages" not in path.parts
