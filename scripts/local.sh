#!/usr/bin/env bash
# Deploys dev to the embedded AWS by the scripts of every environment, and calls its API over HTTP.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [[ ${1-} == --help || ${1-} == -h ]]; then
  cat <<'HELP'
Usage: scripts/local.sh

Start the embedded AWS, prepare it, deploy dev to it, look at what is deployed, and call the API as a browser does.
A second run deploys what has changed. `stamp-infra local down` ends it, `stamp-infra local reset` forgets all of it.
HELP
  exit 0
fi
if (($# > 0)); then
  printf 'error: it takes no arguments (got %q); see --help\n' "$1" >&2
  exit 2
fi

step() { printf '\n== %s\n' "$1"; }

step 'start the embedded AWS'
.venv/bin/stamp-infra local up
variables=$(.venv/bin/stamp-infra local env)
eval "${variables}"

step 'prepare its account'
scripts/bootstrap.sh dev --yes

step 'deploy dev'
scripts/deploy.sh dev --yes
if ! .venv/bin/stamp-infra secrets check dev >/dev/null 2>&1; then
  # A stand-in, without which the next deployment would be refused.
  od -An -N16 -tx1 /dev/urandom | tr -d ' \n' | .venv/bin/stamp-infra secrets set dev line/channel-secret --stdin
fi

step 'look at what is deployed'
scripts/smoke.sh dev --failures

step 'call the API'
.venv/bin/stamp-infra local visit dev

printf '\nIt goes on running; docs/local.md says how to use it. To end it: .venv/bin/stamp-infra local down\n'
