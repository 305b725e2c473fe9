#!/usr/bin/env bash
# Says where an environment is not what was deployed. In GitHub Actions, what it says is the output named after it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [[ -z ${GITHUB_OUTPUT:-} ]]; then
  exec .venv/bin/stamp-infra drift "$@"
fi

status=0
report=$(.venv/bin/stamp-infra drift "$@" 2>&1) || status=$?
printf '%s\n' "${report}"
if ((status != 0)) && [[ ${1-} =~ ^[a-z]+$ ]]; then
  # Nobody can guess the line that ends the output, so no name in AWS can add a second one.
  end=$(od -An -N16 -tx8 /dev/urandom | tr -d ' \n')
  printf '%s<<%s\n%s\n%s\n' "$1" "${end}" "${report:0:15000}" "${end}" >>"${GITHUB_OUTPUT}"
fi
exit "${status}"
