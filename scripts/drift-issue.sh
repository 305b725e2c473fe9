#!/usr/bin/env bash
# Keeps one open issue that says which environments drifted, and closes it when none does.
set -euo pipefail

readonly TITLE='Drift: what runs is not what was deployed'

if [[ ${1-} == --help || ${1-} == -h ]]; then
  cat <<'HELP'
Usage: scripts/drift-issue.sh

Open, update or close the one issue with the label drift. It takes what it needs from the environment:
  RESULT            success, or failure when any environment drifted or could not be looked at
  DEV STG PROD      what scripts/drift.sh said of each environment that is not as it should be
  RUN_URL           the run with the whole of it
  GH_TOKEN GH_REPO  what `gh` needs
HELP
  exit 0
fi
if (($# > 0)); then
  printf 'error: it takes no arguments (got %q); see --help\n' "$1" >&2
  exit 2
fi
: "${RESULT:?is not set; see --help}" "${RUN_URL:?is not set; see --help}"

body() {
  printf 'The nightly detection found differences, or could not look. Each environment that is not named here is as it was deployed.\n'
  local environment name
  for environment in dev stg prod; do
    name=${environment^^}
    if [[ -n ${!name-} ]]; then
      printf '\n## %s\n\n' "${environment}"
      # Indented, it is code whatever it says.
      printf '%s\n' "${!name}" | sed 's/^/    /'
    fi
  done
  if [[ -z ${DEV-}${STG-}${PROD-} ]]; then
    printf '\nNo environment reported anything: a job failed before it could look.\n'
  fi
  printf '\nThe run: %s\n\nWhat to do is in docs/deploy.md, under Drift.\n' "${RUN_URL}"
}

number=$(gh issue list --label drift --state open --limit 1 --json number --jq '.[0].number // empty')
case "${RESULT}" in
success)
  if [[ -n ${number} ]]; then
    gh issue close "${number}" --comment "Every environment is as it was deployed: ${RUN_URL}"
  fi
  ;;
failure)
  if [[ -n ${number} ]]; then
    body | gh issue edit "${number}" --body-file -
  else
    gh label create drift --force --color D93F0B --description "What runs is not what was deployed"
    body | gh issue create --title "${TITLE}" --label drift --body-file -
  fi
  ;;
*)
  printf 'Nothing to say about a run that ended as %s.\n' "${RESULT}"
  ;;
esac
