"""No single bad change of a rendered template passes the rules and the contract unseen."""

from __future__ import annotations

from collections import Counter
from typing import Final

import pytest

from tests.rally.mutation import Mutation, caught
from tests.rally.mutations import MUTATIONS

_FEWEST: Final = 200


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.what)
def test_a_single_bad_change_is_caught(mutation: Mutation) -> None:
    assert caught(mutation) != []


def test_the_committed_templates_say_nothing() -> None:
    assert caught(Mutation("nothing", "cfn/dynamodb.yaml", lambda _: None)) == []


def test_there_are_enough_changes_and_no_two_alike() -> None:
    names = Counter(mutation.what for mutation in MUTATIONS)
    assert len(names) >= _FEWEST
    assert names.most_common(1)[0][1] == 1
