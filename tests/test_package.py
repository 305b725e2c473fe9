"""What is published is the library alone: it needs nothing but its own requirements and renders what is committed."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from importlib import metadata
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]

IMPORT_EVERYTHING: Final = """
import importlib, pkgutil, stamp_infra
for module in pkgutil.walk_packages(stamp_infra.__path__, "stamp_infra."):
    importlib.import_module(module.name)
print(stamp_infra.__file__)
"""


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the source distribution, and the wheel that was built from it alone."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    return folder


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the `bin` of an environment that has the wheel and exactly what requirements/runtime.txt names."""
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder, symlinks=True)
    site_packages = folder / f"lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages"
    requirements = (ROOT / "requirements/runtime.txt").read_text(encoding="utf-8")
    for name in re.findall(r"^([a-z0-9.-]+)==", requirements, re.MULTILINE):
        distribution = metadata.distribution(name)
        for top in {file.parts[0] for file in distribution.files or ()} - {"..", "__pycache__"}:
            (site_packages / top).symlink_to(Path(str(distribution.locate_file(top))).resolve())
    pip = [sys.executable, "-m", "pip", f"--python={folder}/bin/python", "install", "-qq", "--no-index", "--no-deps"]
    run(*pip, *built.glob("*.whl"), cwd=folder)
    return folder / "bin"


def test_the_wheel_holds_the_typed_library_and_nothing_else(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "stamp_infra/py.typed" in names
    about = f"stamp_infra-{metadata.version('stamp-infra')}.dist-info"
    assert {name.split("/")[0] for name in names} == {"stamp_infra", about}
    assert f"{about}/licenses/LICENSE" in names


def test_the_source_distribution_holds_no_application_and_no_tests(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        assert {name.split("/")[1] for name in archive.getnames()} <= {
            ".gitignore",
            "LICENSE",
            "PKG-INFO",
            "README.md",
            "pyproject.toml",
            "stamp_infra",
        }


def test_every_module_imports_with_the_library_s_own_requirements(installed: Path, tmp_path: Path) -> None:
    where = run(installed / "python", "-I", "-c", IMPORT_EVERYTHING, cwd=tmp_path)
    assert where.startswith(str(installed.parent))


def test_the_installed_command_says_what_it_can_do(installed: Path, tmp_path: Path) -> None:
    assert "render" in run(installed / "stamp-infra", "--help", cwd=tmp_path)


def test_the_installed_command_renders_what_is_committed(installed: Path, tmp_path: Path) -> None:
    for folder in ("templates", "infrastructure"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", ".aws-sam"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    run(installed / "stamp-infra", "render", "--check", cwd=tmp_path)
