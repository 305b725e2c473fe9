#!/usr/bin/env bash
# Deploys one environment: refuses what was not reviewed, shows what changes, and never replaces data unasked.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

exec .venv/bin/stamp-infra deploy "$@"
