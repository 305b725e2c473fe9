"""Sign-in trusts the stand-in for LINE while a block runs, and LINE alone before and after it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

FUNCTIONS: Final = ("stamp-rally-dev-auth", "stamp-rally-dev-auth-challenge")
ALIAS: Final = "live"
VARIABLE: Final = "LINE_JWKS_URL"


@contextmanager
def trusted(functions: Any, url: str) -> Iterator[None]:
    """Let the functions that check LINE's tokens take its keys from `url`; `functions` is a client of Lambda.

    Each alias leads to a version of its own meanwhile, which is gone afterwards: what was deployed is not touched.
    """
    before = {name: functions.get_alias(FunctionName=name, Name=ALIAS)["FunctionVersion"] for name in FUNCTIONS}
    made: dict[str, str] = {}
    try:
        for name in FUNCTIONS:
            made[name] = _version(functions, name, url)
            functions.update_alias(FunctionName=name, Name=ALIAS, FunctionVersion=made[name])
        yield
    finally:
        for name, version in before.items():
            functions.update_alias(FunctionName=name, Name=ALIAS, FunctionVersion=version)
        for name, version in made.items():
            functions.delete_function(FunctionName=name, Qualifier=version)


def _version(functions: Any, name: str, url: str) -> str:
    """Return a new version of a function with the keys' address, and leave the function as it was."""
    kept = functions.get_function_configuration(FunctionName=name)["Environment"]["Variables"]
    try:
        functions.update_function_configuration(FunctionName=name, Environment={"Variables": {**kept, VARIABLE: url}})
        return str(functions.publish_version(FunctionName=name)["Version"])
    finally:
        functions.update_function_configuration(FunctionName=name, Environment={"Variables": kept})
