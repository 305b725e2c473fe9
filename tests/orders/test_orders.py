"""A second application, which the library was not written for, is rendered by it as it is."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

import stamp_infra
from stamp_infra.check.cache import Cache
from stamp_infra.check.inputs import read
from stamp_infra.check.remembered import check
from stamp_infra.rendered.expand import expand
from stamp_infra.rendered.load import load
from stamp_infra.rendered.nest import Reader, stack_of
from stamp_infra.rendered.resolve import resolve
from stamp_infra.rendered.samconfig import environments
from tests.orders.templates import app
from tests.rendering import templates, write

if TYPE_CHECKING:
    from stamp_infra.check.finding import Finding
    from stamp_infra.rendered.model import Resolved

LIBRARY: Final = Path(stamp_infra.__file__).parent
# The rally's own words, and not the library's name, which begins like one of them.
THE_RALLY: Final = re.compile(r"(?i:(?<!time)stamp(?![-_]?infra)|\brally\b|liff)|\bLINE\b")
BODIES: Final = templates(app)


@pytest.fixture(scope="module")
def infrastructure(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with everything the order service renders."""
    folder = tmp_path_factory.mktemp("orders") / "infrastructure"
    write(app, folder)
    return folder


def deployed(infrastructure: Path, environment: str) -> Resolved:
    config = (infrastructure / "sam/samconfig.toml").read_text(encoding="utf-8")
    (chosen,) = (each for each in environments(config, "samconfig.toml") if each.name == environment)
    root = stack_of(infrastructure / "sam/template.yaml", chosen, Reader(load=load, expand=expand))
    return resolve(root, environment)


def properties(of: Resolved, kind: str) -> list[dict[str, Any]]:
    return [dict(resource.properties) for resource in of.of_type(kind)]


def test_every_stack_is_rendered_where_its_module_s_name_says(infrastructure: Path) -> None:
    files = {path.relative_to(infrastructure).as_posix() for path in infrastructure.rglob("*.*") if path.is_file()}
    stems = ("customers", "operations", "roles", "shop-api", "storage")
    assert files == {*(f"cfn/{stem}.yaml" for stem in stems), "sam/template.yaml", "sam/samconfig.toml"}


def test_a_stack_gives_out_exactly_what_others_refer_to() -> None:
    assert BODIES["cfn/storage.yaml"]["Outputs"] == {
        "OrdersArn": {"Value": {"Fn::GetAtt": ["Orders", "Arn"]}},
        "PackingArn": {"Value": {"Fn::GetAtt": ["Packing", "Arn"]}},
        "Orders": {"Value": {"Ref": "Orders"}},
        "Packing": {"Value": {"Ref": "Packing"}},
    }
    assert "Outputs" not in BODIES["cfn/shop-api.yaml"] or BODIES["cfn/shop-api.yaml"]["Outputs"].keys() == {"Api"}


def test_a_stack_takes_exactly_what_it_refers_to() -> None:
    assert BODIES["cfn/roles.yaml"]["Parameters"].keys() == {"Environment", "StorageOrdersArn", "StoragePackingArn"}
    assert BODIES["cfn/customers.yaml"]["Parameters"].keys() == {"Environment"}


def test_the_root_joins_outputs_and_parameters() -> None:
    nested = BODIES["sam/template.yaml"]["Resources"]["Roles"]
    assert nested["Properties"] == {
        "TemplateURL": "../cfn/roles.yaml",
        "Parameters": {
            "Environment": {"Ref": "Environment"},
            "StorageOrdersArn": {"Fn::GetAtt": ["Storage", "Outputs.OrdersArn"]},
            "StoragePackingArn": {"Fn::GetAtt": ["Storage", "Outputs.PackingArn"]},
        },
    }


def test_a_deployment_tells_people_where_the_shop_s_api_is() -> None:
    url = "https://${ShopApi.Outputs.Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}/v1"
    assert BODIES["sam/template.yaml"]["Outputs"] == {"ShopApiUrl": {"Value": {"Fn::Sub": url}}}


def test_what_an_operator_may_change_stands_in_samconfig_with_its_value_per_environment(infrastructure: Path) -> None:
    config = tomllib.loads((infrastructure / "sam/samconfig.toml").read_text(encoding="utf-8"))
    assert {name: config[name]["deploy"]["parameters"]["parameter_overrides"] for name in ("dev", "prod")} == {
        "dev": ["Environment=dev", "PackingEmail=dev@example.com"],
        "prod": ["Environment=prod", "PackingEmail=packing@example.com"],
    }


@pytest.mark.parametrize(
    ("environment", "memory", "protected", "origin"),
    [("dev", 128, "false", "https://dev.shop.example.com"), ("prod", 512, "true", "https://shop.example.com")],
)
def test_one_set_of_templates_serves_each_environment(
    infrastructure: Path, environment: str, memory: int, protected: str, origin: str
) -> None:
    of = deployed(infrastructure, environment)
    functions = properties(of, "AWS::Lambda::Function")
    assert [(function["FunctionName"], function["MemorySize"]) for function in functions] == [
        (f"orders-{environment}-desk", memory),
        (f"orders-{environment}-packer", memory),
    ]
    (table,) = properties(of, "AWS::DynamoDB::Table")
    assert (table["TableName"], table["DeletionProtectionEnabled"]) == (f"orders-{environment}-orders", protected)
    preflights = [method for method in properties(of, "AWS::ApiGateway::Method") if method["HttpMethod"] == "OPTIONS"]
    answers = [method["Integration"]["IntegrationResponses"][0]["ResponseParameters"] for method in preflights]
    assert {answer["method.response.header.Access-Control-Allow-Origin"] for answer in answers} == {f"'{origin}'"}


def test_each_function_may_do_what_is_declared_beside_it(infrastructure: Path) -> None:
    roles = {role["RoleName"]: role for role in properties(deployed(infrastructure, "prod"), "AWS::IAM::Role")}
    allowed = {
        (action, statement["Resource"])
        for statement in roles["orders-prod-desk"]["Policies"][0]["PolicyDocument"]["Statement"]
        for action in statement["Action"]
        if not action.startswith(("logs:", "xray:"))
    }
    assert {(action, re.sub(r"<[^#]*#", "<", resource)) for action, resource in allowed} == {
        ("dynamodb:PutItem", "<Orders.Arn>"),
        ("dynamodb:Query", "<Orders.Arn>/index/by-customer"),
        ("sqs:SendMessage", "<Packing.Arn>"),
    }


def test_the_two_routes_are_there_and_need_a_token(infrastructure: Path) -> None:
    methods = [
        (method["HttpMethod"], method["AuthorizationType"])
        for method in properties(deployed(infrastructure, "dev"), "AWS::ApiGateway::Method")
        if method["HttpMethod"] != "OPTIONS"
    ]
    assert methods == [("POST", "COGNITO_USER_POOLS"), ("GET", "COGNITO_USER_POOLS")]


def test_cfn_lint_and_every_rule_of_ours_find_nothing(infrastructure: Path) -> None:
    report = check(read([infrastructure]), cache=Cache(directory=None), progress=lambda _: None)
    assert report.environments == ("dev", "prod")
    assert [told(finding) for finding in report.open()] == []


def told(finding: Finding) -> str:
    return f"{finding.template}: {finding.logical_id}: {finding.rule}: {finding.what}"


def test_the_library_says_nothing_of_the_application_it_was_written_for() -> None:
    found = [
        f"{path.relative_to(LIBRARY)}:{number}: {line.strip()}"
        for path in sorted(LIBRARY.rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if THE_RALLY.search(line)
    ]
    assert found == []
