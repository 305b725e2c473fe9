"""An application knows where each of its stacks is declared and rendered."""

from __future__ import annotations

from stamp_infra import Stack
from tests.rendering import application, topic


def test_the_root_comes_last_because_it_is_made_of_the_others() -> None:
    nested, alone = Stack("orders", [topic("A")]), Stack("account", [topic("B")])
    app = application(nested, standalone=(alone,))
    assert app.stacks == (nested, alone, app.root)


def test_a_module_and_a_template_have_the_same_stem() -> None:
    stack = Stack("order-history", [topic("A")])
    app = application(stack)
    assert (app.source(stack), app.path(stack)) == ("templates/order_history.py", "cfn/order-history.yaml")


def test_the_root_is_the_one_template_of_sam() -> None:
    app = application()
    assert (app.source(app.root), app.path(app.root)) == ("templates/main.py", "sam/template.yaml")


def test_another_folder_of_declarations_is_named_in_every_source() -> None:
    app = application(package="shops/tea")
    assert app.source(app.root) == "shops/tea/main.py"
