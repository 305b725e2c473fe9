#!/usr/bin/env bash
# Plays a visitor from sign-in to reward against the API on this machine, and shows each call with its answer.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [[ ${1-} == --help || ${1-} == -h ]]; then
  cat <<'HELP'
Usage: scripts/demo.sh

Play a visitor of the sample event against dev in the embedded AWS, which is started and deployed to when it is not.
The visitor's account is deleted at the end. A stand-in for LINE signs the visitor in: nobody at LINE is asked.
HELP
  exit 0
fi
if (($# > 0)); then
  printf 'error: it takes no arguments (got %q); see --help\n' "$1" >&2
  exit 2
fi

if ! .venv/bin/stamp-infra local status >/dev/null || ! .venv/bin/stamp-infra local seed --dry-run >/dev/null 2>&1; then
  scripts/local.sh
fi
.venv/bin/stamp-infra local seed
exec .venv/bin/python -m tests.demo
