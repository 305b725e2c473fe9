"""Secrets are put with the environment's own key, and which are missing is known without reading any."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from stamp_infra.aws import parameters
from stamp_infra.core.errors import Mistake, UserError
from stamp_infra.operations import manifest
from stamp_infra.operations.connect import connect

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from stamp_infra.aws.connection import Connection
    from stamp_infra.aws.parameters import Described
    from stamp_infra.core.secret import Secret
    from stamp_infra.operations.target import Target

LARGEST: Final = 4096
"""Bytes that a parameter of the standard tier holds."""


@dataclass(frozen=True, kw_only=True)
class State:
    """One secret of one environment; `found` is None when nobody has put it."""

    secret: Secret
    path: str
    found: Described | None
    keys: frozenset[str]
    """What the environment's own key goes by."""

    @property
    def word(self) -> str:
        """`set`, `missing`, `not secret` for one that is no SecureString, `other key` for one nobody can decrypt."""
        if self.found is None:
            return "missing"
        if self.found.type != "SecureString":
            return "not secret"
        return "set" if self.found.key in self.keys else "other key"


def states(to: Target, connection: Connection) -> tuple[State, ...]:
    """Return every declared secret with what Parameter Store knows of it."""
    declared = manifest.secrets()
    paths = [secret.path(to.app, to.environment) for secret in declared]
    found = parameters.describe(connection, paths)
    keys = parameters.key_names(connection, key(to))
    pairs = zip(declared, paths, strict=True)
    return tuple(State(secret=one, path=path, found=found.get(path), keys=keys) for one, path in pairs)


def missing(to: Target) -> tuple[Mistake, ...]:
    """Return a mistake for each secret that a deployment must not go without.

    Before the first deployment there is no key to put one with, so that none counts as missing.
    """
    if not manifest.secrets():
        return ()
    connection = connect(to)
    if not parameters.key_names(connection, key(to)):
        return ()
    return tuple(wanting(states(to, connection), to.environment))


def wanting(found: Sequence[State], environment: str) -> Iterator[Mistake]:
    """Yield a mistake for each required secret that is not set, and for each that is no secret or cannot be read."""
    for state in found:
        remedy = f"run `stamp-infra secrets set {environment} {state.secret.name}` (owner: {state.secret.owner})"
        if state.word == "missing" and state.secret.required:
            yield Mistake(where=state.path, what="is missing", remedy=remedy)
        if state.word == "not secret":
            yield Mistake(
                where=state.path,
                what="can be read by whoever may list parameters",
                got=state.found.type if state.found else None,
                remedy=f"count its value as known, delete the parameter, and {remedy} with a new one",
            )
        if state.word == "other key":
            yield Mistake(where=state.path, what="is encrypted with a key that its readers may not use", remedy=remedy)


def put(to: Target, connection: Connection, name: str, value: str) -> tuple[str, int]:
    """Put the secret of this name; return its path and its version.

    Raises `UserError`, which never holds the value, for an unknown name, a value that cannot be meant, and before the
    first deployment.
    """
    secret = declared(name)
    problems = list(mistakes(secret.name, value))
    if problems:
        raise UserError(problems)
    path = secret.path(to.app, to.environment)
    if not parameters.key_names(connection, key(to)):
        remedy = f"deploy {to.environment} first: the key is part of it"
        raise UserError([Mistake(where=key(to), what="there is no such key", remedy=remedy)])
    return path, parameters.put_secret(connection, path, value, key=key(to), description=secret.description)


def declared(name: str) -> Secret:
    """Return the secret of this name; raise `UserError` when none is declared by it."""
    known: Mapping[str, Secret] = {secret.name: secret for secret in manifest.secrets()}
    if name not in known:
        close = get_close_matches(name, known, n=1)
        listed = f"name one of {', '.join(known)}" if known else "declare it in the module `secrets`"
        remedy = f"did you mean {close[0]}?" if close else listed
        # What was given may be the secret itself, in the wrong place: it is not repeated.
        raise UserError([Mistake(where="NAME", what="is not a secret of this application", remedy=remedy)])
    return known[name]


def mistakes(name: str, value: str) -> Iterator[Mistake]:
    """Yield what is wrong with a value, without the value."""
    if not value.strip():
        yield Mistake(where=name, what="the value is empty", remedy="give the secret itself")
    elif value != value.strip():
        what = "the value begins or ends with white space"
        yield Mistake(where=name, what=what, remedy="give the secret alone, without a space or an empty line")
    if len(value.encode("utf-8", "surrogateescape")) > LARGEST:
        yield Mistake(where=name, what=f"the value is longer than {LARGEST:,} bytes", remedy="give the secret alone")
    if any(not character.isprintable() and character not in "\r\n\t" for character in value):
        yield Mistake(where=name, what="the value holds control characters", remedy="paste it again as plain text")


def key(to: Target) -> str:
    """Return the alias of the key that the environment's secrets are encrypted with."""
    return f"alias/{to.app}-{to.environment}-secrets"
