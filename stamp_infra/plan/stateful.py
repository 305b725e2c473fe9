"""What a change must not take away: everything that holds data, and what says whose data it is."""

from __future__ import annotations

from typing import Final

from stamp_infra.core import stateful

HOLDS: Final = {
    **stateful.HOLDS,
    "AWS::Cognito::IdentityPool": "every identity, and with it who owns which object",
}
