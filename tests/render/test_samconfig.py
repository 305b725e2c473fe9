"""samconfig.toml says for each environment everything that the SAM CLI needs, and says it as the SAM CLI reads it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import Any, Final

import pytest
from samcli.cli.types import CfnParameterOverridesType, CfnTags

from stamp_infra import Environment, EnvironmentValues, parameter
from stamp_infra.render.samconfig import to_samconfig
from stamp_infra.synth.synthesize import synthesize
from tests.rendering import env, environment, main, topic


@dataclass(frozen=True, kw_only=True)
class Odd(Environment):
    """Parameters that the SAM CLI is easily confused by."""

    open: bool = parameter("Whether it is open")
    size: int = parameter("How large\n  it is # not a comment in a comment")


ODD: Final = EnvironmentValues(Odd)


def written(**more: Any) -> str:
    return to_samconfig(synthesize(main(topic("Main", DisplayName=env.note, TopicName=env.url), **more)))


def read(**more: Any) -> Any:
    return tomllib.loads(written(**more))


def test_each_environment_says_how_to_validate_to_build_and_to_deploy() -> None:
    config = read()
    assert config.keys() == {"version", "dev", "prod"}
    assert all(config[name].keys() == {"validate", "build", "deploy"} for name in ("dev", "prod"))


def test_a_section_inherits_nothing_so_each_one_says_all() -> None:
    assert read()["prod"]["deploy"]["parameters"] == {
        "stack_name": "shop-prod",
        "region": "eu-west-1",
        "resolve_s3": True,
        "s3_prefix": "shop-prod",
        "capabilities": ["CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"],
        "confirm_changeset": False,
        "fail_on_empty_changeset": False,
        "parameter_overrides": ['Note="b c"', "Url=https://shop.example.com/buy"],
        "tags": ["Environment=prod"],
    }


def test_validating_lints_in_the_environment_s_region() -> None:
    assert read(environments=(environment(region="ap-northeast-1"),))["dev"]["validate"]["parameters"] == {
        "lint": True,
        "region": "ap-northeast-1",
    }


def test_every_value_stands_beside_what_it_is() -> None:
    assert '    "Url=https://x.example.com", # Where the shop is\n' in written()


@pytest.mark.parametrize(
    "note", ["", "a b", "a=b", '"a"', "'a'", 'say "a b"', "a\\b", "日 本", "a,b", "  a  ", "\u3000"]
)
def test_the_sam_cli_reads_every_value_as_it_was_declared(note: str) -> None:
    overrides = read(environments=(environment(note=note),))["dev"]["deploy"]["parameters"]["parameter_overrides"]
    given = CfnParameterOverridesType().convert(overrides, None, None)
    assert given == {"Note": note, "Url": "https://x.example.com"}


def test_the_sam_cli_reads_every_tag_as_it_was_declared() -> None:
    tags = {"Owner": "the shop", "Cost center": "a/b:c+d@e_f-g.h", "Empty": ""}
    given = CfnTags().convert(read(tags=tags)["dev"]["deploy"]["parameters"]["tags"], None, None)
    assert given == {**tags, "Environment": "dev"}


def test_a_boolean_and_a_number_are_written_as_cloudformation_compares_them() -> None:
    small = Odd(name="dev", region="eu-west-1", open=True, size=3)
    app = main(topic("Main", DisplayName=ODD.open, TopicName=ODD.size), environments=(small,))
    text = to_samconfig(synthesize(app))
    overrides = tomllib.loads(text)["dev"]["deploy"]["parameters"]["parameter_overrides"]
    assert overrides == ["Open=true", "Size=3"]


def test_a_description_on_two_lines_is_a_comment_on_one() -> None:
    small = Odd(name="dev", region="eu-west-1", open=True, size=3)
    text = to_samconfig(synthesize(main(topic("Main", DisplayName=ODD.size), environments=(small,))))
    assert '    "Size=3", # How large it is # not a comment in a comment\n' in text
