"""Every line of the overlay is still needed: a newer schema that says the same, or no longer the opposite, ends it."""

from __future__ import annotations

import importlib

import pytest

from stamp_infra.permissions.handlers import DELETING, KEEPING, called
from stamp_infra.permissions.overlay import LACKING, LINKED_ROLES, NEVER, UNKNOWN, UNUSED

REGION = "ap-northeast-1"


def known(kind: str) -> frozenset[str]:
    return called(kind, REGION, KEEPING) | called(kind, REGION, DELETING)


@pytest.mark.parametrize("kind", LACKING)
def test_what_a_schema_lacks_is_not_in_it(kind: str) -> None:
    actions, why = LACKING[kind]
    assert known(kind) & {*actions} == set()
    assert why


@pytest.mark.parametrize("kind", UNUSED)
def test_what_a_schema_names_in_vain_is_in_it(kind: str) -> None:
    actions, why = UNUSED[kind]
    assert {*actions} <= known(kind)
    assert why


@pytest.mark.parametrize("kind", LINKED_ROLES)
def test_a_service_linked_role_is_made_for_a_type_that_asks_for_one(kind: str) -> None:
    assert "iam:CreateServiceLinkedRole" in known(kind)


def test_what_is_never_allowed_is_asked_for() -> None:
    asked = known("AWS::IAM::Role") | known("AWS::Lambda::LayerVersion") | known("AWS::S3::Bucket")
    assert NEVER.keys() <= asked
    assert all(NEVER.values())


@pytest.mark.parametrize("action", UNKNOWN)
def test_what_is_called_no_action_is_none(action: str) -> None:
    service, _, name = action.partition(":")
    assert name not in dir(importlib.import_module(f"awacs.{service.replace('-', '_')}"))
