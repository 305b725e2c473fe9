"""The templates of a check are one project: roots, what they nest, and their environments."""

from __future__ import annotations

from pathlib import Path

import pytest

from stamp_infra.check.cache import Cache
from stamp_infra.check.inputs import settings
from stamp_infra.check.project import Project, assemble
from stamp_infra.core.errors import UserError
from tests.check.files import SAMCONFIG, TOPIC, write

ROOT = "Resources:\n  A: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ../cfn/a.yaml}}\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def project(files: dict[str, str], *given: str, cache: Cache | None = None) -> Project:
    found = write(Path(), files)
    chosen = {path: content for path, content in found.items() if not given or path.name in given}
    return assemble(chosen, settings(chosen), cache or Cache(directory=None), "salt")


def roots(found: Project) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (root.template.path, tuple(found.templates[member].path for member in root.members)) for root in found.roots
    ]


def test_a_template_that_another_nests_is_a_part_of_it_and_no_root() -> None:
    found = project({"cfn/a.yaml": TOPIC, "cfn/alone.yaml": TOPIC, "sam/root.yaml": ROOT})
    assert roots(found) == [
        ("cfn/alone.yaml", ("cfn/alone.yaml",)),
        ("sam/root.yaml", ("sam/root.yaml", "cfn/a.yaml")),
    ]


def test_what_a_given_template_nests_is_read_although_it_is_not_given() -> None:
    found = project({"cfn/a.yaml": TOPIC, "sam/root.yaml": ROOT}, "root.yaml")
    assert roots(found) == [("sam/root.yaml", ("sam/root.yaml", "cfn/a.yaml"))]


def test_the_samconfig_beside_a_root_names_its_environments_and_regions() -> None:
    configured = SAMCONFIG.replace("ap-northeast-1", "eu-west-1", 1)
    found = project({"cfn/a.yaml": TOPIC, "sam/root.yaml": ROOT, "sam/samconfig.toml": configured})
    assert found.roots[0].names() == ("dev", "prod")
    assert found.roots[0].regions() == ("eu-west-1", "ap-northeast-1")


def test_without_a_samconfig_there_is_one_nameless_environment() -> None:
    (root,) = project({"cfn/a.yaml": TOPIC}).roots
    assert (root.environments, root.names(), root.regions()) == ((None,), (), ("ap-northeast-1",))


def test_templates_that_nest_each_other_are_roots_all_of_them() -> None:
    files = {name: ROOT.replace("../cfn/a", other) for name, other in (("a.yaml", "b"), ("b.yaml", "a"))}
    assert [root.template.path for root in project(files).roots] == ["a.yaml", "b.yaml"]


def test_the_mistakes_of_every_file_are_told_at_once() -> None:
    with pytest.raises(UserError) as caught:
        project({"a.yaml": "A: [\n", "b.yaml": TOPIC, "c.yaml": "Resources: 1", "d.yaml": ROOT})
    assert [mistake.where for mistake in caught.value.mistakes] == [
        "a.yaml:2",
        "c.yaml",
        "d.yaml: Resources.A.Properties.TemplateURL",
    ]


def test_an_unreadable_samconfig_is_a_mistake_in_it() -> None:
    with pytest.raises(UserError, match=r"^samconfig.toml: is not TOML"):
        project({"a.yaml": TOPIC, "samconfig.toml": "["})


def test_a_template_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(directory=Path("cache"))
    before = project({"a.yaml": TOPIC}, cache=cache)
    monkeypatch.setattr("stamp_infra.check.project.parsed", None)
    assert project({"a.yaml": TOPIC}, cache=cache).templates == before.templates
