#!/usr/bin/env bash
# Takes an environment back to the revision deployed before, or out of a stack that is stuck. Never touches data.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

exec .venv/bin/stamp-infra rollback "$@"
