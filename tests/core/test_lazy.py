"""A package that is deferred is not loaded by importing it, and is there as soon as something asks it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def run(folder: Path, code: str) -> list[str]:
    (folder / "heavy.py").write_text('print("loaded")\nWEIGHT = 3\n', encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_importing_it_costs_nothing(tmp_path: Path) -> None:
    code = "from stamp_infra.core.lazy import defer; defer('heavy'); import heavy; print('imported')"
    assert run(tmp_path, code) == ["imported"]


def test_reading_from_it_loads_it(tmp_path: Path) -> None:
    code = "from stamp_infra.core.lazy import defer; defer('heavy'); import heavy; print(heavy.WEIGHT)"
    assert run(tmp_path, code) == ["loaded", "3"]


def test_what_is_loaded_already_stays(tmp_path: Path) -> None:
    code = "import heavy; from stamp_infra.core.lazy import defer; defer('heavy'); print(heavy.WEIGHT)"
    assert run(tmp_path, code) == ["loaded", "3"]


def test_declaring_loads_no_other_yaml_than_the_fast_one(tmp_path: Path) -> None:
    heavy = "{'boto3', 'cfn_tools', 'cfnlint', 'rich', 'samtranslator'}"
    code = f"import stamp_infra.blocks.dynamodb, sys; print(sorted({heavy} & {{*sys.modules}}))"
    assert run(tmp_path, code) == ["[]"]
