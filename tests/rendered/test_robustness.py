"""Whatever stands in a template, it is resolved or refused, and never a traceback."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from hypothesis import given, settings
from hypothesis import strategies as st

from stamp_infra.core.errors import UserError
from stamp_infra.rendered.load import template
from stamp_infra.rendered.nest import Reader, stack_of
from stamp_infra.rendered.resolve import as_deployed, resolve

_KEYS: Final = (
    "Ref Condition Fn::GetAtt Fn::Sub Fn::Join Fn::Select Fn::Split Fn::FindInMap Fn::If Fn::Equals Fn::And Fn::Or "
    "Fn::Not Fn::Base64 Fn::Cidr Fn::GetAZs Fn::ImportValue Fn::Transform DefaultValue A"
).split()
_TEXTS: Final = [
    "",
    "A",
    "P",
    "M",
    "C",
    "A.Arn",
    "${A}",
    "${P}-${!x}",
    "${A.Arn}${",
    "AWS::NoValue",
    "AWS::Region",
    ",",
    "0",
]

_leaves = st.none() | st.booleans() | st.integers(-1, 2) | st.floats(allow_nan=False) | st.sampled_from(_TEXTS)
_values = st.recursive(
    _leaves,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(_KEYS), inner, max_size=2),
    max_leaves=12,
)
_templates = st.fixed_dictionaries(
    {
        "Parameters": st.fixed_dictionaries({"P": st.fixed_dictionaries({"Type": _values, "Default": _values})}),
        "Mappings": st.fixed_dictionaries({"M": st.dictionaries(st.sampled_from(_TEXTS), _values, max_size=2)}),
        "Conditions": st.fixed_dictionaries({"C": _values}),
        "Resources": st.fixed_dictionaries(
            {
                "A": st.fixed_dictionaries(
                    {"Type": st.just("AWS::SNS::Topic"), "Properties": st.fixed_dictionaries({"X": _values})},
                    optional={
                        "DependsOn": _values,
                        "Condition": _values,
                        "DeletionPolicy": _values,
                        "Metadata": _values,
                    },
                )
            }
        ),
        "Outputs": st.fixed_dictionaries({"O": st.fixed_dictionaries({"Value": _values, "Condition": _values})}),
    }
)


@settings(max_examples=500, deadline=None)
@given(_templates)
def test_every_template_is_resolved_or_refused(body: dict[str, Any]) -> None:
    content = json.dumps(body).encode()

    def never(*_: object, **__: object) -> dict[str, Any]:
        raise AssertionError

    with suppress(UserError):
        stack = stack_of(Path("root.yaml"), None, Reader(load=lambda path: template(path, content), expand=never))
        assert all(isinstance(resource.properties, dict) for resource in resolve(stack, None).resources)
        json.dumps(as_deployed(stack))
