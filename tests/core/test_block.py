"""A block holds its resources in the order in which they are rendered, or what is wrong with its input."""

from __future__ import annotations

from stamp_infra import Block, Mistake
from stamp_infra.core.block import broken
from tests.rendering import topic


def test_the_main_resource_comes_first() -> None:
    main, first, second = topic("Main"), topic("First"), topic("Second")
    assert Block(main=main, others=(first, second)).resources == (main, first, second)


def test_a_broken_block_tells_its_mistakes_and_may_be_referred_to() -> None:
    mistake = Mistake(where="here", what="is wrong", remedy="mend it")
    block = broken([mistake])
    assert block.mistakes == (mistake,)
    assert block.main.title
