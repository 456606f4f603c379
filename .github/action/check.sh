#!/usr/bin/env bash
# Runs the check: annotations go to the log, the summary and the SARIF file to where GitHub looks for them. The exit code
# is an output, so that the findings can be uploaded before the job fails.
set -uo pipefail

arguments=()
[ -z "${GAPCHECK_CONFIG:-}" ] || arguments+=(--config "$GAPCHECK_CONFIG")
[ -z "${GAPCHECK_CHANGED_SINCE:-}" ] || arguments+=(--changed-since "$GAPCHECK_CHANGED_SINCE")
paths=()
while IFS= read -r path; do
    [ -z "$path" ] || paths+=("$path")
done <<< "${GAPCHECK_PATHS:-}"
# An empty list must not become an empty argument, and old shells stop at one that was never filled.
check() { gapcheck check ${arguments[@]+"${arguments[@]}"} "$@" ${paths[@]+-- "${paths[@]}"}; }

check --format github
code=$?

if [ "${GAPCHECK_SUMMARY:-true}" = true ] && [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
    check --format markdown >> "$GITHUB_STEP_SUMMARY"
fi

sarif="${RUNNER_TEMP:?}/gapcheck.sarif"
rm -f "$sarif"
check --format sarif --output "$sarif"
{
    echo "exit-code=$code"
    if [ -s "$sarif" ]; then echo "sarif-file=$sarif"; else echo "sarif-file="; fi
} >> "${GITHUB_OUTPUT:?}"
