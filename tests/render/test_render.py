"""Everything below `infrastructure/` comes out as text with its source on top, or not at all."""

from __future__ import annotations

import tomllib

import pytest

from stamp_infra import Stack, UserError
from stamp_infra.render.render import render
from stamp_infra.rendered.documents import parse
from stamp_infra.synth.synthesize import synthesize
from tests.rendering import application, main, topic


def test_there_is_a_file_for_each_template_and_one_for_sam() -> None:
    files = render(synthesize(application(Stack("first", [topic("A")]), standalone=(Stack("account", [topic("B")]),))))
    assert files.keys() == {"cfn/first.yaml", "cfn/account.yaml", "sam/template.yaml", "sam/samconfig.toml"}


def test_every_file_names_the_module_to_edit_instead() -> None:
    files = render(synthesize(application(Stack("order-history", [topic("A")]))))
    assert {path: text.splitlines()[0] for path, text in files.items()} == {
        path: f"# Rendered by stamp-infra from {source}: edit that and run `make render`, never this file."
        for path, source in (
            ("cfn/order-history.yaml", "templates/order_history.py"),
            ("sam/template.yaml", "templates/main.py"),
            ("sam/samconfig.toml", "the environments"),
        )
    }


def test_what_is_written_is_what_was_synthesized() -> None:
    app = application(Stack("first", [topic("A", DisplayName="a")]))
    synthesis = synthesize(app)
    files = render(synthesis)
    assert all(parse(files[template.path], template.path) == template.body for template in synthesis.templates)
    assert tomllib.loads(files["sam/samconfig.toml"])["version"] == 0.1


def test_every_file_ends_with_one_line_end_and_has_no_space_before_any() -> None:
    for text in render(synthesize(application(Stack("first", [topic("A", DisplayName="a ")])))).values():
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
        assert [line for line in text.split("\n") if line != line.rstrip()] == []


@pytest.mark.parametrize("character", ["x", "日"])
def test_a_body_is_measured_in_bytes(character: str) -> None:
    size = 400_000 // len(character.encode())
    fits = [topic(f"T{number}", DisplayName=character * size) for number in range(2)]
    assert render(synthesize(main(*fits)))
    with pytest.raises(UserError, match=r"renders 1,\d{3},\d{3} bytes, CloudFormation takes 1,000,000; move resources"):
        render(synthesize(main(*fits, topic("T3", DisplayName=character * size))))
