"""Whatever is declared, it either renders, whole and right, or every mistake in it is told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings

from stamp_infra import UserError
from stamp_infra.render.render import render
from stamp_infra.rendered.documents import parse
from stamp_infra.synth.synthesize import synthesize
from tests.declarations import declarations

if TYPE_CHECKING:
    from tests.declarations import Declared

thoroughly = settings(
    max_examples=2000, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
)
quickly = settings(thoroughly, max_examples=300)


@thoroughly
@given(declarations(odd=60))
def test_a_declaration_renders_or_every_mistake_in_it_is_told(declared: Declared) -> None:
    try:
        files = render(synthesize(declared.app))
    except UserError as error:
        assert error.mistakes
        for mistake in error.mistakes:
            assert re.match(r"templates/\w*", mistake.where)
            assert mistake.what
            assert mistake.remedy
            assert str(mistake)
        return
    assert files == render(synthesize(declared.app))
    for template in synthesize(declared.app).templates:
        assert parse(files[template.path], template.path) == template.body
        for section in ("Parameters", "Conditions", "Resources", "Outputs"):
            assert all(re.fullmatch("[A-Za-z0-9]{1,255}", title) for title in template.body.get(section, {}))
