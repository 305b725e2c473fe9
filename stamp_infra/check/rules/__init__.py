"""Every rule that `check` applies: adding one is one import and one line here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rules.account import (
    account_singletons_stand_apart,
)
from stamp_infra.check.rules.apigateway import (
    api_answers_one_origin,
    api_may_invoke_its_functions,
    cors_origins_are_bare_https,
    cors_preflight_carries_headers,
    cors_preflight_is_anonymous,
    deployment_id_covers_the_api,
    deployment_waits_for_the_api,
    gateway_responses_carry_cors_headers,
    gateway_responses_keep_the_status,
    methods_are_authorized,
    request_bodies_are_validated,
    request_models_are_closed,
    requests_are_traced,
    stage_logs_no_bodies,
    stage_throttles,
    stage_writes_logs,
)
from stamp_infra.check.rules.awslambda import (
    alias_deploys_gradually,
    function_admits_its_triggers,
    function_may_write_its_log_and_traces,
    function_permission_names_its_source,
    function_runs_on_arm64,
    function_states_timeout_and_memory,
    queue_consumer_is_bounded,
    queue_consumer_reports_partial_failures,
    version_follows_its_function,
)
from stamp_infra.check.rules.backup import (
    prod_backups_leave_the_region,
    tables_are_backed_up,
)
from stamp_infra.check.rules.cloudformation import (
    template_is_within_limits,
)
from stamp_infra.check.rules.cloudtrail import (
    trail_proves_its_integrity,
    trail_records_every_table_and_bucket,
)
from stamp_infra.check.rules.cloudwatch import (
    alarm_counts_datapoints,
    alarm_decides_on_missing_data,
    alarm_tells_somebody,
)
from stamp_infra.check.rules.cognito import (
    client_allows_no_password,
    client_hides_who_exists,
    client_revokes_tokens,
    client_uses_no_implicit_flow,
    identity_pool_refuses_guests,
    schema_entries_have_attribute_data_type,
    user_pool_refuses_self_sign_up,
)
from stamp_infra.check.rules.data import (
    deletion_protection_is_on,
    stateful_resources_are_retained,
    storage_spans_zones,
)
from stamp_infra.check.rules.dynamodb import (
    table_is_encrypted,
    table_recovers_to_any_point,
)
from stamp_infra.check.rules.events import (
    bucket_sends_the_events_rules_wait_for,
)
from stamp_infra.check.rules.iam import (
    actions_are_exact,
    function_has_its_own_role,
    function_role_trusts_lambda_alone,
    functions_cannot_destroy_data,
    functions_may_use_what_they_are_told,
    identity_pool_trust_is_pinned,
    index_grants_are_exact,
    indexes_are_granted,
    managed_policies_are_reviewed,
    oidc_trust_is_pinned,
    pass_role_names_its_service,
    policies_name_their_principal,
    resources_are_exact,
    service_principals_are_confined,
)
from stamp_infra.check.rules.kms import (
    key_rotates,
)
from stamp_infra.check.rules.logs import (
    function_owns_its_log_group,
    log_group_has_retention,
    log_group_is_encrypted,
)
from stamp_infra.check.rules.names import (
    bucket_names_carry_account_and_region,
    names_fit_their_service,
)
from stamp_infra.check.rules.s3 import (
    bucket_aborts_unfinished_uploads,
    bucket_access_is_logged,
    bucket_blocks_public_access,
    bucket_is_encrypted,
    bucket_keeps_and_expires_versions,
    bucket_owns_its_objects,
    bucket_refuses_plain_http,
)
from stamp_infra.check.rules.secrets import (
    no_secret_is_written_down,
)
from stamp_infra.check.rules.sns import (
    topic_admits_its_publishers,
    topic_has_subscribers,
    topic_is_encrypted,
    topic_key_admits_its_publishers,
)
from stamp_infra.check.rules.sqs import (
    dead_letters_outlive_their_queue,
    queue_admits_its_senders,
    queue_has_dead_letter_queue,
    queue_is_encrypted,
    queue_key_admits_its_senders,
    queue_waits_for_its_function,
)

if TYPE_CHECKING:
    from stamp_infra.check.rule import Rule

RULES: Final[tuple[Rule, ...]] = (
    account_singletons_stand_apart.RULE,
    api_answers_one_origin.RULE,
    api_may_invoke_its_functions.RULE,
    cors_origins_are_bare_https.RULE,
    cors_preflight_carries_headers.RULE,
    cors_preflight_is_anonymous.RULE,
    deployment_id_covers_the_api.RULE,
    deployment_waits_for_the_api.RULE,
    gateway_responses_carry_cors_headers.RULE,
    gateway_responses_keep_the_status.RULE,
    methods_are_authorized.RULE,
    request_bodies_are_validated.RULE,
    request_models_are_closed.RULE,
    requests_are_traced.RULE,
    stage_logs_no_bodies.RULE,
    stage_throttles.RULE,
    stage_writes_logs.RULE,
    alias_deploys_gradually.RULE,
    function_admits_its_triggers.RULE,
    function_may_write_its_log_and_traces.RULE,
    function_permission_names_its_source.RULE,
    function_runs_on_arm64.RULE,
    function_states_timeout_and_memory.RULE,
    queue_consumer_is_bounded.RULE,
    queue_consumer_reports_partial_failures.RULE,
    version_follows_its_function.RULE,
    prod_backups_leave_the_region.RULE,
    tables_are_backed_up.RULE,
    template_is_within_limits.RULE,
    trail_proves_its_integrity.RULE,
    trail_records_every_table_and_bucket.RULE,
    alarm_counts_datapoints.RULE,
    alarm_decides_on_missing_data.RULE,
    alarm_tells_somebody.RULE,
    client_allows_no_password.RULE,
    client_hides_who_exists.RULE,
    client_revokes_tokens.RULE,
    client_uses_no_implicit_flow.RULE,
    identity_pool_refuses_guests.RULE,
    schema_entries_have_attribute_data_type.RULE,
    user_pool_refuses_self_sign_up.RULE,
    deletion_protection_is_on.RULE,
    stateful_resources_are_retained.RULE,
    storage_spans_zones.RULE,
    table_is_encrypted.RULE,
    table_recovers_to_any_point.RULE,
    bucket_sends_the_events_rules_wait_for.RULE,
    actions_are_exact.RULE,
    function_has_its_own_role.RULE,
    function_role_trusts_lambda_alone.RULE,
    functions_cannot_destroy_data.RULE,
    functions_may_use_what_they_are_told.RULE,
    identity_pool_trust_is_pinned.RULE,
    index_grants_are_exact.RULE,
    indexes_are_granted.RULE,
    managed_policies_are_reviewed.RULE,
    oidc_trust_is_pinned.RULE,
    pass_role_names_its_service.RULE,
    policies_name_their_principal.RULE,
    resources_are_exact.RULE,
    service_principals_are_confined.RULE,
    key_rotates.RULE,
    function_owns_its_log_group.RULE,
    log_group_has_retention.RULE,
    log_group_is_encrypted.RULE,
    bucket_names_carry_account_and_region.RULE,
    names_fit_their_service.RULE,
    bucket_aborts_unfinished_uploads.RULE,
    bucket_access_is_logged.RULE,
    bucket_blocks_public_access.RULE,
    bucket_is_encrypted.RULE,
    bucket_keeps_and_expires_versions.RULE,
    bucket_owns_its_objects.RULE,
    bucket_refuses_plain_http.RULE,
    no_secret_is_written_down.RULE,
    topic_admits_its_publishers.RULE,
    topic_has_subscribers.RULE,
    topic_is_encrypted.RULE,
    topic_key_admits_its_publishers.RULE,
    dead_letters_outlive_their_queue.RULE,
    queue_admits_its_senders.RULE,
    queue_has_dead_letter_queue.RULE,
    queue_is_encrypted.RULE,
    queue_key_admits_its_senders.RULE,
    queue_waits_for_its_function.RULE,
)
