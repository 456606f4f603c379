#!/usr/bin/env bash
# Gives the findings to code scanning. GitHub takes them packed and in base64, with the commit that they are about:
# https://docs.github.com/en/rest/code-scanning/code-scanning#upload-an-analysis-as-sarif-data
set -euo pipefail

if ! command -v gh > /dev/null; then
    echo "::warning::the findings were not uploaded: this runner has no gh; upload ${SARIF_FILE:?} in a step of your own"
    exit 0
fi
packed=$(mktemp "${RUNNER_TEMP:?}/sarif.XXXXXX")
gzip --stdout "${SARIF_FILE:?}" | base64 | tr -d '\n' > "$packed"
gh api --method POST "repos/${GITHUB_REPOSITORY:?}/code-scanning/sarifs" \
    --field commit_sha="${GITHUB_SHA:?}" --field ref="${GITHUB_REF:?}" --field sarif=@"$packed" \
    --field tool_name=gapcheck --jq .id
rm -f "$packed"
