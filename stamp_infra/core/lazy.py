"""Heavy packages that a library imports but our path never touches are loaded only if something does touch them."""

from __future__ import annotations

import importlib.util
import sys


def defer(*packages: str) -> None:
    """Register packages so that importing them costs nothing until an attribute of theirs is read.

    troposphere imports cfn_flip for its own `to_yaml`, which we do not call: a third of its import time.
    """
    for package in packages:
        spec = None if package in sys.modules else importlib.util.find_spec(package)
        if spec is not None and spec.loader is not None:
            spec.loader = importlib.util.LazyLoader(spec.loader)
            module = importlib.util.module_from_spec(spec)
            sys.modules[package] = module
            spec.loader.exec_module(module)
