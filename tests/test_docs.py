"""What the documents say is so: links lead somewhere, excerpts are verbatim, every command and file named exists."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Final

import click
import pytest

from stamp_infra.cli.main import COMMANDS, cli
from stamp_infra.core.environment import Environment
from templates import app
from templates.environments import RallyEnvironment
from tests.checks_page import PATH, checks_page
from tests.pages import PAGES, ROOT, anchors, code, exists, files, links, marked, prose, spans

DECISIONS: Final = sorted((ROOT / "docs/adr").glob("*.md"))
RENDERED: Final = {f"infrastructure/{app.path(stack)}": app.source(stack) for stack in app.stacks}

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):(?!=)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def options(name: str) -> set[str]:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    return {option for parameter in command.params for option in parameter.opts} | {"--help"}


def test_there_are_pages_to_look_at() -> None:
    assert {ROOT / "README.md", ROOT / "docs/architecture.md", PATH, *DECISIONS} <= set(PAGES)


@every_page
def test_every_link_leads_somewhere(page: Path) -> None:
    def leads(link: str) -> bool:
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        return target.exists() and (not anchor or anchor in anchors(target))

    assert [link for link in links(page) if "://" not in link and not leads(link)] == []


@every_page
def test_every_target_of_make_that_a_page_names_exists(page: Path) -> None:
    assert {name for span in code(page) for name in re.findall(r"\bmake ([a-z]+)", span)} <= targets()


@every_page
def test_every_command_and_option_that_a_page_names_exists(page: Path) -> None:
    named = [found for span in code(page) for found in re.findall(r"\bstamp-infra ([a-z][a-z-]*)(.*)", span)]
    assert {name for name, _ in named} <= COMMANDS.keys()
    used = {(name, option) for name, rest in named for option in re.findall(r"--[a-z-]+", rest)}
    assert {(name, option) for name, option in used if option not in options(name)} == set()


@every_page
def test_every_file_that_a_page_names_exists(page: Path) -> None:
    named = {name for span in spans(page) for name in files(span)}
    assert {name for name in named if not exists(name, page)} == set()


@pytest.mark.parametrize(
    ("span", "named", "there"),
    [
        ("templates/dynamodb.py", ["templates/dynamodb.py"], True),
        ("templates/no_such.py", ["templates/no_such.py"], False),
        ("edit cfn/iam.yaml", ["cfn/iam.yaml"], True),
        ("cfn/no-such.yaml", ["cfn/no-such.yaml"], False),
        ("stamp_infra/check/", ["stamp_infra/check/"], True),
        ("stamp_infra/blocks/SERVICE.py", ["stamp_infra/blocks/SERVICE.py"], True),
        ("requirements/*.txt", ["requirements/*.txt"], True),
        ("environments.py", ["environments.py"], True),
        ("no_such_module.py", ["no_such_module.py"], False),
    ],
)
def test_a_file_that_is_not_there_would_be_found(span: str, named: list[str], *, there: bool) -> None:
    assert files(span) == named
    assert [exists(name, ROOT / "README.md") for name in named] == [there]


@pytest.mark.parametrize(("page", "path", "block"), marked("excerpt"))
def test_an_excerpt_is_verbatim(page: str, path: str, block: str) -> None:
    assert block in (ROOT / path).read_text(encoding="utf-8"), f"{page} shows what {path} no longer says"


def test_the_readme_shows_a_declaration_and_what_it_renders() -> None:
    shown = {path for page, path, _ in marked("excerpt") if page == "README.md"}
    assert {"templates/dynamodb.py", "infrastructure/cfn/dynamodb.yaml"} <= shown


def test_the_readme_s_other_application_renders_and_passes_every_check(tmp_path: Path) -> None:
    for _, path, block in marked("example"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(block, encoding="utf-8")
    for arguments in (["render"], ["check", "--strict"]):
        command: list[str | Path] = [Path(sys.executable).parent / "stamp-infra", *arguments]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_readme_lists_everything_that_is_rendered_with_its_module() -> None:
    row = re.compile(r"^\| \[[^\]]+\]\((infrastructure/[^)]+)\) \|.*\| \[([^\]]+)\]\(\2\) \|$", re.MULTILINE)
    listed = dict(row.findall(prose(ROOT / "README.md")))
    assert listed == {**RENDERED, "infrastructure/sam/samconfig.toml": "templates/environments.py"}


def test_every_stack_has_a_page_that_leads_to_its_module_and_its_template() -> None:
    pages = {page.name: set(links(page)) for page in (ROOT / "docs/templates").iterdir()}
    assert pages.keys() == {f"{Path(source).stem}.md" for source in RENDERED.values()}
    for template, source in RENDERED.items():
        assert {f"../../{source}", f"../../{template}"} <= pages[f"{Path(source).stem}.md"], source


def test_every_field_of_an_environment_is_explained_in_its_order() -> None:
    rows = re.findall(r"^\| (`.*?) \|", prose(ROOT / "docs/environments.md"), re.MULTILINE)
    own = [field.name for field in fields(RallyEnvironment) if field.name not in Environment.__dataclass_fields__]
    assert [name for row in rows for name in re.findall(r"`(\w+)`", row)] == own


def test_decisions_are_numbered_without_gaps_and_say_why() -> None:
    assert [page.name[:5] for page in DECISIONS] == [f"{number:04}-" for number in range(1, len(DECISIONS) + 1)]
    for page in DECISIONS:
        first, *others = re.findall(r"^#+ .*$", page.read_text(encoding="utf-8"), re.MULTILINE)
        assert first.startswith(f"# {page.name[:4]}: ")
        assert others == ["## Context", "## Decision", "## Alternatives", "## Consequences"], page.name


def test_the_page_of_checks_is_what_the_rules_say() -> None:
    assert PATH.read_text(encoding="utf-8") == checks_page(), "run `python -m tests.checks_page`"
