"""A package that cannot be used name by name is loaded as a whole."""

from __future__ import annotations

import subprocess
import sys


def run(program: str) -> str:
    command = [sys.executable, "-c", program]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_a_deferred_package_loads_little_and_gives_the_real_things() -> None:
    program = """
import sys
from stamp_infra.check.packages import defer
def use():
    import networkx
    graph = networkx.MultiDiGraph()
    graph.add_edge("a", "b")
    graph.add_edge("b", "a")
    assert networkx.find_cycle(graph, "a")
defer("networkx", use)
import networkx
from networkx.classes.multidigraph import MultiDiGraph
print(networkx.MultiDiGraph is MultiDiGraph, "networkx.generators" in sys.modules, type(networkx).__name__)
"""
    assert run(program) == "True False _Package"


def test_a_package_whose_names_are_elsewhere_is_loaded_as_a_whole() -> None:
    program = """
from stamp_infra.check.packages import defer
def use():
    raise ImportError("built otherwise")
defer("networkx", use)
import networkx
print(type(networkx).__name__, networkx.path_graph(3).number_of_nodes())
"""
    assert run(program) == "module 3"


def test_a_name_that_nobody_foresaw_loads_the_package() -> None:
    program = """
from stamp_infra.check.packages import complete, defer
defer("sympy", lambda: None)
import sympy
print(type(sympy).__name__, sympy.factorial(4), type(sympy).__name__)
complete("sympy")
complete("never imported")
"""
    assert run(program) == "_Package 24 module"
