"""Every environment is what the front end, the functions and the operators rely on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.rally.contract import CONTRACT
from tests.rally.resolved import ENVIRONMENTS, resolved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from stamp_infra.rendered.model import Resolved


@pytest.mark.parametrize("environment", ENVIRONMENTS)
@pytest.mark.parametrize("part", CONTRACT, ids=lambda part: f"{part.__module__.rpartition('.')[2]}.{part.__name__}")
def test_the_rendered_templates_keep_the_contract(part: Callable[[Resolved], Iterator[str]], environment: str) -> None:
    assert list(part(resolved(environment))) == []
