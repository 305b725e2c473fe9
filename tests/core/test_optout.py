"""A safe default is switched off by a reason that a reviewer can read, and by nothing less."""

from __future__ import annotations

from typing import Any

import pytest

from stamp_infra import opt_out
from stamp_infra.core.optout import metadata


@pytest.mark.parametrize("why", ["It is rebuilt every night.", "nobody reads it", "毎晩作り直すため。"])
def test_a_sentence_is_a_reason(why: str) -> None:
    assert list(opt_out(why).mistakes("here")) == []


@pytest.mark.parametrize("why", ["", "no", "not needed", "不要です", "   a   b   ", None, 3, ["a reason in words"]])
def test_less_is_none(why: Any) -> None:
    (mistake,) = opt_out(why).mistakes("here")
    assert str(mistake).startswith("here: opts out of a safe default without a reason (got ")


def test_facts_stand_under_the_library_s_own_key() -> None:
    facts = {"OptOuts": {"Versioning": "It is rebuilt every night."}}
    assert metadata(facts) == {"StampInfra": facts}
