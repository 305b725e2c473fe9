"""No mend is forgotten: each is applied once, says which gap it closes, and has tests beside those of its module."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stamp_infra.local import mends
from stamp_infra.local.mends.registry import MENDS
from stamp_infra.local.placeholders import PLACEHOLDERS

if TYPE_CHECKING:
    from collections.abc import Callable

TESTS = Path(__file__).parent
DOCUMENT = (Path(__file__).parents[3] / "docs/local.md").read_text(encoding="utf-8")
HELPERS = {"handlers", "registry", "xml"}


def public(module: str) -> set[Callable[[], None]]:
    found = importlib.import_module(f"{mends.__name__}.{module}")
    functions = inspect.getmembers(found, inspect.isfunction)
    return {each for name, each in functions if each.__module__ == found.__name__ and not name.startswith("_")}


MODULES = sorted({each.name for each in pkgutil.iter_modules(mends.__path__)} - HELPERS)


def test_every_mend_is_registered_once() -> None:
    assert len(MENDS) == len(set(MENDS))
    assert set(MENDS) == set().union(*(public(module) for module in MODULES))


@pytest.mark.parametrize("mend", MENDS, ids=lambda mend: f"{mend.__module__.rsplit('.', 1)[1]}.{mend.__name__}")
def test_a_mend_says_what_ministack_does_without_it(mend: Callable[[], None]) -> None:
    assert "ministack" in (mend.__doc__ or "")


@pytest.mark.parametrize("module", MODULES)
def test_each_mend_of_a_module_has_a_test_of_the_gap_and_one_of_the_mend(module: str) -> None:
    source = (TESTS / f"test_{module}.py").read_text(encoding="utf-8")
    tests = re.findall(r"^def test_\w+\(\s*(plain|mended): Emulator", source, re.MULTILINE)
    assert tests.count("plain") >= len(public(module))
    assert tests.count("mended") >= len(public(module))


@pytest.mark.parametrize("resource_type", PLACEHOLDERS)
def test_a_placeholder_is_documented_as_one(resource_type: str) -> None:
    _, service, kind = resource_type.split("::")
    unproven = DOCUMENT.partition("## What it cannot prove")[2]
    assert service in unproven
    assert kind in unproven
