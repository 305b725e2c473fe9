"""`stamp-infra render` writes what differs, shows what would, and writes nothing at all when anything is wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.running import run
from tests.workspace.projects import APP, project

if TYPE_CHECKING:
    from pathlib import Path

    Capture = pytest.CaptureFixture[str]

WRONG = APP.replace('key="OrderId"', 'key="OrderId:X"')
CHANGED = APP.replace('key="OrderId"', 'key="OrderId", ttl="Expires"')


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a project, which is the current one."""
    monkeypatch.chdir(tmp_path)
    return project(tmp_path)


def on_disk(folder: Path) -> dict[str, str]:
    """Return everything below `infrastructure/`."""
    found = (path for path in sorted((folder / "infrastructure").rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in found}


def test_the_first_time_everything_is_created(here: Path, capsys: Capture) -> None:
    assert run(capsys, "render") == (
        0,
        "create infrastructure/sam/samconfig.toml\ncreate infrastructure/sam/template.yaml\n2 files, 2 written\n",
        "",
    )
    assert "AWS::DynamoDB::Table" in on_disk(here)["infrastructure/sam/template.yaml"]


def test_the_second_time_there_is_nothing_to_do(here: Path, capsys: Capture) -> None:
    run(capsys, "render")
    before = on_disk(here)
    assert run(capsys, "render") == (0, "2 files, all up to date\n", "")
    assert on_disk(here) == before


def test_only_what_differs_is_written(here: Path, capsys: Capture) -> None:
    run(capsys, "render")
    project(here, {"shop/__init__.py": CHANGED})
    (here / "infrastructure/cfn").mkdir()
    (here / "infrastructure/cfn/old.yaml").write_text("old\n", encoding="utf-8")
    assert run(capsys, "render").out == (
        "remove infrastructure/cfn/old.yaml\nupdate infrastructure/sam/template.yaml\n2 files, 2 written\n"
    )
    assert on_disk(here).keys() == {"infrastructure/sam/samconfig.toml", "infrastructure/sam/template.yaml"}


def test_check_passes_when_the_disk_is_what_is_declared(capsys: Capture) -> None:
    run(capsys, "render")
    assert run(capsys, "render", "--check") == (0, "2 files, all up to date\n", "")


def test_check_fails_with_a_readable_difference_and_writes_nothing(here: Path, capsys: Capture) -> None:
    run(capsys, "render")
    before = on_disk(here)
    project(here, {"shop/__init__.py": CHANGED})
    status, out, err = run(capsys, "render", "--check")
    assert status == 1
    lines = out.splitlines()
    assert lines[:2] == [
        "--- infrastructure/sam/template.yaml on disk",
        "+++ infrastructure/sam/template.yaml rendered",
    ]
    assert [line for line in lines[2:] if line.startswith(("+", "-"))] == [
        "+      TimeToLiveSpecification:",
        "+        AttributeName: Expires",
        "+        Enabled: true",
    ]
    assert err == "infrastructure/ is stale: run `make render` and commit the result\n"
    assert on_disk(here) == before


def test_check_sees_a_difference_of_line_ends(here: Path, capsys: Capture) -> None:
    run(capsys, "render")
    template = here / "infrastructure/sam/template.yaml"
    template.write_bytes(template.read_bytes().replace(b"\n", b"\r\n"))
    status, out, _ = run(capsys, "render", "--check")
    assert status == 1
    assert "+Resources:" in out.splitlines()


def test_dry_run_shows_the_same_and_is_content(here: Path, capsys: Capture) -> None:
    status, out, err = run(capsys, "render", "--dry-run")
    assert (status, err) == (0, "")
    assert "+++ infrastructure/sam/template.yaml rendered" in out
    assert out.endswith("2 files, 2 to write\n")
    assert on_disk(here) == {}


@pytest.mark.parametrize(("name", "kind"), [("sam", "AWS::DynamoDB::Table"), ("samconfig", "stack_name")])
def test_one_file_is_printed_as_it_would_be_written(here: Path, capsys: Capture, name: str, kind: str) -> None:
    status, out, _ = run(capsys, "render", "--stdout", name)
    assert status == 0
    assert kind in out
    assert on_disk(here) == {}
    run(capsys, "render")
    assert out in on_disk(here).values()


def test_an_unknown_template_is_told_with_those_there_are(capsys: Capture) -> None:
    assert run(capsys, "render", "--stdout", "storage") == (
        1,
        "",
        'error: --stdout: is not a template (got "storage"); write one of sam, samconfig\n',
    )


@pytest.mark.parametrize(
    ("arguments", "status", "written"), [([], 0, True), (["--check"], 1, False), (["--dry-run"], 0, False)]
)
def test_json_says_what_changed(capsys: Capture, arguments: list[str], status: int, *, written: bool) -> None:
    ran = run(capsys, "render", "--json", *arguments)
    document: dict[str, Any] = json.loads(ran.out)
    assert ran.status == status
    assert document == {
        "files": 2,
        "changes": {"sam/samconfig.toml": "create", "sam/template.yaml": "create"},
        "written": written,
    }


def test_every_mistake_is_a_line_on_standard_error(here: Path, capsys: Capture) -> None:
    project(here, {"shop/__init__.py": WRONG.replace('name="shop"', 'name="My Shop"')})
    status, out, err = run(capsys, "render")
    assert (status, out) == (1, "")
    assert [line.split(": ")[:3] for line in err.splitlines()] == [
        ["error", "shop/app.py", "App.name"],
        ["error", "shop/storage.py", 'table "orders".key type'],
    ]


@pytest.mark.parametrize("arguments", [[], ["--check"], ["--dry-run"], ["--json"], ["--stdout", "sam"]])
def test_when_anything_is_wrong_nothing_is_written(here: Path, capsys: Capture, arguments: list[str]) -> None:
    run(capsys, "render")
    before = on_disk(here)
    project(here, {"shop/__init__.py": WRONG})
    status, out, err = run(capsys, "render", *arguments)
    assert (status, out) == (1, "")
    assert "Traceback" not in err
    assert on_disk(here) == before


def test_what_fails_in_a_property_of_the_environment_is_told_too(here: Path, capsys: Capture) -> None:
    broken = APP.replace("    pass\n", "    @property\n    def half(self) -> int:\n        return 1 // 0\n")
    project(here, {"shop/__init__.py": broken})
    assert run(capsys, "render").err == (
        "error: shop/environments.py: dev.half: cannot be worked out: ZeroDivisionError: "
        "integer division or modulo by zero; correct the property\n"
    )


def test_a_disk_that_refuses_is_told(here: Path, capsys: Capture) -> None:
    (here / "infrastructure").write_text("a file in the way", encoding="utf-8")
    status, _, err = run(capsys, "render")
    assert status == 1
    assert err.startswith("error: infrastructure/sam/samconfig.toml: cannot be written: ")
