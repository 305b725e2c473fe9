"""Every mend of ministack, in the order in which they are applied: adding one is one line here and two tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.local.mends import (
    apigateway,
    apigateway_access_log,
    awslambda,
    backup,
    budgets,
    cloudtrail,
    cloudwatch,
    cognito,
    cognito_custom_auth,
    conditions,
    dynamodb,
    iam,
    iam_policy_variables,
    nested_stacks,
    placeholders,
    s3,
    sns,
    tls,
)

if TYPE_CHECKING:
    from collections.abc import Callable

MENDS: Final[tuple[Callable[[], None], ...]] = (
    apigateway.request_validators_exist,
    apigateway.methods_keep_their_validator,
    apigateway.default_models_validate,
    apigateway_access_log.stages_keep_their_access_log,
    apigateway_access_log.access_logs_are_written,
    awslambda.templates_reserve_concurrency,
    backup.backup_selections_exist,
    backup.vaults_keep_their_access_policy,
    budgets.budgets_exist,
    cloudtrail.trails_exist,
    cloudwatch.alarms_over_expressions_exist,
    cognito.deletion_protection_holds,
    cognito.generated_passwords_fit_the_policy,
    cognito.guests_are_refused,
    cognito_custom_auth.unknown_users_are_challenged,
    conditions.conditions_look_up_mappings,
    dynamodb.recovery_period_is_kept,
    dynamodb.templates_set_time_to_live,
    dynamodb.templates_set_point_in_time_recovery,
    dynamodb.templates_set_encryption,
    dynamodb.deletion_protection_holds,
    dynamodb.existing_tables_are_not_overwritten,
    iam.role_policies_exist,
    iam.oidc_providers_exist,
    iam_policy_variables.policy_variables_are_resolved,
    iam_policy_variables.identities_are_policy_variables,
    nested_stacks.deletion_policies_hold,
    nested_stacks.failed_creates_are_rolled_back,
    nested_stacks.unchanged_resources_keep_their_attributes,
    placeholders.placeholders_are_accepted,
    s3.templates_set_encryption,
    s3.templates_set_lifecycle,
    s3.templates_set_ownership,
    s3.templates_set_logging,
    s3.templates_set_tags,
    sns.templates_set_encryption,
    tls.loopback_counts_as_tls,
)
