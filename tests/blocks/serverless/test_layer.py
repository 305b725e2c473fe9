"""Blocks of layers: the libraries of all functions, of which every version stays."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from troposphere import sns

from stamp_infra import Block
from stamp_infra.blocks.serverless import function, layer
from tests.blocks.serverless.test_function import desk, found, shared

libraries = layer("libraries", code_uri="../../functions", runtime="python3.13", description="All of them")


def with_layers(*layers: Any) -> Any:
    return function("desk", replace(shared, layers=list(layers)), memory_mb=256)


def test_a_layer_is_built_without_docker_and_its_versions_are_kept() -> None:
    resource = found(desk(), libraries)["LibrariesLayer"]
    assert resource["Metadata"] == {"BuildMethod": "makefile"}
    assert resource["Properties"] == {
        "LayerName": {"Fn::Sub": "shop-${Environment}-libraries"},
        "Description": "All of them",
        "ContentUri": "../../functions",
        "CompatibleRuntimes": ["python3.13"],
        "CompatibleArchitectures": ["arm64"],
        "RetentionPolicy": "Retain",
    }


def test_every_function_gets_the_layers_that_all_share() -> None:
    assert found(with_layers(libraries), libraries)["DeskFunction"]["Properties"]["Layers"] == [
        {"Ref": "LibrariesLayer"}
    ]
    assert "Layers" not in found(desk())["DeskFunction"]["Properties"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": "Libraries"}, 'layer "Libraries".name: '),
        ({"code_uri": ""}, 'layer "libraries".code_uri: '),
        ({"runtime": 3}, 'layer "libraries".runtime: '),
        ({"description": None}, 'layer "libraries".description: '),
    ],
)
def test_a_layer_s_mistakes_are_told_with_their_place(wrong: dict[str, Any], told: str) -> None:
    given = {"name": "libraries", "code_uri": "../f", "runtime": "python3.13", "description": "All", **wrong}
    block = layer(given.pop("name"), **given)
    assert [str(each).startswith(told) for each in block.mistakes] == [True]


def test_layers_that_lambda_would_refuse_are_refused() -> None:
    def told(layers: Any) -> list[str]:
        return [str(each) for each in replace(shared, layers=layers).mistakes("shared")]

    assert told("libraries")[0].startswith("shared.layers: ")
    assert told([libraries, "more"])[0].startswith("shared.layers[1]: ")
    several = [Block(main=sns.Topic(f"Layer{number}")) for number in range(6)]
    assert told(several) == ["shared.layers: has more than 5 layers; pack them into fewer"]
    assert told(several[:5]) == []
