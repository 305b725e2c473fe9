"""A new stack starts with a module, a test and a page that fit the project, and takes the place of nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from stamp_infra import UserError
from stamp_infra.workspace.scaffold import scaffold
from tests.workspace.projects import project

if TYPE_CHECKING:
    from pathlib import Path


def refused(folder: Path, name: str) -> list[str]:
    with pytest.raises(UserError) as raised:
        scaffold(folder, name)
    return [str(mistake) for mistake in raised.value.mistakes]


def test_the_three_files_have_one_stem_beside_the_others_of_their_kind(tmp_path: Path) -> None:
    assert list(scaffold(project(tmp_path), "order-history")) == [
        "shop/order_history.py",
        "tests/shop/test_order_history.py",
        "docs/templates/order_history.md",
    ]


def test_the_folder_is_that_of_the_application_s_module(tmp_path: Path) -> None:
    project(tmp_path, {"pyproject.toml": '[tool.stamp-infra]\napp = "shop.main:service"\n', "shop/main.py": ""})
    files = scaffold(tmp_path, "packing")
    assert next(iter(files)) == "shop/packing.py"
    assert "from shop.main import service\nfrom shop.packing import stack\n" in files["tests/shop/test_packing.py"]
    assert "assert stack in service.stacks" in files["tests/shop/test_packing.py"]


def test_the_page_leads_to_the_module_and_the_template(tmp_path: Path) -> None:
    page = scaffold(project(tmp_path), "order-history")["docs/templates/order_history.md"]
    assert "(../../shop/order_history.py)" in page
    assert "(../../infrastructure/cfn/order-history.yaml)" in page


@pytest.mark.parametrize("name", ["Order", "order_history", "", "a/b", "../a", "2nd", "a" * 65])
def test_a_name_that_no_stack_can_have_is_refused(tmp_path: Path, name: str) -> None:
    (told,) = refused(project(tmp_path), name)
    assert told.startswith("NAME: ")


@pytest.mark.parametrize("name", ["import", "class", "lambda"])
def test_a_word_of_python_is_refused(tmp_path: Path, name: str) -> None:
    (told,) = refused(project(tmp_path), name)
    assert (
        told == f'NAME: is a word of Python\'s own, which no module can be named by (got "{name}"); choose another name'
    )


def test_every_file_that_is_there_already_is_told(tmp_path: Path) -> None:
    project(tmp_path, {"shop/packing.py": "", "tests/shop/test_packing.py": "", "shop/packing/notes.md": ""})
    assert refused(tmp_path, "packing") == [
        "shop/packing.py: is there already; choose another name, or remove it",
        "tests/shop/test_packing.py: is there already; choose another name, or remove it",
        "shop/packing: is there already; choose another name, or remove it",
    ]


def test_a_project_without_a_folder_of_declarations_is_told(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.stamp-infra]\napp = "main:app"\n', encoding="utf-8")
    (told,) = refused(tmp_path, "packing")
    assert told.startswith("pyproject.toml: tool.stamp-infra.app: names main, which no folder of templates is in; ")
