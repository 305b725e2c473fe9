"""`sam build` packages every function and the libraries of all without Docker, for the machine that Lambda is."""

from __future__ import annotations

import ast
import os
import re
import struct
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Final

import pytest

_SAM: Final = Path(sys.executable).parent / "sam"
_ROOT: Final = Path("infrastructure/sam/template.yaml")
_SOURCES: Final = Path("templates/functions")
_FUNCTIONS: Final = sorted(each.parent.name for each in _SOURCES.glob("*/lambda_function.py"))
_AARCH64: Final = 183  # e_machine of ELF
_RUNTIME: Final = {"boto3", "botocore"}  # what Lambda brings along
_LARGEST: Final = 250 * 2**20  # of a function and its layers, unpacked


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    command = [str(_SAM), "build", "--config-env", "dev", "--template-file", str(_ROOT)]
    command += ["--build-dir", str(folder / "build")]
    environment = {name: value for name, value in os.environ.items() if name != "AWS_ENDPOINT_URL"}
    environment |= {"SAM_CLI_TELEMETRY": "0", "AWS_DEFAULT_REGION": "ap-northeast-1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder / "build"


def function(built: Path, name: str) -> Path:
    return built / f"{''.join(word.capitalize() for word in name.split('-'))}Function"


def libraries(built: Path) -> Path:
    return built / "DependenciesLayer/python"


def pins() -> dict[str, str]:
    """Return the version of each library that requirements.txt pins."""
    text = (_SOURCES / "requirements.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))


def packed(folder: Path) -> set[str]:
    return {str(each.relative_to(folder)) for each in folder.rglob("*") if each.is_file()}


@pytest.mark.parametrize("name", _FUNCTIONS)
def test_a_function_is_packed_with_what_all_share_and_nothing_else(built: Path, name: str) -> None:
    shared = {f"rally/{each.name}" for each in (_SOURCES / "rally").glob("*.py")}
    own = {each.name for each in (_SOURCES / name).glob("*.py")}
    # The list of libraries is there so that a change of it alone makes a new version of the function.
    assert packed(function(built, name)) == {*own, *shared, "requirements.txt"}


@pytest.mark.parametrize("name", _FUNCTIONS)
def test_whatever_a_function_imports_is_packed_or_comes_with_lambda(built: Path, name: str) -> None:
    folder = function(built, name)
    roots = set()
    for each in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(each.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                roots |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                roots.add(node.module.partition(".")[0])
    there = {each.name.partition(".")[0] for place in (folder, libraries(built)) for each in place.iterdir()}
    assert roots - there - _RUNTIME - set(sys.stdlib_module_names) == set()


def test_the_layer_holds_the_pinned_libraries_and_only_those(built: Path) -> None:
    names = [each.name.removesuffix(".dist-info") for each in libraries(built).glob("*.dist-info")]
    found = dict(name.replace("_", "-").lower().rsplit("-", 1) for name in names)
    assert found == pins()
    assert not (libraries(built) / "bin").exists()


def test_the_layer_runs_on_lambdas_machine_and_python(built: Path) -> None:
    compiled = [each for each in libraries(built).rglob("*.so*") if each.is_file()]
    assert len(compiled) > 5
    for each in compiled:
        head = each.read_bytes()[:20]
        assert (head[:4], struct.unpack_from("<H", head, 18)) == (b"\x7fELF", (_AARCH64,)), each
        if "cpython" in each.name:
            assert "cpython-314-aarch64" in each.name
    everything = sum(each.stat().st_size for each in libraries(built).rglob("*") if each.is_file())
    assert everything < _LARGEST / 2


def test_functions_are_tested_with_the_libraries_that_they_run_with() -> None:
    assert {name: version(name) for name in pins()} == pins()


@pytest.mark.parametrize("endpoint", ["http://localhost:4566", "http://127.0.0.1:4566"])
def test_for_an_aws_on_this_machine_the_layer_is_left_to_the_host(tmp_path: Path, endpoint: str) -> None:
    command = ["make", "--silent", "-C", str(_SOURCES), "build-DependenciesLayer", f"ARTIFACTS_DIR={tmp_path}"]
    subprocess.run(command, env={**os.environ, "AWS_ENDPOINT_URL": endpoint}, check=True)
    assert packed(tmp_path) == {"python/provided-by-the-host.txt"}
