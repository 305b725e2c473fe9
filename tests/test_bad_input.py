"""Whoever declares something wrong is told where, what was found there, and what to do: word for word."""

from __future__ import annotations

from typing import Final

import pytest
from troposphere import dynamodb

from stamp_infra import Stack, ref
from stamp_infra.blocks.dynamodb import table
from stamp_infra.blocks.sqs import queue
from tests.bad_input.application import APPLICATIONS
from tests.bad_input.blocks import BLOCKS
from tests.bad_input.limits import LIMITS
from tests.bad_input.stacks import STACKS
from tests.rendering import application, environment, mistakes, prod, topic

ALL: Final = BLOCKS | STACKS | APPLICATIONS | LIMITS


@pytest.mark.parametrize("what", ALL)
def test_is_told_word_for_word(what: str) -> None:
    declare, expected = ALL[what]
    assert " ".join(" ".join(mistakes(declare())).split()) == " ".join(expected.split())


def test_five_mistakes_in_five_places_are_told_at_once() -> None:
    app = application(
        Stack("storage", [table("Orders", key="Id:X")]),
        Stack("work", [queue("packing", visibility_s=-1)]),
        environments=(environment(days=0), prod),
        tags={"": "shop"},
    )
    assert [message.split(" (got")[0] for message in mistakes(app)] == [
        "templates/environments.py: dev.days: must be a whole number from 1 to 400",
        "templates/app.py: App.tags: must be up to 128 letters, digits, spaces and .:/+@-_, not beginning with aws:",
        'templates/storage.py: table "Orders".name: must be lower-case words joined by hyphens',
        'templates/storage.py: table "Orders".key type: is not a choice',
        'templates/work.py: queue "packing".visibility_s: must be a whole number from 0 to 43200',
    ]


def test_what_only_the_whole_shows_to_be_wrong_is_told_at_once_too() -> None:
    root = Stack("main", [topic("One", DisplayName=ref(topic("Lost"))), dynamodb.Table("Orders", TableName="orders")])
    assert [message.split(";")[0] for message in mistakes(application(root=root))] == [
        "templates/main.py: One: refers to Lost, which no stack of the application holds",
        "templates/main.py: Orders: lacks KeySchema, which AWS::DynamoDB::Table requires",
    ]
