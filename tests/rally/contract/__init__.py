"""What the front end, the functions and the operators rely on, as functions from an environment to what differs."""

from __future__ import annotations

from typing import Final

from tests.rally.contract import api, data, functions, messaging, observability, permissions, safety, sign_in

CONTRACT: Final = (
    data.tables,
    data.buckets,
    data.bucket_policies,
    api.routes,
    api.preflights,
    api.errors,
    api.models,
    api.limits,
    permissions.functions,
    permissions.api,
    permissions.visitors,
    functions.configuration,
    functions.releases,
    sign_in.user_pool,
    sign_in.client,
    sign_in.identities,
    messaging.queues,
    messaging.upload_rule,
    messaging.consumer,
    observability.log_groups,
    observability.alarms,
    observability.topic,
    safety.audit,
    safety.backups,
    safety.budget,
)
