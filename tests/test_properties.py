"""Whatever is declared, it either renders, whole and right, or every mistake in it is told."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samcli.cli.types import CfnParameterOverridesType, CfnTags

from stamp_infra import App, UserError
from stamp_infra.check.lean import make_lean
from stamp_infra.check.rules import RULES
from stamp_infra.render.render import render
from stamp_infra.rendered.documents import parse
from stamp_infra.rendered.expand import expand
from stamp_infra.rendered.load import load
from stamp_infra.rendered.model import Template
from stamp_infra.rendered.nest import Reader, stack_of
from stamp_infra.rendered.resolve import resolve
from stamp_infra.rendered.samconfig import environments as configured
from stamp_infra.synth.synthesize import synthesize
from tests.declarations import apis, declarations, environments
from tests.rendering import env, main, topic, write

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tests.declarations import Declared

thoroughly = settings(
    max_examples=2000, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
)
quickly = settings(thoroughly, max_examples=400)

VARIED: Final = 60
TITLED: Final = ("Parameters", "Conditions", "Resources", "Outputs")


def rendered_or_told(app: App) -> Mapping[str, str]:
    """Return the files of an application, none when it has mistakes, each of which says where, what and what to do."""
    try:
        return render(synthesize(app))
    except UserError as error:
        told = [(mistake.where, mistake.what, mistake.remedy, str(mistake)) for mistake in error.mistakes]
    assert told
    assert all(where.startswith("templates/") and all(texts) for where, *texts in told)
    return {}


@thoroughly
@given(declarations(odd=3))
def test_a_declaration_renders_or_every_mistake_in_it_is_told(declared: Declared) -> None:
    files = rendered_or_told(declared.app)
    if files:
        again = synthesize(declared.app)
        assert files == render(again)
        for template in again.templates:
            titles = [title for section in TITLED for title in template.body.get(section, {})]
            assert [title for title in titles if not re.fullmatch("[A-Za-z0-9]{1,255}", title)] == []
            assert read(files[template.path]) == template.body


@cache
def read(text: str) -> Any:
    """Return what a template's text says: many are alike."""
    return parse(text, "template")


@quickly
@given(declarations(odd=40))
def test_where_nearly_everything_is_wrong_every_mistake_is_told_too(declared: Declared) -> None:
    rendered_or_told(declared.app)


@quickly
@given(environments(odd=1), st.dictionaries(st.sampled_from(["Owner", "Cost center"]), st.sampled_from(["a b", ""])))
def test_an_operator_s_values_arrive_as_they_were_declared(declared: tuple[Any, ...], tags: dict[str, str]) -> None:
    app = main(topic("Main", DisplayName=env.note, TopicName=env.url), environments=declared, tags=tags)
    files = rendered_or_told(app)
    config = tomllib.loads(files.get("sam/samconfig.toml", ""))
    for environment in declared if files else ():
        given = config[environment.name]["deploy"]["parameters"]
        expected = {"Note": environment.note, "Url": environment.url}
        assert CfnParameterOverridesType().convert(given["parameter_overrides"], None, None) == expected
        assert CfnTags().convert(given["tags"], None, None) == {**tags, "Environment": environment.name}
        assert given["region"] == environment.region


@quickly
@given(apis(), apis())
def test_a_deployment_has_another_logical_id_exactly_when_the_api_is_another(one: App, other: App) -> None:
    contents, deployments = zip(*(deployed(app) for app in (one, other)), strict=True)
    assert (contents[0] == contents[1]) is (deployments[0] == deployments[1])


def deployed(app: App) -> tuple[Any, str]:
    """Return what a deployment takes a snapshot of, in every environment, and the logical ID of the deployment."""
    (body,) = (template.body for template in synthesize(app).templates if template.path == "cfn/web.yaml")
    kinds = ("RestApi", "Resource", "Method", "Model", "RequestValidator", "Authorizer", "GatewayResponse")
    content = {
        title: resource["Properties"]
        for title, resource in body["Resources"].items()
        if resource["Type"] in {f"AWS::ApiGateway::{kind}" for kind in kinds}
    }
    used = repr(content)
    fields = [field for field in ("url", "word") if re.search(rf"\b{field.capitalize()}\b", used)]
    values = [[getattr(environment, field) for field in fields] for environment in app.environments]
    (deployment,) = (title for title in body["Resources"] if title.startswith("Deployment"))
    return (content, values), deployment


@pytest.fixture(scope="module")
def varied(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return folders with what was rendered of declarations without mistakes, no two with the same features."""
    picked: dict[frozenset[str], App] = {}

    @quickly
    @given(declarations(odd=0))
    def pick(declared: Declared) -> None:
        picked.setdefault(declared.features, declared.app)

    pick()
    folders = [tmp_path_factory.mktemp("varied") for _ in range(VARIED)]
    for folder, app in zip(folders, picked.values(), strict=False):
        write(app, folder)
    return folders


def test_what_is_rendered_passes_cfn_lint(varied: list[Path]) -> None:
    texts = {path.read_text(encoding="utf-8"): path for folder in varied for path in sorted(folder.glob("*/*.yaml"))}
    make_lean("\n".join(texts))
    from stamp_infra.check.lint import lint_text

    found = [
        f"{path}: {finding.logical_id}: {finding.rule} {finding.what}"
        for text, path in texts.items()
        for finding in lint_text(text, Template(path=path.name, body=parse(text, path.name)), ["eu-west-1"])
    ]
    assert len({path.parents[1] for path in texts.values()}) == VARIED
    assert found == []


def test_what_is_rendered_passes_our_own_rules(varied: list[Path]) -> None:
    assert [found for folder in varied for found in violations(folder)] == []


def violations(folder: Path) -> Iterator[str]:
    """Yield what our rules find in each environment of a rendered application, and nobody has waived."""
    for environment in configured((folder / "sam/samconfig.toml").read_text(encoding="utf-8"), "samconfig.toml"):
        root = stack_of(folder / "sam/template.yaml", environment, Reader(load=load, expand=expand))
        resolved = resolve(root, environment.name)
        for rule in RULES:
            for found in rule.find(resolved):
                facts = found.resource.attributes.get("Metadata", {}).get("StampInfra", {})
                if rule.name not in facts.get("Waivers", {}):
                    yield f"{folder} {environment.name}: {found.resource.logical_id}: {rule.name}: {found.what}"
