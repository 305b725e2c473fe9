#!/usr/bin/env bash
# Proves that a deployed environment is what was declared, one line per promise. It only looks.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

exec .venv/bin/stamp-infra smoke "$@"
