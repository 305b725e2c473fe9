"""A samconfig.toml is read as SAM CLI reads it."""

from __future__ import annotations

import pytest

from stamp_infra.core.errors import UserError
from stamp_infra.rendered.samconfig import environments


def parameters(overrides: str) -> dict[str, str]:
    (environment,) = environments(f"[dev.deploy.parameters]\nparameter_overrides = {overrides}\n", "samconfig.toml")
    return dict(environment.parameters)


@pytest.mark.parametrize(
    ("overrides", "values"),
    [
        ('["A=b", "C=d"]', {"A": "b", "C": "d"}),
        ('["Url=https://example.com/?a=b&c=d"]', {"Url": "https://example.com/?a=b&c=d"}),
        ("""['A="b c"', "D=''"]""", {"A": "b c", "D": ""}),
        ('"A=b C=d"', {"A": "b", "C": "d"}),
        ("""'A="b c" D=e\\ f'""", {"A": "b c", "D": "e f"}),
        ('"ParameterKey=A,ParameterValue=b ParameterKey=C,ParameterValue=d,e"', {"A": "b", "C": "d,e"}),
        ("{ A = true, B = 3, C = [1, 2] }", {"A": "True", "B": "3", "C": "1,2"}),
        ("[]", {}),
    ],
)
def test_parameter_overrides_are_read_in_each_of_their_forms(overrides: str, values: dict[str, str]) -> None:
    assert parameters(overrides) == values


def test_each_section_that_deploys_is_an_environment_with_its_region_in_the_order_of_the_file() -> None:
    found = environments(
        """
        version = 0.1
        [prod.deploy.parameters]
        region = "ap-northeast-1"
        [dev.global.parameters]
        region = "eu-west-1"
        [dev.deploy.parameters]
        stack_name = "x"
        [default.build.parameters]
        cached = true
        """,
        "samconfig.toml",
    )
    assert [(one.name, one.region) for one in found] == [("prod", "ap-northeast-1"), ("dev", "eu-west-1")]


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("[dev", ["samconfig.toml: is not TOML"]),
        (
            """
            [dev.deploy.parameters]
            parameter_overrides = ["A", "B="]
            [stg.deploy.parameters]
            parameter_overrides = 3
            """,
            [
                'samconfig.toml: dev.deploy.parameters.parameter_overrides: is not Name=value (got "A")',
                'samconfig.toml: dev.deploy.parameters.parameter_overrides: is not Name=value (got "B=")',
                "samconfig.toml: stg.deploy.parameters.parameter_overrides: cannot be read (got 3)",
            ],
        ),
        (
            '[dev.deploy.parameters]\nparameter_overrides = ["A=what SAM CLI would drop"]\n',
            ['samconfig.toml: dev.deploy.parameters.parameter_overrides: is not Name=value (got "SAM CLI would drop")'],
        ),
    ],
)
def test_every_mistake_is_listed(text: str, messages: list[str]) -> None:
    with pytest.raises(UserError) as caught:
        environments(text, "samconfig.toml")
    found = [str(mistake) for mistake in caught.value.mistakes]
    assert len(found) == len(messages), found
    assert all(text.startswith(message) for text, message in zip(found, messages, strict=True)), found
