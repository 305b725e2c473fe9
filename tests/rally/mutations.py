"""The single changes that somebody may make by mistake, or by intent, and that must not pass."""

from __future__ import annotations

from typing import Final

from tests.rally.changes.alarms import ALARMS
from tests.rally.changes.api import API
from tests.rally.changes.buckets import BUCKETS
from tests.rally.changes.cors import CORS
from tests.rally.changes.deployments import DEPLOYMENTS
from tests.rally.changes.functions import FUNCTIONS
from tests.rally.changes.keys import KEYS
from tests.rally.changes.messaging import MESSAGING
from tests.rally.changes.permissions import PERMISSIONS
from tests.rally.changes.published import PUBLISHED
from tests.rally.changes.safety import SAFETY
from tests.rally.changes.sign_in import SIGN_IN
from tests.rally.changes.tables import TABLES

MUTATIONS: Final = (
    *TABLES,
    *BUCKETS,
    *API,
    *CORS,
    *DEPLOYMENTS,
    *PERMISSIONS,
    *KEYS,
    *SIGN_IN,
    *FUNCTIONS,
    *MESSAGING,
    *ALARMS,
    *SAFETY,
    *PUBLISHED,
)
