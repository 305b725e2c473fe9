"""Every rule is registered, named after its module, tested and explained."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stamp_infra.check import rules
from stamp_infra.check.rules import RULES

if TYPE_CHECKING:
    from stamp_infra.check.rule import Rule

FOLDER = Path(rules.__file__).parent
TESTS = Path(__file__).parent
NAMES = [rule.name for rule in RULES]


def module_of(rule: Rule) -> str:
    return rule.find.__module__


def test_no_two_rules_share_a_name() -> None:
    assert len(set(NAMES)) == len(NAMES)


def test_every_module_with_a_rule_is_registered() -> None:
    written = {path.stem for path in FOLDER.glob("*/*.py") if "\nRULE: Final" in path.read_text(encoding="utf-8")}
    assert {module_of(rule).rpartition(".")[2] for rule in RULES} == written


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_a_rule_is_named_after_its_module(rule: Rule) -> None:
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", rule.name).lower()
    assert module_of(rule).rpartition(".")[2] == words


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_a_rule_has_a_test_beside_its_like(rule: Rule) -> None:
    service, module = module_of(rule).split(".")[-2:]
    assert (TESTS / service / f"test_{module}.py").is_file()


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_a_rule_says_in_sentences_why_it_matters_and_what_to_do(rule: Rule) -> None:
    for sentence in (rule.why, rule.remedy):
        assert sentence[0].isupper()
        assert sentence.endswith(".")
