#!/usr/bin/env bash
# Prepares the account of an environment: artifact bucket, deploy roles, trust in GitHub. Asks before it changes anything.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

exec .venv/bin/stamp-infra bootstrap "$@"
