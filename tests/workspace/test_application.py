"""The application that pyproject.toml names is found, or it is told where and why it cannot be."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from stamp_infra import App, UserError
from stamp_infra.workspace.application import load_app, target
from tests.workspace.projects import project

if TYPE_CHECKING:
    from pathlib import Path


def told(folder: Path) -> str:
    """Return the one thing that is said about a project."""
    with pytest.raises(UserError) as raised:
        load_app(folder)
    (mistake,) = raised.value.mistakes
    return str(mistake)


def test_the_application_is_imported_from_the_project_s_folder(tmp_path: Path) -> None:
    app = load_app(project(tmp_path))
    assert isinstance(app, App)
    assert app.name == "shop"


def test_nothing_is_left_on_the_path(tmp_path: Path) -> None:
    before = list(sys.path)
    load_app(project(tmp_path))
    assert sys.path == before


@pytest.mark.parametrize(
    ("setting", "found"),
    [
        ("shop:app", ("shop", "app")),
        ("shop", ("shop", "app")),
        ("shop.main:service", ("shop.main", "service")),
    ],
)
def test_the_setting_is_a_module_and_a_name_in_it(tmp_path: Path, setting: str, found: tuple[str, str]) -> None:
    project(tmp_path, {"pyproject.toml": f'[tool.stamp-infra]\napp = "{setting}"\n'})
    assert target(tmp_path) == found


@pytest.mark.parametrize(
    ("pyproject", "expected"),
    [
        ("", "pyproject.toml: tool.stamp-infra.app: names no application; write [tool.stamp-infra] app ="),
        ("tool = 3", "pyproject.toml: tool.stamp-infra.app: names no application; "),
        ("[tool.stamp-infra]\napp = 3", "pyproject.toml: tool.stamp-infra.app: is not module:name (got 3); "),
        ('[tool.stamp-infra]\napp = "a b"', 'pyproject.toml: tool.stamp-infra.app: is not module:name (got "a b"); '),
        ("[tool", "pyproject.toml: is not TOML: "),
        (
            '[tool.stamp-infra]\napp = "store:app"',
            "pyproject.toml: tool.stamp-infra.app: cannot be imported: No module named 'store' (got \"store\"); ",
        ),
        (
            '[tool.stamp-infra]\napp = "shop:service"',
            "shop:service: is not there; write service = App(...) there, or correct pyproject.toml: ",
        ),
        (
            '[tool.stamp-infra]\napp = "shop:storage"',
            "shop:storage: is a Stack, not an App; write storage = App(...) there, or correct pyproject.toml: ",
        ),
    ],
)
def test_a_setting_that_leads_to_no_application_is_told(tmp_path: Path, pyproject: str, expected: str) -> None:
    assert told(project(tmp_path, {"pyproject.toml": pyproject})).startswith(expected)


def test_a_folder_without_a_project_is_told(tmp_path: Path) -> None:
    assert told(tmp_path) == "pyproject.toml: there is none in this folder; run from the project's folder"


def test_a_pyproject_that_is_no_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").mkdir()
    assert told(tmp_path).startswith("pyproject.toml: cannot be read: ")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import nonsense_of_ours\n", "shop/__init__.py:1: ModuleNotFoundError: No module named 'nonsense_of_ours'; "),
        ("\n\nStack(\n", "shop/__init__.py:3: SyntaxError: '(' was never closed; correct the declaration there"),
        ("\nprint(undefined)\n", "shop/__init__.py:2: NameError: name 'undefined' is not defined; "),
        ("import sys\nsys.exit(0)\n", "shop/__init__.py:2: SystemExit: 0; "),
        (
            "from troposphere import sqs\nsqs.Queue('Work', Fifo=True)\n",
            "shop/__init__.py:2: AttributeError: AWS::SQS::Queue object does not support attribute Fifo; ",
        ),
        (
            "from stamp_infra.blocks.dynamodb import table\ntable('items', kye='ItemId')\n",
            "shop/__init__.py:2: TypeError: table() got an unexpected keyword argument 'kye'; ",
        ),
        (
            "from awacs import dynamodb\ndynamodb.GetItm\n",
            "shop/__init__.py:2: AttributeError: module 'awacs.dynamodb' has no attribute 'GetItm'",
        ),
        (
            "from stamp_infra import name\nname('orders').to_dict()\n",
            "shop/__init__.py:2: TypeError: Sub has no value before its stack is synthesized; ",
        ),
    ],
)
def test_a_module_that_fails_is_told_by_its_own_line(tmp_path: Path, code: str, expected: str) -> None:
    assert told(project(tmp_path, {"shop/__init__.py": code})).startswith(expected)


def test_a_module_imported_by_another_is_told_by_its_own_name(tmp_path: Path) -> None:
    files = {"shop/__init__.py": "import shop.storage\n", "shop/storage.py": "\n1 / 0\n"}
    assert told(project(tmp_path, files)) == (
        "shop/storage.py:2: ZeroDivisionError: division by zero; correct the declaration there"
    )


def test_what_fails_inside_the_library_is_told_where_the_declaration_called_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stamp_infra.workspace.application._LIBRARY", tmp_path / "library")
    files = {
        "library/__init__.py": "def block():\n    raise ValueError('troposphere refuses it')\n",
        "shop/__init__.py": "\nfrom library import block\n\nblock()\n",
    }
    assert told(project(tmp_path, files)).startswith("shop/__init__.py:4: ValueError: troposphere refuses it; ")


def test_a_circular_import_is_told_where_it_closes(tmp_path: Path) -> None:
    files = {
        "shop/__init__.py": "import shop.orders\n",
        "shop/orders.py": "from shop.packing import packing\norders = packing\n",
        "shop/packing.py": "from shop.orders import orders\npacking = orders\n",
    }
    message = told(project(tmp_path, files))
    assert message.startswith("shop/packing.py:1: ImportError: cannot import name 'orders' from partially initialized")


def test_what_the_declaration_itself_tells_is_passed_on(tmp_path: Path) -> None:
    code = (
        "from stamp_infra import Mistake, UserError\n"
        'raise UserError([Mistake(where="here", what="is wrong", remedy="mend it")])\n'
    )
    assert told(project(tmp_path, {"shop/__init__.py": code})) == "here: is wrong; mend it"
