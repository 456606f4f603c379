#!/usr/bin/env bash
# Runs the check: annotations go to the log, the summary and the SARIF file to where GitHub looks for them. The exit code
# is an output, so that the findings can be uploaded before the job fails.
set -uo pipefail

sarif="${RUNNER_TEMP:?}/gapcheck.sarif"
summary="$RUNNER_TEMP/gapcheck.md"
rm -f "$sarif" "$summary"

arguments=(--format github --also "sarif=$sarif" --also "markdown=$summary")
[ -z "${GAPCHECK_CONFIG:-}" ] || arguments+=(--config "$GAPCHECK_CONFIG")
[ -z "${GAPCHECK_CHANGED_SINCE:-}" ] || arguments+=(--changed-since "$GAPCHECK_CHANGED_SINCE")
arguments+=(--)
while IFS= read -r path; do
    [ -z "$path" ] || arguments+=("$path")
done <<< "${GAPCHECK_PATHS:-}"

gapcheck check "${arguments[@]}"
code=$?

if [ "${GAPCHECK_SUMMARY:-true}" = true ] && [ -n "${GITHUB_STEP_SUMMARY:-}" ] && [ -s "$summary" ]; then
    cat "$summary" >> "$GITHUB_STEP_SUMMARY"
fi
{
    echo "exit-code=$code"
    if [ -s "$sarif" ]; then echo "sarif-file=$sarif"; else echo "sarif-file="; fi
} >> "${GITHUB_OUTPUT:?}"
